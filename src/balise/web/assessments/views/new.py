# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Beginning: the choice between a triage, a whole dossier and a declaration; then the whole dossier."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from balise.web.assessments.forms.presentation import PresentationForm
from balise.web.assessments.operations.dossiers import create
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members


@for_members()
@require_safe
def new(request: HttpRequest, _member: Member) -> HttpResponse:
    """Let the person choose how to begin."""
    return render(request, "assessments/new.html", {"nav_current": "dossiers"})


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def new_dossier(request: HttpRequest, member: Member) -> HttpResponse:
    """Open a whole dossier."""
    form = PresentationForm(member, request.POST if request.method == "POST" else None)
    if form.is_valid():
        file = create(member, form.cleaned_data["title"], unit_id=form.unit_id, tool_id=form.tool_id, at=timezone.now())
        return redirect("assessments:form", authority=member.authority.slug, number=file.number)
    return render(request, "assessments/new_dossier.html", {"nav_current": "dossiers", "form": form})
