# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Consultations in which residents are asked: their list, one of them with its form, and the text asked about."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.consultations import GROUP_LABELS, Group, Moment
from balise.loading.drafts import read_draft
from balise.loading.pictograms import shipped_pictograms
from balise.rendering.charter_page import charter_page
from balise.web.accounts.operations.attempts import attempt
from balise.web.accounts.visitors import home_of
from balise.web.charters.operations.consultations import contribute_as_resident
from balise.web.charters.queries import contributions_to, public_consultation, public_consultations
from balise.web.charters.records import ConsultationRecord
from balise.web.transparency.anonymous_pages import form_page
from balise.web.transparency.form_tokens import private_for
from balise.web.transparency.forms.contributions import PublicContributionForm
from balise.web.transparency.portals import portal_or_404
from balise.web.transparency.views.questions import MOST_AN_HOUR
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

CONTRIBUTIONS_A_PAGE = 25


@open_to_anyone
@require_safe
def consultations(request: HttpRequest, authority: str) -> HttpResponse:
    """List the consultations in which residents are asked."""
    portal = portal_or_404(authority)
    on = timezone.localdate()
    lines = [(each, each.moment(on).value) for each in public_consultations(portal.place.id)]
    context = {"portal": portal, "lines": lines, "portal_current": "charter"}
    return render(request, "transparency/consultations.html", context)


@open_to_anyone
@require_http_methods(["GET", "HEAD", "POST"])
def consultation(request: HttpRequest, authority: str, consultation_id: int) -> HttpResponse:
    """Show a consultation, what residents said, the answers and the synthesis; take a contribution while it is open."""
    portal = portal_or_404(authority)
    found = public_consultation(portal.place.id, consultation_id)
    form = PublicContributionForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    if form.is_valid():
        status = _sent(request, found, form)
        if status == HTTPStatus.OK:
            messages.success(request, _("Merci. Une personne lit votre contribution, puis elle paraît ici."))
            return redirect("transparency:consultation", authority=authority, consultation_id=found.id)
    moment = found.moment(timezone.localdate())
    said = contributions_to(found.id, group=Group.RESIDENTS)
    page = Paginator(said, CONTRIBUTIONS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "portal": portal,
        "consultation": found,
        "moment": moment.value,
        "open": moment is Moment.OPEN,
        "groups": [GROUP_LABELS[group].in_(current_language()) for group in found.groups],
        "form": form,
        "page": page,
        "contributions": page.object_list,
        "portal_current": "charter",
    }
    return form_page(request, "transparency/consultation.html", context, status)


@open_to_anyone
@require_safe
def consulted_text(request: HttpRequest, authority: str, consultation_id: int) -> HttpResponse:
    """Show the draft on which residents are asked, as it stood when the consultation was announced."""
    portal = portal_or_404(authority)
    found = public_consultation(portal.place.id, consultation_id)
    read = None if found.consulted is None else read_draft(found.consulted)
    if read is None or read.framework is None:
        raise Http404
    document = charter_page(read.framework, read.bank, current_language(), shipped_pictograms())
    context = {"portal": portal, "consultation": found, **written(document), "portal_current": "charter"}
    return render(request, "transparency/consulted_text.html", context)


def _sent(request: HttpRequest, found: ConsultationRecord, form: PublicContributionForm) -> HTTPStatus:
    """Keep the contribution; return how it went, with a sentence on the form when it did not."""
    given, at = form.cleaned_data, timezone.now()
    if not attempt("contribution", home_of(request), limit=MOST_AN_HOUR, at=at):
        form.add_error(None, _("Trop de messages sont partis d’ici depuis une heure. Réessayez un peu plus tard."))
        return HTTPStatus.TOO_MANY_REQUESTS
    key = private_for(given["token"], str(found.id), given["text"].strip())
    try:
        contribute_as_resident(found.authority_id, found.id, given["text"], key, at=at)
    except RefusedError as refusal:
        form.add_error(None, refusal.sentence)
        return HTTPStatus(refusal.status)
    return HTTPStatus.OK
