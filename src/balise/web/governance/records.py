# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was done about a dossier, as pages and rules read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from balise.core.charter_exceptions import CharterException
from balise.core.language import Language, Text
from balise.core.opinions import Opinion, OpinionBody, OpinionStanding, OpinionValue, counting, lines_of, standing
from balise.core.reservations import Reservation
from balise.core.situation import DataFate
from balise.core.states import IN_FAVOUR, Act
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class OpinionRecord:
    """An opinion asked, and its answer once there is one."""

    id: int
    body: OpinionBody
    message: str
    requested_by_id: int
    requested_by: str
    requested_at: datetime
    requested_on: date
    deadline: date
    value: OpinionValue | None
    text: str
    reservations: str
    given_by: str
    given_by_id: int | None
    given_on: date | None
    lapsed: bool
    given_at: datetime | None = None

    @property
    def core(self) -> Opinion:
        """Return it as the rules read it."""
        asked = lines_of(self.reservations)
        return Opinion(self.body, self.requested_on, self.deadline, self.value, self.given_on, asked)

    @property
    def pending(self) -> bool:
        """Whether nobody has answered yet, in time or not."""
        return self.value is None


@dataclass(frozen=True, slots=True)
class ExceptionRecord:
    """Leave not to keep a criterion."""

    id: int
    criterion: str
    motive: str
    deciding_authority: str
    granted_on: date
    expires_on: date
    by: str
    expiry_recorded: bool
    revoked_on: date | None = None

    @property
    def revoked_early(self) -> bool:
        """Whether somebody put an end to it before its time."""
        return self.revoked_on is not None and self.revoked_on < self.expires_on

    @property
    def core(self) -> CharterException:
        """Return it as the rules read it."""
        return CharterException(
            self.criterion, self.motive, self.deciding_authority, self.granted_on, self.expires_on, self.revoked_on
        )


@dataclass(frozen=True, slots=True)
class ReservationRecord:
    """Something to do by a day."""

    id: int
    criterion: str
    text: str
    set_on: date
    due_on: date
    before_deployment: bool
    assignee_id: int | None
    assignee: str
    done_on: date | None
    done_by: str
    note: str
    without_object: bool = False
    """It was closed because nothing asks for it any more, not because it was done."""
    overtaken: bool = False
    """The decision that asks for it no longer stands, or the tool is gone: it is history, and binds nobody."""

    def is_open(self, on: date) -> bool:
        """Tell whether it is still to be done."""
        return not self.overtaken and self.core.is_open(on)

    def is_overdue(self, on: date) -> bool:
        """Tell whether its last day has passed without its being done."""
        return not self.overtaken and self.core.is_overdue(on)

    @property
    def core(self) -> Reservation:
        """Return it as the rules read it."""
        return Reservation(
            self.due_on, self.text, self.criterion or None, self.done_on, self.before_deployment, str(self.id)
        )


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision taken."""

    id: int
    act: Act
    motive: str
    deciding_authority: str
    ends_on: date | None
    rests_on: tuple[Text, ...]
    """What it rests on beyond the rules: in both languages, or in French alone if it is an old one."""
    by: str
    on: date
    at: datetime
    judged_on: Mapping[str, Any] = field(default_factory=dict)
    """The answers on which it rests, as they were kept with its verdict."""
    overtaken: bool = False
    """The dossier has gone back to a draft since, or was given up: the decision is history, and decides nothing."""

    @property
    def grounds(self) -> tuple[str, ...]:
        """Return what it rests on, in the language of whoever reads."""
        language = current_language()
        return tuple(each.in_(language) for each in self.rests_on)

    @property
    def is_in_french_alone(self) -> bool:
        """Whether its grounds are read in French on a page that is in another language."""
        return current_language() is not Language.FRENCH and any(each.en is None for each in self.rests_on)


def kept_ground(sentence: Text) -> dict[str, str]:
    """Return a ground of a decision as its row keeps it: in both languages, because its page is read in both."""
    return {language.value: sentence.in_(language) for language in Language}


def ground_as_kept(kept: str | Mapping[str, str]) -> Text:
    """Return a ground from the row of a decision; the first ones were kept as French sentences, and stay so."""
    return Text(kept) if isinstance(kept, str) else Text(kept["fr"], kept.get("en"))


@dataclass(frozen=True, slots=True)
class ServiceRecord:
    """A period during which the tool served."""

    id: int
    started_on: date
    started_by: str
    ended_on: date | None
    ended_because: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class ExitRecord:
    """The exit plan, executed."""

    executed_on: date
    data_fate: DataFate
    substitute: str
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """All that was done about one dossier, each kind in the order in which it happened."""

    opinions: tuple[OpinionRecord, ...] = ()
    exceptions: tuple[ExceptionRecord, ...] = ()
    reservations: tuple[ReservationRecord, ...] = ()
    decisions: tuple[DecisionRecord, ...] = ()
    services: tuple[ServiceRecord, ...] = ()

    @property
    def decision(self) -> DecisionRecord | None:
        """Return the decision that stands: the last one, which replaces those before it; none once sent back."""
        return next((each for each in reversed(self.decisions) if not each.overtaken), None)

    @property
    def experiment_ends_on(self) -> date | None:
        """Return the last day of the experiment decided; none once another decision has replaced it."""
        return None if self.decision is None else self.decision.ends_on

    def open_reservations(self, on: date) -> tuple[ReservationRecord, ...]:
        """Return what is still to be done, the most pressing first."""
        still = (each for each in self.reservations if each.is_open(on))
        return tuple(sorted(still, key=lambda each: (each.due_on, each.id)))

    def binding_reservations(self) -> tuple[ReservationRecord, ...]:
        """Return the reservations that count: all but those that fell, undone, with the decision that asked for them.

        What was done stays done, and answers what an opinion had asked for.
        """
        return tuple(each for each in self.reservations if each.done_on is not None or not each.overtaken)

    def opinions_to_weigh(self) -> tuple[Opinion, ...]:
        """Return the opinions as the rules read them: a decision in favour that stands has weighed those before it."""
        yes = [each.at for each in self.decisions if each.act in IN_FAVOUR and not each.overtaken]
        last = None if self.decision is None else self.decision.at
        return tuple(
            replace(
                each.core,
                weighed=each.given_at is not None and any(each.given_at <= decided for decided in yes),
                asked_before=last is not None and each.requested_at <= last,
            )
            for each in self.opinions
        )

    def adverse_since_the_decision(self, on: date) -> tuple[OpinionRecord, ...]:
        """Return the unfavourable opinions that count, and that came after the decision that stands."""
        weighed = {opinion: each for each, opinion in zip(self.opinions, self.opinions_to_weigh(), strict=True)}
        return tuple(
            weighed[opinion]
            for opinion in counting(weighed, on)
            if not opinion.weighed and opinion.value_on(on) is OpinionValue.UNFAVOURABLE
        )

    def standing_opinions(self, on: date) -> tuple[OpinionRecord, ...]:
        """Return what counts of each body: the last opinion that it gave, else the last one requested."""
        by_core = {each.core: each for each in self.opinions}
        counted = {core.body: by_core[core] for core in counting([each.core for each in self.opinions], on)}
        return tuple(counted[body] for body in OpinionBody if body in counted)

    def asked_again(self, opinion: OpinionRecord) -> OpinionRecord | None:
        """Return the request for another opinion than this one, which stands meanwhile; None when there is none."""
        if opinion.pending:
            return None
        later = (each for each in self.opinions if each.body is opinion.body and each.pending)
        return next(later, None)

    def has_spoken(self, body: OpinionBody, on: date) -> bool:
        """Tell whether the body has given an opinion, which then stands."""
        return any(each.body is body and standing(each.core, on) is OpinionStanding.GIVEN for each in self.opinions)

    def latest_opinions(self) -> tuple[OpinionRecord, ...]:
        """Return the last request made to each body: the one that may still be awaited."""
        by_body = {opinion.body: opinion for opinion in self.opinions}
        return tuple(by_body[body] for body in OpinionBody if body in by_body)

    def opinion(self, identifier: int) -> OpinionRecord | None:
        """Return a request by its id."""
        return next((each for each in self.opinions if each.id == identifier), None)

    def reservation(self, identifier: int) -> ReservationRecord | None:
        """Return a reservation by its id."""
        return next((each for each in self.reservations if each.id == identifier), None)
