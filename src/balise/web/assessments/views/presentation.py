# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The title of a dossier, the unit that carries it, the tool it uses."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.presentation import PresentationForm
from balise.web.assessments.operations.dossiers import describe
from balise.web.assessments.permissions import check_may_edit
from balise.web.assessments.presentation_page import FieldDispute, asked_by, disputes, presented, seen_in
from balise.web.assessments.presented import Presented
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def presentation(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Show and change how a dossier is presented; two people who change it at once are shown both."""
    file = dossier_of(member, number)
    check_may_edit(member, file)
    if request.method != "POST":
        return _shown(request, file, PresentationForm(member, None, _initial(file)), presented(file))
    seen = seen_in(request.POST)
    form = PresentationForm(member, request.POST, _initial(file))
    if not form.is_valid():
        return _shown(request, file, form, seen)
    asked = asked_by(form, request.POST, seen)
    disputed = describe(
        member,
        file.id,
        title=asked.title,
        unit_id=asked.unit_id,
        tool_id=asked.tool_id,
        seen=seen,
        at=timezone.now(),
    )
    if disputed:
        now = dossier_of(member, number)
        return _shown(request, now, form, presented(now), disputes(form, now, disputed))
    messages.success(request, _("La présentation du dossier est enregistrée."))
    return redirect("assessments:form", authority=member.authority.slug, number=number)


def _initial(file: DossierFile) -> dict[str, Any]:
    return {"title": file.title, "unit": file.unit_id, "tool": file.tool_id}


def _shown(
    request: HttpRequest,
    file: DossierFile,
    form: PresentationForm,
    seen: Presented,
    disputed: tuple[FieldDispute, ...] = (),
) -> HttpResponse:
    context = {"nav_current": "dossiers", "file": file, "form": form, "seen": seen, "disputes": disputed}
    return render(request, "assessments/presentation.html", context, status=409 if disputed else 200)
