# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Recording an exception to the charter, and its end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.core.dates import add_months
from balise.core.roles import Role
from balise.core.situation import Judgement
from balise.core.states import ACCEPTING
from balise.rendering.typography import sentence
from balise.web.assessments.files import DossierFile
from balise.web.assessments.frame import frame_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.verdicts import Judged, judged
from balise.web.governance.forms.exceptions import ExceptionForm, RevokeForm
from balise.web.governance.forms.fields import add_obstacle
from balise.web.governance.operations.exceptions import (
    after_revoking,
    exception_in_force,
    grant_exception,
    revoke_exception,
)
from balise.web.governance.permissions import may_grant_exceptions
from balise.web.governance.queries.follow_up import criterion_words
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.refusals import ActRefusedError
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.choices import Choice
from balise.web.ui.languages import current_language

USUAL_MONTHS = 6
"""Proposed for an exception: long enough to change something, short enough to remember why."""


@for_members(Role.REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Record an exception: which criterion, why, who answers for it, until when."""
    file = dossier_of(member, number)
    found = judged(file, timezone.localdate())
    form = _form(request, found)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _granted(member, file, form):
            messages.success(request, _("L’exception est enregistrée."))
            return redirect("governance:review", authority=member.authority.slug, number=file.number)
        status = 422
    context = {
        **frame_of(request, member, file, "review"),
        "form": form,
        "criteria": _excusable(found),
        "above": _above(found),
        "allowed": may_grant_exceptions(member, file),
        "procedure": found.lead.framework.exception_procedure,
    }
    return render(request, "governance/grant_exception.html", context, status=status)


@for_members(Role.REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, member: Member, number: str, exception_id: int) -> HttpResponse:
    """Put an end to an exception."""
    file = dossier_of(member, number)
    instruction = instruction_of(file.id)
    granted = exception_in_force(instruction, exception_id, timezone.localdate())
    follows = after_revoking(file, instruction, exception_id, timezone.localdate())
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        revoke_exception(member, file.id, exception_id, form.cleaned_data["motive"], at=timezone.now())
        messages.success(request, _("L’exception a pris fin."))
        if follows:
            messages.warning(request, f"{follows[0].words}.")
        return redirect("governance:review", authority=member.authority.slug, number=file.number)
    context = {
        **frame_of(request, member, file, "review"),
        "form": form,
        "granted": granted,
        "suspends": bool(follows),
        "accepted": file.state in ACCEPTING,
        "criterion": criterion_words(granted.criterion, file.references),
    }
    return render(request, "governance/revoke_exception.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, found: Judged) -> ExceptionForm:
    on = timezone.localdate()
    criteria = _excusable(found)
    asked = request.GET.get("critere", "")
    only = criteria[0][0] if len(criteria) == 1 else ""
    initial: dict[str, Any] = {
        "criterion": asked if asked in dict(criteria) else only,
        "expires_on": add_months(on, USUAL_MONTHS),
    }
    return ExceptionForm(criteria, request.POST if request.method == "POST" else None, initial)


def _granted(member: Member, file: DossierFile, form: ExceptionForm) -> bool:
    given = form.cleaned_data
    try:
        grant_exception(
            member,
            file.id,
            given["criterion"],
            given["motive"],
            given["deciding_authority"],
            given["expires_on"],
            at=timezone.now(),
        )
    except ActRefusedError as refusal:
        for obstacle in refusal.obstacles:
            add_obstacle(form, obstacle)
        return False
    return True


def _excusable(found: Judged) -> list[tuple[str, Choice]]:
    """Return the blocking criteria of the charters that are not kept, with what they ask."""
    language = current_language()
    return [
        (criterion, Choice(sentence(judgement.title(criterion).in_(language)), judgement.framework))
        for judgement in map(Judgement.of, found.all)
        if judgement.can_be_excepted
        for criterion in judgement.blocking_unmet
    ]


def _above(found: Judged) -> list[str]:
    """Return the blocking criteria of the law that are not kept: nobody can excuse from them."""
    language = current_language()
    return [
        sentence(judgement.title(criterion).in_(language))
        for judgement in map(Judgement.of, found.all)
        if not judgement.can_be_excepted
        for criterion in judgement.blocking_unmet
    ]
