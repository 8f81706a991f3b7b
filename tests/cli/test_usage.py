# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise usage``: what went through the gateway, for people and for spreadsheets."""

import asyncio
import csv
import io
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest
from tests.gateway.journal.usage_records import record

from balise.core.refusals import RefusalCode
from balise.core.usage import Fate, FootprintRange, UsageRecord
from balise.gateway.journal.opening import journal_at

LONG_AGO = datetime(2026, 10, 31, 23, 59, tzinfo=UTC)
USED = FootprintRange(12_000_000, 34_000_000, 500_000, 1_200_000, "ecologits 0.11.3")
REFUSED = {
    "fate": Fate.REFUSED,
    "refusal": RefusalCode.PERSONAL_DATA,
    "commitments": ("lyon-2025:4",),
    "footprint": FootprintRange(),
}
RECORDS = [
    *(record(number, unit="état civil", footprint=USED) for number in range(10)),
    *(record(number, unit="état civil", **REFUSED, personal_data={"person": 2}) for number in range(10, 16)),
    *(record(number, unit="crèches", deployment="menus", at=LONG_AGO) for number in range(20, 23)),
]


def kept(path: Path, records: Iterable[UsageRecord]) -> Path:
    async def write() -> None:
        journal = journal_at(str(path))
        journal.start()
        waiting = iter(records)
        while group := list(islice(waiting, 5000)):
            await asyncio.gather(*(journal.append(each) for each in group))
        await journal.close()

    asyncio.run(write())
    return path


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    return kept(tmp_path_factory.mktemp("usage") / "usage.sqlite3", RECORDS)


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def test_it_shows_calls_refusals_and_personal_data(balise, journal):
    answer = balise("usage", journal)

    assert (answer.code, answer.err) == (0, "")
    assert "16 appels, petites lignes à part. Énergie : de 120 à 340 Wh. CO₂e : de 5 à 12 g." in answer.said
    assert "lyon-2025:4 Votre texte contient des données personnelles (…) : cet usage n’en envoie pas. 6" in answer.said
    assert "nom de personne 12" in answer.said
    assert "Les jetons des questions n’y comptent pas" in answer.said


def test_it_speaks_english(balise, journal):
    answer = balise("usage", journal, "--lang", "en", "--by", "unit")

    assert "16 calls, small rows left out. Energy: 120 to 340 Wh." in answer.said
    assert "fewer than 5" in answer.said


def test_it_tells_nothing_of_a_row_of_few_calls_nor_lets_the_total_give_it_back(balise, journal):
    shy = balise("usage", journal, "--by", "unit", "--by", "deployment")
    exact = balise("usage", journal, "--by", "unit", "--by", "deployment", "--exact")

    assert "crèches menus moins de 5 – – – – –" in shy.said
    assert "16 appels, petites lignes à part. Énergie" in shy.said
    assert "Total montré 16 6 0" in shy.said
    assert "19" not in shy.said
    assert "crèches menus 3 0 0" in exact.said
    assert "Total 19 6 0" in exact.said
    assert "moins de 5" not in exact.said


def test_a_selection_of_few_calls_is_told_by_no_other_figure(balise, journal):
    answer = balise("usage", journal, "--deployment", "menus")
    data = json.loads(balise("usage", journal, "--deployment", "menus", "--format", "json").out)

    assert "Moins de 5 appels en tout : rien n’est montré" in answer.said
    assert data["calls"][0]["fewer_than"] == 5
    assert {name for name, value in data["calls"][0].items() if value is not None} == {"month", "fewer_than"}


def test_it_chooses_months_and_names(balise, journal):
    november = json.loads(balise("usage", journal, "--from", "2026-11", "--to", "2026-11", "--format", "json").out)
    unit = json.loads(balise("usage", journal, "--unit", "état civil", "--by", "unit", "--format", "json").out)
    nothing = balise("usage", journal, "--to", "2026-09")

    assert [row["month"] for row in november["calls"]] == ["2026-11"]
    assert [(row["unit"], row["calls"], row["refused"]) for row in unit["calls"]] == [("état civil", 16, 6)]
    assert unit["refusals"] == [
        {"commitment": "lyon-2025:4", "refusal": "personal_data", "fewer_than": None, "calls": 6}
    ]
    assert unit["personal_data"] == [{"type": "person", "fewer_than": None, "found": 12}]
    assert "Aucun appel dans ce journal pour ce qui est demandé." in nothing.said


def test_it_exports_totals_as_a_table(balise, journal):
    (row,) = table(balise("usage", journal, "--from", "2026-11", "--format", "csv").out)

    assert (row["month"], row["calls"], row["served"], row["refused"]) == ("2026-11", "16", "10", "6")
    assert (row["energy_min_uwh"], row["carbon_max_ug"], row["fewer_than"]) == ("120000000", "12000000", "")


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("refusals", '{"commitment":"lyon-2025:4","refusal":"personal_data","fewer_than":null,"calls":6}\n'),
        ("personal-data", '{"type":"person","fewer_than":null,"found":12}\n'),
    ],
)
def test_it_exports_each_part_line_by_line(balise, journal, part, expected):
    assert balise("usage", journal, "--what", part, "--format", "jsonl").out == expected


def test_it_exports_the_calls_one_by_one_to_a_file_that_spreadsheets_read(balise, journal, tmp_path):
    out = tmp_path / "new" / "appels.csv"

    answer = balise("usage", journal, "--what", "records", "--format", "csv", "--out", out)

    rows = table(out.read_text(encoding="utf-8-sig"))
    assert "Fichier écrit" in answer.said
    assert out.read_bytes().startswith(b"\xef\xbb\xbfat,id,")
    assert len(rows) == len(RECORDS)
    assert (rows[0]["at"], rows[0]["unit"]) == ("2026-10-31T23:59:00.000Z", "crèches")
    assert {(row["refusal"], row["commitments"], row["personal_data"]) for row in rows} == {
        ("", "", ""),
        ("personal_data", "lyon-2025:4", "person=2"),
    }


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_it_exports_the_calls_one_by_one_as_data(balise, journal, form):
    out = balise("usage", journal, "--what", "records", "--unit", "état civil", "--format", form).out

    calls = json.loads(out) if form == "json" else [json.loads(line) for line in out.splitlines()]
    assert len(calls) == 16
    assert calls[-1]["commitments"] == ["lyon-2025:4"]
    assert calls[0]["energy_max_uwh"] == 34_000_000


def test_it_holds_no_more_memory_for_a_long_journal(tmp_path):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    long = kept(tmp_path / "long.sqlite3", (record(each, at=at + timedelta(seconds=each)) for each in range(60_000)))
    short = kept(tmp_path / "short.sqlite3", [record(1)])
    program = (
        "import resource, sys; from balise.cli.main import run\n"
        "run(['usage', sys.argv[1], '--what', 'records', '--format', 'jsonl', '--out', '/dev/null'], {})\n"
        "sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))"
    )

    used = [
        int(subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=True).stderr)
        for path in (short, long)
    ]

    assert used[1] < used[0] + 8 * 1024


def test_it_finds_the_journal_of_the_installation(balise, journal, tmp_path):
    by_folder = balise("usage", BALISE_DATA_DIR=str(journal.parent))
    by_setting = balise("usage", BALISE_USAGE_JOURNAL=f"sqlite:///{journal}", BALISE_DATA_DIR=str(tmp_path))

    assert by_folder.out == by_setting.out == balise("usage", journal).out


def test_an_empty_journal_is_said_to_be(balise, tmp_path):
    empty = kept(tmp_path / "usage.sqlite3", [])

    assert "Aucun appel dans ce journal" in balise("usage", empty).said
    assert json.loads(balise("usage", empty, "--format", "json").out)["calls"] == []
    assert balise("usage", empty, "--what", "records", "--format", "json").out == "[]\n"
    assert balise("usage", empty, "--what", "records", "--format", "csv").out.startswith("at,id,")


def test_it_says_what_is_wrong_with_what_is_no_journal(balise, tmp_path):
    text, other, later = tmp_path / "budget.csv", tmp_path / "site.sqlite3", tmp_path / "later.sqlite3"
    text.write_text("année;montant\n" * 100, encoding="utf-8")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE budget (year)")
    kept(later, [])
    with closing(sqlite3.connect(later)) as connection:
        connection.execute("PRAGMA user_version = 99")

    for path, sentence in (
        (tmp_path / "absent.sqlite3", "Il n’y a pas de journal d’usage à « "),
        (text, "n’est pas un journal d’usage"),
        (other, "n’est pas un journal d’usage"),
        (tmp_path, "ne se lit pas"),
        (later, "écrit par une version plus récente de Balise"),
        ("mysql://server/base", "« mysql://… » n’est pas l’adresse d’un journal d’usage"),
    ):
        answer = balise("usage", path)
        assert (answer.code, answer.out) == (2, "")
        assert sentence in answer.said


def test_it_never_shows_the_password_of_an_address(balise):
    answer = balise("usage", "postgresql://balise:motdepasse@127.0.0.1:1/usage")

    assert answer.code == 2
    assert "« postgresql://127.0.0.1:1/usage » ne répond pas" in answer.said
    assert "motdepasse" not in answer.said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "2026-13"), "« 2026-13 » n’est pas un mois. Écrivez année-mois, par exemple 2026-11."),
        (("--from", "2026-11", "--to", "2026-10"), "échangez « --from » et « --to »"),
        (("--by", "person"), "« person » n’est pas possible ici."),
        (("--what", "records"), "ajoutez « --format csv »"),
    ],
)
def test_it_says_what_to_write_instead(balise, journal, words, sentence):
    answer = balise("usage", journal, *words)

    assert answer.code == 2
    assert sentence in answer.said


def test_reading_changes_nothing_of_the_journal(balise, journal):
    before = journal.read_bytes()

    balise("usage", journal, "--what", "records", "--format", "jsonl")

    assert journal.read_bytes() == before
    assert list(journal.parent.iterdir()) == [journal]


def test_a_few_refusals_and_a_few_data_are_left_out_unless_asked_for(balise, tmp_path):
    few = [record(number, **REFUSED, personal_data={"phone": 1}) for number in range(30, 32)]
    path = kept(tmp_path / "usage.sqlite3", [*(record(number) for number in range(10)), *few])
    page, exact = balise("usage", path), balise("usage", path, "--exact")
    data = json.loads(balise("usage", path, "--what", "refusals", "--format", "json").out)

    assert page.said.count("moins de 5") == 2
    assert "moins de 5" not in exact.said
    assert "numéro de téléphone moins de 5" in page.said
    assert "numéro de téléphone 2" in exact.said
    assert [(row["fewer_than"], row["calls"]) for row in data["refusals"]] == [(5, None)]
