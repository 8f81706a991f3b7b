# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A dossier judged as it will be once its tool serves: some rules say nothing of a project that is not there yet.

A tool is not put in service on the findings of a project in development, nor back in service on those of a suspended
one: the act is judged with the status that it is about to establish.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.dates import add_months
from balise.core.situation import Judgement
from balise.core.states import ACCEPTING, IN_FAVOUR, Act, State
from balise.core.triage import ON_TRIAL, SERVING
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.verdicts import Judged, judged
from balise.web.governance.records import Instruction

_ANSWERING = frozenset({State.UNDER_REASSESSMENT, State.SUSPENDED})
"""Where a review that fell due is being answered."""


def is_foreseen(act: Act | None, state: State, instruction: Instruction) -> bool:
    """Tell whether an act is judged as the service that it leads to.

    A yes about a suspended tool is, and so is any that replaces it before the tool serves again: what its service will
    be asked can only be reserved then.
    """
    served = state is State.SUSPENDED or (state in ACCEPTING and bool(instruction.services))
    return act in {Act.DEPLOY, Act.RESUME} or (act in IN_FAVOUR and served)


def judged_in_service(
    file: DossierFile, instruction: Instruction, on: date, *, act: Act | None = None, review: date | None = None
) -> Judged:
    """Return the evaluations of a dossier as if its tool served on that day, until that review.

    One that is over is answered by the service to come, which has its own: see ``judged_to_come``.
    """
    tried = act is Act.DECIDE_EXPERIMENT or (act not in IN_FAVOUR and instruction.experiment_ends_on is not None)
    serving: dict[str, AnswerValue] = {"project_status": ON_TRIAL if tried else SERVING}
    if review is not None:
        serving["review_date"] = review if review > on else add_months(on, 1)
    return judged(file, on, {**file.answers, **serving})


def judged_to_come(file: DossierFile, today: Judged, on: date, review: date | None) -> Judged:
    """Return the evaluations with the review that an act is about to fix, where the one before has been answered.

    A tool under reassessment, or suspended, is there because its review fell due, or may have while it waited: whatever
    lets it serve again fixes the next one, and held against it, the one that is over could never be closed. Before a
    day is proposed, one to come is supposed: the act itself asks for it.
    """
    if file.state not in _ANSWERING:
        return today
    return judged(file, on, {**file.answers, "review_date": review or add_months(on, 1)})


def judged_for(act: Act, file: DossierFile, instruction: Instruction, on: date) -> Judged:
    """Return the evaluations on which an act is decided."""
    if is_foreseen(act, file.state, instruction):
        return judged_in_service(file, instruction, on, act=act)
    return judged_to_come(file, judged(file, on), on, None)


def judgements_of(today: Judged, served: Judged | None, instruction: Instruction) -> tuple[Judgement, ...]:
    """Return the judgements of an act: those of today, with those of the service to come when there is one.

    What bars a service bars the act. What is to be corrected counts if the tool has served already, or if a decision
    reserved it: of a first service, a yes could not foresee the rest, which is judged while the tool serves. And what
    nobody was asked, because the project did not serve, is not awaited.
    """
    now = tuple(Judgement.of(evaluation) for evaluation in today.all)
    if served is None:
        return now
    reserved = {each.criterion for each in instruction.binding_reservations()}
    then = (Judgement.of(evaluation) for evaluation in served.all)
    return tuple(
        replace(
            sooner,
            blocking_unmet=_both(sooner.blocking_unmet, later.blocking_unmet),
            correctable_unmet=_both(
                sooner.correctable_unmet,
                (each for each in later.correctable_unmet if instruction.services or each in reserved),
            ),
        )
        for sooner, later in zip(now, then, strict=True)
    )


def _both(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
