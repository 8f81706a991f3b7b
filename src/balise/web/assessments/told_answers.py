# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions whose answers changed, as the journal names them in both languages; or the answers, once decided upon.

Entries written before both languages were kept hold the French words and the codes of the questions. Sealed, they
never change: for whoever reads English, the words are made again of the codes.
"""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

from balise.core.conditions import AnswerValue
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank, QuestionType
from balise.loading.questions import shipped_bank
from balise.rendering.answer_words import subject_in_words, value_in_words
from balise.rendering.typography import labelled, semicolon
from balise.web.journal.told import as_read
from balise.web.ui.languages import current_language

MOST_NAMED = 5
"""A line of the journal that names fifty questions is read by nobody; the whole list is in its details."""

LONGEST_TEXT_SAID = 120
"""What somebody wrote at length is told by its beginning; the history of the dossier has the whole of it."""

_AMONG = Text("{n} réponses, dont {named}", "{n} answers, among which {named}")
_UNANSWERED = Text("sans réponse", "unanswered")
"""What the journal says of a question that nobody had answered, or that nobody answers any more."""


def questions_said(questions: Sequence[Text]) -> Text:
    """Return questions as the journal names them: all of a few, the first of many."""
    return Text(*(_first_named(questions, each) for each in Language))


def changes_said(
    bank: QuestionBank, before: Mapping[str, AnswerValue], after: Mapping[str, AnswerValue | None]
) -> tuple[Text, ...]:
    """Return each answer that changes, before and after, in words: what a decision rested on is told in full."""
    return tuple(
        Text(*(_change(bank, name, before.get(name), value, each) for each in Language))
        for name, value in after.items()
    )


def changes_in_one(changes: Sequence[Text]) -> Text:
    """Return changes as one line of the journal tells them, one after the other."""
    return Text(*(f"{semicolon(each)} ".join(change.in_(each) for change in changes) for each in Language))


def answers_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words that the reader's language puts in place of the French ones; none for a French reader."""
    kept = as_read(details)
    if kept or current_language() is Language.FRENCH:
        return kept
    named = [_question(code) for code in details.get("ids", ())]
    return {"questions": questions_said(named).in_(Language.ENGLISH)} if named else {}


def _first_named(questions: Sequence[Text], language: Language) -> str:
    named = ", ".join(question.in_(language) for question in questions[:MOST_NAMED])
    if len(questions) <= MOST_NAMED:
        return named
    return _AMONG.in_(language).format(n=len(questions), named=named)


def _change(
    bank: QuestionBank, question: str, before: AnswerValue | None, after: AnswerValue | None, language: Language
) -> str:
    became = f"{_said(bank, question, before, language)} → {_said(bank, question, after, language)}"
    return labelled(subject_in_words(question, bank, language), became, language)


def _said(bank: QuestionBank, question: str, answer: AnswerValue | None, language: Language) -> str:
    if answer is None:
        return _UNANSWERED.in_(language)
    known = bank.by_id.get(question)
    if known is not None and known.type is QuestionType.TEXT and isinstance(answer, str):
        answer = shorten(answer, LONGEST_TEXT_SAID, placeholder="…")
    return value_in_words(question, answer, bank, language)


def _question(code: str) -> Text:
    """Return a question of the shipped bank; one that a charter adds goes by its code, which is in no language."""
    question = shipped_bank().by_id.get(code)
    return Text(code) if question is None else question.short
