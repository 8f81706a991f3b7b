# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The survey of practices: opened and closed inside, answered and read by whoever has its address."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.web.accounts.operations.attempts import attempt
from balise.web.accounts.visitors import home_of
from balise.web.measures.forms.survey import SurveyForm
from balise.web.measures.operations.survey import begin_survey, end_survey, take_answer
from balise.web.measures.permissions import IMPORTERS
from balise.web.measures.queries.survey import SurveyRead, results_of, survey_behind
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.anonymous_pages import form_page
from balise.web.transparency.form_tokens import private_for
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language
from balise.web.ui.public_codes import as_typed

MOST_AN_HOUR = 200
"""Answers from one address: a town hall has one for all of its staff."""


@for_members(*IMPORTERS)
@require_POST
def open_survey(request: HttpRequest, member: Member) -> HttpResponse:
    """Open a survey."""
    begin_survey(member, at=timezone.now())
    messages.success(request, _("L’enquête est ouverte : donnez son adresse aux agents."))
    return redirect("measures:reconciliation", authority=member.authority.slug)


@for_members(*IMPORTERS)
@require_POST
def close_survey(request: HttpRequest, member: Member) -> HttpResponse:
    """Close it."""
    end_survey(member, at=timezone.now())
    messages.success(request, _("L’enquête est close."))
    return redirect("measures:reconciliation", authority=member.authority.slug)


@open_to_anyone
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, code: str) -> HttpResponse:
    """Answer a survey, without an account."""
    found = _found(code)
    if not found.open:
        return redirect("measures:survey-results", code=found.code)
    form = SurveyForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if form.is_valid():
        if attempt("survey", home_of(request), limit=MOST_AN_HOUR, at=timezone.now()):
            take_answer(found.code, form.chosen(), private_for(form.cleaned_data["token"], found.code))
            messages.success(request, _("Merci : votre réponse est comptée, et rien ne dit qu’elle est de vous."))
            return redirect("measures:survey-results", code=found.code)
        form.add_error(None, _("Trop de réponses sont parties d’ici depuis une heure. Réessayez un peu plus tard."))
        status = HTTPStatus.TOO_MANY_REQUESTS
    elif form.errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    response = form_page(request, "measures/survey.html", {"form": form, "survey": found}, status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@open_to_anyone
@require_safe
def survey_results(request: HttpRequest, code: str) -> HttpResponse:
    """Tell what may be told of a survey."""
    found = _found(code)
    told, language = results_of(found), current_language()
    questions = [
        (each.label.in_(language), [(choice.label.in_(language), choice.people) for choice in each.choices])
        for each in told.questions
    ]
    context = {"survey": found, "people": told.people, "questions": questions}
    return render(request, "measures/survey_results.html", context)


def _found(code: str) -> SurveyRead:
    found = survey_behind(as_typed(code))
    if found is None:
        raise Http404
    return found
