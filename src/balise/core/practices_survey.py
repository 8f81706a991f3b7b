# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An anonymous survey of practices: what people use AI for, said by them, and results that name nobody.

The questions are the same for every authority, so that years and places compare. No name, no unit, no day is asked or
kept: under five answers nothing is told, and a choice that fewer than five made is not counted.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from balise.core.language import Text
from balise.core.small_cells import FEWEST, safely_hidden


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """One question, and the answers that it offers."""

    id: str
    label: Text
    choices: Mapping[str, Text]
    many: bool = False


QUESTIONS: tuple[SurveyQuestion, ...] = (
    SurveyQuestion(
        "often",
        Text("Vous servez-vous d’une IA dans votre travail\u00a0?", "Do you use AI in your work?"),
        {
            "daily": Text("tous les jours", "every day"),
            "weekly": Text("chaque semaine", "every week"),
            "seldom": Text("de temps en temps", "now and then"),
            "never": Text("jamais", "never"),
        },
    ),
    SurveyQuestion(
        "tools",
        Text("Lesquelles\u00a0?", "Which?"),
        {
            "provided": Text("un outil fourni par la collectivité", "a tool that the authority provides"),
            "public": Text("un outil ouvert à tous, sans compte payant", "a tool open to all, without a paid account"),
            "own": Text("un outil que je paie moi-même", "a tool that I pay for myself"),
            "embedded": Text("une IA dans un logiciel métier", "AI within business software"),
        },
        many=True,
    ),
    SurveyQuestion(
        "tasks",
        Text("Pour quoi faire\u00a0?", "What for?"),
        {
            "writing": Text("écrire ou corriger", "write or correct"),
            "summing_up": Text("résumer, prendre des notes", "sum up, take notes"),
            "translating": Text("traduire, simplifier", "translate, simplify"),
            "searching": Text("chercher une information", "look something up"),
            "analysing": Text("calculer, trier, analyser", "compute, sort, analyse"),
            "images": Text("images, son, vidéo", "images, sound, video"),
            "code": Text("écrire du code", "write code"),
        },
        many=True,
    ),
    SurveyQuestion(
        "data",
        Text("Y mettez-vous des données sur des personnes\u00a0?", "Do you put data about people into them?"),
        {
            "no": Text("non", "no"),
            "sometimes": Text("il m’arrive de le faire", "it happens"),
            "unsure": Text("je ne sais pas ce qui compte comme telles", "I do not know what counts as such"),
        },
    ),
    SurveyQuestion(
        "trained",
        Text("Avez-vous suivi une formation à l’IA\u00a0?", "Were you trained about AI?"),
        {
            "yes": Text("oui", "yes"),
            "no_but": Text("non, et j’en voudrais une", "no, and I would like to be"),
            "no": Text("non, et je n’en ai pas besoin", "no, and I need none"),
        },
    ),
)

Answers = Mapping[str, tuple[str, ...]]
"""What one person chose, by question; whatever they left is absent."""


@dataclass(frozen=True, slots=True)
class ChoiceResult:
    """How many made one choice; None when they are too few to be told."""

    label: Text
    people: int | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question, and how it was answered."""

    label: Text
    choices: tuple[ChoiceResult, ...]


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """What may be told of a survey."""

    people: int | None
    """None under five answers: then nothing else is told either."""
    questions: tuple[QuestionResult, ...] = ()


def results(answers: Iterable[Answers]) -> SurveyResults:
    """Return what may be told of the answers."""
    listed = tuple(answers)
    if len(listed) < FEWEST:
        return SurveyResults(None)
    return SurveyResults(len(listed), tuple(_of(question, listed) for question in QUESTIONS))


def _of(question: SurveyQuestion, answers: tuple[Answers, ...]) -> QuestionResult:
    counted = Counter(choice for each in answers for choice in set(each.get(question.id, ())))
    counts = {choice: counted[choice] for choice in question.choices}
    hidden = frozenset(choice for choice, people in counts.items() if people < FEWEST)
    if not question.many:  # each person gives one choice at most: the choices are parts of the answers
        hidden = safely_hidden(hidden, counts)
    return QuestionResult(
        question.label,
        tuple(
            ChoiceResult(label, None if choice in hidden else counts[choice])
            for choice, label in question.choices.items()
        ),
    )
