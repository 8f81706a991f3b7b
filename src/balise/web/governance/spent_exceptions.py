# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The exceptions that excuse nothing any more: their criterion is kept now, or nothing asks for it.

They still have their days to run, and whoever reads that the charter is not kept, above a verdict that says it is,
believes neither.
"""

from balise.core.evaluation import Result
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.as_served import judged_in_service
from balise.web.governance.records import Instruction

_ASKED = frozenset({Result.NOT_SATISFIED, Result.UNKNOWN})


def no_longer_needed(file: DossierFile, instruction: Instruction, found: Judged) -> frozenset[int]:
    """Return the exceptions that still run and cover nothing: neither today, nor once the tool serves."""
    on = found.lead.on
    running = [each for each in instruction.exceptions if not each.core.has_ended(on)]
    if not running:
        return frozenset()
    asked = _asked(found) | _asked(judged_in_service(file, instruction, on, review=file.review_on))
    return frozenset(each.id for each in running if each.criterion not in asked)


def _asked(found: Judged) -> frozenset[str]:
    return frozenset(
        finding.rule.criterion.id
        for evaluation in found.all
        for finding in evaluation.findings
        if finding.result in _ASKED
    )
