# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The question bank as a page: theme by theme, or one question with all its help."""

from collections.abc import Sequence

from balise.core.language import Language, Text
from balise.core.questions import Question, QuestionBank, QuestionType
from balise.rendering.condition_words import condition_in_words
from balise.rendering.document import (
    Code,
    Definition,
    DefinitionList,
    Document,
    Manner,
    Paragraph,
    Runs,
    Section,
    Table,
)
from balise.rendering.typography import AND, Counted, capitalised, joined
from balise.rendering.vocabulary import word

_MASTHEAD = Text("Banque de questions", "Question bank")
_TITLE = Text("Ce qu’un dossier peut être amené à dire", "What a dossier may be asked to say")
_COUNT = Counted(
    Text("{n} question, partagée par tous les cadres.", "{n} question, shared by every framework."),
    Text(
        "{n} questions, partagées par tous les cadres : un dossier se remplit une fois et se juge autant qu’on veut.",
        "{n} questions, shared by every framework: a dossier is filled in once and judged as often as one likes.",
    ),
)
_HEADER = (Text("Identifiant", "Id"), Text("Question", "Question"), Text("Réponse", "Answer"))
_TYPES = {
    QuestionType.YES_NO: Text("oui ou non", "yes or no"),
    QuestionType.CHOICE: Text("un choix", "one choice"),
    QuestionType.CHOICES: Text("un ou plusieurs choix", "one or several choices"),
    QuestionType.NUMBER: Text("un nombre", "a number"),
    QuestionType.DATE: Text("une date", "a date"),
    QuestionType.TEXT: Text("un texte", "a text"),
}
_CHOICES = Text("Choix possibles", "Possible choices")
_CHOICE_HEADER = (Text("À écrire", "To write"), Text("Ce que cela veut dire", "What it means"))
_HELP = Text("Aide", "Help")
_EXAMPLE = Text("Exemple", "Example")
_WHY = Text("Pourquoi cette question", "Why this question")
_KNOWN_BY = Text("Qui sait", "Who knows")
_NATURE = Text("Nature", "Nature")
_ANSWER = Text("Réponse attendue", "Expected answer")
_ASKED = Text("Posée si", "Asked if")


def questions_page(questions: Sequence[Question], bank: QuestionBank, language: Language) -> Document:
    """Return the questions kept, theme by theme."""
    themes = [theme for theme in bank.themes if any(question.theme == theme.id for question in questions)]
    return Document(
        title=_TITLE.in_(language),
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(Paragraph.of(_COUNT.of(len(questions), language), manner=Manner.LEDE),),
        body=tuple(
            Section(
                theme.title.in_(language),
                (_table([item for item in questions if item.theme == theme.id], theme.title, language),),
            )
            for theme in themes
        ),
    )


def _table(questions: Sequence[Question], title: Text, language: Language) -> Table:
    return Table(
        title.in_(language),
        tuple((name.in_(language),) for name in _HEADER),
        tuple(_row(question, language) for question in questions),
    )


def _row(question: Question, language: Language) -> tuple[Runs, ...]:
    offered = question.type in (QuestionType.CHOICE, QuestionType.CHOICES)
    answer = ", ".join(question.choice_ids()) if offered else _TYPES[question.type].in_(language)
    return ((Code(question.id),), (question.label.in_(language),), (answer,))


def question_page(question: Question, bank: QuestionBank, language: Language) -> Document:
    """Return one question with its help, its example, its choices and why it is asked."""
    known_by = joined([word(knower, language) for knower in question.known_by], AND, language)
    entries = [
        (_ANSWER, _TYPES[question.type].in_(language)),
        (_HELP, question.help.in_(language)),
        (_EXAMPLE, question.example.in_(language)),
        (_WHY, question.why.in_(language)),
        (_KNOWN_BY, capitalised(known_by)),
        (_NATURE, capitalised(word(question.nature, language))),
    ]
    if question.asked_when is not None:
        entries.append((_ASKED, condition_in_words(question.asked_when, bank, language)))
    described = DefinitionList(tuple(Definition(term.in_(language), ((said,),)) for term, said in entries))
    choices = _choices(question, language)
    return Document(
        title=question.label.in_(language),
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(Paragraph.of(Code(question.id), manner=Manner.QUIET),),
        body=(described, *((choices,) if choices is not None else ())),
    )


def _choices(question: Question, language: Language) -> Table | None:
    names = question.choice_ids()
    if not names:
        return None
    return Table(
        _CHOICES.in_(language),
        tuple((name.in_(language),) for name in _CHOICE_HEADER),
        tuple(((Code(name),), (question.sentence_of(name).in_(language),)) for name in names),
    )
