# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What to ask next, and what to change: the fewest questions and the fewest answers.

Two exact computations on the rules themselves. A question matters when two completions of the dossier that
differ only by its answer lead to different outcomes. A set of changes is proposed when no smaller set of
design choices makes the project acceptable; facts are never proposed for change.
"""

from dataclasses import dataclass
from datetime import date

from balise.core.dossiers import Dossier
from balise.core.evaluation import Evaluation, Outcome
from balise.core.frameworks import Framework
from balise.core.mending import ChangeSet, smallest_changes
from balise.core.open_questions import OpenQuestion, open_questions
from balise.core.questions import QuestionBank
from balise.core.standing import Standing

ACCEPTABLE = (Outcome.FAVOURABLE, Outcome.FAVOURABLE_WITH_RESERVATIONS)


@dataclass(frozen=True, slots=True)
class Advice:
    """An evaluation, and the shortest ways on from it."""

    evaluation: Evaluation
    settled: bool
    """No missing answer can change what the dossier will come to."""
    foregone: Outcome | None
    """What it will come to, once settled. It may be known while the evaluation is still incomplete: when a
    reservation is certain, answers that could only bring others are awaited and decide nothing."""
    to_answer: tuple[str, ...]
    """The questions for which a blocking or correctable criterion waits, in the order of the form."""
    questions: tuple[OpenQuestion, ...]
    """The questions that can, the most decisive first."""
    acceptable: tuple[ChangeSet, ...]
    """The smallest sets of changes after which the outcome is favourable, with or without reservations."""
    favourable: tuple[ChangeSet, ...]
    """The smallest sets after which it is favourable without reservation."""
    out_of_reach: bool
    """No set of at most four design choices makes the project acceptable."""
    favourable_out_of_reach: bool
    """No set of at most four design choices lifts every reservation."""


def advise(framework: Framework, bank: QuestionBank, dossier: Dossier, on: date) -> Advice:
    """Return what can still settle the outcome, and the smallest changes that would mend it."""
    standing = Standing(framework, bank, dossier, on)
    outcome = standing.evaluation.outcome
    questions = open_questions(standing)
    acceptable = () if outcome in ACCEPTABLE else smallest_changes(standing, standing.none_blocked)
    favourable = () if outcome is Outcome.FAVOURABLE else smallest_changes(standing, standing.all_kept)
    return Advice(
        standing.evaluation,
        settled=not questions,
        foregone=None if questions else _foregone(standing),
        to_answer=standing.awaited(standing.evaluation),
        questions=questions,
        acceptable=acceptable,
        favourable=favourable,
        out_of_reach=outcome not in ACCEPTABLE and not acceptable,
        favourable_out_of_reach=outcome is not Outcome.FAVOURABLE and not favourable,
    )


def _foregone(standing: Standing) -> Outcome:
    """Return the outcome of every completion, when they all have the same: that of any one of them."""
    if standing.all_kept.completed(standing.given) is not None:
        return Outcome.FAVOURABLE
    if standing.none_blocked.completed(standing.given) is not None:
        return Outcome.FAVOURABLE_WITH_RESERVATIONS
    return Outcome.UNFAVOURABLE
