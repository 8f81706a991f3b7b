# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What this app adds to the page of a dossier: the acts possible now, where it stands, the page of its review.

Several panels of one page are about the same dossier read once; what was done about it is read once too, and judged
once.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils.translation import gettext as _

from balise.core.states import DECIDED_IN_FAVOUR, STATE_LABELS, STATE_TONES, State
from balise.web.assessments.contributions import Panel, Tab
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged, judged
from balise.web.governance.acts_now import Buttons, acts_of
from balise.web.governance.addresses import page
from balise.web.governance.once_served import once_served
from balise.web.governance.permissions import may_give, may_grant_exceptions
from balise.web.governance.queries.adverse_opinions import adverse_words
from balise.web.governance.queries.follow_up import criterion_words
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.queries.revocations import revocation_motives
from balise.web.governance.queries.suspensions import uncovered_of
from balise.web.governance.records import DecisionRecord, ExceptionRecord, Instruction, OpinionRecord, ReservationRecord
from balise.web.governance.spent_exceptions import no_longer_needed
from balise.web.governance.words import OpinionLine, decision_words, standing_lines
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language


class _Read:
    """What all the panels of a page look at, each read or judged when the first of them asks."""

    def __init__(self, file: DossierFile, on: date) -> None:
        self.file, self.on = file, on

    @cached_property
    def instruction(self) -> Instruction:
        return instruction_of(self.file.id)

    @cached_property
    def found(self) -> Judged:
        return judged(self.file, self.on)

    @cached_property
    def idle(self) -> frozenset[int]:
        """The exceptions that run and excuse nothing."""
        if not self.instruction.exceptions:
            return frozenset()
        return no_longer_needed(self.file, self.instruction, self.found)


_READ: ContextVar[_Read | None] = ContextVar("governance_read", default=None)


@dataclass(frozen=True, slots=True)
class ActsPanel:
    """The buttons of a person."""

    buttons: Buttons
    to_give: tuple[OpinionRecord, ...]
    """The opinions that are expected of this person."""
    member: Member
    file: DossierFile


@dataclass(frozen=True, slots=True)
class StandingPanel:
    """Where the dossier stands."""

    tone: str
    label: str
    since: datetime | None
    review_on: date | None
    decision: DecisionRecord | None
    decision_words: str
    opinions: tuple[OpinionLine, ...]
    reservations: tuple[ReservationRecord, ...]
    exceptions: tuple[ExceptionRecord, ...]
    url: str


@dataclass(frozen=True, slots=True)
class DecidedPanel:
    """What people decided: it prevails over what is computed."""

    words: str
    decision: DecisionRecord
    exceptions: tuple[tuple[str, ExceptionRecord], ...]
    """Those in force, each with the commitment that is not kept."""
    ended: tuple["EndedException", ...] = ()
    uncovered: tuple[str, ...] = ()
    """What the next periodic work will suspend the tool for."""
    spent: tuple["SpentException", ...] = ()
    adverse: tuple[str, ...] = ()
    """The opinions that have said no since: the decision has not weighed them."""


@dataclass(frozen=True, slots=True)
class SpentException:
    """An exception that still runs, though its criterion is kept now or asked no more."""

    criterion: str
    record: ExceptionRecord
    end_url: str
    """Where whoever may puts an end to it; empty for the others."""


@dataclass(frozen=True, slots=True)
class EndedException:
    """An exception that covers nothing any more, and why when somebody put an end to it."""

    criterion: str
    record: ExceptionRecord
    motive: str


def what_was_decided(member: Member, file: DossierFile, on: date) -> Panel | None:
    """Return the decision that stands and the exceptions in force; nothing while it is being prepared or read."""
    read = _read(file, on)
    instruction, decision = read.instruction, read.instruction.decision
    if decision is None:
        return None
    idle = read.idle
    exceptions = tuple(
        (criterion_words(each.criterion, file.references), each)
        for each in instruction.exceptions
        if not each.core.has_ended(on) and each.id not in idle
    )
    spent = tuple(_spent(member, file, each) for each in instruction.exceptions if each.id in idle)
    motives = revocation_motives(file, instruction.exceptions)
    ended = tuple(
        EndedException(criterion_words(each.criterion, file.references), each, motives.get(each.id, ""))
        for each in instruction.exceptions
        if each.core.has_ended(on)
    )
    uncovered = tuple(each.words for each in uncovered_of(file, instruction.exceptions, on))
    adverse = adverse_lines(file, instruction, on)
    words = decision_words(decision)
    content = DecidedPanel(words[:1].lower() + words[1:], decision, exceptions, ended, uncovered, spent, adverse)
    return Panel("governance/decided_panel.html", content)


def adverse_lines(file: DossierFile, instruction: Instruction, on: date) -> tuple[str, ...]:
    """Return the opinions that contradict the decision on which the tool serves, or is about to."""
    if file.state not in DECIDED_IN_FAVOUR:
        return ()
    return tuple(adverse_words(each.body, each.given_on or on) for each in instruction.adverse_since_the_decision(on))


def _spent(member: Member, file: DossierFile, granted: ExceptionRecord) -> SpentException:
    may_end = may_grant_exceptions(member, file)
    url = page(member, file, "revoke-exception", exception_id=granted.id) if may_end else ""
    return SpentException(criterion_words(granted.criterion, file.references), granted, url)


def once_in_service(_member: Member, file: DossierFile, on: date) -> Panel | None:
    """Return what the verdict does not say of a tool that does not serve: some rules apply only once it does."""
    read = _read(file, on)
    lines = once_served(file, read.instruction, read.found)
    return Panel("governance/once_served.html", lines) if lines else None


def acts_now(member: Member, file: DossierFile, on: date) -> Panel | None:
    """Return the buttons: what is possible now, then what is not, and why."""
    read = _read(file, on)
    instruction = read.instruction
    acts = acts_of(member, file, instruction, read.found)
    to_give = tuple(
        opinion for opinion in instruction.opinions if opinion.pending and may_give(member, file, opinion.body)
    )
    if not acts and not to_give:
        return None
    return Panel("governance/acts_panel.html", ActsPanel(Buttons.of(acts), to_give, member, file))


def where_it_stands(member: Member, file: DossierFile, on: date) -> Panel | None:
    """Return the state in words and since when, the decision, the opinions, what is reserved."""
    instruction, idle = _read(file, on).instruction, _read(file, on).idle
    content = StandingPanel(
        STATE_TONES[file.state],
        STATE_LABELS[file.state].in_(current_language()),
        _since(file),
        file.review_on,
        instruction.decision,
        decision_words(instruction.decision),
        standing_lines(instruction, on),
        instruction.open_reservations(on),
        tuple(each for each in instruction.exceptions if not each.core.has_ended(on) and each.id not in idle),
        page(member, file, "review"),
    )
    return Panel("governance/standing_panel.html", content)


def review_tab(member: Member, file: DossierFile) -> Tab | None:
    """Return the page of the review, once there is one."""
    if file.state in {State.IDEA, State.DECLARED, State.DRAFT} and file.submitted_at is None:
        return None
    return Tab("review", _("Instruction"), page(member, file, "review"))


def _read(file: DossierFile, on: date) -> _Read:
    """Return what is known of this very dossier object, read once however many panels ask."""
    read = _READ.get()
    if read is None or read.file is not file or read.on != on:
        read = _Read(file, on)
        _READ.set(read)
    return read


def _since(file: DossierFile) -> datetime | None:
    match file.state:
        case State.SUBMITTED | State.IN_REVIEW:
            return file.submitted_at
        case State.ACCEPTED | State.ACCEPTED_WITH_RESERVATIONS | State.EXPERIMENT | State.REFUSED | State.CLOSED:
            return file.decided_at
        case State.DEPLOYED:
            return file.deployed_at
        case State.IDEA | State.DECLARED | State.DRAFT:
            return file.created_at
        case _:
            return None
