# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Saying in three minutes that a use exists already, without fear; making a dossier of it later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.core.states import State
from balise.core.triage import DECLARATION_QUESTIONS
from balise.web.assessments.forms.presentation import PresentationForm
from balise.web.assessments.forms.questions import QuestionsForm
from balise.web.assessments.operations.dossiers import LONGEST_TITLE, create, open_declared
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.references import references_in_force
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest, member: Member) -> HttpResponse:
    """Take the declaration of a use that exists already."""
    bank = bank_of(references_in_force(member))
    data = request.POST if request.method == "POST" else None
    known = {"title": request.GET.get("titre", "")[:LONGEST_TITLE]}  # by whoever saw the use elsewhere
    presentation = PresentationForm(member, data, initial=known)
    questions = QuestionsForm((bank.by_id[name] for name in DECLARATION_QUESTIONS if name in bank.by_id), data=data)
    if all((presentation.is_valid(), questions.is_valid())):
        file = create(
            member,
            presentation.cleaned_data["title"],
            unit_id=presentation.unit_id,
            tool_id=presentation.tool_id,
            answers=questions.given(),
            state=State.DECLARED,
            at=timezone.now(),
        )
        said = _("Merci : l’usage est déclaré sous le numéro %(number)s. Rien d’autre ne vous est demandé aujourd’hui.")
        messages.success(request, said % {"number": file.number})
        return redirect("assessments:form", authority=member.authority.slug, number=file.number)
    context = {"nav_current": "dossiers", "form": presentation, "questions": questions}
    return render(request, "assessments/declaration.html", context, status=200 if data is None else 422)


@for_members()
@require_POST
def make_dossier(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Make a dossier of a declared use, or of an idea."""
    open_declared(member, dossier_of(member, number).id, at=timezone.now())
    messages.success(request, _("C’est maintenant un dossier : complétez-le, puis déposez-le quand il est prêt."))
    return redirect("assessments:form", authority=member.authority.slug, number=number)
