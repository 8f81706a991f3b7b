# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The same dossiers under two frameworks, or two versions of one: which would flip, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from balise.core.dossiers import Dossier
from balise.core.evaluation import Evaluation, Finding, Outcome, Result, evaluate
from balise.core.frameworks import Framework, Strength


@dataclass(frozen=True, slots=True)
class Cause:
    """A finding that made the outcome what it is under one of the two frameworks."""

    criterion: str
    framework: Framework
    finding: Finding


@dataclass(frozen=True, slots=True)
class Flip:
    """A dossier that the two frameworks do not judge alike, with what decided on each side."""

    dossier: Dossier
    before: Evaluation
    after: Evaluation
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Comparison:
    """Every dossier judged twice."""

    before: Framework
    after: Framework
    on: date
    pairs: tuple[tuple[Evaluation, Evaluation], ...]

    @cached_property
    def table(self) -> Mapping[tuple[Outcome, Outcome], int]:
        """Return how many dossiers went from each outcome to each other."""
        return Counter((before.outcome, after.outcome) for before, after in self.pairs)

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """Return the dossiers whose outcome differs, in order."""
        return tuple(
            Flip(before.dossier, before, after, causes_of_flip(before, after))
            for before, after in self.pairs
            if before.outcome is not after.outcome
        )


def compare(before: Framework, after: Framework, dossiers: Iterable[Dossier], on: date) -> Comparison:
    """Judge every dossier under both frameworks as of ``on``."""
    pairs = tuple((evaluate(before, dossier, on), evaluate(after, dossier, on)) for dossier in dossiers)
    return Comparison(before, after, on, pairs)


def causes_of_flip(before: Evaluation, after: Evaluation) -> tuple[Cause, ...]:
    """Return the criteria that made the two outcomes differ.

    Those that decided on either side, less those found alike on both: when two versions of a charter share a
    criterion and it was found the same, it cannot be what flipped the outcome.
    """
    elsewhere = {
        id(one): {finding.rule.criterion.id: finding for finding in other.findings}
        for one, other in ((before, after), (after, before))
    }
    return tuple(
        Cause(finding.rule.criterion.id, evaluation.framework, finding)
        for evaluation in (before, after)
        for finding in deciding(evaluation)
        if not _found_alike(finding, elsewhere[id(evaluation)].get(finding.rule.criterion.id))
    )


def _found_alike(finding: Finding, other: Finding | None) -> bool:
    return other is not None and (other.result, other.rule.strength) == (finding.result, finding.rule.strength)


def deciding(evaluation: Evaluation) -> tuple[Finding, ...]:
    """Return the findings that make the outcome what it is; none when everything required is satisfied."""
    wanted = {
        Outcome.UNFAVOURABLE: ((Strength.BLOCKING, Result.NOT_SATISFIED),),
        Outcome.INCOMPLETE: ((Strength.BLOCKING, Result.UNKNOWN), (Strength.CORRECTABLE, Result.UNKNOWN)),
        Outcome.FAVOURABLE_WITH_RESERVATIONS: ((Strength.CORRECTABLE, Result.NOT_SATISFIED),),
        Outcome.FAVOURABLE: (),
    }[evaluation.outcome]
    return tuple(finding for finding in evaluation.findings if (finding.rule.strength, finding.result) in wanted)
