# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Check your answers: everything on one page before the dossier leaves its owner's hands."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.core.questions import Question, Theme
from balise.core.states import State
from balise.web.assessments.acts_only import given_by
from balise.web.assessments.addressees import addressee_of
from balise.web.assessments.answer_words import answer_in_words
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.questions import anchor_of
from balise.web.assessments.origins import origin_in_words
from balise.web.assessments.permissions import may_answer
from balise.web.assessments.pre_verdict import pre_verdict
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.form_pages import FormPage, form_pages
from balise.web.assessments.queries.history import to_be_checked
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members


@dataclass(frozen=True, slots=True)
class Checked:
    """A question with its answer in words."""

    question: Question
    words: str
    origin: str
    awaited: bool
    given_by: str
    """Who will answer, when it is an opinion that nobody has given yet."""
    to_check: bool
    """It came from elsewhere, and nobody has touched it since."""

    @property
    def anchor(self) -> str:
        """Return where the question is on its page of the form."""
        return anchor_of(self.question.id)


@dataclass(frozen=True, slots=True)
class CheckedTheme:
    """A theme with its questions, answered or not."""

    theme: Theme
    answers: tuple[Checked, ...]


@for_members()
@require_safe
def check_answers(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show every answer by theme, what is still missing, and what it all comes to."""
    file = dossier_of(member, number)
    on = timezone.localdate()
    pages = form_pages(file, on)
    unchecked = to_be_checked(file)
    context = {
        "nav_current": "dossiers",
        "file": file,
        "editable": may_answer(member, file),
        "is_draft": file.state is State.DRAFT,
        "is_mine": file.is_owner(member),
        "themes": tuple(_checked(file, page, unchecked) for page in pages if page.questions),
        "awaited": [(page, question) for page in pages for question in page.questions if question.id in page.awaited],
        "pre_verdict": pre_verdict(file, on, addressee_of(member, file)),
    }
    return render(request, "assessments/check.html", context)


def _checked(file: DossierFile, page: FormPage, unchecked: frozenset[str]) -> CheckedTheme:
    lines = (
        Checked(
            question,
            answer_in_words(question, file.answers.get(question.id)),
            origin_in_words(fact.origin) if (fact := file.established.get(question.id)) is not None else "",
            question.id in page.awaited,
            given_by(question.id) if question.id in page.opinions else "",
            question.id in unchecked,
        )
        for question in page.questions
    )
    return CheckedTheme(page.theme, tuple(lines))
