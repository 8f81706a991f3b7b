# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a criterion looks at in a dossier, for whoever has to correct it."""

from balise.core.evaluation import Finding
from balise.web.assessments.acts_only import GIVEN_BY
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged

BY_A_RESERVATION = "reservation:"
"""Begins the origin of the answers that lifting a reservation has established."""


_BY_ACTS = frozenset({"project_status", *GIVEN_BY})
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


def _is_established(file: DossierFile, question: str) -> bool:
    if question in _BY_ACTS:
        return True
    fact = file.established.get(question)
    return fact is not None and not fact.origin.startswith(BY_A_RESERVATION)
