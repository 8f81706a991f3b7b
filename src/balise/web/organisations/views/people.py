# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The people of an authority: the list that every member reads, and each person for an administrator."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.core.roles import HUMAN_ROLES, Role
from balise.web.accounts.queries import pending_invitations
from balise.web.organisations.forms.people import PeopleFilter, PlacementForm, RoleForm
from balise.web.organisations.members import Member
from balise.web.organisations.operations.memberships import end_membership, give_role, move_to_unit, take_role
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries.people import Person, people_of, person_of
from balise.web.organisations.queries.units import units_of
from balise.web.ui.refusals import RefusedError

PEOPLE_A_PAGE = 50


@for_members()
@require_safe
def members(request: HttpRequest, member: Member) -> HttpResponse:
    """List the people of the authority with their roles; an administrator sees the invitations too."""
    form = PeopleFilter(data=request.GET)
    people = people_of(member.authority.id, search=form.words, role=form.held)
    administrator = member.holds(Role.ADMINISTRATOR)
    now = timezone.now()
    invitations = pending_invitations(member.authority.id) if administrator else ()
    page = Paginator(people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "organisations/members.html",
        {
            "form": form,
            "page": page,
            "filtered": bool(form.words or form.held),
            "administrator": administrator,
            "invitations": [(invitation, invitation.has_expired(now)) for invitation in invitations],
            "nav_current": "authority",
        },
    )


@for_members(Role.ADMINISTRATOR)
@require_safe
def person(request: HttpRequest, member: Member, user_id: int) -> HttpResponse:
    """Show what somebody may do, and let an administrator change it."""
    return _person_page(request, member, _found(member, user_id))


@for_members(Role.ADMINISTRATOR)
@require_POST
def give(request: HttpRequest, member: Member, user_id: int) -> HttpResponse:
    """Give somebody one role more."""
    found = _found(member, user_id)
    form = RoleForm(found.roles, data=request.POST)
    if form.is_valid():
        try:
            give_role(member, user_id, form.chosen(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Le rôle est confié."))
            return redirect("organisations:person", authority=member.authority.slug, user_id=user_id)
    return _person_page(request, member, found, role_form=form)


@for_members(Role.ADMINISTRATOR)
@require_POST
def move(request: HttpRequest, member: Member, user_id: int) -> HttpResponse:
    """Place somebody in a unit, or in none."""
    found = _found(member, user_id)
    form = PlacementForm(units_of(member.authority.id), data=request.POST)
    if form.is_valid():
        try:
            move_to_unit(member, user_id, form.chosen(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Le service est enregistré."))
            return redirect("organisations:person", authority=member.authority.slug, user_id=user_id)
    return _person_page(request, member, found, placement_form=form)


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, member: Member, user_id: int, role: str) -> HttpResponse:
    """Ask before taking a role, then take it."""
    found = _found(member, user_id)
    if role not in found.roles:
        raise Http404
    taken = Role(role)
    if request.method == "POST":
        take_role(member, user_id, taken, at=timezone.now())
        messages.success(request, _("Le rôle est retiré."))
        if user_id == member.user_id and taken is Role.ADMINISTRATOR:
            return redirect("organisations:members", authority=member.authority.slug)
        return redirect("organisations:person", authority=member.authority.slug, user_id=user_id)
    return render(request, "organisations/take_role.html", {"person": found, "role": taken, "nav_current": "authority"})


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, member: Member, user_id: int) -> HttpResponse:
    """Ask before ending every role of somebody, then end them."""
    found = _found(member, user_id)
    if request.method == "POST":
        end_membership(member, user_id, at=timezone.now())
        messages.success(request, _("%(name)s ne fait plus partie de la collectivité.") % {"name": found.name})
        if user_id == member.user_id:
            return redirect("organisations:authorities")
        return redirect("organisations:members", authority=member.authority.slug)
    return render(request, "organisations/end_membership.html", {"person": found, "nav_current": "authority"})


def _found(member: Member, user_id: int) -> Person:
    found = person_of(member.authority.id, user_id)
    if found is None:
        raise Http404
    return found


def _person_page(
    request: HttpRequest,
    member: Member,
    found: Person,
    *,
    role_form: RoleForm | None = None,
    placement_form: PlacementForm | None = None,
) -> HttpResponse:
    units = units_of(member.authority.id)
    return render(
        request,
        "organisations/person.html",
        {
            "person": found,
            "several_roles": len(found.roles) > 1,
            "every_role": len(found.roles) == len(HUMAN_ROLES),
            "role_form": role_form or RoleForm(found.roles),
            "placement_form": placement_form or PlacementForm(units, initial={"unit": str(found.unit_id or "")}),
            "units": units,
            "nav_current": "authority",
        },
    )
