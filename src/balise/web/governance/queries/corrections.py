# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a criterion looks at in a dossier, for whoever has to correct it; and what a correction changes elsewhere."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from balise.core.conditions import blank_trace
from balise.core.evaluation import Evaluation, Finding, Result
from balise.core.frameworks import Strength
from balise.web.assessments.acts_only import GIVEN_BY
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged

BY_A_RESERVATION = "reservation:"
"""Begins the origin of the answers that lifting a reservation has established."""


BY_ACTS = frozenset({"project_status", *GIVEN_BY})
"""What acts alone answer, whether or not one has done so yet."""


def finding_of(judged: Judged, criterion: str) -> Finding | None:
    """Return what was found of a criterion, whichever framework it comes from; None when none has it."""
    for evaluation in judged.all:
        for finding in evaluation.findings:
            if finding.rule.criterion.id == criterion:
                return finding
    return None


def correcting_questions(file: DossierFile, judged: Judged, criterion: str) -> tuple[str, ...]:
    """Return the questions whose answers tell whether the criterion is kept, in the order of its rule.

    Those that tell whether it applies are not among them: making a rule beside the point is not keeping it. Neither is
    what other acts of the site establish (the state of the dossier, an opinion, the catalogue): nobody types it.
    """
    finding = finding_of(judged, criterion)
    if finding is None:
        return ()
    expected = finding.rule.criterion.expects.questions()
    return tuple(question for question in expected if not _is_established(file, question))


class Turn(StrEnum):
    """What becomes of a criterion that nobody was looking at."""

    DROPPED = "dropped"
    """It applied, and would no longer: somebody must see that this is so."""
    BROKEN = "broken"
    """It bars a service, and would no longer be kept."""
    UNKNOWN = "unknown"
    """It bars a service, and nothing could be said of it any more."""


class SideEffect(NamedTuple):
    """A criterion that changes because the answers that keep another one do."""

    finding: Finding
    turn: Turn


def side_effects(before: Judged, after: Judged, keeping: str | None = None) -> tuple[SideEffect, ...]:
    """Return what other answers do to the criteria, but for the one they were given to keep, if any, in their order.

    The same fact may be what a rule expects and what tells whether another applies. Keeping the first may then take the
    second away, or bring one that nobody has judged: that is no longer the lifting of a reservation.
    """
    return tuple(
        SideEffect(finding, turn)
        for then, now in zip(before.all, after.all, strict=True)
        for finding, turn in _turned(then, now)
        if finding.rule.criterion.id != keeping
    )


def _turned(before: Evaluation, after: Evaluation) -> Iterator[tuple[Finding, Turn]]:
    for old, new in zip(before.findings, after.findings, strict=True):
        if new.result is old.result:
            continue
        if new.result is Result.NOT_APPLICABLE:
            if _applied(old, before):
                yield new, Turn.DROPPED
        elif new.rule.strength is Strength.BLOCKING and new.result is not Result.SATISFIED:
            yield new, Turn.BROKEN if new.result is Result.NOT_SATISFIED else Turn.UNKNOWN


def _applied(finding: Finding, evaluation: Evaluation) -> bool:
    """Tell whether the rule is known to have applied; of an unknown finding, it may be just what nobody knew."""
    if finding.result is not Result.UNKNOWN:
        return True
    condition = finding.rule.criterion.applies_when
    return condition is None or condition.judge(evaluation.dossier.answers, evaluation.on, blank_trace()) is True


def _is_established(file: DossierFile, question: str) -> bool:
    if question in BY_ACTS:
        return True
    fact = file.established.get(question)
    return fact is not None and not fact.origin.startswith(BY_A_RESERVATION)
