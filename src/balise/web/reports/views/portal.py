# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the public reads: the reports of an authority, one of them, its figures traced, its files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balise.rendering.annual_report import annual_report, figure_document
from balise.web.organisations.queries import member_of
from balise.web.reports.files import made
from balise.web.reports.pages import inside_address, page_of, public_address
from balise.web.reports.permissions import READERS
from balise.web.reports.portal_link import REPORTS
from balise.web.reports.queries.reports import Report, published_report, reports_of
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.written import written
from balise.web.ui.access import open_to_anyone
from balise.web.ui.attached import attached
from balise.web.ui.languages import current_language


@open_to_anyone
@require_safe
def reports(request: HttpRequest, authority: str) -> HttpResponse:
    """List the reports that an authority published."""
    portal = portal_or_404(authority)
    context = {
        "portal": portal,
        "portal_current": REPORTS,
        "reports": reports_of(portal.place.id, published=True),
    }
    return render(request, "reports/public_list.html", context)


@open_to_anyone
@require_safe
def report(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Show a published report."""
    portal, found = _published(authority, year)
    document = annual_report(page_of(found, current_language(), public_address(authority, year)))
    context = {
        "portal": portal,
        "portal_current": REPORTS,
        "report": found,
        "chapters": document.body,
        **written(document),
    }
    return render(request, "reports/public_report.html", context)


@open_to_anyone
@require_safe
def figure(request: HttpRequest, authority: str, year: int, figure: str) -> HttpResponse:
    """Show what a figure is, how it is counted, and what it came to."""
    portal, found = _published(authority, year)
    document = figure_document(figure, page_of(found, current_language()))
    if document is None:
        raise Http404
    context = {
        "portal": portal,
        "portal_current": REPORTS,
        "report": found,
        **written(document),
        "rows": _rows(request, authority, year, figure),
    }
    return render(request, "reports/public_figure.html", context)


@open_to_anyone
@require_safe
def file(request: HttpRequest, authority: str, year: int, file: str) -> HttpResponse:  # noqa: ARG001 - Django gives it
    """Give a file of a published report."""
    _portal, found = _published(authority, year)
    given = made(found, file, authority, current_language())
    if given is None:
        raise Http404
    return attached(given.content, given.media_type, given.name, public=True)


def _rows(request: HttpRequest, authority: str, year: int, figure: str) -> str:
    """Return where the dossiers behind a figure are listed, for whoever may read them; empty for everybody else."""
    user = request.user
    member = member_of(user.pk, authority) if user.is_authenticated else None
    return inside_address(authority, year)(figure) if member is not None and member.holds(*READERS) else ""


def _published(authority: str, year: int) -> tuple[Portal, Report]:
    portal = portal_or_404(authority)
    found = published_report(portal.place.id, year)
    if found is None:
        raise Http404
    return portal, found
