# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Answers said in words: a choice by its label, a yes by what it says, a date as one writes it."""

from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.language import Language
from balise.core.questions import Question, QuestionBank, QuestionType
from balise.rendering.typography import (
    AND,
    counted_unit,
    date_in_words,
    joined,
    labelled,
    number_in_words,
    quoted,
)


def subject_in_words(question: str, bank: QuestionBank, language: Language) -> str:
    """Return what a question is about, in a few words; its id when the bank does not know it."""
    known = bank.by_id.get(question)
    return known.short.in_(language) if known is not None else question


def value_in_words(question: str, value: AnswerValue, bank: QuestionBank, language: Language) -> str:
    """Return an answer alone: ``« un agent relit et envoie »``, ``12 mois``, ``1er juin 2026``."""
    if isinstance(value, date):
        return date_in_words(value, language)
    if isinstance(value, (int, float)):
        return quantity_in_words(question, value, bank, language)
    known = bank.by_id.get(question)
    choices = (value,) if isinstance(value, str) else value
    return joined([quoted(_choice_in_words(known, choice, language), language) for choice in choices], AND, language)


def quantity_in_words(question: str, number: float, bank: QuestionBank, language: Language) -> str:
    """Return a number with the unit of its question."""
    known = bank.by_id.get(question)
    if known is None or known.unit is None:
        return number_in_words(number, language)
    return counted_unit(number, known.unit.in_(language), language)


def fact_in_words(question: str, value: AnswerValue, bank: QuestionBank, language: Language) -> str:
    """Return an answer with what it is about: ``mode d’interaction : « l’outil répond seul »``.

    A yes or a no becomes the sentence that the bank gives it, for nobody should have to put the question and
    the answer together: ``le plan de sortie n’existe pas``.
    """
    known = bank.by_id.get(question)
    if known is not None and known.type is QuestionType.YES_NO and isinstance(value, str):
        return _choice_in_words(known, value, language)
    subject = subject_in_words(question, bank, language)
    return labelled(subject, value_in_words(question, value, bank, language), language)


def _choice_in_words(question: Question | None, choice: str, language: Language) -> str:
    return question.sentence_of(choice).in_(language) if question is not None else choice
