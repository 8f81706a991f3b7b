# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Recording that a council has voted a draft: a version is published, and in force."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.loading.drafts import blocking, check_draft
from balise.web.charters.forms.publication import DeliberationForm
from balise.web.charters.operations.publication import next_version, publish
from balise.web.charters.permissions import PUBLISHERS
from balise.web.charters.queries.consultations import consultations_of
from balise.web.charters.queries.drafts import draft_of
from balise.web.charters.queries.studies import easings_if_sound
from balise.web.charters.written import problem_lines
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError


@for_members(*PUBLISHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, member: Member, draft_id: int) -> HttpResponse:
    """Say who voted the draft, when and how, and publish it."""
    found = draft_of(member.authority.id, draft_id)
    if not found.is_open:
        raise RefusedError(_("Ce projet est déjà voté ou abandonné."))
    form = DeliberationForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            publish(member, draft_id, form.deliberation, at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            status = refusal.status
        else:
            messages.success(
                request,
                _("La charte est publiée et en vigueur. Les dossiers déjà ouverts gardent la version qui les a jugés."),
            )
            return redirect("organisations:frameworks", member.authority.slug)
    consultations = consultations_of(member.authority.id, draft_id)
    context = {
        "draft": found,
        "form": form,
        "version": next_version(found.framework),
        "problems": problem_lines(blocking(check_draft(found.files).problems)),
        "consultations": consultations,
        "running": [each for each in consultations if each.window.closes_on >= timezone.localdate()],
        "eased": bool(easings_if_sound(found, timezone.localdate())),
        "nav_current": "authority",
    }
    return render(request, "charters/publication.html", context, status=status)
