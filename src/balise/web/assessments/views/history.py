# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answers of a dossier, and what they were before."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.core.questions import Question, Theme
from balise.rendering.verdicts import TONES
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT
from balise.web.assessments.answer_words import answer_in_words
from balise.web.assessments.dossier_file import filename, written
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import address, frame_of
from balise.web.assessments.operations.comments import may_comment
from balise.web.assessments.operations.reevaluation import AFTER, BEFORE
from balise.web.assessments.origins import origin_in_words
from balise.web.assessments.permissions import may_answer, may_correct, may_write_for, why_closed
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.history import (
    Kept,
    LastChange,
    changed_questions,
    last_changes,
    revisions_of,
    to_be_checked,
    verdicts_of,
)
from balise.web.organisations.frameworks import bank_of, framework_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.attached import attached
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer in words, and where it comes from."""

    question: Question
    words: str
    origin: str
    last: LastChange | None
    to_check: bool = False
    """It came from elsewhere, and nobody has touched it since."""


@dataclass(frozen=True, slots=True)
class AnsweredTheme:
    """A theme with the questions that were answered."""

    theme: Theme
    answers: tuple[Answered, ...]


@for_members()
@require_safe
def answers(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show every answer of a dossier, by theme, to read."""
    file = dossier_of(member, number)
    context = {
        **frame_of(request, member, file, "answers"),
        "themes": _themes(file),
        "history_url": address(member, file, "history"),
        "file_url": address(member, file, "answers-file"),
        "form_url": address(member, file, "form") if may_answer(member, file) else "",
        "correcting": may_correct(member, file),
        "closed": why_closed(file) if may_write_for(member, file) and not may_answer(member, file) else "",
        "comments_url": address(member, file, "comments") if may_comment(member, file) else "",
    }
    return render(request, "assessments/answers.html", context)


@for_members()
@require_safe
def answers_file(_request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Give the dossier as a file of Balise to whoever may read it."""
    file = dossier_of(member, number)
    return attached(written(member, file), "application/yaml; charset=utf-8", filename(member, file))


@for_members()
@require_safe
def history(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show who changed which answer and when, of the whole dossier or of one question, and the verdicts kept."""
    file = dossier_of(member, number)
    bank = bank_of(file.references)
    asked = request.GET.get("question", "")
    changed = changed_questions(file.id)
    question = asked if asked in changed else ""
    choices = [item for item in bank.questions if item.id in changed]
    context = {
        **frame_of(request, member, file, "answers"),
        "question": question,
        "choices": choices,
        "revisions": revisions_of(file, question),
        "verdicts": [_kept(verdict) for verdict in verdicts_of(file)] if not question else [],
        "answers_url": address(member, file, "answers"),
    }
    return render(request, "assessments/history.html", context)


def _themes(file: DossierFile) -> tuple[AnsweredTheme, ...]:
    bank = bank_of(file.references)
    last, unchecked = last_changes(file.id), to_be_checked(file)
    pages = (
        AnsweredTheme(
            theme,
            tuple(
                replace(_answered(file, question, last.get(question.id)), to_check=question.id in unchecked)
                for question in bank.questions
                if question.theme == theme.id and question.id in file.answers
            ),
        )
        for theme in sorted(bank.themes, key=lambda theme: theme.order)
    )
    return tuple(page for page in pages if page.answers)


def _answered(file: DossierFile, question: Question, last: LastChange | None) -> Answered:
    fact = file.established.get(question.id)
    origin = "" if fact is None else origin_in_words(fact.origin)
    return Answered(question, answer_in_words(question, file.answers[question.id]), origin, last)


def _kept(verdict: Kept) -> dict[str, object]:
    language = current_language()
    return {
        "verdict": verdict,
        "tone": TONES[verdict.outcome].value,
        "label": OUTCOMES_IN_SHORT[verdict.outcome].in_(language),
        "framework": framework_of(verdict.framework).title.in_(language),
        "occasion": _occasion(verdict.occasion),
    }


def _occasion(occasion: str) -> str:
    """Return why a verdict was kept, in words."""
    return {
        "submission": _("Au dépôt"),
        "submit": _("Au dépôt"),
        "decision": _("À la décision"),
        BEFORE: _("Avant réévaluation"),
        AFTER: _("Après réévaluation"),
    }.get(occasion, _("À un acte de l’instruction"))
