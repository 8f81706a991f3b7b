# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The units of an authority: the tree that every member reads, and what an administrator changes in it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balise.core.roles import Role
from balise.web.organisations.forms.units import UnitForm
from balise.web.organisations.members import Member
from balise.web.organisations.operations.units import add_unit, change_unit, close_unit, reopen_unit
from balise.web.organisations.permissions import for_members
from balise.web.organisations.queries.units import UnitLine, unit_tree, units_of, within
from balise.web.ui.refusals import RefusedError


@for_members()
@require_safe
def units(request: HttpRequest, member: Member) -> HttpResponse:
    """Show the units as a tree, those that are closed after it."""
    lines = units_of(member.authority.id, with_closed=True)
    return render(
        request,
        "organisations/units.html",
        {
            "tree": unit_tree(line for line in units_of(member.authority.id)),
            "closed": [line for line in lines if line.closed],
            "administrator": member.holds(Role.ADMINISTRATOR),
            "nav_current": "authority",
        },
    )


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, member: Member) -> HttpResponse:
    """Add a unit."""
    form = UnitForm(units_of(member.authority.id), data=request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            add_unit(member, form.cleaned_data["name"], form.chosen_parent(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Le service « %(name)s » est ajouté.") % {"name": form.cleaned_data["name"]})
            return redirect("organisations:units", authority=member.authority.slug)
    return render(request, "organisations/unit_form.html", {"form": form, "unit": None, "nav_current": "authority"})


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, member: Member, unit_id: int) -> HttpResponse:
    """Rename a unit, or place it elsewhere."""
    unit = _found(member, unit_id)
    lines = units_of(member.authority.id)
    inside = within(lines, unit_id)
    form = UnitForm(
        [line for line in lines if line.id not in inside],
        data=request.POST if request.method == "POST" else None,
        initial={"name": unit.name, "parent": str(unit.parent_id or "")},
    )
    if form.is_valid():
        try:
            change_unit(member, unit_id, form.cleaned_data["name"], form.chosen_parent(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Le service est enregistré."))
            return redirect("organisations:units", authority=member.authority.slug)
    return render(request, "organisations/unit_form.html", {"form": form, "unit": unit, "nav_current": "authority"})


@for_members(Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, member: Member, unit_id: int) -> HttpResponse:
    """Ask before closing a unit, then close it."""
    unit = _found(member, unit_id)
    if request.method == "POST":
        close_unit(member, unit_id, at=timezone.now())
        messages.success(request, _("Le service « %(name)s » est fermé.") % {"name": unit.name})
        return redirect("organisations:units", authority=member.authority.slug)
    return render(request, "organisations/close_unit.html", {"unit": unit, "nav_current": "authority"})


@for_members(Role.ADMINISTRATOR)
@require_POST
def reopen(request: HttpRequest, member: Member, unit_id: int) -> HttpResponse:
    """Open a closed unit again."""
    unit = _found(member, unit_id)
    reopen_unit(member, unit_id, at=timezone.now())
    messages.success(request, _("Le service « %(name)s » est rouvert.") % {"name": unit.name})
    return redirect("organisations:units", authority=member.authority.slug)


def _found(member: Member, unit_id: int) -> UnitLine:
    for line in units_of(member.authority.id, with_closed=True):
        if line.id == unit_id:
            return line
    raise Http404
