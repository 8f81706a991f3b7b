# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The two-minute triage: the few questions that can stop a project, and what they say so far.

It is meant to be asked before twenty minutes are spent on a dossier. It says that a project cannot pass, and what
would be enough; it never says that a project passes, for that takes the whole dossier.

The questions are not listed by hand: they are chosen on the rules of the frameworks at hand, so that a charter
written tomorrow has its triage too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from balise.core.answer_space import answer_space, assignments
from balise.core.conditions import Answers
from balise.core.dossiers import Dossier
from balise.core.evaluation import Evaluation, Finding, Result, result_of
from balise.core.frameworks import Framework, Kind, Rule, Strength
from balise.core.mending import ChangeSet, smallest_changes
from balise.core.questions import Knower, Nature, QuestionBank, QuestionType
from balise.core.relevance import asked_questions, live_questions, relevant_questions
from balise.core.soundness import asked_only, chain_of_questions
from balise.core.standing import Standing, conditions_of

TRIAGE_QUESTIONS = 8
"""How many questions two minutes allow."""

MOST_READ_TOGETHER = 4
"""A rule that takes more answers than this to be broken is left to the dossier."""

DECLARATION_QUESTIONS = (
    "summary",
    "vendor",
    "in_service_on",
    "audience",
    "interaction_mode",
    "human_review",
    "personal_data",
    "data_class",
)
"""The three-minute declaration of a use that exists already: what, with which tool, since when, for whom, whether
it answers people directly, who checks, on whose data, how protected."""

SERVING, ON_TRIAL = SERVING_STATUSES = ("in_service", "pilot")
"""What a project whose tool serves answers of itself: for good, or on trial."""

DECLARED: Mapping[str, str] = {"project_status": SERVING}
"""What goes without saying in a declaration of an existing use."""

_Set = frozenset[str]


@dataclass(frozen=True, slots=True)
class FrameworkTriage:
    """What the answers so far say under one framework: that it stops the project, or nothing yet."""

    evaluation: Evaluation
    blocked_by: tuple[Finding, ...]
    """The blocking criteria that are not satisfied, whatever is answered next. Empty: nothing blocks *so far*."""
    enough: tuple[ChangeSet, ...]
    """The smallest sets of changes after which nothing blocks any more; none when nothing blocks."""

    @property
    def blocked(self) -> bool:
        """Tell whether the project cannot pass as it is described."""
        return bool(self.blocked_by)

    @property
    def out_of_reach(self) -> bool:
        """Tell whether the project is blocked and no few design choices would change that."""
        return self.blocked and not self.enough


@dataclass(frozen=True, slots=True)
class Triage:
    """The triage of one project: every framework's word, and what is still to ask."""

    frameworks: tuple[FrameworkTriage, ...]
    questions: tuple[str, ...]
    """The questions of the triage, in the order in which they are asked."""
    left: tuple[str, ...]
    """Those without an answer that the form can ask now and that can still block, in the same order."""

    @property
    def blocked(self) -> bool:
        """Tell whether some framework stops the project. When none does, nothing blocks so far: no more is said."""
        return any(found.blocked for found in self.frameworks)

    @property
    def next_question(self) -> str | None:
        """Return the question to ask now, or None when the triage has nothing more to ask."""
        return self.left[0] if self.left else None


def triage(
    frameworks: Sequence[Framework],
    bank: QuestionBank,
    answers: Answers,
    on: date,
    *,
    limit: int = TRIAGE_QUESTIONS,
) -> Triage:
    """Return what already stops a project under each framework, what would be enough, and what to ask next."""
    questions = triage_questions(frameworks, bank, on, limit=limit)
    asked = frozenset(asked_questions(frameworks, bank, answers, on))
    can_block = frozenset(_can_block(frameworks, bank, answers, on))
    return Triage(
        tuple(_triage_under(framework, bank, answers, on) for framework in frameworks),
        questions,
        tuple(name for name in questions if name not in answers and name in asked and name in can_block),
    )


def _can_block(frameworks: Sequence[Framework], bank: QuestionBank, answers: Answers, on: date) -> Iterator[str]:
    """Yield the questions on which an open blocking rule may turn, and those on which their being asked depends."""
    relevant = frozenset(relevant_questions(frameworks, bank, answers, on))
    for rule in _blocking(frameworks, on):
        if result_of(rule, answers, on) is Result.UNKNOWN:
            yield from chain_of_questions(sorted(live_questions(rule, answers, on) & relevant), bank)


def _triage_under(framework: Framework, bank: QuestionBank, answers: Answers, on: date) -> FrameworkTriage:
    standing = Standing(framework, bank, Dossier("", "", answers=answers), on)
    blocked_by = tuple(
        finding
        for finding in standing.evaluation.findings
        if (finding.rule.strength, finding.result) == (Strength.BLOCKING, Result.NOT_SATISFIED)
    )
    enough = smallest_changes(standing, standing.none_blocked) if blocked_by else ()
    return FrameworkTriage(standing.evaluation, blocked_by, enough)


def triage_questions(
    frameworks: Sequence[Framework], bank: QuestionBank, on: date, *, limit: int = TRIAGE_QUESTIONS
) -> tuple[str, ...]:
    """Return the few questions that can stop a project soonest, in the order of the form, each after its gates.

    A blocking rule enters with a smallest set of questions whose answers alone can break it. The rules that weigh
    most for what they cost to ask come first, until the questions allowed are spent. Half of the weight is the
    charters', half the laws', shared equally between frameworks, then between their rules. A question costs twice
    as much when its owner has to ask somebody else, and three times when it is about a safeguard, a yes or a no that
    the project can still decide: what the use *is* comes first.
    """
    ways = {rule: tuple(_ways_to_break(rule, bank, on)) for rule in _blocking(frameworks, on)}
    weights = _weights(frameworks, on)
    chosen: _Set = frozenset()
    while open_ := {rule: sets for rule, sets in ways.items() if not any(way <= chosen for way in sets)}:
        fitting = [chosen | way for sets in open_.values() for way in sets if len(chosen | way) <= limit]
        if not fitting:
            break
        chosen = max(fitting, key=lambda tried: _worth(tried, chosen, open_, weights, bank))
    ordered = sorted(chosen, key=bank.rank.__getitem__)
    gates_first = (gate for name in ordered for gate in reversed(tuple(chain_of_questions((name,), bank))))
    return tuple(dict.fromkeys(gates_first))


def _blocking(frameworks: Iterable[Framework], on: date) -> tuple[Rule, ...]:
    return tuple(
        rule
        for framework in frameworks
        for rule in framework.rules
        if rule.strength is Strength.BLOCKING and rule.in_force.covers(on)
    )


def _weights(frameworks: Sequence[Framework], on: date) -> dict[Rule, float]:
    """Return the weight of every blocking rule; they add up to two when there are charters and laws."""
    heard = [(framework.kind is Kind.CHARTER, _blocking((framework,), on)) for framework in frameworks]
    heard = [(is_charter, rules) for is_charter, rules in heard if rules]
    alike = Counter(is_charter for is_charter, _ in heard)
    return {rule: 1 / alike[is_charter] / len(rules) for is_charter, rules in heard for rule in rules}


def _worth(
    tried: _Set, chosen: _Set, ways: Mapping[Rule, Sequence[_Set]], weights: Mapping[Rule, float], bank: QuestionBank
) -> tuple[float, list[int]]:
    """Return the weight of the rules that ``tried`` opens, for each unit that it costs more than ``chosen``.

    Two sets worth as much are told apart by the order of the form. Rounded, for sums of fractions depend on their
    order.
    """
    weight = sum(weights[rule] for rule, sets in ways.items() if any(way <= tried for way in sets))
    cost = sum(_cost(name, bank) for name in tried - chosen)
    return round(weight / cost, 9), sorted((-bank.rank[name] for name in tried - chosen), reverse=True)


def _cost(name: str, bank: QuestionBank) -> int:
    question = bank.by_id[name]
    elsewhere = bool(question.known_by) and Knower.OWNER not in question.known_by
    safeguard = question.type is QuestionType.YES_NO and question.nature is Nature.DESIGN
    return (2 if elsewhere else 1) * (3 if safeguard else 1)


def _ways_to_break(rule: Rule, bank: QuestionBank, on: date) -> Iterator[_Set]:
    """Yield the smallest sets of questions whose answers can break the rule for certain, with their gates."""
    names = rule.criterion.questions()
    found: list[frozenset[str]] = []
    for size in range(1, min(len(names), MOST_READ_TOGETHER) + 1):
        for read in map(frozenset, combinations(names, size)):
            if not any(smaller <= read for smaller in found) and _can_break(rule, read, bank, on):
                found.append(read)
                yield frozenset(chain_of_questions(sorted(read), bank))


def _can_break(rule: Rule, read: _Set, bank: QuestionBank, on: date) -> bool:
    """Tell whether answers to these questions alone, each asked, can break the rule."""
    names = tuple(chain_of_questions(sorted(read), bank))
    gates = [gate for name in names if (gate := bank.by_id[name].asked_when) is not None]
    space = answer_space(names, [*conditions_of((rule,)), *gates], bank, on)
    return any(
        result_of(rule, {name: given[name] for name in read if name in given}, on) is Result.NOT_SATISFIED
        for answers in assignments(space)
        if (given := asked_only(answers, bank, on))
    )
