# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A report made ready to be written: its figures, its words, and the addresses of its definitions."""

from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone

from balise.core.annual.record import YearRecord
from balise.core.annual.report import compute
from balise.core.language import Language
from balise.rendering.annual_page import AnnualText, ErratumWords, Page
from balise.web.organisations.frameworks import bank_of
from balise.web.reports.queries.reports import Report
from balise.web.transparency.hosts import origin_of


def page_of(report: Report, language: Language, address: Callable[[str], str] | None = None) -> Page:
    """Return a report as its writers read it; ``address`` says where a figure is defined, nowhere without it."""
    record = report.record
    references = () if record.charter is None else (record.charter.reference,)
    return Page(record, report.figures, _text(report), bank_of(references), address or _nowhere, language)


def page_so_far(record: YearRecord, language: Language, address: Callable[[str], str] | None = None) -> Page:
    """Return a year that is not over as its writers read it: nobody wrote around its figures yet."""
    references = () if record.charter is None else (record.charter.reference,)
    text = AnnualText({}, (), (), None, "")
    return Page(record, compute(record), text, bank_of(references), address or _nowhere, language)


def public_address(slug: str, year: int) -> Callable[[str], str]:
    """Return what says where the public reads the definition of a figure, within the portal."""

    def address(name: str) -> str:
        return reverse("reports:public-figure", kwargs={"authority": slug, "year": year, "figure": name})

    return address


def whole_address(slug: str, year: int) -> Callable[[str], str]:
    """Return the same, whole: for a document that leaves the site."""
    within = public_address(slug, year)

    def address(name: str) -> str:
        return f"{origin_of(slug)}{within(name)}"

    return address


def inside_address(slug: str, year: int) -> Callable[[str], str]:
    """Return what says where those who prepare the report read a figure, and the dossiers behind it."""

    def address(name: str) -> str:
        return reverse("reports:figure", kwargs={"authority": slug, "year": year, "figure": name})

    return address


def so_far_address(slug: str) -> Callable[[str], str]:
    """Return what says where those who follow the year that is running read a figure, and the dossiers behind it."""

    def address(name: str) -> str:
        return reverse("reports:so-far-figure", kwargs={"authority": slug, "figure": name})

    return address


def _text(report: Report) -> AnnualText:
    published = report.published_at
    return AnnualText(
        report.narrative,
        report.pledges,
        tuple(ErratumWords(timezone.localtime(each.at).date(), each.text, each.figure) for each in report.errata),
        None if published is None else timezone.localtime(published).date(),
        report.digest,
    )


def _nowhere(name: str) -> str:  # noqa: ARG001 - the figure stands nowhere
    return ""
