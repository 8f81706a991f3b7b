# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The catalogue of tools, where the authority has chosen to publish it: which may be used, with which data, and why."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from balise.web.catalogue.queries.public import public_tool, public_tools
from balise.web.transparency.forms.tools import ToolsFilter
from balise.web.transparency.portals import portal_or_404
from balise.web.ui.access import open_to_anyone
from balise.web.ui.languages import current_language

TOOLS_A_PAGE = 25


@open_to_anyone
@require_safe
def tools(request: HttpRequest, authority: str) -> HttpResponse:
    """List the tools that the authority lets the public read; one that publishes none says so."""
    portal = portal_or_404(authority)
    form = ToolsFilter(request.GET)
    published = portal.description.publishes_tools
    language, on = current_language(), timezone.localdate()
    found = public_tools(portal.place, portal.publishing_tools, form.sought(), on, language) if published else ()
    context = {
        "portal": portal,
        "published": published,
        "withheld": published and not portal.publishing_tools.issuperset(portal.catalogues),
        "form": form,
        "page": Paginator(found, TOOLS_A_PAGE).get_page(request.GET.get("page")),
        "filtering": form.filtering,
        "filters": form.in_words() if published else (),
        "left_out": form.left_out() if published else (),
        "portal_current": "tools",
    }
    return render(request, "transparency/tools.html", context)


@open_to_anyone
@require_safe
def tool(request: HttpRequest, authority: str, tool_id: int) -> HttpResponse:
    """Show one tool of the catalogue."""
    portal = portal_or_404(authority)
    if not portal.description.publishes_tools:
        raise Http404
    found = public_tool(portal.place, portal.publishing_tools, tool_id, timezone.localdate(), current_language())
    if found is None:
        raise Http404
    return render(request, "transparency/tool.html", {"portal": portal, "page": found, "portal_current": "tools"})
