# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A figure traced: what it is, how it is counted, and the dossiers behind it for those who may read them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balise.core.annual.figure import Figure
from balise.rendering.annual_report import figure_document
from balise.rendering.annual_words import definition_of
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.reports.pages import page_of
from balise.web.reports.permissions import READERS
from balise.web.reports.queries.reports import Report, report_of
from balise.web.transparency.written import written
from balise.web.ui.languages import current_language
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier that a category counts."""

    number: str
    title: str
    """Empty for whoever may not read it, or where it is there no more."""


@for_members(*READERS)
@require_safe
def figure(request: HttpRequest, member: Member, year: int, figure: str) -> HttpResponse:
    """Show a figure with the dossiers that each of its categories counts."""
    found = report_of(member.authority.id, year)
    page = page_of(found, current_language())
    document = figure_document(figure, page)
    if document is None:
        raise Http404
    context = {
        "nav_current": "authority",
        "report": found,
        **written(document),
        "categories": list(_categories(member, found, found.named.get(figure))),
    }
    return render(request, "reports/figure.html", context)


def _categories(member: Member, report: Report, figure: Figure | None) -> Iterator[tuple[str, list[Row]]]:
    definition = None if figure is None else definition_of(figure.name)
    if figure is None or definition is None:
        return
    page = page_of(report, current_language())
    for part in figure.parts:
        if part.rows:
            yield page.label(definition, part.key), [_row(member, number) for number in dict.fromkeys(part.rows)]


def _row(member: Member, number: str) -> Row:
    try:
        return Row(number, dossier_of(member, number).title)
    except RefusedError:
        return Row(number, "")
