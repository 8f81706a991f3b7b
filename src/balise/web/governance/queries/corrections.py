# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a criterion looks at in a dossier, for whoever has to correct it."""

from balise.core.evaluation import Finding
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged

BY_A_RESERVATION = "reservation:"
"""Begins the origin of the answers that lifting a reservation has established."""


def finding_of(judged: Judged, criterion: str) -> Finding | None:
    """Return what was found of a criterion, whichever framework it comes from; None when none has it."""
    for evaluation in judged.all:
        for finding in evaluation.findings:
            if finding.rule.criterion.id == criterion:
                return finding
    return None


def correcting_questions(file: DossierFile, judged: Judged, criterion: str) -> tuple[str, ...]:
    """Return the questions whose answers tell whether the criterion is kept, in the order of its rule.

    What another act of the site has established (an opinion, the catalogue) is not for anybody to type.
    """
    finding = finding_of(judged, criterion)
    if finding is None:
        return ()
    return tuple(question for question in finding.rule.criterion.questions() if not _is_established(file, question))


def _is_established(file: DossierFile, question: str) -> bool:
    fact = file.established.get(question)
    return fact is not None and not fact.origin.startswith(BY_A_RESERVATION)
