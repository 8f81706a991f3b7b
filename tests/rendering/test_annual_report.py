# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The annual report as it is read: unknown is never written as zero."""

import csv
from dataclasses import replace
from datetime import date

from balise.core.annual.record import (
    AuthorityFacts,
    CharterFacts,
    CommitmentFacts,
    DossierYear,
    MeasuredUsage,
    PreviousYear,
    Service,
    TrainingLine,
    UsageLine,
    YearPeriod,
    YearRecord,
)
from balise.core.annual.report import compute
from balise.core.evaluation import Result
from balise.core.frameworks import Modality, Scope
from balise.core.language import Language, Text
from balise.core.notice_coverage import Announcement
from balise.core.states import State
from balise.loading.questions import shipped_bank
from balise.rendering.annual_files import annual_csv
from balise.rendering.annual_page import AnnualText, Page
from balise.rendering.annual_report import annual_report
from balise.rendering.text import to_text

YEAR = YearPeriod.ending(2026)
EMPTY = YearRecord(YEAR, AuthorityFacts("ville", "Ville"), None)


def serving(number: str, notices: Announcement) -> DossierYear:
    submitted = {"submitted_on": date(2026, 1, 9), "notices": notices}
    return DossierYear(State.DEPLOYED, date(2026, 1, 5), number=number, **submitted)  # type: ignore[arg-type]


def page_of(record: YearRecord) -> Page:
    return Page(record, compute(record), AnnualText(), shipped_bank(), lambda _name: "", Language.FRENCH)


def read(record: YearRecord) -> str:
    written = to_text(annual_report(page_of(record)), width=400)
    return written.translate({ord("\u00a0"): " ", ord("\u202f"): " ", ord("\u2212"): "-"})


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


def charter(*titles: str) -> CharterFacts:
    told = (
        CommitmentFacts(f"ville:{number}", number, Text(title), Scope.DOSSIER, Modality.REQUIRE)
        for number, title in zip("123", titles, strict=False)
    )
    return CharterFacts("ville@1.0.0", Text("Charte"), "sha256:c", date(2024, 1, 1), tuple(told))


def beside(record: YearRecord, before: YearRecord) -> YearRecord:
    last = PreviousYear(YEAR.before.first_day, YEAR.before.last_day, "sha256:a", compute(before))
    return replace(record, previous=last)


def judged(number: str, **results: Result) -> DossierYear:
    found = {f"ville:{name[1:]}:a": result for name, result in results.items()}
    then = date(2026, 2, 1)
    return replace(serving(number, Announcement.ANNOUNCED), results=found, services=(Service(then),), judged_on=then)


def cells(text: str, beginning: str, after: str = "") -> list[str]:
    return [cell.strip() for cell in line(text[text.index(after) :], beginning)[1:]]


def test_each_commitment_stands_beside_what_the_report_before_said_of_it() -> None:
    ruled = replace(EMPTY, charter=charter("Premier", "Deuxième"))
    before = replace(ruled, charter=charter("Premier"), dossiers=(judged("2025-001", c1=Result.NOT_SATISFIED),))
    now = replace(ruled, dossiers=(judged("2025-001", c1=Result.SATISFIED, c2=Result.SATISFIED),))
    told = read(beside(now, before))
    heading = "d’une année à l’autre"
    assert cells(told, "1. Premier", heading) == ["1", "0", "+ 1", "0", "1", "- 1"]
    assert cells(told, "2. Deuxième", heading) == ["1", "–", "–", "0", "–", "–"]
    assert heading not in read(now)


def test_the_year_in_short_and_totals_are_compared_too() -> None:
    before = replace(EMPTY, dossiers=(serving("2025-001", Announcement.ANNOUNCED),))
    two = (serving("2026-001", Announcement.ANNOUNCED), serving("2026-002", Announcement.NOT_NEEDED))
    told = read(beside(replace(EMPTY, dossiers=two), before))
    assert cells(told, "Dossiers déposés") == ["2", "1"]
    assert cells(told, "Total") == ["2", "1", "+ 1"]


def test_a_category_that_is_there_no_more_keeps_its_line() -> None:
    before = replace(EMPTY, dossiers=(replace(serving("2025-001", Announcement.ANNOUNCED), unit="Voirie"),))
    now = replace(EMPTY, dossiers=(replace(serving("2026-001", Announcement.ANNOUNCED), unit="Culture"),))
    told = read(beside(now, before))
    assert cells(told, "Voirie") == ["0", "1", "- 1"]
    assert cells(told, "Culture") == ["1", "0", "+ 1"]


def used(**served: int) -> YearRecord:
    lines = tuple(UsageLine("ville-2026-001", "petit", country, served=many) for country, many in served.items())
    return replace(EMPTY, usage=MeasuredUsage(lines, {"gdpr:44": 3}, {"gdpr:44": Text("RGPD, 44. Transferts")}))


def test_shares_are_told_beside_amounts_and_none_is_rounded_away() -> None:
    told = read(used(FR=999, US=1))
    assert cells(told, "France") == ["999", "plus de 99 %"]
    assert cells(told, "États-Unis") == ["1", "moins de 1 %"]


def test_a_call_refused_in_the_name_of_a_law_names_it() -> None:
    told = read(used(FR=1))
    assert cells(told, "RGPD, 44. Transferts") == ["3"]
    assert "gdpr:44" not in told


def test_what_is_not_known_says_why() -> None:
    told = read(EMPTY)
    missing = told[told.index("Ce que l’on ne sait pas") :]
    assert "Le délai de décision" not in missing or "aucune décision" in missing
    assert "Le volume : non mesuré" in missing
    assert "Le coût annuel déclaré : aucun coût déclaré" in missing


def test_the_open_data_hold_the_year_before() -> None:
    before, now = used(FR=4), used(FR=10, US=2)
    rows = list(csv.DictReader(annual_csv(page_of(beside(now, before))).decode("utf-8-sig").splitlines()))
    calls = {row["categorie"]: row for row in rows if row["chiffre"] == "sovereignty.calls_by_jurisdiction"}
    assert [(key, row["valeur"], row["valeur_annee_avant"]) for key, row in calls.items()] == [
        ("FR", "10", "4"),
        ("US", "2", "0"),
    ]
    alone = next(csv.DictReader(annual_csv(page_of(now)).decode("utf-8-sig").splitlines()))
    assert alone["valeur_annee_avant"] == ""
