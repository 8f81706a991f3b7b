# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Deciding on a tool, as a whole and cell by cell, and establishing facts about it."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from balise.web.catalogue.forms.choices import in_words, with_none
from balise.web.catalogue.forms.deciding import DecisionForm, MatrixForm
from balise.web.catalogue.forms.facts import FactsForm
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.matrix import Place, Said
from balise.web.catalogue.operations.deciding import asked_to_explain, decide, save_matrix
from balise.web.catalogue.operations.facts import establish
from balise.web.catalogue.permissions import INSTRUCTORS
from balise.web.catalogue.queries.grids import grid_of
from balise.web.catalogue.views.finding import entry_or_404
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, tasks
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.refusals import RefusedError


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Decide on a tool as a whole."""
    entry = entry_or_404(member, tool_id)
    must_explain = asked_to_explain(member.authority.id, {field: fact.value for field, fact in entry.facts.items()})
    form = DecisionForm(request.POST or None, must_explain=must_explain, initial=_decided(entry, member))
    if request.method == "POST" and form.is_valid():
        try:
            decide(member, entry.id, form.decision(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request, _("Décision enregistrée. Dites maintenant pour quelles données."), extra_tags="ok"
            )
            allows = form.decision().permission.allows
            return redirect("catalogue:matrix" if allows else "catalogue:tool", member.authority.slug, entry.id)
    return render(
        request,
        "catalogue/decision.html",
        {"nav_current": "tools", "form": form, "entry": entry, "must_explain": must_explain},
    )


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def matrix(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Fill in the matrix of a tool."""
    entry = entry_or_404(member, tool_id)
    grid = grid_of(entry.id, member.authority.id)
    rows = _rows(request, grid.cells)
    form = MatrixForm(request.POST or None, rows=rows, current=grid.cells, seen=grid.digest)
    if request.method == "POST" and form.is_valid():
        try:
            changes = save_matrix(
                member, entry.id, form.cells(), seen=form.cleaned_data["seen"] or None, at=timezone.now()
            )
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = ngettext("%(n)s case a changé.", "%(n)s cases ont changé.", len(changes)) % {"n": len(changes)}
            messages.success(request, told if changes else _("Rien n’a changé."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    others = [(task, label) for task, label in in_words(tasks().items()) if task not in rows]
    return render(
        request,
        "catalogue/matrix.html",
        {"nav_current": "tools", "form": form, "entry": entry, "rows_shown": rows, "others": with_none(others, "—")},
    )


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request: HttpRequest, member: Member, tool_id: int) -> HttpResponse:
    """Establish what one source says of a tool."""
    entry = entry_or_404(member, tool_id, own=True)
    form = FactsForm(request.POST or None, known=entry.facts)
    if request.method == "POST" and form.is_valid():
        try:
            establish(member, entry.id, form.facts(), form.provenance(), on=timezone.localdate(), at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Faits consignés, avec leur source."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    return render(request, "catalogue/facts.html", {"nav_current": "tools", "form": form, "entry": entry})


def _rows(request: HttpRequest, cells: Mapping[Place, Said]) -> tuple[str, ...]:
    """Return the lines to show: those filled in, those asked for, and that of every other task."""
    asked = {*request.GET.getlist("tache"), *request.POST.getlist("row")}
    stated = {task for task, _data_class in cells}
    return (*(task for task in tasks() if task in asked | stated), EVERY_OTHER_TASK)


def _decided(entry: Entry, member: Member) -> dict[str, object]:
    for word in entry.words:
        if word.authority_id == member.authority.id:
            return {
                "permission": word.permission.value,
                "reason": word.reason,
                "explanation": word.explanation,
                "alternatives": word.alternatives,
                "review_on": word.review_on,
            }
    return {}
