# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A figure traced: what it is, how it is counted, and the dossiers behind it for those who may read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from balise.core.annual.figure import Definition, Figure, Part
from balise.rendering.annual_page import Page
from balise.rendering.annual_report import figure_document
from balise.rendering.annual_words import definition_of, rows_in_words
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.reports.frozen_lines import lines_behind
from balise.web.reports.pages import page_of, page_so_far
from balise.web.reports.permissions import READERS
from balise.web.reports.queries.reports import report_of
from balise.web.reports.running_year import gathered_so_far
from balise.web.transparency.written import written
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier that a category counts."""

    number: str
    title: str
    """Empty for whoever may not read it, or where it is there no more."""
    brought: str
    """What it brings to the figure, in words; empty where each dossier counts for one."""


@for_members(*READERS)
@require_safe
def figure(request: HttpRequest, member: Member, year: int, figure: str) -> HttpResponse:
    """Show a figure of a report with the dossiers that each of its categories counts."""
    found = report_of(member.authority.id, year)
    page = page_of(found, current_language())
    above = (found.title, reverse("reports:report", args=[member.authority.slug, year]))
    return _traced(request, member, figure, page, above)


@for_members(*READERS)
@require_safe
def figure_so_far(request: HttpRequest, member: Member, figure: str) -> HttpResponse:
    """Show a figure of the year that is running with the dossiers that each of its categories counts."""
    gathered = gathered_so_far(member.authority, timezone.localdate())
    page = page_so_far(gathered.record, current_language())
    above = (_("L’année en cours"), reverse("reports:so-far", args=[member.authority.slug]))
    return _traced(request, member, figure, page, above)


def _traced(request: HttpRequest, member: Member, name: str, page: Page, above: tuple[str, str]) -> HttpResponse:
    document = figure_document(name, page)
    if document is None:
        raise Http404
    context = {
        "nav_current": "authority",
        "above": above[0],
        "above_url": above[1],
        **written(document),
        "categories": list(_categories(member, page.named(name), page)),
        "lines": lines_behind(name.partition("/")[0], page),
    }
    return render(request, "reports/figure.html", context)


def _categories(member: Member, figure: Figure | None, page: Page) -> Iterator[tuple[str, list[Row]]]:
    definition = None if figure is None else definition_of(figure.name)
    if figure is None or definition is None:
        return
    for part in figure.parts:
        if part.rows:
            yield page.label(definition, part.key), list(_rows(member, part, definition, page))


def _rows(member: Member, part: Part, definition: Definition, page: Page) -> Iterator[Row]:
    brought = rows_in_words(part, definition.unit, page.language)
    for number in dict.fromkeys(part.rows):
        yield Row(number, _title(member, number), brought.get(number, ""))


def _title(member: Member, number: str) -> str:
    try:
        return dossier_of(member, number).title
    except RefusedError:
        return ""
