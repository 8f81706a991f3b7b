# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Deciding on a tool, as a whole and cell by cell, and establishing facts about it."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from balise.web.catalogue.forms.choices import in_words, with_none
from balise.web.catalogue.forms.deciding import ANY, DecisionForm, MatrixForm
from balise.web.catalogue.forms.facts import FactsForm
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.matrix import Place, Said
from balise.web.catalogue.operations.deciding import asked_to_explain, decide, save_matrix
from balise.web.catalogue.operations.facts import establish
from balise.web.catalogue.operations.uncovering import UncoversError
from balise.web.catalogue.permissions import INSTRUCTORS
from balise.web.catalogue.queries.grids import grid_of
from balise.web.catalogue.told_changes import Change
from balise.web.catalogue.versions import decision_version
from balise.web.catalogue.views.finding import entry_or_404
from balise.web.catalogue.views.refusing import page_if_retired, refused, status_of
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, tasks
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Decide on a tool as a whole."""
    entry = entry_or_404(member, tool_id)
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    must_explain = asked_to_explain(member.authority.id, {field: fact.value for field, fact in entry.facts.items()})
    form = DecisionForm(
        request.POST or None, must_explain=must_explain, on=timezone.localdate(), initial=_decided(entry, member)
    )
    both: tuple[Change, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            decide(member, entry.id, form.decision(), seen=form.version(), at=timezone.now())
        except RefusedError as refusal:
            both = refused(form, refusal)
        else:
            messages.success(
                request, _("Décision enregistrée. Dites maintenant pour quelles données."), extra_tags="ok"
            )
            allows = form.decision().permission.allows
            return redirect("catalogue:matrix" if allows else "catalogue:tool", member.authority.slug, entry.id)
    return render(
        request,
        "catalogue/decision.html",
        {"nav_current": "tools", "form": form, "entry": entry, "must_explain": must_explain, "both": both},
        status=status_of(entry, both),
    )


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def matrix(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Fill in the matrix of a tool."""
    entry = entry_or_404(member, tool_id)
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    grid = grid_of(entry.id, member.authority.id)
    rows = _rows(request, grid.cells)
    form = MatrixForm(request.POST or None, rows=rows, current=grid.cells, seen=grid.version, on=timezone.localdate())
    both: tuple[Change, ...] = ()
    uncovers: tuple[Change, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            changes = save_matrix(
                member, entry.id, form.cells(), seen=form.version(), agreed=form.agreed_version(), at=timezone.now()
            )
        except UncoversError as refusal:
            uncovers = refusal.changes
            form.add_error(None, refusal.sentence)
            form.ask_to_uncover(refusal.version)
        except RefusedError as refusal:
            both = refused(form, refusal)
        else:
            told = ngettext("%(n)s case a changé.", "%(n)s cases ont changé.", len(changes)) % {"n": len(changes)}
            messages.success(request, told if changes else _("Rien n’a changé."), extra_tags="ok")
            return redirect(_after_matrix(request, member, entry))
    others = [(task, label) for task, label in in_words(tasks().items()) if task not in rows]
    return render(
        request,
        "catalogue/matrix.html",
        {
            "nav_current": "tools",
            "form": form,
            "entry": entry,
            "rows_shown": rows,
            "others": with_none(others, "—"),
            "both": both,
            "uncovered": uncovers,
        },
        status=status_of(entry, both, uncovers),
    )


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Establish what one source says of a tool."""
    entry = entry_or_404(member, tool_id, own=True)
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    form = FactsForm(request.POST or None, known=entry.facts)
    if request.method == "POST" and form.is_valid():
        try:
            establish(member, entry.id, form.facts(), form.provenance(), on=timezone.localdate(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Faits consignés, avec leur source."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    context = {"nav_current": "tools", "form": form, "entry": entry}
    return render(request, "catalogue/facts.html", context, status=status_of(entry))


def _rows(request: HttpRequest, cells: Mapping[Place, Said]) -> tuple[str, ...]:
    """Return the lines to show: those filled in, those asked for, and that of every other task."""
    asked = {*request.GET.getlist("tache"), *request.POST.getlist("row")}
    stated = {task for task, _data_class in cells}
    return (*(task for task in tasks() if task in asked | stated), EVERY_OTHER_TASK)


def _after_matrix(request: HttpRequest, member: Member, entry: Entry) -> str:
    """Return where saving leads: back to the row that is being filled in, or to the page of the tool."""
    task = request.POST.get("continue")
    if task in tasks() or task == ANY:
        where = reverse("catalogue:matrix", args=(member.authority.slug, entry.id))
        asked = [("tache", one) for one in request.POST.getlist("row") if one in tasks()]
        return f"{where}?{urlencode(asked)}#tache-{task}"
    return reverse("catalogue:tool", args=(member.authority.slug, entry.id))


def _decided(entry: Entry, member: Member) -> dict[str, object]:
    for word in entry.words:
        if word.authority_id == member.authority.id:
            return {
                "seen": decision_version(word),
                "permission": word.permission.value,
                "reason": word.reason,
                "explanation": word.explanation,
                "alternatives": word.alternatives,
                "review_on": word.review_on,
            }
    return {}
