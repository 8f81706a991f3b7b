# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The two-minute triage: one question at a time, the answers in the address, nothing kept until the person asks.

Answers travel in the address: going back, reloading, coming again from a bookmark all work, and the server learns
nothing of a project that nobody has chosen to file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from balise.core.conditions import AnswerValue
from balise.core.questions import Question, QuestionBank
from balise.core.states import State
from balise.core.triage import Triage, triage, triage_questions
from balise.web.assessments.answer_words import answer_in_words
from balise.web.assessments.forms.answer_fields import preselect_nothing
from balise.web.assessments.forms.presentation import PresentationForm
from balise.web.assessments.forms.questions import PREFIX, QuestionsForm
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.references import references_in_force
from balise.web.assessments.triage_words import stopped, what_blocks
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members

UNKNOWN = "passees"
"""The questions whose answer the person does not know yet: they are not asked again."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer already given to the triage, with the address that asks it again."""

    question: Question
    words: str
    again: str


@for_members()
@require_safe
def triage_page(request: HttpRequest, member: Member) -> HttpResponse:
    """Ask the next question, and say what the answers so far already stop."""
    session = _Session.of(member, request.GET, timezone.localdate())
    return render(request, "assessments/triage.html", session.context(request.path, PresentationForm(member)))


@for_members()
@require_POST
def keep_triage(request: HttpRequest, member: Member) -> HttpResponse:
    """Make an idea or a dossier of the answers."""
    session = _Session.of(member, request.POST, timezone.localdate())
    presentation = PresentationForm(member, request.POST)
    if not presentation.is_valid():
        path = reverse("assessments:triage", kwargs={"authority": member.authority.slug})
        return render(request, "assessments/triage.html", session.context(path, presentation), status=422)
    idea = request.POST.get("keep") == "idea"
    file = create(
        member,
        presentation.cleaned_data["title"],
        unit_id=presentation.unit_id,
        tool_id=presentation.tool_id,
        answers=session.answers,
        state=State.IDEA if idea else State.DRAFT,
        at=timezone.now(),
    )
    kept = _("L’idée est gardée sous le numéro %(number)s, avec vos réponses.")
    opened = _("Le dossier %(number)s est ouvert ; vos réponses y sont déjà.")
    messages.success(request, (kept if idea else opened) % {"number": file.number})
    return redirect("assessments:form", authority=member.authority.slug, number=file.number)


@dataclass(frozen=True, slots=True)
class _Session:
    """The answers of one address, and what the triage makes of them."""

    data: QueryDict
    bank: QuestionBank
    answers: Mapping[str, AnswerValue]
    form: QuestionsForm
    skipped: frozenset[str]
    found: Triage

    @classmethod
    def of(cls, member: Member, data: QueryDict, on: date) -> "_Session":
        references = references_in_force(member)
        frameworks, bank = frameworks_of(references), bank_of(references)
        form = QuestionsForm((bank.by_id[name] for name in triage_questions(frameworks, bank, on)), data=data)
        asked = tuple(form.questions)
        answers = form.given()
        sent = frozenset(data.getlist(UNKNOWN)) | frozenset(data.getlist("asked"))
        skipped = frozenset(name for name in asked if name in sent and name not in answers and name not in form.errors)
        return cls(data, bank, answers, form, skipped, triage(frameworks, bank, answers, on))

    @property
    def next(self) -> str | None:
        """Return the question to ask: one whose answer was not understood first, then the next of the triage."""
        wrong = [name for name in self.found.questions if name in self.form.errors]
        left = (name for name in self.found.left if name in self.form and name not in self.skipped)
        return next(iter((*wrong, *left)), None)

    def context(self, path: str, presentation: PresentationForm) -> dict[str, Any]:
        """Return what the page shows."""
        asking = self.next
        if asking is not None and self.found.blocked:
            preselect_nothing(self.form.fields[asking])
        return {
            "nav_current": "dossiers",
            "triage": self.found,
            "asking": next((asked for asked in self.form.asked() if asked.question.id == asking), None),
            "wrong": asking in self.form.errors if asking else False,
            "given": [self._given(name, path) for name in self.found.questions if name in self.answers],
            "skipped": [self._given(name, path) for name in self.found.questions if name in self.skipped],
            "carried": self._carried(leaving=asking),
            "kept": self._carried(leaving=None),
            "position": len(self.answers) + len(self.skipped) + 1,
            "stopped": stopped() if self.found.blocked else "",
            "blocks": what_blocks(self.found, self.bank),
            "form": presentation,
        }

    def _given(self, name: str, path: str) -> Given:
        question = self.bank.by_id[name]
        again = urlencode(self._carried(leaving=name))
        return Given(question, answer_in_words(question, self.answers.get(name)), f"{path}?{again}")

    def _carried(self, leaving: str | None) -> list[tuple[str, str]]:
        """Return the fields that carry the answers to the next page, without those to one question."""
        fields = [
            (key, value)
            for name in self.found.questions
            if name in self.answers and name != leaving
            for key in (f"{PREFIX}-{name}",)
            for value in self.data.getlist(key)
        ]
        return [*fields, *((UNKNOWN, name) for name in self.found.questions if name in self.skipped - {leaving})]
