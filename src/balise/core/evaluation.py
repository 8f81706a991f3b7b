# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Judging a dossier against a framework: a verdict with every one of its reasons.

Pure and deterministic: the day is an argument, and the same framework, dossier and day give the same digest.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from balise.core.conditions import Answers, Ground, Truth, blank_trace
from balise.core.digests import digest_of_text
from balise.core.dossiers import Dossier
from balise.core.frameworks import Commitment, Framework, Rule, Strength


class Result(StrEnum):
    """What is found of a criterion or of a commitment. Unknown is not a no, and never a pass."""

    SATISFIED = "satisfied"
    NOT_SATISFIED = "not_satisfied"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Outcome(StrEnum):
    """What a dossier comes to under a framework."""

    FAVOURABLE = "favourable"
    FAVOURABLE_WITH_RESERVATIONS = "favourable_with_reservations"
    UNFAVOURABLE = "unfavourable"
    INCOMPLETE = "incomplete"


RESULT_OF: dict[Truth, Result] = {
    True: Result.SATISFIED,
    False: Result.NOT_SATISFIED,
    None: Result.UNKNOWN,
}

_WORST_FIRST = (Result.NOT_SATISFIED, Result.UNKNOWN, Result.SATISFIED)


class Finding(NamedTuple):
    """What was found of one criterion, and why.

    A named tuple rather than a dataclass: bulk evaluation makes tens of thousands a second.
    """

    rule: Rule
    result: Result
    because: tuple[Ground, ...]
    """The answers that decided, with the comparison each was put to. Empty when the rule is out of force."""
    missing: tuple[str, ...]
    """The questions whose answers would settle it."""


@dataclass(frozen=True)
class Evaluation:
    """A dossier judged against a framework on a day."""

    framework: Framework
    dossier: Dossier
    on: date
    findings: tuple[Finding, ...]
    outcome: Outcome

    @cached_property
    def digest(self) -> str:
        """Return the fingerprint of the inputs (rules, answers, day) and of every result.

        Two installations that obtain the same digest have judged the same answers by the same words. Results
        are listed without their criteria: the digest of the framework fixes which they are, and their order.
        """
        content = (
            self.framework.reference,
            self.framework.digest,
            self.dossier.id,
            self.dossier.answers,
            self.on,
            " ".join([finding.result for finding in self.findings]),
            self.outcome,
        )
        return digest_of_text(
            json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=date.isoformat)
        )

    def finding(self, criterion: str) -> Finding:
        """Return the finding of a criterion.

        Raises:
            KeyError: the framework has no such criterion.
        """
        for finding in self.findings:
            if finding.rule.criterion.id == criterion:
                return finding
        raise KeyError(criterion)

    def findings_of(self, commitment: str) -> tuple[Finding, ...]:
        """Return the findings of a commitment's criteria."""
        return tuple(finding for finding in self.findings if finding.rule.criterion.commitment == commitment)

    def commitments(self) -> tuple[tuple[Commitment, Result], ...]:
        """Return every commitment judged on a dossier, with the worst result of its criteria."""
        return tuple(
            (commitment, worst(finding.result for finding in self.findings_of(commitment.id)))
            for commitment in self.framework.commitments
            if self.framework.rules_by_commitment[commitment.id]
        )


def worst(results: Iterable[Result]) -> Result:
    """Return the worst result: not satisfied, then unknown, then satisfied; else not applicable."""
    found = frozenset(results)
    return next((result for result in _WORST_FIRST if result in found), Result.NOT_APPLICABLE)


def judge(rule: Rule, answers: Answers, on: date) -> Finding:
    """Judge one criterion.

    A rule out of its dates does not apply; applicability that is unknown makes the finding unknown; otherwise
    the finding is the value of what the criterion expects.
    """
    if not rule.in_force.covers(on):
        return Finding(rule, Result.NOT_APPLICABLE, (), ())
    trace = blank_trace()
    criterion = rule.criterion
    applies = True if criterion.applies_when is None else criterion.applies_when.judge(answers, on, trace)
    if applies:
        result = RESULT_OF[criterion.expects.judge(answers, on, trace)]
    else:
        result = Result.UNKNOWN if applies is None else Result.NOT_APPLICABLE
    grounds, missing = trace
    return Finding(rule, result, tuple(grounds), tuple(dict.fromkeys(missing)) if missing else ())


def result_of(rule: Rule, answers: Answers, on: date) -> Result:
    """Judge one criterion without its reasons: the result of ``judge``, for those who try many dossiers."""
    if not rule.in_force.covers(on):
        return Result.NOT_APPLICABLE
    criterion = rule.criterion
    if criterion.applies_when is not None:
        applies = criterion.applies_when.holds(answers, on)
        if not applies:
            return Result.UNKNOWN if applies is None else Result.NOT_APPLICABLE
    return RESULT_OF[criterion.expects.holds(answers, on)]


def outcome_of(findings: Sequence[tuple[Strength, Result]]) -> Outcome:
    """Return the outcome of findings, each with its strength.

    A blocking criterion that is not satisfied settles it, whatever is unknown. Otherwise anything blocking or
    correctable that is unknown leaves it incomplete. Advisory criteria only advise.
    """
    found = frozenset(findings)
    if (Strength.BLOCKING, Result.NOT_SATISFIED) in found:
        return Outcome.UNFAVOURABLE
    if (Strength.BLOCKING, Result.UNKNOWN) in found or (Strength.CORRECTABLE, Result.UNKNOWN) in found:
        return Outcome.INCOMPLETE
    if (Strength.CORRECTABLE, Result.NOT_SATISFIED) in found:
        return Outcome.FAVOURABLE_WITH_RESERVATIONS
    return Outcome.FAVOURABLE


def evaluate(framework: Framework, dossier: Dossier, on: date) -> Evaluation:
    """Judge ``dossier`` against ``framework`` as of ``on``."""
    answers = dossier.answers
    findings = tuple([judge(rule, answers, on) for rule in framework.rules])
    outcome = outcome_of([(finding.rule.strength, finding.result) for finding in findings])
    return Evaluation(framework, dossier, on, findings, outcome)
