# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A form made of questions of the bank: a page of the dossier, a triage, a declaration."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from balise.core.conditions import AnswerValue
from balise.core.questions import Knower, Question
from balise.rendering.typography import OR, joined
from balise.rendering.vocabulary import word
from balise.web.assessments.acts_only import open_to_typing
from balise.web.assessments.forms.answer_fields import field_of, typed, written
from balise.web.ui.languages import current_language

PREFIX = "q"
"""Keeps the names of questions, which frameworks choose, apart from the other fields of a page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and its field, as a template shows them."""

    question: Question
    field: forms.BoundField

    @property
    def anchor(self) -> str:
        """Return the id of the question on its page."""
        return anchor_of(self.question.id)

    @property
    def known_by(self) -> str:
        """Return who usually knows the answer, in words."""
        language = current_language()
        return joined([word(knower, language) for knower in self.question.known_by], OR, language)

    @property
    def known_elsewhere(self) -> bool:
        """Tell whether the owner of a project usually has to ask somebody."""
        return bool(self.question.known_by) and Knower.OWNER not in self.question.known_by


def anchor_of(question: str) -> str:
    """Return the id of a question on its page."""
    return f"question-{question}"


class QuestionsForm(forms.Form):
    """A form that asks some questions of the bank; nothing is required, for a dossier is filled in little by little.

    What an opinion alone answers is never asked, nor read when it is sent all the same.
    """

    def __init__(
        self,
        questions: Iterable[Question],
        answers: Mapping[str, AnswerValue] | None = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        self.questions = open_to_typing({question.id: question for question in questions})
        given = {name: written(self.questions[name], value) for name, value in (answers or {}).items() if name in self}
        super().__init__(data, prefix=PREFIX, initial=given)
        for name, question in self.questions.items():
            self.fields[name] = field_of(question)

    def __contains__(self, name: str) -> bool:
        return name in self.questions

    def asked(self) -> Iterator[Asked]:
        """Yield the questions with their fields, in order."""
        for name, question in self.questions.items():
            yield Asked(question, self[name])

    def answers(self) -> dict[str, AnswerValue | None]:
        """Return what was understood, by question; None where nothing was answered, nothing where it is wrong."""
        self.is_valid()
        return {
            name: typed(question, self.cleaned_data[name])
            for name, question in self.questions.items()
            if name in self.cleaned_data
        }

    def given(self) -> dict[str, AnswerValue]:
        """Return the answers alone."""
        return {name: value for name, value in self.answers().items() if value is not None}


def form_data(answers: Mapping[str, AnswerValue], questions: Mapping[str, Question]) -> dict[str, Any]:
    """Return answers as a browser would send them."""
    sent = {name: written(questions[name], value) for name, value in answers.items()}
    return {f"{PREFIX}-{name}": value if isinstance(value, list) else str(value) for name, value in sent.items()}
