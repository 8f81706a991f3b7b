# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import csv
import io
import re
from itertools import count, islice

from hypothesis import given
from tests.rendering.open_data.register_entries import ENTRY, REGISTERS, entry
from tests.rendering.open_data.small_site import ADDRESSES

from balise.core.interchange import shown
from balise.core.register import PUBLIC, PublicNotice, RegisterEntry
from balise.core.spreadsheet_cells import RUN
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target
from balise.rendering.open_data.inventory_csv import column_names, csv_chunks, read_rows

BANK = shipped_bank()
INVENTORY = load_target("etalab-inventaire")


def written(*entries: RegisterEntry) -> bytes:
    return b"".join(csv_chunks(entries, BANK, INVENTORY, ADDRESSES))


def raw_rows(*entries: RegisterEntry) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(*entries).decode("utf-8-sig"), newline="")))


def test_it_has_the_headings_of_the_national_inventory_then_ours():
    names = column_names(BANK, INVENTORY)

    assert names[:3] == (
        "Nom de l'administration concernée",
        "Direction/service porteur",
        "Contact au sein de l'administration concernée",
    )
    assert names[21:23] == ("id", "edition")
    assert len(set(names)) == len(names)
    assert set(names) >= PUBLIC


def test_its_first_columns_are_never_renamed():
    assert column_names(BANK, INVENTORY)[21:51] == (
        "id",
        "edition",
        "authority_slug",
        "authority",
        "authority_kind",
        "siren",
        "authority_contact",
        "title",
        "summary",
        "status",
        "published_on",
        "first_published_on",
        "unit",
        "contact",
        "in_service_on",
        "ended_on",
        "review_on",
        "charter",
        "charter_title",
        "outcome",
        "findings",
        "decision",
        "decided_on",
        "deciding_authority",
        "decision_reason",
        "tool",
        "change",
        "imported_from",
        "notices_shown_since",
        "notice_letter",
    )


def test_it_says_each_thing_in_words_and_in_codes():
    [row] = raw_rows(ENTRY)

    assert row["Public concerné par la décision"] == "habitants et usagers; agents"
    assert row["audience"] == "residents|staff"
    assert (row["published_on"], row["energy_kwh_low"], row["decisions_per_year"]) == ("2026-11-03", "12.5", "12000")
    assert row["findings"] == "lyon-2025:1=satisfied|lyon-2025:2=not_satisfied+excepted"
    assert row["notice_letter"] == "Votre demande a été orientée avec l’aide d’une IA."
    assert row["notices_shown_since"] == "letter=2026-03-09"
    assert row["address"] == "https://ia.valbrise.example/r/tri-des-demandes"


def test_an_unknown_answer_is_an_empty_cell():
    [row] = raw_rows(entry(answers={}, outcome=None, decision=None))

    assert {row[name] for name in PUBLIC} == {""}
    assert (row["outcome"], row["decided_on"]) == ("", "")


def test_two_notices_of_one_channel_share_a_cell():
    notice = ENTRY.notices[0]
    [row] = raw_rows(entry(notices=(notice, PublicNotice(notice.channel, "Deuxième mention."))))

    assert row["notice_letter"].endswith("\n\nDeuxième mention.")


def test_it_begins_with_a_byte_order_mark_and_separates_with_commas():
    assert written(ENTRY).startswith(b"\xef\xbb\xbfNom de l'administration concern")
    assert written().count(b"\r\n") == 1


@given(REGISTERS)
def test_no_cell_can_be_run_by_a_spreadsheet(entries):
    for row in raw_rows(*entries):
        assert [name for name, cell in row.items() if cell.startswith(RUN) and not _is_number(cell)] == []


def _is_number(cell: str) -> bool:
    """Tell whether a cell is a sign and figures alone, a telephone number say: it calls nothing."""
    return re.fullmatch(r"[+-]\d[\d .,\u00a0\u202f]*", cell) is not None


@given(REGISTERS)
def test_its_own_reader_gives_every_text_back(entries):
    rows = list(read_rows(io.StringIO(written(*entries).decode(), newline="")))

    assert len(rows) == len(entries)
    for row, entry_ in zip(rows, entries, strict=True):
        assert (row["id"], row["title"], row["summary"]) == (entry_.id, entry_.title, entry_.summary)
        assert {name: row[name] for name in entry_.answers} == {
            name: shown(answer) for name, answer in entry_.answers.items()
        }
        assert row["decision_reason"] == (entry_.decision.reason if entry_.decision is not None else "")


def test_it_can_be_sent_before_the_last_entry_is_known():
    endless = (entry(id=f"usage-{number}") for number in count())
    pieces = list(islice(csv_chunks(endless, BANK, INVENTORY, ADDRESSES), 3))

    assert len(pieces) == 3
    assert max(map(len, pieces)) < 100_000
