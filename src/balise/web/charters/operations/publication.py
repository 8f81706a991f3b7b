# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Publishing the version that a council voted: it never changes again, and judges the dossiers to come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.consultations import GROUP_LABELS
from balise.core.frameworks import Vote
from balise.core.language import Language, Text
from balise.loading.drafts import FIRST_VERSION, following, keep, published_files
from balise.rendering.typography import Counted, date_in_words
from balise.web.assessments.operations.standing import day_of
from balise.web.charters.acts import CHARTER_PUBLISHED
from balise.web.charters.models import Consultation, CouncilVote
from balise.web.charters.permissions import check_may_publish
from balise.web.charters.queries.consultations import who_was_consulted
from balise.web.charters.queries.drafts import draft_of
from balise.web.charters.queries.studies import easings, sound
from balise.web.charters.records import DraftRecord
from balise.web.journal.operations import record
from balise.web.organisations.frameworks import kept_versions
from balise.web.organisations.members import Member
from balise.web.organisations.operations.frameworks import adopt_voted
from balise.web.ui.refusals import RefusedError

ABSTENTIONS = Counted(Text("{n} abstention", "{n} abstention"), Text("{n} abstentions", "{n} abstentions"))


@dataclass(frozen=True, slots=True)
class Deliberation:
    """What the council decided, as its minutes say."""

    body: str
    on: date
    number: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    address: str = ""


@transaction.atomic
def publish(member: Member, draft_id: int, deliberation: Deliberation, *, at: datetime) -> str:
    """Make a version of a draft that was voted, and put it into force; return its reference.

    Dossiers stay pinned to the version they were judged by; those to come are judged by this one.

    Raises:
        RefusedError: it is not theirs (403), the vote is still to come, or the draft cannot be published as it is.
    """
    check_may_publish(member)
    draft = draft_of(member.authority.id, draft_id)
    _check(draft, deliberation, day_of(at))
    files = _voted(draft, deliberation, day_of(at))
    with TemporaryDirectory() as folder:
        keep(files, Path(folder))
        references = adopt_voted(member.authority.id, folder, at=at)
    CouncilVote.objects.create(
        authority_id=member.authority.id,
        draft_id=draft.id,
        version=references[0],
        body=deliberation.body,
        on=deliberation.on,
        number=deliberation.number,
        votes_for=deliberation.votes_for,
        votes_against=deliberation.votes_against,
        abstained=deliberation.abstained,
        address=deliberation.address,
        published_at=at,
        by_id=member.user_id,
    )
    _close_consultations(draft.id, day_of(at))
    details = {
        "frameworks": list(references),
        "body": deliberation.body,
        "day": date_in_words(deliberation.on, Language.FRENCH),
    }
    record(member.authority.id, CHARTER_PUBLISHED.code, member.actor, draft.subject, at, details)
    return references[0]


def _close_consultations(draft_id: int, on: date) -> None:
    """Take no more contributions on a text that is voted: whoever wrote one would speak for nothing.

    The days that were announced stay as they were: they are part of what was done.
    """
    Consultation.objects.filter(draft_id=draft_id, closes_on__gte=on).update(ended_on=on)


def _check(draft: DraftRecord, deliberation: Deliberation, on: date) -> None:
    if not draft.is_open:
        raise RefusedError(_("Ce projet est déjà voté ou abandonné."))
    if deliberation.on > on:
        raise RefusedError(_("Cette séance n’a pas encore eu lieu : publiez la charte une fois qu’elle est votée."))
    votes_for, against = deliberation.votes_for, deliberation.votes_against
    if votes_for is not None and against is not None and votes_for <= against:
        raise RefusedError(
            _("D’après ces chiffres, le texte n’a pas été adopté : une charte rejetée ne se publie pas.")
        )
    if not (framework := sound(draft.files).framework) or not framework.commitments:
        raise RefusedError(_("Ce projet n’a encore aucun engagement : il n’y a rien à publier."))
    if easings(draft, on):
        raise RefusedError(
            _(
                "Ce projet est moins strict que la charte qu’il prolonge : la page du projet dit sur quels "
                "engagements. Corrigez-les avant de le publier."
            )
        )


def _voted(draft: DraftRecord, deliberation: Deliberation, on: date) -> Mapping[str, str]:
    vote = Vote(deliberation.body, deliberation.on, told(deliberation), deliberation.number or None)
    consulted = [GROUP_LABELS[group].fr for group in who_was_consulted(draft.id, deliberation.on)]
    return published_files(draft.files, next_version(draft.framework), vote, consulted, on)


def next_version(framework: str) -> str:
    """Return the number of the version to come."""
    kept = [each.version for each in kept_versions(framework)]
    return following(max(kept, key=_by_numbers)) if kept else FIRST_VERSION


def _by_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def told(deliberation: Deliberation) -> str | None:
    """Return the result of a vote in words; nothing when the minutes give no figure.

    A figure that was left out is not nought: it is not told, and a vote is unanimous only when both others are nought.
    """
    votes_for, against, abstained = deliberation.votes_for, deliberation.votes_against, deliberation.abstained
    if votes_for is None:
        return None
    if against == 0 and abstained == 0:
        return "adoptée à l’unanimité"
    said = [f"adoptée par {votes_for} voix pour"]
    if against is not None:
        said.append(f"{against} contre")
    if abstained is not None:
        said.append(ABSTENTIONS.of(abstained, Language.FRENCH))
    return ", ".join(said)
