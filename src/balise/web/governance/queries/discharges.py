# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The reservations that have lost their object: nothing asks for it any more, today or once the tool serves."""

from datetime import date

from balise.core.evaluation import Result
from balise.core.frameworks import Criterion
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.as_served import judged_in_service
from balise.web.governance.queries.corrections import finding_of
from balise.web.governance.records import Instruction, ReservationRecord
from balise.web.organisations.frameworks import kept_versions

_ASKED = frozenset({Result.NOT_SATISFIED, Result.UNKNOWN})


def still_asked(file: DossierFile, instruction: Instruction, judged: Judged, on: date) -> frozenset[str]:
    """Return the criteria of open reservations that are judged and not kept, or that others ask in their place.

    One that does not apply to a project may apply to the service that it leads to: it is looked at there too. What
    says nothing of either, or is kept, is asked no more. One of a former charter is asked still when the texts in
    force have one that is not kept and says the same, or expects an answer to the same question.
    """
    named = {each.criterion for each in instruction.open_reservations(on) if each.criterion}
    today = {criterion for criterion in named if _is_asked(judged, criterion)}
    if not named - today:
        return frozenset(today)
    serving = judged_in_service(file, instruction, on)
    return frozenset(today | {criterion for criterion in named if _is_asked(serving, criterion)})


def without_object(
    file: DossierFile, instruction: Instruction, judged: Judged, on: date
) -> tuple[ReservationRecord, ...]:
    """Return the open reservations that a decision may declare without object, the most pressing first.

    One that names no criterion says itself what it asks for: nothing shows that it has lost its object, and it is
    lifted by saying what was done.
    """
    named = [each for each in instruction.open_reservations(on) if each.criterion]
    if not named:
        return ()
    asked = still_asked(file, instruction, judged, on)
    return tuple(each for each in named if each.criterion not in asked)


def _is_asked(judged: Judged, criterion: str) -> bool:
    found = finding_of(judged, criterion)
    return _is_asked_anew(judged, criterion) if found is None else found.result in _ASKED


def _is_asked_anew(judged: Judged, former: str) -> bool:
    """Tell whether a criterion that is judged no more is asked by another one, which is not kept."""
    said = _as_it_was(former)
    if said is None:
        return False
    questions = set(said.expects.questions())
    return any(
        finding.result in _ASKED
        and (
            finding.rule.criterion.title.fr == said.title.fr
            or not questions.isdisjoint(finding.rule.criterion.expects.questions())
        )
        for evaluation in judged.all
        for finding in evaluation.findings
    )


def _as_it_was(criterion: str) -> Criterion | None:
    """Return a criterion as a version of its framework that was kept has it; none when no version does."""
    kept = kept_versions(criterion.partition(":")[0])
    return next((each for framework in kept for each in framework.criteria if each.id == criterion), None)
