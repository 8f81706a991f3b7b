# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Answers beside their question: « Oui », a label, « 1 200 euros », a day in words."""

from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.language import Language
from balise.core.questions import YES, Question, QuestionType
from balise.rendering.typography import capitalised, counted_unit, date_in_words, number_in_words
from balise.web.ui.languages import current_language


def answer_in_words(question: Question, answer: AnswerValue | None) -> str:
    """Return an answer as a reader sees it next to its question; nothing when there is none."""
    language = current_language()
    match answer:
        case None:
            return ""
        case date():
            return date_in_words(answer, language)
        case int() | float():
            return _quantity(question, answer, language)
        case tuple():
            return capitalised(", ".join(question.sentence_of(choice).in_(language) for choice in answer))
        case _ if question.type is QuestionType.YES_NO:
            return _yes_no(answer, language)
        case _ if question.type is QuestionType.CHOICE:
            return capitalised(question.sentence_of(answer).in_(language))
        case _:
            return answer


def _quantity(question: Question, number: float, language: Language) -> str:
    if question.unit is None:
        return number_in_words(number, language)
    return counted_unit(number, question.unit.in_(language), language)


def _yes_no(answer: str, language: Language) -> str:
    if language is Language.ENGLISH:
        return "Yes" if answer == YES else "No"
    return "Oui" if answer == YES else "Non"
