# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The files of a report, each by the name under which it is given; the same report gives the same bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from balise.core.language import Language
from balise.loading.annual_annex import plain
from balise.rendering.annual_files import annex_name, annual_csv, annual_json
from balise.rendering.annual_page import Page
from balise.rendering.annual_report import annual_report
from balise.rendering.annual_short import one_page, reen_extract
from balise.rendering.document import Document
from balise.rendering.odt import to_odt
from balise.rendering.pdf import to_pdf
from balise.web.reports.pages import page_of, whole_address
from balise.web.reports.queries.reports import Report


@dataclass(frozen=True, slots=True)
class Made:
    """A file to give."""

    content: bytes
    media_type: str
    name: str


def _pdf(draw: Callable[[Page], Document]) -> Callable[[Page], bytes]:
    def write(page: Page) -> bytes:
        on: date | None = page.text.published_on
        return to_pdf(draw(page), author=page.record.authority.name, on=on)

    return write


def _odt(draw: Callable[[Page], Document]) -> Callable[[Page], bytes]:
    return lambda page: to_odt(draw(page))


PDF, ODT = "application/pdf", "application/vnd.oasis.opendocument.text"
FILES: Mapping[str, tuple[str, Callable[[Page], bytes]]] = {
    "bilan.pdf": (PDF, _pdf(annual_report)),
    "bilan.odt": (ODT, _odt(annual_report)),
    "resume.pdf": (PDF, _pdf(one_page)),
    "reen.pdf": (PDF, _pdf(reen_extract)),
    "reen.odt": (ODT, _odt(reen_extract)),
    "chiffres.csv": ("text/csv; charset=utf-8", annual_csv),
    "annexe.json": ("application/json", lambda page: annual_json(page, plain)),
}
"""By the last word of the address."""


def made(report: Report, file: str, slug: str, language: Language) -> Made | None:
    """Return a file of a report, None when there is none of that name."""
    if file not in FILES:
        return None
    media_type, write = FILES[file]
    page = page_of(report, language, whole_address(slug, report.year))
    return Made(write(page), media_type, f"{annex_name(report.record)}-{file}")
