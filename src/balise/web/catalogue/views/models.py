# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The AI models that tools are built on."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.language import Language, Text
from balise.rendering.typography import counted_unit, number_in_words
from balise.web.catalogue.forms.asking import ModelFilter
from balise.web.catalogue.forms.facts import LinkModelForm, UnlinkModelForm
from balise.web.catalogue.operations.facts import link_model, unlink_model
from balise.web.catalogue.permissions import INSTRUCTORS, may_decide
from balise.web.catalogue.queries.ai_models import OPENNESS, Model, ai_model, ai_models, models_of, tools_built_on
from balise.web.catalogue.queries.followed import chain_of
from balise.web.catalogue.queries.shelf import shelf_of
from balise.web.catalogue.views.finding import entry_or_404
from balise.web.catalogue.views.refusing import page_if_retired, status_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError

PAGE = 30
BILLIONS = Text("milliards de paramètres", "billion parameters")
MILLIONS = Text("millions de paramètres", "million parameters")


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A model as a page shows it."""

    model: Model
    openness: str
    size: str
    energy: str


@for_members()
@require_safe
def models(request: HttpRequest, _member: Member) -> HttpResponse:
    """List the models."""
    form = ModelFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = ai_models(
        openness=wanted.get("ouverture", ""),
        words=wanted.get("q", ""),
        offered=wanted.get("proposes", False),
        order=wanted.get("tri", ""),
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "catalogue/models.html",
        {
            "nav_current": "tools",
            "form": form,
            "page": page,
            "lines": [_line(row) for row in page],
            "count": len(found),
            "filtered": any(wanted.values()),
            "query": query.urlencode(),
        },
    )


@for_members()
@require_http_methods(["GET", "HEAD", "POST"])
def model(request: HttpRequest, member: Member, model_id: int) -> HttpResponse:
    """Show a model, the tools that rest on it, and let those who instruct link another."""
    row = ai_model(model_id)
    if row is None:
        raise Http404
    if request.method == "POST" and not may_decide(member):
        raise PermissionDenied
    own = [(str(entry.id), entry.name) for entry in shelf_of(member.authority).current if not entry.inherited]
    form = LinkModelForm(request.POST or None, tools=own)
    if request.method == "POST" and form.is_valid():
        try:
            link_model(
                member,
                form.cleaned_data["tool"],
                row.id,
                form.provenance(),
                on=timezone.localdate(),
                at=timezone.now(),
            )
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Outil relié à ce modèle."), extra_tags="ok")
            return redirect("catalogue:model", member.authority.slug, row.id)
    return render(
        request,
        "catalogue/model.html",
        {
            "nav_current": "tools",
            "form": form,
            "line": _line(row),
            "tools": tools_built_on(row.id, chain_of(member.authority.id, member.authority.name).ids),
            "may_decide": may_decide(member),
            "own": own,
            "own_ids": {int(number) for number, _name in own},
        },
    )


@for_members(*INSTRUCTORS)
@require_http_methods(["GET", "HEAD", "POST"])
def unlink(request: HttpRequest, member: Member, model_id: int, tool_id: int) -> HttpResponse:
    """Undo the link of a tool to a model."""
    entry = entry_or_404(member, tool_id, own=True)
    if (page := page_if_retired(request, member, entry)) is not None:
        return page
    built = next((one for one in models_of(entry.id) if one.model.id == model_id), None)
    if built is None:
        raise Http404
    form = UnlinkModelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unlink_model(member, entry.id, model_id, form.cleaned_data["motive"], at=timezone.now())
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Lien défait. Le journal en garde la trace."), extra_tags="ok")
            return redirect("catalogue:tool", member.authority.slug, entry.id)
    context = {"nav_current": "tools", "form": form, "entry": entry, "built": built}
    return render(request, "catalogue/unlink_model.html", context, status=status_of(entry))


def _line(row: Model) -> ModelLine:
    language = current_language()
    openness = OPENNESS.get(row.openness)
    return ModelLine(
        model=row,
        openness=row.openness if openness is None else openness.in_(language),
        size="" if row.parameters is None else _size(row.parameters, language),
        energy=""
        if row.wh_per_million_tokens is None
        else number_in_words(_two_figures(row.wh_per_million_tokens), language),
    )


def _size(billions: float, language: Language) -> str:
    """Return a number of parameters, in millions under the billion: « 0,009 milliard » tells nobody anything."""
    count, unit = (round(billions * 1000, 1), MILLIONS) if billions < 1 else (billions, BILLIONS)
    return counted_unit(count, unit.in_(language), language)


def _two_figures(number: float) -> float:
    """Round to two figures: an estimate that shows five would claim a precision that nobody has."""
    return float(f"{number:.2g}")
