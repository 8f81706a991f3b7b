# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The title of a dossier, the unit that carries it, the tool it uses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.assessments.forms.presentation import PresentationForm
from balise.web.assessments.operations.dossiers import describe
from balise.web.assessments.permissions import check_may_edit
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def presentation(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show and change how a dossier is presented."""
    file = dossier_of(member, number)
    check_may_edit(member, file)
    initial = {"title": file.title, "unit": file.unit_id, "tool": file.tool_id}
    form = PresentationForm(member, request.POST if request.method == "POST" else None, initial)
    if form.is_valid():
        describe(
            member,
            file.id,
            title=form.cleaned_data["title"],
            unit_id=form.unit_id,
            tool_id=form.tool_id,
            at=timezone.now(),
        )
        messages.success(request, _("La présentation du dossier est enregistrée."))
        return redirect("assessments:form", authority=member.authority.slug, number=number)
    context = {"nav_current": "dossiers", "file": file, "form": form}
    return render(request, "assessments/presentation.html", context)
