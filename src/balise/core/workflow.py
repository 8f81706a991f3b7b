# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The life of a dossier as one table: from which states, by whom and under which conditions each act is possible.

The table is the whole of it: pages draw their buttons from it, the documentation prints it, tests walk it as a graph.
No act is possible that is not a row, and no row leads to service without a decision.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from balise.core.language import Text
from balise.core.obstacles import Obstacle, obstacle
from balise.core.roles import ROLE_LABELS, Role
from balise.core.situation import Situation
from balise.core.states import ACCEPTING, ACT_LABELS, ENDED_WITHOUT_A_YES, IN_SERVICE, STATE_LABELS, Act, State
from balise.core.workflow_guards import (
    Guard,
    answers_known,
    blocking_covered,
    corrections_in_hand,
    corrections_reserved,
    discharges_sound,
    exit_executed,
    exit_planned,
    experiment_bounded,
    hands_separate,
    has_served,
    law_kept,
    motive_given,
    never_in_service,
    nothing_dropped,
    nothing_overdue,
    nothing_to_correct,
    notices_in_place,
    opinion_reservations_answered,
    opinions_in,
    opinions_of_these_facts,
    opinions_requested,
    opinions_weighed,
    overruling_motivated,
    reservations_lifted,
    reservations_sound,
    review_planned,
    service_not_awaited,
    some_reservation,
    use_ended,
    use_goes_on,
)


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table."""

    act: Act
    sources: frozenset[State]
    target: State
    by: frozenset[Role]
    guards: tuple[Guard, ...] = ()


_KEPT = (answers_known, law_kept, blocking_covered)

FOR_A_YES = (
    hands_separate,
    *_KEPT,
    opinions_requested,
    opinions_of_these_facts,
    opinions_in,
    overruling_motivated,
    opinion_reservations_answered,
    discharges_sound,
)
"""What every decision in favour asks: whoever takes it answers for the use of the tool."""

FOR_SERVICE = (*_KEPT, corrections_in_hand, nothing_overdue, review_planned, exit_planned, notices_in_place)
"""What every act asks after which a tool serves; the findings again, for answers change after a decision."""

_TO_DECIDE_AND_SERVE = tuple(dict.fromkeys((*FOR_A_YES, *FOR_SERVICE)))

_AS_DECIDED = (opinions_in, opinions_weighed, nothing_dropped)
"""What is put in service, or left there, without deciding.

An opinion that nobody weighed, or facts that no longer are what was decided upon, are answered by a decision.
"""

_TO_SERVE_ON = (hands_separate, *FOR_SERVICE, opinions_requested, *_AS_DECIDED)

_OWNER = frozenset({Role.OWNER})
_REVIEWER = frozenset({Role.REVIEWER})
_EITHER = _OWNER | _REVIEWER
_UNDER_REVIEW = frozenset({State.IN_REVIEW})
_SERVING = frozenset({State.UNDER_REASSESSMENT})
_DECIDABLE = _UNDER_REVIEW | ACCEPTING | {State.SUSPENDED}
"""What was accepted is decided upon again, for an opinion may come before the service; the last decision replaces.

A tool that has served is decided upon again without going back to a draft; it ends by withdrawal alone.

One that serves while it is judged again never leaves the service by a yes: its rows lead back there, and ask what every
service asks.
"""

_A_PLAIN_YES = (nothing_to_correct,)
_RESERVED = (some_reservation, reservations_sound, corrections_reserved)
_TRIED = (experiment_bounded, reservations_sound)
_A_NO_AFTER_ALL = (hands_separate, motive_given, never_in_service)

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Act.OPEN, frozenset({State.IDEA, State.DECLARED}), State.DRAFT, _EITHER),
    Transition(Act.SUBMIT, frozenset({State.DRAFT}), State.SUBMITTED, _OWNER),
    Transition(Act.TAKE_BACK, frozenset({State.SUBMITTED}), State.DRAFT, _OWNER),
    Transition(Act.TAKE_UP, frozenset({State.SUBMITTED}), State.IN_REVIEW, _REVIEWER),
    Transition(Act.SEND_BACK, frozenset({State.SUBMITTED, State.IN_REVIEW}), State.DRAFT, _REVIEWER, (motive_given,)),
    Transition(Act.SEND_BACK, ACCEPTING, State.DRAFT, _REVIEWER, (motive_given, never_in_service)),
    Transition(Act.DECIDE_FAVOURABLE, _DECIDABLE, State.ACCEPTED, _REVIEWER, (*FOR_A_YES, *_A_PLAIN_YES)),
    Transition(Act.DECIDE_FAVOURABLE, _SERVING, State.DEPLOYED, _REVIEWER, (*_TO_DECIDE_AND_SERVE, *_A_PLAIN_YES)),
    Transition(
        Act.DECIDE_WITH_RESERVATIONS,
        _DECIDABLE,
        State.ACCEPTED_WITH_RESERVATIONS,
        _REVIEWER,
        (*FOR_A_YES, *_RESERVED),
    ),
    Transition(
        Act.DECIDE_WITH_RESERVATIONS,
        _SERVING,
        State.DEPLOYED,
        _REVIEWER,
        (*_TO_DECIDE_AND_SERVE, *_RESERVED, service_not_awaited),
    ),
    Transition(Act.DECIDE_EXPERIMENT, _DECIDABLE, State.EXPERIMENT, _REVIEWER, (*FOR_A_YES, *_TRIED)),
    Transition(
        Act.DECIDE_EXPERIMENT,
        _SERVING,
        State.DEPLOYED,
        _REVIEWER,
        (*_TO_DECIDE_AND_SERVE, *_TRIED, service_not_awaited),
    ),
    Transition(Act.DECIDE_REFUSED, _UNDER_REVIEW, State.REFUSED, _REVIEWER, (hands_separate, motive_given)),
    Transition(Act.DECIDE_REFUSED, ACCEPTING, State.REFUSED, _REVIEWER, _A_NO_AFTER_ALL),
    Transition(Act.DECIDE_CLOSED, _UNDER_REVIEW, State.CLOSED, _REVIEWER, (hands_separate, motive_given)),
    Transition(Act.DECIDE_CLOSED, ACCEPTING, State.CLOSED, _REVIEWER, _A_NO_AFTER_ALL),
    Transition(Act.DEPLOY, ACCEPTING, State.DEPLOYED, _EITHER, (*FOR_SERVICE, *_AS_DECIDED, reservations_lifted)),
    Transition(
        Act.START_REASSESSMENT,
        frozenset({State.DEPLOYED}),
        State.UNDER_REASSESSMENT,
        frozenset({Role.REVIEWER, Role.DPO, Role.CISO, Role.SYSTEM}),
        (motive_given,),
    ),
    Transition(
        Act.CONFIRM,
        frozenset({State.UNDER_REASSESSMENT}),
        State.DEPLOYED,
        _REVIEWER,
        _TO_SERVE_ON,
    ),
    Transition(
        Act.SUSPEND,
        IN_SERVICE,
        State.SUSPENDED,
        frozenset({Role.OWNER, Role.REVIEWER, Role.DPO, Role.CISO, Role.SYSTEM}),
        (motive_given,),
    ),
    Transition(
        Act.RESUME,
        frozenset({State.SUSPENDED}),
        State.DEPLOYED,
        _REVIEWER,
        (*_TO_SERVE_ON, motive_given, reservations_lifted),
    ),
    Transition(Act.WITHDRAW, IN_SERVICE | {State.SUSPENDED}, State.WITHDRAWN, _EITHER, (exit_executed,)),
    Transition(Act.WITHDRAW, ACCEPTING, State.WITHDRAWN, _EITHER, (has_served, exit_executed)),
    Transition(Act.WITHDRAW, ENDED_WITHOUT_A_YES, State.WITHDRAWN, _EITHER, (use_goes_on, exit_executed)),
    Transition(Act.ABANDON, frozenset({State.IDEA, State.DECLARED, State.DRAFT}), State.CLOSED, _EITHER),
    Transition(Act.ABANDON, ACCEPTING, State.CLOSED, _EITHER, (never_in_service,)),
    Transition(Act.REOPEN, ENDED_WITHOUT_A_YES, State.DRAFT, _EITHER, (motive_given,)),
    Transition(
        Act.ARCHIVE,
        ENDED_WITHOUT_A_YES | {State.WITHDRAWN},
        State.ARCHIVED,
        frozenset({Role.REVIEWER, Role.ADMINISTRATOR}),
        (use_ended,),
    ),
)
"""Every act that can be done, in the order in which a dossier usually meets them."""


def by_act_and_state(rows: Iterable[Transition]) -> Mapping[tuple[Act, State], Transition]:
    """Return the rows by what they are looked up with.

    Raises:
        ValueError: two rows say where the same act leads from the same state; one of them would be silently lost.
    """
    found: dict[tuple[Act, State], Transition] = {}
    for row in rows:
        for source in row.sources:
            if found.setdefault((row.act, source), row) is not row:
                raise ValueError(f"Two rows tell what “{row.act}” does from “{source}”.")
    return found


_ROWS = by_act_and_state(TRANSITIONS)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether an act may be done, where it would lead, and all that stands in its way."""

    act: Act
    state: State
    target: State | None
    """Where it leads; none when the act does not exist from this state."""
    obstacles: tuple[Obstacle, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.obstacles


class Refused(Exception):  # noqa: N818 (it says what happened to the act; it is no error of the program)
    """An act was tried that may not be done; it carries the ruling, to be shown."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(" ".join(f"{each.sentence.fr} {each.remedy.fr}" for each in ruling.obstacles))
        self.ruling = ruling


def transition(act: Act, state: State) -> Transition | None:
    """Return the row of the table for an act from a state; none when it is not possible."""
    return _ROWS.get((act, state))


def may(act: Act, state: State, situation: Situation, roles: Collection[Role]) -> Ruling:
    """Tell whether somebody who holds these roles may do this act now, and otherwise everything that prevents it."""
    row = transition(act, state)
    if row is None:
        return Ruling(act, state, None, (_impossible(act, state),))
    return Ruling(act, state, row.target, tuple(dict.fromkeys(_found(row, situation, roles))))


def move(act: Act, state: State, situation: Situation, roles: Collection[Role]) -> State:
    """Return the state in which the act leaves the dossier.

    Raises:
        Refused: something stands in the way.
    """
    ruling = may(act, state, situation, roles)
    if ruling.target is None or not ruling.allowed:
        raise Refused(ruling)
    return ruling.target


def acts_from(state: State, roles: Collection[Role]) -> tuple[Act, ...]:
    """Return the acts that somebody who holds these roles can think of doing, in the order of the table."""
    return tuple(row.act for row in TRANSITIONS if state in row.sources and not row.by.isdisjoint(roles))


def _found(row: Transition, situation: Situation, roles: Collection[Role]) -> Iterator[Obstacle]:
    if row.by.isdisjoint(roles):
        people = [role for role in Role if role in row.by and role is not Role.SYSTEM]
        yield obstacle("not-your-role", act=ACT_LABELS[row.act], roles=_listed([ROLE_LABELS[role] for role in people]))
    for guard in row.guards:
        yield from guard.obstacles(situation)


def _impossible(act: Act, state: State) -> Obstacle:
    possible = acts_from(state, tuple(Role))
    words = {"act": ACT_LABELS[act], "state": STATE_LABELS[state]}
    if not possible:
        return obstacle("life-is-over", **words)
    return obstacle("not-from-this-state", **words, acts=_listed([ACT_LABELS[each] for each in possible]))


def _listed(texts: list[Text]) -> Text:
    return Text(
        ", ".join(_small(text.fr) for text in texts),
        ", ".join(_small(text.en or text.fr) for text in texts),
    )


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
