# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The form of a dossier: its themes as a list of tasks, and one page a theme."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.core.states import State
from balise.rendering.reasons import Addressee
from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.corrections import CorrectionForm
from balise.web.assessments.forms.questions import anchor_of
from balise.web.assessments.frame import address
from balise.web.assessments.operations.comments import may_comment
from balise.web.assessments.operations.dossiers import save_answers
from balise.web.assessments.permissions import (
    check_may_answer,
    check_may_write_for,
    may_answer,
    may_correct,
    may_edit,
    may_write_for,
    why_closed,
)
from balise.web.assessments.pre_verdict import pre_verdict
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.form_pages import form_pages, page_after, page_of
from balise.web.assessments.theme_page import ThemePage, chosen_theirs, revision_of, sent_form
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError


@for_members()
@require_safe
def task_list(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show the themes, how far each is filled in, and what the answers come to so far."""
    file = dossier_of(member, number)
    if not may_write_for(member, file):
        return redirect("assessments:check", authority=member.authority.slug, number=number)
    on = timezone.localdate()
    pages = form_pages(file, on)
    context = {
        "nav_current": "dossiers",
        "file": file,
        "pages": pages,
        "presentable": may_edit(member, file),
        "editable": may_answer(member, file),
        "correcting": may_correct(member, file),
        "closed": why_closed(file),
        "comments_url": address(member, file, "comments") if may_comment(member, file) else "",
        "is_idea": file.state is State.IDEA,
        "is_declared": file.state is State.DECLARED,
        "answered": sum(page.answered for page in pages),
        "asked": sum(page.asked for page in pages),
        "beside": len(file.answers) - sum(page.answered for page in pages),
        "pre_verdict": pre_verdict(file, on, Addressee.WRITER),
    }
    return render(request, "assessments/form.html", context)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def theme_page(request: HttpRequest, member: Member, number: str, theme: str) -> HttpResponse:
    """Ask the questions of one theme, and save the answers at any time; those of a decided dossier, with a motive."""
    file = dossier_of(member, number)
    check_may_write_for(member, file)
    why = CorrectionForm(request.POST if request.method == "POST" else None) if may_correct(member, file) else None
    if request.method != "POST":
        check_may_answer(member, file)
        return _shown(request, ThemePage.of(file, theme, timezone.localdate()), why)
    page = ThemePage.of(file, theme, timezone.localdate())
    form = sent_form(page, request.POST)
    typed = page.asking(form, revision_of(request.POST))
    changes = {name: value for name, value in form.answers().items() if name not in chosen_theirs(request.POST)}
    if form.errors or (why is not None and why.errors and typed.changed_by(changes)):
        return _shown(request, typed, why, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    motive = "" if why is None else why.cleaned_data.get("motive", "")
    try:
        saved = save_answers(member, file.id, typed.revision, changes, motive=motive, at=timezone.now())
    except RefusedError as refusal:
        return _shown(request, typed.refused(refusal), why, status=HTTPStatus.CONFLICT)
    now = dossier_of(member, number)
    if saved.conflicts:
        disputed = ThemePage.of(now, theme, timezone.localdate()).disputed(saved)
        return _shown(request, disputed, why, status=HTTPStatus.CONFLICT)
    known = frozenset((*form.questions, *(question.id for question in page.page.questions)))
    return _after_saving(request, member, now, theme, known)


@for_members()
@require_POST
def preview(request: HttpRequest, member: Member, number: str, theme: str) -> HttpResponse:
    """Return what the answers on the page, not saved yet, would come to; nothing is kept."""
    file = dossier_of(member, number)
    check_may_answer(member, file)
    on = timezone.localdate()
    page = ThemePage.of(file, theme, on)
    tried = page.trying(sent_form(page, request.POST).answers())
    context = {"file": file, "page": tried, "pre_verdict": pre_verdict(file, on, Addressee.WRITER, tried.answers)}
    return render(request, "assessments/preview.html", context)


def _shown(
    request: HttpRequest, page: ThemePage, why: CorrectionForm | None, status: int = HTTPStatus.OK
) -> HttpResponse:
    context: dict[str, Any] = {
        "nav_current": "dossiers",
        "file": page.file,
        "page": page,
        "form": page.form,
        "why": why,
        "pre_verdict": pre_verdict(page.file, page.on, Addressee.WRITER),
    }
    return render(request, "assessments/theme.html", context, status=status)


def _after_saving(
    request: HttpRequest, member: Member, file: DossierFile, theme: str, known: frozenset[str]
) -> HttpResponse:
    """Go where the person asked, unless their answers brought new questions on this very page."""
    where = {"authority": member.authority.slug, "number": file.number}
    if "continue" not in request.POST:
        messages.success(request, _("Vos réponses sont enregistrées."))
        return redirect(reverse("assessments:form", kwargs=where))
    pages = form_pages(file, timezone.localdate())
    here = page_of(pages, theme)
    new = [question for question in here.questions if question.id not in known] if here is not None else []
    if new:
        said = ngettext(
            "Vos réponses sont enregistrées. Elles amènent %(count)d nouvelle question sur cette page.",
            "Vos réponses sont enregistrées. Elles amènent %(count)d nouvelles questions sur cette page.",
            len(new),
        )
        messages.info(request, said % {"count": len(new)})
        return redirect(f"{reverse('assessments:theme', kwargs={**where, 'theme': theme})}#{anchor_of(new[0].id)}")
    following = page_after(pages, theme)
    if following is None:
        return redirect(reverse("assessments:check", kwargs=where))
    return redirect(reverse("assessments:theme", kwargs={**where, "theme": following.theme.id}))
