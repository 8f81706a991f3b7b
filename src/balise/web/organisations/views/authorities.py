# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an authority says of itself, and the tree where it stands."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.roles import Role
from balise.web.organisations.forms.authorities import ChildForm, DescriptionForm
from balise.web.organisations.members import Member
from balise.web.organisations.operations.authorities import change_settings, create_child
from balise.web.organisations.operations.frameworks import shipped_charters
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries.adoptions import lead_reference
from balise.web.organisations.queries.authorities import family_of
from balise.web.organisations.queries.memberships import authorities_of
from balise.web.organisations.queries.settings import settings_of
from balise.web.organisations.siren import doubt_about
from balise.web.ui.refusals import RefusedError


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, member: Member) -> HttpResponse:
    """Describe the authority; a SIREN that looks wrong is kept, and doubted beside its value."""
    kept = settings_of(member.authority.id)
    form = DescriptionForm(data=request.POST if request.method == "POST" else None, initial=asdict(kept))
    if form.is_valid():
        change_settings(member, form.description(), at=timezone.now())
        messages.success(request, _("Les réglages sont enregistrés."))
        return redirect("organisations:settings", authority=member.authority.slug)
    return render(
        request,
        "organisations/settings.html",
        {"form": form, "siren_doubt": doubt_about(kept.siren), "nav_current": "authority"},
    )


@for_members()
@require_safe
def tree(request: HttpRequest, member: Member) -> HttpResponse:
    """Show the authorities of the installation around this one, with a link to those where the person acts."""
    return render(
        request,
        "organisations/tree.html",
        {
            "family": family_of(member.authority.id),
            "mine": {held.authority.id for held in authorities_of(member.user_id)},
            "administrator": member.holds(Role.ADMINISTRATOR),
            "nav_current": "authority",
        },
    )


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, member: Member) -> HttpResponse:
    """Create an authority under this one, with the same charter unless another is chosen."""
    lead = (lead_reference(member.authority.id) or "").partition("@")[0]
    typed = request.POST if request.method == "POST" else None
    form = ChildForm(shipped_charters(), data=typed, initial={"charter": lead, "kind": "municipality"})
    if form.is_valid():
        given = form.cleaned_data
        try:
            child = create_child(member, given["slug"], form.description(), given["charter"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error("slug", refusal.sentence)
        else:
            messages.success(
                request, _("La collectivité « %(name)s » est créée : vous l’administrez.") % {"name": child.name}
            )
            return redirect("organisations:members", authority=child.slug)
    return render(request, "organisations/create.html", {"form": form, "nav_current": "authority"})
