# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Inviting people, and what becomes of invitations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from balise.core.roles import Role
from balise.web.organisations.forms.people import InvitationForm
from balise.web.organisations.members import Member
from balise.web.organisations.operations.invitations import invite_newcomer, send_again, take_back
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries.units import units_of
from balise.web.ui.posting import lost_letters
from balise.web.ui.refusals import RefusedError


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, member: Member) -> HttpResponse:
    """Invite somebody; the link is shown once, for mail gets lost."""
    form = InvitationForm(units_of(member.authority.id), data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            with lost_letters() as lost:
                link = invite_newcomer(
                    member,
                    given["email"],
                    given["name"],
                    form.chosen_roles(),
                    form.chosen_unit(),
                    at=timezone.now(),
                )
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return _sent(request, given["name"], given["email"], link, lost)
    return render(request, "organisations/invite.html", {"form": form, "nav_current": "authority"})


@for_members(Role.ADMINISTRATOR)
@require_POST
def resend(request: HttpRequest, member: Member, invitation_id: int) -> HttpResponse:
    """Send an invitation again, under a new link."""
    with lost_letters() as lost:
        link = send_again(member, invitation_id, at=timezone.now())
    return _sent(request, "", "", link, lost)


@for_members(Role.ADMINISTRATOR)
@require_POST
def revoke(request: HttpRequest, member: Member, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    take_back(member, invitation_id, at=timezone.now())
    messages.success(request, _("L’invitation est retirée : son lien n’ouvre plus rien."))
    return redirect("organisations:members", authority=member.authority.slug)


def _sent(request: HttpRequest, name: str, email: str, link: str, lost: list[str]) -> HttpResponse:
    """Show the link, and say why when the letter could not leave.

    Not a redirect: the link is a secret, and neither an address nor a session should hold it.
    """
    response = render(
        request,
        "organisations/invited.html",
        {
            "name": name,
            "email": email,
            "link": request.build_absolute_uri(link),
            "heading": _("Invitation à remettre vous-même") if lost else _("Invitation envoyée"),
            "reason": lost[0] if lost else "",
            "nav_current": "authority",
        },
    )
    response.headers["Cache-Control"] = "no-store"
    return response
