# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The annual report as it is read: unknown is never written as zero."""

from dataclasses import replace
from datetime import date

from balise.core.annual.record import AuthorityFacts, DossierYear, PreviousYear, TrainingLine, YearPeriod, YearRecord
from balise.core.annual.report import compute
from balise.core.language import Language
from balise.core.notice_coverage import Announcement
from balise.core.states import State
from balise.loading.questions import shipped_bank
from balise.rendering.annual_report import AnnualText, Page, annual_report
from balise.rendering.text import to_text

YEAR = YearPeriod.ending(2026)
EMPTY = YearRecord(YEAR, AuthorityFacts("ville", "Ville"), None)


def serving(number: str, notices: Announcement) -> DossierYear:
    submitted = {"submitted_on": date(2026, 1, 9), "notices": notices}
    return DossierYear(State.DEPLOYED, date(2026, 1, 5), number=number, **submitted)  # type: ignore[arg-type]


def read(record: YearRecord) -> str:
    page = Page(record, compute(record), AnnualText(), shipped_bank(), lambda _name: "", Language.FRENCH)
    return to_text(annual_report(page), width=400).replace("\u00a0", " ").replace("\u202f", " ")


def line(text: str, beginning: str) -> list[str]:
    """Return the cells of the first line of a table that begins so."""
    found = next(each for each in text.splitlines() if each.startswith(beginning))
    return [cell for cell in found.split("  ") if cell.strip()]


def test_what_nobody_counted_the_year_before_is_said_unknown_and_no_difference_is_drawn_from_it() -> None:
    before = PreviousYear(YEAR.before.first_day, YEAR.before.last_day, "sha256:a", compute(EMPTY))
    told = read(replace(EMPTY, previous=before, trainings=(TrainingLine("staff", 40),)))
    assert [cell.strip() for cell in line(told, "Agents ")] == ["Agents", "40", "inconnu", "–"]


def test_a_use_that_owes_no_notice_lacks_none() -> None:
    two = (serving("2026-001", Announcement.ANNOUNCED), serving("2026-002", Announcement.NOT_NEEDED))
    title = "Usages dont toutes les mentions obligatoires sont en place"
    assert line(read(replace(EMPTY, dossiers=two)), title)[-1].strip() == "1 sur 1"
    assert line(read(replace(EMPTY, dossiers=two[1:])), title)[-1].strip() == "aucun n’est concerné"
