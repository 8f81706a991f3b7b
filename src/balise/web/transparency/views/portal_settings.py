# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page where whoever keeps a portal describes it, sees what is missing, and puts back what it said before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.rendering.typography import capitalised
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.transparency.forms.portal import PortalForm
from balise.web.transparency.hosts import has_own_host, origin_of
from balise.web.transparency.operations.portal import describe_portal, restore_portal
from balise.web.transparency.permissions import PUBLISHERS
from balise.web.transparency.portal_description import DESCRIBED
from balise.web.transparency.queries.portal_settings import SILENT, versions_of
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

LATEST = 20


@for_members(*PUBLISHERS)
@require_http_methods(["GET", "HEAD", "POST"])
def portal_settings(request: HttpRequest, member: Member) -> HttpResponse:
    """Describe the portal of the authority."""
    versions = versions_of(member.authority.id)
    kept, number = (versions[0].description, versions[0].number) if versions else (SILENT, 0)
    form = PortalForm(kept, number, request.POST if request.method == "POST" else None)
    status = 422 if form.errors else 200
    if form.is_valid():
        try:
            changed = describe_portal(member, form.description(), seen=form.version(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
            form.see_again(number)
            status = refusal.status
        else:
            _say(request, changed=changed)
            return redirect("transparency:portal-settings", authority=member.authority.slug)
    language = current_language()
    context = {
        "form": form,
        "is_open": kept.is_open,
        "missing": [(form[name].id_for_label, capitalised(DESCRIBED[name].in_(language))) for name in kept.missing()],
        "versions": versions[:LATEST],
        "own_host": origin_of(member.authority.slug) if has_own_host(member.authority.slug) else "",
        "nav_current": "authority",
    }
    return render(request, "transparency/portal_settings.html", context, status=status)


def _say(request: HttpRequest, *, changed: bool) -> None:
    if changed:
        messages.success(request, _("Le portail est à jour : le public le lit dès maintenant."))
    else:
        messages.info(request, _("Rien n’a changé."))


@for_members(*PUBLISHERS)
@require_POST
def restore(request: HttpRequest, member: Member, version_number: int) -> HttpResponse:
    """Put back what a version said of the portal."""
    if restore_portal(member, version_number, at=timezone.now()):
        messages.success(request, _("Le portail est de nouveau comme le décrivait cette version."))
    else:
        messages.info(request, _("Cette version dit la même chose que celle en cours : rien n’a changé."))
    return redirect("transparency:portal-settings", authority=member.authority.slug)
