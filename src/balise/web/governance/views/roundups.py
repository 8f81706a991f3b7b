# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The roundup by e-mail: how often, and what the next one would say."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.core.roundups import Rhythm
from balise.web.governance.forms.roundups import RhythmForm
from balise.web.governance.operations.roundups import choose_rhythm
from balise.web.governance.queries.roundups import rhythm_of, roundup_of
from balise.web.governance.roundup_words import roundup_body, roundup_subject
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members

A_WEEK = timedelta(days=7)


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def roundup(request: HttpRequest, member: Member) -> HttpResponse:
    """Choose how often to be written to, with an e-mail of the past week as the example."""
    rhythm = rhythm_of(member)
    form = RhythmForm(request.POST if request.method == "POST" else None, initial={"rhythm": rhythm.value})
    if request.method == "POST" and form.is_valid():
        choose_rhythm(member, Rhythm(form.cleaned_data["rhythm"]))
        messages.success(request, _("C’est noté."))
        return redirect("governance:roundup", authority=member.authority.slug)
    on = timezone.localdate()
    found = roundup_of(member, on - A_WEEK, on)
    with translation.override("fr"):  # as it is sent
        subject, body = roundup_subject(member, found), roundup_body(member, found, rhythm)
    context = {"nav_current": "home", "form": form, "subject": subject, "body": "" if found.is_empty else body}
    return render(request, "governance/roundup.html", context, status=422 if form.errors else 200)
