# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""All that the rules of the workflow look at, as plain facts about one dossier on one day.

Gathered by the caller from wherever it keeps them; nothing here is fetched, so that every rule can be tried on a
thousand invented situations.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from balise.core.charter_exceptions import CharterException, check_exception
from balise.core.evaluation import Evaluation, Outcome, Result
from balise.core.frameworks import Kind, Strength
from balise.core.language import Text
from balise.core.obstacles import Obstacle
from balise.core.opinions import Opinion, OpinionBody, counting
from balise.core.reservations import Reservation, plain_words
from balise.core.standing import awaited


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was found of a dossier under one framework: only what stands in the way of a yes."""

    framework: str
    """The id of the framework, or its reference."""
    kind: Kind
    blocking_unmet: tuple[str, ...] = ()
    """The blocking criteria that are not satisfied."""
    unknown: tuple[str, ...] = ()
    """The blocking or correctable criteria of which nothing can be said yet."""
    correctable_unmet: tuple[str, ...] = ()
    """The correctable criteria that are not satisfied."""
    titles: Mapping[str, Text] = field(default_factory=dict)
    """The titles of the framework (under its own name) and of its criteria, for sentences; ids otherwise."""
    awaited: frozenset[str] = frozenset()
    """The questions for which what is unknown waits."""

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Judgement":
        """Return the judgement that an evaluation makes."""
        framework = evaluation.framework

        def found(result: Result, *strengths: Strength) -> tuple[str, ...]:
            return tuple(
                finding.rule.criterion.id
                for finding in evaluation.findings
                if finding.result is result and finding.rule.strength in strengths
            )

        return cls(
            framework.id,
            framework.kind,
            found(Result.NOT_SATISFIED, Strength.BLOCKING),
            found(Result.UNKNOWN, Strength.BLOCKING, Strength.CORRECTABLE),
            found(Result.NOT_SATISFIED, Strength.CORRECTABLE),
            {framework.id: framework.title} | {criterion.id: criterion.title for criterion in framework.criteria},
            frozenset(awaited(evaluation)),
        )

    @property
    def outcome(self) -> Outcome:
        """Return what these findings come to, as ``evaluation.outcome_of`` would."""
        if self.blocking_unmet:
            return Outcome.UNFAVOURABLE
        if self.unknown:
            return Outcome.INCOMPLETE
        return Outcome.FAVOURABLE_WITH_RESERVATIONS if self.correctable_unmet else Outcome.FAVOURABLE

    @property
    def can_be_excepted(self) -> bool:
        """Whether the authority may excuse itself from it: from the charter it voted, from nothing else."""
        return self.kind is Kind.CHARTER

    def knows(self, criterion: str) -> bool:
        """Tell whether the criterion is one of this framework's."""
        return criterion in (*self.blocking_unmet, *self.unknown, *self.correctable_unmet, *self.titles)

    def title(self, id_: str) -> Text:
        """Return the title of a criterion or of the framework; its id when nobody gave the title."""
        return self.titles.get(id_, Text(id_))


class DataFate(StrEnum):
    """What became of the authority's data when it left a tool."""

    RETURNED = "returned"
    DELETED = "deleted"
    RETURNED_AND_DELETED = "returned_and_deleted"
    NONE_HELD = "none_held"


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """How to leave the tool; once done, when and what became of the data."""

    executed_on: date | None = None
    data_fate: DataFate | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A criterion that applied when the decision that stands was taken, and that a correction has since taken away."""

    criterion: str
    title: Text


@dataclass(frozen=True, slots=True)
class Situation:
    """One dossier, on one day, as the person about to act on it finds it."""

    on: date
    judgements: tuple[Judgement, ...] = ()
    """One for the lead charter and one for each law that applies."""
    exceptions: tuple[CharterException, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    required_opinions: tuple[OpinionBody, ...] = ()
    """Those without whom the authority does not decide."""
    motive: str = ""
    """What the person acting writes to say why."""
    experiment_ends_on: date | None = None
    """The last day of the experiment proposed or decided; none once a decision of another sort has replaced it."""
    review_date: date | None = None
    exit_plan: ExitPlan | None = None
    """None when nobody has written one."""
    evidence_ends: Mapping[str, date] = field(default_factory=dict)
    """The day from which each document that has one is worth nothing any more, by document."""
    exit_drill_due_on: date | None = None
    """The day by which leaving must have been tried again."""
    missing_notices: int = 0
    """Notices that are required and not in place."""
    actor_is_owner: bool = False
    """The person about to act carries the project: it is theirs, their unit's, or they submitted it."""
    single_handed: bool = False
    """The authority is too small for one person to propose and another to decide."""
    was_in_service: bool = False
    """The tool has served, even if it does not today."""
    use_goes_on: bool = False
    """The tool is in use, as the answers say: a use that was declared goes on whatever is decided of its dossier."""
    set_aside: frozenset[str] = frozenset()
    """The reservations of opinions that the person acting says, in so many words, that they do not take up."""
    dropped: tuple[Dropped, ...] = ()
    """What the decision that stands rested on, and that no longer applies."""
    required_then: tuple[OpinionBody, ...] = ()
    """Those without whom that decision could not be taken; the same facts may have been what asked for them."""
    heard_from_actor: tuple[OpinionBody, ...] = ()
    """The bodies whose opinion the person about to act gave, or recorded, themselves."""

    def uncovered(self) -> Iterator[tuple[Judgement, str]]:
        """Yield every blocking criterion of a charter that is not satisfied and that no valid exception covers."""
        for judgement in self.judgements:
            if judgement.can_be_excepted:
                covered = {exception.criterion for exception in self.exceptions if self.covers(exception)}
                yield from (
                    (judgement, criterion) for criterion in judgement.blocking_unmet if criterion not in covered
                )

    def covers(self, exception: CharterException) -> bool:
        """Tell whether an exception is valid on the day; of what it covers, only its criterion says."""
        return not check_exception(exception, self.on)

    def obstacles_to(self, exception: CharterException) -> tuple[Obstacle, ...]:
        """Return what keeps an exception that somebody asks for from being granted on the day."""
        of = next((each for each in self.judgements if each.knows(exception.criterion)), None)
        return check_exception(
            exception,
            self.on,
            above_the_charter=of is not None and not of.can_be_excepted,
            title=None if of is None else of.title(exception.criterion),
        )

    def exceptions_to(self, criterion: str) -> tuple[CharterException, ...]:
        """Return the exceptions to a criterion, the one that lasts longest at the end."""
        mine = (exception for exception in self.exceptions if exception.criterion == criterion)
        return tuple(sorted(mine, key=lambda exception: exception.ends_on))

    def left_by_opinions(self) -> Iterator[tuple[Opinion, str]]:
        """Yield what an opinion that counts asks for, in its words, unless a decision or a reservation answers it."""
        taken = {plain_words(words) for each in self.reservations for words in (each.taken_up, each.text)}
        for opinion in counting(self.opinions, self.on):
            if not opinion.weighed:
                yield from ((opinion, line) for line in opinion.reservations if plain_words(line) not in taken)

    def open_reservations(self) -> tuple[Reservation, ...]:
        """Return the reservations still to be lifted."""
        return tuple(reservation for reservation in self.reservations if reservation.is_open(self.on))
