# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a charter is at least as strict as the one it extends, and which rule is not.

A commune that takes over the charter of its metropolis may add to it, never take from it. Nothing here trusts words:
every sort of answer that the rules of a commitment read is tried on both sides, and no dossier may come to a gentler
end under the new text. A rule declared as strict has thus been proved so.

An answer that is missing is tried only where a rule asks that it be given: a rule passes before all is known only if
every completion passes, so complete answers settle the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import product
from math import prod

from balise.core.answer_space import answer_space
from balise.core.conditions import Answered, AnswerValue, Comparison, Condition
from balise.core.dates import Period
from balise.core.evaluation import Result, result_of
from balise.core.frameworks import Commitment, Framework, Modality, Rule, Strength
from balise.core.questions import QuestionBank

MOST_TRIED = 200_000
"""Combinations of answers tried for one rule: a second or so. Beyond, the rule is said to be unproved, never passed."""


class Easing(StrEnum):
    """How a text is gentler than the one it extends."""

    COMMITMENT_GONE = "commitment_gone"
    SCOPE_CHANGED = "scope_changed"
    CONTROL_GONE = "control_gone"
    FEWER_BOUND = "fewer_bound"
    COMMITMENT_WEAKER = "commitment_weaker"
    MODALITY_WEAKER = "modality_weaker"
    RULE_EASED = "rule_eased"
    UNPROVED = "unproved"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One way in which a text is gentler, and for a rule the answers that show it."""

    kind: Easing
    commitment: Commitment
    rule: Rule | None = None
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)
    """A situation that the extended text stops, or leaves waiting, and that the new one lets go further."""


def relaxations(extended: Framework, extending: Framework, bank: QuestionBank, on: date) -> tuple[Relaxation, ...]:
    """Return every way in which ``extending`` is gentler than ``extended``; none when it is as strict or stricter.

    Commitments are paired by their number, as an extension keeps those of the text it comes from.
    """
    return tuple(_all(extended, extending, bank, on))


def reworded(extended: Framework, extending: Framework) -> tuple[Commitment, ...]:
    """Return the commitments of ``extending`` whose sentence is not that of the text it extends.

    Their rules are proved; a sentence is not, and somebody has to read it.
    """
    sentences = {each.number: each.statement for each in extended.commitments}
    return tuple(
        each for each in extending.commitments if each.number in sentences and each.statement != sentences[each.number]
    )


def _all(extended: Framework, extending: Framework, bank: QuestionBank, on: date) -> Iterator[Relaxation]:
    kept = {commitment.number: commitment for commitment in extending.commitments}
    for commitment in extended.commitments:
        other = kept.get(commitment.number)
        if other is None:
            yield Relaxation(Easing.COMMITMENT_GONE, commitment)
            continue
        yield from _of_the_commitment(commitment, other)
        rivals = extending.rules_by_commitment[other.id]
        for rule in extended.rules_by_commitment[commitment.id]:
            found = _eased(rule, rivals, bank, on)
            if found is not None:
                yield Relaxation(found[0], commitment, rule, found[1])


def _of_the_commitment(before: Commitment, after: Commitment) -> Iterator[Relaxation]:
    if before.scope is not after.scope:
        yield Relaxation(Easing.SCOPE_CHANGED, before)
    if _RANK[after.strength] < _RANK[before.strength]:
        yield Relaxation(Easing.COMMITMENT_WEAKER, before)
    if _FIRMNESS[after.modality] < _FIRMNESS[before.modality]:
        yield Relaxation(Easing.MODALITY_WEAKER, before)
    if not {_control(each) for each in before.controls} <= {_control(each) for each in after.controls}:
        yield Relaxation(Easing.CONTROL_GONE, before)
    if not set(before.binds) <= set(after.binds):
        yield Relaxation(Easing.FEWER_BOUND, before)


def _control(control: object) -> str:
    return repr(control)


_FIRMNESS: Mapping[Modality, int] = {
    Modality.PREFER: 0,
    Modality.ALLOW_IF: 1,
    Modality.LIMIT: 2,
    Modality.REPORT: 2,
    Modality.INSTITUTIONAL: 2,
    Modality.REQUIRE: 2,
    Modality.FORBID: 3,
}
"""How firmly a commitment speaks: what was asked is not to become a preference, nor what was forbidden a permission."""
_RANK: Mapping[Strength, int] = {Strength.ADVISORY: 0, Strength.CORRECTABLE: 1, Strength.BLOCKING: 2}

_WEIGHTS: Mapping[tuple[Strength, Result], int] = {
    (Strength.BLOCKING, Result.NOT_SATISFIED): 4,
    (Strength.BLOCKING, Result.UNKNOWN): 3,
    (Strength.CORRECTABLE, Result.UNKNOWN): 3,
    (Strength.CORRECTABLE, Result.NOT_SATISFIED): 2,
    (Strength.ADVISORY, Result.NOT_SATISFIED): 1,
}
"""How far a finding pulls the outcome: refused, incomplete, with reservations, advised. The rest pulls nothing."""


def _eased(
    rule: Rule, rivals: Sequence[Rule], bank: QuestionBank, on: date
) -> tuple[Easing, Mapping[str, AnswerValue]] | None:
    """Return how the rivals, taken together, are gentler than the rule; None when no answer shows that they are."""
    lasting = [rival for rival in rivals if _covers(rival.in_force, rule.in_force, on)]
    if any(_says_as_much(rule, rival) for rival in lasting):
        return None
    day = max(on, rule.in_force.start or on)
    if _gentler(rule, _namesakes(rule, lasting), bank, day) is None:
        return None
    return _gentler(rule, lasting, bank, day)


def _says_as_much(rule: Rule, rival: Rule) -> bool:
    same = (rule.criterion.applies_when, rule.criterion.expects) == (
        rival.criterion.applies_when,
        rival.criterion.expects,
    )
    return same and _RANK[rival.strength] >= _RANK[rule.strength]


def _namesakes(rule: Rule, rivals: Sequence[Rule]) -> list[Rule]:
    """Return the rival that bears the same letter: it most often settles the matter, with far fewer answers to try."""
    letter = rule.criterion.id.partition(":")[2]
    return [rival for rival in rivals if rival.criterion.id.partition(":")[2] == letter]


def _gentler(
    rule: Rule, rivals: Sequence[Rule], bank: QuestionBank, on: date
) -> tuple[Easing, Mapping[str, AnswerValue]] | None:
    both = (rule, *rivals)
    names = tuple(dict.fromkeys(name for each in both for name in each.criterion.questions()))
    space = answer_space(names, [condition for each in both for condition in _conditions(each)], bank, on)
    gaps = {item.question for each in both for item in _comparisons(each) if isinstance(item, Answered)}
    if prod(len(values) + (name in gaps) for name, values in space.items()) > MOST_TRIED:
        return Easing.UNPROVED, {}
    for answers in _assignments(space, gaps):
        if _weight(rule, answers, on) > max((_weight(rival, answers, on) for rival in rivals), default=0):
            return Easing.RULE_EASED, answers
    return None


def _assignments(
    space: Mapping[str, Sequence[AnswerValue]], gaps: AbstractSet[str]
) -> Iterator[dict[str, AnswerValue]]:
    """Yield every combination of answers, those that say most first: what shows an easing is best shown whole."""
    choices = [
        [*((name, value) for value in values), *([None] if name in gaps else [])] for name, values in space.items()
    ]
    for picked in product(*choices):
        yield dict(each for each in picked if each is not None)


def _weight(rule: Rule, answers: Mapping[str, AnswerValue], on: date) -> int:
    return _WEIGHTS.get((rule.strength, result_of(rule, answers, on)), 0)


def _comparisons(rule: Rule) -> Iterator[Comparison]:
    for condition in _conditions(rule):
        yield from condition.comparisons()


def _conditions(rule: Rule) -> Iterator[Condition]:
    yield rule.criterion.expects
    if rule.criterion.applies_when is not None:
        yield rule.criterion.applies_when


def _covers(outer: Period, inner: Period, on: date) -> bool:
    """Tell whether one period holds whenever the other does, from that day on: the past binds nobody any more."""
    start = max(inner.start or on, on)
    begins = outer.start is None or outer.start <= start
    return begins and (outer.end is None or (inner.end is not None and inner.end <= outer.end))
