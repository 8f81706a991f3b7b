# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows that a decision with reservations begins with: what is to be corrected, what is still open."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from balise.core.dates import add_months
from balise.core.evaluation import Result
from balise.core.frameworks import Strength
from balise.core.opinions import OF_BODY
from balise.core.situation import Situation
from balise.rendering.typography import sentence
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.queries.corrections import finding_of
from balise.web.governance.records import Instruction, ReservationRecord
from balise.web.governance.reservation_rows import Origin
from balise.web.ui.languages import current_language

MONTHS_TO_DO = 3
"""Proposed for what an opinion asks or a criterion needs: a season; whoever decides says another day."""


def open_origins(
    reservations: Iterable[ReservationRecord], judged: Judged, discharged: Collection[ReservationRecord] = ()
) -> Iterator[Origin]:
    """Yield a row for each open reservation; ``discharged`` are those that have lost their object."""
    for each in reservations:
        yield Origin(
            key=f"ouverte-{each.id}",
            title=each.text,
            criterion=each.criterion,
            replaces=each.id,
            text=each.text,
            due_on=each.due_on,
            before_deployment=each.before_deployment,
            assignee_id=each.assignee_id,
            needed=True,
            may_discharge=each in discharged,
            judged_no_more=bool(each.criterion) and finding_of(judged, each.criterion) is None,
        )


def reservation_origins(
    instruction: Instruction, judged: Judged, *, needed: bool, discharged: Collection[ReservationRecord] = ()
) -> tuple[Origin, ...]:
    """Return the rows: the open reservations, what opinions ask for, then each criterion to correct besides.

    What an opinion asks for comes with a day: it becomes an action unless somebody says that it is set aside. So does
    a criterion that is to be reserved; where that is a choice, naming a day is how it is made.
    """
    open_ones = instruction.open_reservations(judged.lead.on)
    asked = {reservation.criterion for reservation in open_ones}
    still = open_origins(open_ones, judged, discharged)
    of_opinions = (
        Origin(
            key=each.key,
            title=each.line,
            text=each.line,
            due_on=add_months(judged.lead.on, MONTHS_TO_DO),
            takes_up=each.line,
            asked_by=each.asked_by,
            needed=True,
        )
        for each in asked_by_opinions(instruction, judged.lead.on)
    )
    return (*still, *of_opinions, *(each for each in _to_correct(judged, needed=needed) if each.criterion not in asked))


@dataclass(frozen=True, slots=True)
class Asked:
    """A reservation of an opinion that no decision has answered yet."""

    key: str
    line: str
    asked_by: str


def asked_by_opinions(instruction: Instruction, on: date) -> tuple[Asked, ...]:
    """Return what opinions ask for and that nothing has taken up or set aside, in the order of the bodies."""
    situation = Situation(
        on,
        reservations=tuple(each.core for each in instruction.binding_reservations()),
        opinions=instruction.opinions_to_weigh(),
    )
    return tuple(
        Asked(f"avis-{opinion.body.value}-{rank}", line, OF_BODY[opinion.body].in_(current_language()))
        for rank, (opinion, line) in enumerate(situation.left_by_opinions(), 1)
    )


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
                    due_on=add_months(judged.lead.on, MONTHS_TO_DO) if needed else None,
                    needed=needed,
                )
