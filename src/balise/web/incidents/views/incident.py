# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reporting an incident, and the page of one: what the law asks, what was done, what is done now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.core.incidents import Step, duties_of, is_high_risk
from balise.web.assessments.frame import frame_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.incidents.forms.incidents import ReportForm, StepForm
from balise.web.incidents.operations.incidents import follow, report
from balise.web.incidents.permissions import READERS, check_may_answer, check_may_report, may_answer
from balise.web.incidents.queries.incidents import incident_of
from balise.web.incidents.service_days import began_on
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

_DONE = {
    Step.MEASURE: lambda: _("La mesure est consignée."),
    Step.CLOSURE: lambda: _("L’incident est clos."),
    Step.REOPENING: lambda: _("L’incident est rouvert."),
}


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def report_incident(request: HttpRequest, member: Member, number: str) -> HttpResponse:
    """Ask what happened, and keep it."""
    file = dossier_of(member, number)
    check_may_report(member, file)
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, initial={"happened_on": timezone.localdate()})
    if posted is not None and form.is_valid():
        try:
            incident_id = report(member, file.id, form.telling(), at=timezone.now())
        except RefusedError as refusal:
            _say(form, refusal)
        else:
            messages.success(
                request, _("L’incident est signalé. Qui protège les données et la sécurité en est averti.")
            )
            return redirect("incidents:incident", member.authority.slug, file.number, incident_id)
    context = {**frame_of(request, member, file, "incidents"), "form": form, "began_on": began_on(file)}
    return render(request, "incidents/report.html", context, status=422 if form.errors else 200)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def incident(request: HttpRequest, member: Member, number: str, incident_id: int) -> HttpResponse:
    """Show an incident, what the law asks of it and what was done; keep what is done next."""
    file = dossier_of(member, number)
    found = incident_of(file.id, incident_id)
    posted = request.POST if request.method == "POST" else None
    if posted is not None:
        check_may_answer(member, file)
    form = StepForm(posted, still_open=found.is_open)
    if posted is not None and form.is_valid():
        step = form.given_step()
        try:
            follow(member, file.id, found.id, step, form.cleaned_data["text"], at=timezone.now())
        except RefusedError as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _DONE[step]())
            return redirect("incidents:incident", member.authority.slug, file.number, found.id)
    now = timezone.now()
    owed = duties_of(found.nature, found.reported_at, is_high_risk(file.answers), timezone.localdate())
    language = current_language()
    context = {
        **frame_of(request, member, file, "incidents"),
        "incident": found,
        "duties": [
            {
                "article": duty.article.in_(language),
                "says": duty.says.in_(language),
                "deadline": duty.deadline,
                "over": duty.deadline is not None and duty.deadline < now and found.is_open and not found.steps,
                "applies_from": duty.applies_from,
            }
            for duty in owed
        ],
        "form": form,
        "answers": may_answer(member, file),
        "reads_register": member.holds(*READERS),
    }
    return render(request, "incidents/incident.html", context, status=422 if form.errors else 200)


def _say(form: ReportForm | StepForm, refusal: RefusedError) -> None:
    """Tell in the form what can be mended there; whatever else was refused is a page of its own."""
    if refusal.status != 409:  # noqa: PLR2004 - as HTTP says it
        raise refusal
    form.add_error(None, refusal.sentence)
