# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows that a decision with reservations begins with: what is to be corrected, what is still open."""

from collections.abc import Iterator

from balise.core.evaluation import Result
from balise.core.frameworks import Strength
from balise.rendering.typography import sentence
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.records import Instruction
from balise.web.governance.reservation_rows import Origin
from balise.web.ui.languages import current_language


def reservation_origins(instruction: Instruction, judged: Judged, *, needed: bool) -> tuple[Origin, ...]:
    """Return the rows: the open reservations first, then each criterion to correct that none of them asks for."""
    open_ones = instruction.open_reservations(judged.lead.on)
    asked = {reservation.criterion for reservation in open_ones}
    still = (
        Origin(
            key=f"ouverte-{each.id}",
            title=each.text,
            criterion=each.criterion,
            replaces=each.id,
            text=each.text,
            due_on=each.due_on,
            before_deployment=each.before_deployment,
            assignee_id=each.assignee_id,
            needed=True,
        )
        for each in open_ones
    )
    return (*still, *(each for each in _to_correct(judged, needed=needed) if each.criterion not in asked))


def _to_correct(judged: Judged, *, needed: bool) -> Iterator[Origin]:
    language = current_language()
    for evaluation in judged.all:
        for finding in evaluation.findings:
            criterion = finding.rule.criterion
            if (finding.rule.strength, finding.result) == (Strength.CORRECTABLE, Result.NOT_SATISFIED):
                yield Origin(
                    key=criterion.id.replace(":", "-"),
                    title=sentence(criterion.title.in_(language)),
                    criterion=criterion.id,
                    text=criterion.otherwise.in_(language),
                    needed=needed,
                )
