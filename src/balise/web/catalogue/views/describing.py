# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposing a tool, changing its description, planning the way out of it, retiring it, putting it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from balise.web.catalogue.forms.describing import DescriptionForm, ExitForm, RestoreForm, RetireForm
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.operations import describing
from balise.web.catalogue.operations.locking import not_retired
from balise.web.catalogue.permissions import INSTRUCTORS, may_describe
from balise.web.catalogue.queries import tools_for_choice
from balise.web.catalogue.queries.shelf import entry_put_back
from balise.web.catalogue.told_changes import Change
from balise.web.catalogue.versions import description_version, way_out_version
from balise.web.catalogue.views.finding import entry_or_404
from balise.web.catalogue.views.refusing import page_if_retired, refused, status_of
from balise.web.catalogue.wording import in_one_answer
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, member: Member) -> HttpResponse:
    """Propose a tool."""
    form = DescriptionForm(request.POST or None, initial={"name": request.GET.get("nom", "")[:150]})
    if request.method == "POST" and form.is_valid():
        try:
            tool_id = describing.propose(member, form.description(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("Outil proposé. Tant qu’il n’est pas examiné, il n’est pas autorisé."), extra_tags="ok"
            )
            return redirect("catalogue:tool", member.authority.slug, tool_id)
    return render(request, "catalogue/propose.html", {"nav_current": "tools", "form": form})


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Change the description of a tool."""
    entry = entry_or_404(member, tool_id, own=True)
    decided = any(word.authority_id == entry.authority_id for word in entry.words)
    if not may_describe(member, entry.authority_id, entry.proposed_by_id, decided=decided):
        raise PermissionDenied
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    form = DescriptionForm(request.POST or None, initial=_described(entry))
    both: tuple[Change, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            describing.describe(member, entry.id, form.description(), seen=form.version(), at=timezone.now())
        except RefusedError as refusal:
            both = refused(form, refusal)
        else:
            messages.success(request, _("Description enregistrée."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    context = {"nav_current": "tools", "form": form, "entry": entry, "both": both}
    return render(request, "catalogue/edit.html", context, status=status_of(entry, both))


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def exit_plan(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Plan the way out of a tool."""
    entry = entry_or_404(member, tool_id, own=True)
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    others = [(str(one.id), one.label) for one in tools_for_choice(member.authority.id) if one.id != entry.id]
    form = ExitForm(request.POST or None, substitutes=others, initial=_planned(entry))
    both: tuple[Change, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            describing.plan_exit(
                member,
                entry.id,
                form.plan_said(),
                seen=form.version(),
                on=timezone.localdate(),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            both = refused(form, refusal)
        else:
            messages.success(request, _("Plan de sortie enregistré."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    context = {"nav_current": "tools", "form": form, "entry": entry, "both": both}
    return render(request, "catalogue/exit_plan.html", context, status=status_of(entry, both))


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def retire(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Take a tool out of the catalogue."""
    entry = entry_or_404(member, tool_id, own=True)
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    form = RetireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            describing.retire(member, entry.id, form.cleaned_data["reason"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Outil retiré : plus personne ne doit s’en servir."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    context = {"nav_current": "tools", "form": form, "entry": entry}
    return render(request, "catalogue/retire.html", context, status=status_of(entry))


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Put a retired tool back into the catalogue, having read what holds again."""
    entry = entry_or_404(member, tool_id, own=True)
    if entry.retired_at is None or (back := entry_put_back(member.authority, entry.id)) is None:
        raise RefusedError(not_retired())
    form = RestoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            describing.restore(member, entry.id, form.cleaned_data["reason"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Outil remis au catalogue."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    again = in_one_answer(back, timezone.localdate(), may_decide=True)
    context = {"nav_current": "tools", "form": form, "entry": entry, "verdict": again}
    return render(request, "catalogue/restore.html", context)


def _described(entry: Entry) -> dict[str, str]:
    return {
        "seen": description_version(entry),
        "name": entry.name,
        "kind": entry.kind.value,
        "summary": entry.summary,
        "host_software": entry.host_software,
        "host_vendor": entry.host_vendor,
    }


def _planned(entry: Entry) -> dict[str, object]:
    return {
        "seen": way_out_version(entry),
        "plan": entry.exit_plan,
        "substitute": entry.substitute_id,
        "last_drill_on": entry.last_drill_on,
        "last_drill": entry.last_drill,
    }
