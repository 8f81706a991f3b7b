# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How many were trained: the page, the files, and the evidence of article 4. No person is named on any of them."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balise.core.attestations import LiteracyEvidence, Measure
from balise.core.small_cells import FEWEST, shown_count
from balise.core.training import AUDIENCE_LABELS, Audience, Shown
from balise.rendering import html
from balise.rendering.literacy_page import literacy_document
from balise.rendering.ods import to_ods
from balise.rendering.pdf import to_pdf
from balise.web.literacy.forms.sessions import HeadcountsForm
from balise.web.literacy.operations.headcounts import set_headcounts
from balise.web.literacy.permissions import COUNTERS, TRAINERS
from balise.web.literacy.queries.coverage import headcounts_of, trained_between, whole_coverage_of
from balise.web.literacy.queries.sessions import paths_of
from balise.web.organisations.members import Member
from balise.web.organisations.permissions import for_members
from balise.web.ui.attached import attached
from balise.web.ui.csv_files import csv_page
from balise.web.ui.languages import current_language

SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"


@for_members(*COUNTERS)
@require_safe
def covered(request: HttpRequest, member: Member) -> HttpResponse:
    """Show how many were trained, by audience and unit."""
    language = current_language()
    found = whole_coverage_of(member.authority.id, timezone.localdate())
    groups = [
        (AUDIENCE_LABELS[total.audience].in_(language), total, _by_unit(found.cells, total.audience))
        for total in found.totals
    ]
    context = {"nav_current": "authority", "groups": groups, "trains": member.holds(*TRAINERS), "fewest": FEWEST}
    return render(request, "literacy/coverage.html", context)


@for_members(*TRAINERS)
@require_http_methods(["GET", "HEAD", "POST"])
def headcounts(request: HttpRequest, member: Member) -> HttpResponse:
    """Say how many people there are to train."""
    known = headcounts_of(member.authority.id)
    form = HeadcountsForm(member.authority.id, known, request.POST if request.method == "POST" else None)
    if form.is_valid():
        set_headcounts(member, form.people(), at=timezone.now())
        messages.success(request, _("Les effectifs sont à jour."))
        return redirect("literacy:coverage", member.authority.slug)
    context = {"nav_current": "authority", "form": form}
    return render(request, "literacy/headcounts.html", context, status=422 if form.errors else 200)


@for_members(*COUNTERS)
@require_safe
def as_csv(request: HttpRequest, member: Member) -> HttpResponse:  # noqa: ARG001 - as views are called
    """Give the coverage as CSV."""
    return csv_page(f"{_name(member)}.csv", _header(), _rows(member))


@for_members(*COUNTERS)
@require_safe
def as_ods(request: HttpRequest, member: Member) -> HttpResponse:  # noqa: ARG001 - as views are called
    """Give the coverage as a spreadsheet."""
    return attached(to_ods(_("Formations"), _header(), _rows(member)), SPREADSHEET, f"{_name(member)}.ods")


@for_members(*COUNTERS)
@require_safe
def evidence(request: HttpRequest, member: Member) -> HttpResponse:
    """Show what answers article 4, for a year."""
    year = _year(request)
    document = literacy_document(_evidence(member, year), current_language())
    context = {
        "nav_current": "authority",
        "document": document,
        "body": mark_safe(html.to_fragment((*document.opening, *document.body))),  # noqa: S308 - escaped by the writer
        "year": year,
        "years": range(timezone.localdate().year, timezone.localdate().year - 4, -1),
    }
    return render(request, "literacy/evidence.html", context)


@for_members(*COUNTERS)
@require_safe
def evidence_pdf(request: HttpRequest, member: Member) -> HttpResponse:
    """Give the same as a PDF."""
    year = _year(request)
    document = literacy_document(_evidence(member, year), current_language())
    content = to_pdf(document, author=member.authority.name, on=timezone.localdate())
    return attached(content, "application/pdf", f"article-4-{member.authority.slug}-{year}.pdf")


def _year(request: HttpRequest) -> int:
    said = request.GET.get("annee", "")
    this = timezone.localdate().year
    return int(said) if said.isdecimal() and 2000 < int(said) <= this else this  # noqa: PLR2004 - before, no AI Act


def _evidence(member: Member, year: int) -> LiteracyEvidence:
    first, last = date(year, 1, 1), min(date(year, 12, 31), timezone.localdate())
    done = trained_between(member.authority.id, first, last)
    measures = tuple(
        Measure(
            each.title,
            each.audience,
            each.form,
            each.on,
            each.hours,
            each.provider,
            shown_count(each.present),
            each.content,
        )
        for each in done.sessions
    )
    is_now = year == timezone.localdate().year  # what is offered and how many there are, nobody kept of another year
    paths = paths_of(member.authority.id) if is_now else ()
    planned = tuple((path.title, path.audience, path.content) for path in paths)
    return LiteracyEvidence(
        authority=member.authority.name,
        first=first,
        last=last,
        measures=measures,
        planned=planned,
        coverage=whole_coverage_of(member.authority.id, last, with_people=is_now),
        attestations=shown_count(done.attestations - done.outside),  # all of them would give away a few outside
        outside=shown_count(done.outside),
    )


def _by_unit(cells: Iterable[Shown], audience: Audience) -> list[Shown]:
    """Return the cells of an audience; none when it has no units, for its total says it all."""
    of_it = [cell for cell in cells if cell.audience is audience]
    return of_it if any(cell.unit for cell in of_it) else []


def _header() -> tuple[str, ...]:
    return (_("Public visé"), _("Service"), _("Formés"), _("Effectif"))


def _rows(member: Member) -> list[tuple[str | int, ...]]:
    found = whole_coverage_of(member.authority.id, timezone.localdate())
    units = [_row(cell, cell.unit) for total in found.totals for cell in _by_unit(found.cells, total.audience)]
    return [_row(cell, _("Ensemble")) for cell in found.totals] + units


def _row(cell: Shown, unit: str) -> tuple[str | int, ...]:
    return (
        AUDIENCE_LABELS[cell.audience].in_(current_language()),
        unit or _("Sans service"),
        _("non dit") if cell.trained is None else cell.trained,
        _("inconnu") if cell.people is None else cell.people,
    )


def _name(member: Member) -> str:
    return f"formations-{member.authority.slug}-{timezone.localdate().isoformat()}"
