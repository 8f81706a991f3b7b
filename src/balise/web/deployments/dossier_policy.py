# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the dossier, its frameworks and the catalogue say of a use: the facts that the bundle carries to the gateway.

Every judgement that needs them is made here, once, and cited: the gateway only compares.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils import timezone

from balise.core.frameworks import Commitment, ControlKind, Framework
from balise.core.language import Language, Text
from balise.core.notice_texts import NoticeFacts, TooLongError, longer_words, notice_words
from balise.core.notices import Channel, Need
from balise.core.policy import AppliedControl, CitedCommitment, Contact, DataPolicy, Grant, Standing
from balise.core.questions import YES
from balise.core.states import ACCEPTING, IN_SERVICE, State
from balise.web.assessments.files import DossierFile
from balise.web.catalogue.queries import standing_of
from balise.web.catalogue.queries.names import tool_name
from balise.web.catalogue.standing import ABSENT
from balise.web.governance.queries.instruction import instruction_of
from balise.web.organisations.frameworks import frameworks_of
from balise.web.organisations.queries import lead_reference
from balise.web.transparency.hosts import origin_of
from balise.web.transparency.notice_board import facts_of, needs_of, public_address
from balise.web.transparency.queries.entries import entry_of_dossier

PERSONAL = frozenset({"personal", "sensitive", "confidential"})
"""The data classes in which there are people, or may be."""
EUROPEAN_ECONOMIC_AREA = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE"),
    *("IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK"),
)
"""What is admitted where a framework speaks of jurisdictions and the dossier names none."""
STRICT_ENOUGH = frozenset({DataPolicy.PSEUDONYMISE, DataPolicy.BLOCK})

_STANDINGS = {
    **dict.fromkeys(IN_SERVICE, Standing.OPEN),
    **dict.fromkeys(ACCEPTING, Standing.NOT_DEPLOYED),
    State.SUSPENDED: Standing.SUSPENDED,
    **dict.fromkeys((State.WITHDRAWN, State.ARCHIVED, State.REFUSED, State.CLOSED), Standing.WITHDRAWN),
}
_CONTACTS = {each.value: each for each in Contact}


@dataclass(frozen=True, slots=True)
class Asked:
    """A control, in the words of the commitment in the name of which it is applied."""

    control: AppliedControl
    cited: CitedCommitment
    title: Text


def standing_in(state: State) -> Standing:
    """Return what the state of a dossier lets its use do; one that is written again serves nothing."""
    return _STANDINGS.get(state, Standing.NOT_DEPLOYED)


def contact_of(file: DossierFile) -> Contact:
    """Return how the use meets the public; what nobody said is taken for the worst."""
    return _CONTACTS.get(str(file.answers.get("interaction_mode")), Contact.DIRECT)


def holds_personal_data(file: DossierFile) -> bool:
    """Tell whether there may be people in what is sent; what nobody said counts as if there were."""
    data_class, personal = file.answers.get("data_class"), file.answers.get("personal_data")
    return personal == YES or data_class in PERSONAL or (data_class is None and personal is None)


def last_instant(file: DossierFile) -> datetime | None:
    """Return when the use stops by itself: at the end of the experiment that was decided, if one was.

    A review that falls due stops nothing: the use is judged again while it serves, as the workflow says, and what
    suspends it is an act.
    """
    ends_on = instruction_of(file.id).experiment_ends_on
    return None if ends_on is None else end_of(ends_on)


def end_of(day: date) -> datetime:
    """Return the last instant of a day, where the site is."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def grant_of(file: DossierFile, on: date) -> Grant:
    """Return what the catalogue says of the tool of the dossier, for its tasks and its data."""
    if file.tool_id is None:
        return Grant.NOT_IN_CATALOGUE
    data_class, uses = file.answers.get("data_class"), file.answers.get("use_types")
    found = standing_of(
        file.tool_id,
        data_class if isinstance(data_class, str) else None,
        uses if isinstance(uses, tuple) else (),
        authority_id=file.authority_id,
        on=on,
    )
    if found.catalogue_status == ABSENT:
        return Grant.NOT_IN_CATALOGUE
    return Grant.ALLOWED if found.data_class_allowed == YES else Grant.NOT_FOR_THIS_USE


def controls_of(file: DossierFile, slug: str, on: date) -> tuple[Asked, ...]:
    """Return the controls that the frameworks of the dossier ask for that day, in the order of their texts."""
    lead = lead_reference(file.authority_id)
    found = (_asked(framework, lead, slug, on) for framework in frameworks_of(file.references))
    return tuple(each for asked in found for each in asked)


def asks(controls: Iterable[Asked], *kinds: ControlKind) -> tuple[Asked, ...]:
    """Return those of the controls that are of these kinds."""
    return tuple(each for each in controls if each.control.kind in kinds)


def imposed_policy(chosen: DataPolicy, file: DossierFile, controls: Iterable[Asked]) -> DataPolicy:
    """Return what is done of personal data: what was chosen, unless a framework asks for more."""
    imposed = asks(controls, ControlKind.PSEUDONYMISE) and holds_personal_data(file)
    return DataPolicy.PSEUDONYMISE if imposed and chosen not in STRICT_ENOUGH else chosen


def admitted(chosen: Iterable[str], controls: Iterable[Asked]) -> tuple[str, ...]:
    """Return the countries whose law may apply to a provider; empty: all of them."""
    return tuple(chosen) or (EUROPEAN_ECONOMIC_AREA if asks(controls, ControlKind.JURISDICTION) else ())


def register_address(file: DossierFile, slug: str) -> str:
    """Return the address of the public entry; empty while there is none that the public reads."""
    found = entry_of_dossier(file.id)
    if found is None or found.withdrawn_at is not None or found.hidden is not None:
        return ""
    return public_address(found.entry.id, slug)


def notice_of(file: DossierFile, slug: str, on: date) -> str:
    """Return the short notice of the use, in the words of the channel that needs it most; empty where none does."""
    order = tuple(Need)
    needs = sorted(needs_of(file, on), key=lambda need: order.index(need.need))
    if not needs:
        return ""
    url = register_address(file, slug) or public_address("", slug)
    tool = "" if file.tool_id is None else tool_name(file.tool_id)
    return _short(needs[0].channel, facts_of(file, url=url, tool=tool, on=on))


def _short(channel: Channel, facts: NoticeFacts) -> str:
    try:
        return notice_words(channel, facts, Language.FRENCH).short
    except TooLongError:
        return longer_words(channel, facts, Language.FRENCH).full


def _asked(framework: Framework, lead: str | None, slug: str, on: date) -> Iterator[Asked]:
    if not framework.in_force.covers(on):
        return
    for commitment in framework.commitments:
        link = _link(commitment, slug) if framework.reference == lead else _source_of(framework, commitment)
        for control in commitment.controls:
            cited = CitedCommitment(commitment.statement.at(on), link)
            yield Asked(AppliedControl(control.kind, commitment.id), cited, commitment.title)


def _source_of(framework: Framework, commitment: Commitment) -> str:
    """Return where a text that the portal does not show is read: its own source; empty when none is on the web."""
    links = {source.id: source.link for source in framework.sources}
    return next((link for cited in commitment.sources if (link := links.get(cited.source))), "")


def _link(commitment: Commitment, slug: str) -> str:
    """Return where the public reads the commitment: the portal shows the charter by which the authority decides."""
    return f"{origin_of(slug)}{reverse('transparency:charter', args=[slug])}#{commitment.id}"
