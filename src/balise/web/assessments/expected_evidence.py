# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which answers are worth little without a document: those that say that something was written, signed or done."""

from collections.abc import Mapping
from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.questions import NO, YES
from balise.web.assessments.files import DossierFile

CLAIMS: Mapping[str, str] = {
    "dpia": "done",
    "fria": "done",
    "art30_entry": YES,
    "processor_contract": "signed",
    "exit_clause": YES,
    "exit_plan": YES,
    "exit_drill_done": YES,
    "sovereignty_justification": YES,
    "footprint_estimated": YES,
    "risks_assessed": YES,
    "bias_tests": "done",
    "training_done": "done",
    "staff_committee": "consulted",
    "special_categories_exception": YES,
    "annex_iii_exemption": "claimed_documented",
}
"""The answers that claim that a document exists."""

PROVED_TOO_BY: Mapping[str, str] = {"exit_drill_done": "exit_drill_on"}
"""The claims that the proof of another answer proves: the minutes of a drill say when it took place, hence that it did.

Even out of date, that document is there: it is to be replaced, and that is said once.
"""

DRILL_DONE, DRILL_ON = "exit_drill_done", "exit_drill_on"
DRILL = frozenset({DRILL_DONE, DRILL_ON})


def proved(file: DossierFile, answers: Mapping[str, AnswerValue], on: date) -> Mapping[str, AnswerValue]:
    """Return answers as they are judged: a drill that no document shows that day was not done.

    The other claims are told to whoever decides, who may take them at their word. This one is the proof itself: what a
    charter asks is that leaving was tried, and a date typed alone tries nothing.
    """
    if answers.get(DRILL_DONE) != YES:
        return answers
    if any(not piece.expired(on) and not DRILL.isdisjoint(piece.supports) for piece in file.evidence):
        return answers
    return {**{name: value for name, value in answers.items() if name != DRILL_ON}, DRILL_DONE: NO}


def unsupported_claims(file: DossierFile) -> tuple[str, ...]:
    """Return the questions answered by such a claim that no document of the dossier supports.

    What an act of the site established needs no document: the act is its own proof.
    """
    supported = {name for piece in file.evidence for name in piece.supports}
    return tuple(
        question
        for question, value in CLAIMS.items()
        if file.answers.get(question) == value
        and question not in file.established
        and supported.isdisjoint({question, PROVED_TOO_BY.get(question, question)})
    )
