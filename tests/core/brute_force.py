# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the advice must be, found the slow way: every dossier that the given answers still allow is tried.

Nothing here is taken from ``balise.core.advice``: two values instead of three, every combination instead of a
search, distances between whole dossiers instead of branches.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import product

from tests.strategies import all_answers

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome
from balise.core.frameworks import Criterion, Framework, Strength
from balise.core.questions import Nature, QuestionBank

Dossier = dict[str, AnswerValue]
Changes = frozenset[tuple[str, AnswerValue]]

ACCEPTABLE = frozenset({Outcome.FAVOURABLE, Outcome.FAVOURABLE_WITH_RESERVATIONS})


class EveryDossier:
    """The complete dossiers of a small framework, with the outcome of each."""

    def __init__(self, framework: Framework, bank: QuestionBank, on: date) -> None:
        self.bank = bank
        self.on = on
        self.rules = [
            (strength, criterion)
            for criterion in framework.criteria
            if (strength := criterion.strength or framework.commitments_by_id[criterion.commitment].strength)
            is not Strength.ADVISORY
            and (criterion.in_force or framework.in_force).covers(on)
        ]
        self.read = list(dict.fromkeys(name for _, criterion in self.rules for name in criterion.questions()))
        self._failed: dict[tuple[str, tuple[AnswerValue, ...]], bool] = {}

    @cached_property
    def outcomes(self) -> list[tuple[Dossier, Outcome]]:
        """Return every complete dossier and its outcome."""
        return list(self.completions({}))

    def outcome(self, dossier: Mapping[str, AnswerValue]) -> Outcome:
        """Return the outcome of a complete dossier: nothing is unknown, so only failures count."""
        failed = {strength for strength, criterion in self.rules if self._fails(criterion, dossier)}
        if Strength.BLOCKING in failed:
            return Outcome.UNFAVOURABLE
        return Outcome.FAVOURABLE_WITH_RESERVATIONS if failed else Outcome.FAVOURABLE

    def _fails(self, criterion: Criterion, dossier: Mapping[str, AnswerValue]) -> bool:
        names = criterion.questions()
        key = (criterion.id, tuple(dossier[name] for name in names))
        if key not in self._failed:
            gate = criterion.applies_when
            self._failed[key] = (gate is None or gate.holds(dossier, self.on) is True) and (
                criterion.expects.holds(dossier, self.on) is False
            )
        return self._failed[key]

    def completions(self, given: Mapping[str, AnswerValue]) -> Iterator[tuple[Dossier, Outcome]]:
        """Yield the complete dossiers that keep these answers, which may be none that the tests enumerate."""
        missing = [name for name in self.read if name not in given]
        for values in product(*(all_answers(self.bank.by_id[name]) for name in missing)):
            dossier = {**given, **dict(zip(missing, values, strict=True))}
            yield dossier, self.outcome(dossier)

    def outcomes_from(self, given: Mapping[str, AnswerValue]) -> set[Outcome]:
        """Return every outcome that these answers still allow."""
        return {outcome for _, outcome in self.completions(given)}

    def deciding(self, given: Mapping[str, AnswerValue]) -> set[str]:
        """Return the questions by whose answer alone two completions come to different outcomes."""
        allowed = list(self.completions(given))
        found = set()
        for question in self.read:
            if question in given:
                continue
            by_rest: dict[tuple[AnswerValue, ...], set[Outcome]] = {}
            for dossier, outcome in allowed:
                rest = tuple(dossier[name] for name in self.read if name != question)
                by_rest.setdefault(rest, set()).add(outcome)
            if any(len(outcomes) > 1 for outcomes in by_rest.values()):
                found.add(question)
        return found

    def smallest_changes(self, given: Mapping[str, AnswerValue], wanted: Iterable[Outcome]) -> set[Changes]:
        """Return the smallest sets of changed design choices from which a wanted outcome can be reached."""
        goals = frozenset(wanted)
        reachable = {
            frozenset((name, dossier[name]) for name in self.read if name in given and dossier[name] != given[name])
            for dossier, outcome in self.outcomes
            if outcome in goals
        }
        allowed = [changes for changes in reachable if all(self._is_design(name) for name, _ in changes)]
        fewest = min((len(changes) for changes in allowed), default=0)
        return {changes for changes in allowed if len(changes) == fewest}

    def _is_design(self, name: str) -> bool:
        return self.bank.by_id[name].nature is Nature.DESIGN
