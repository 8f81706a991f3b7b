# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A journal tampered with below its rows: tables, columns, guards, the list of journals; told, and never a failure."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from tests.web.conftest import NOW, make_authority
from tests.web.journal.test_journal import SUBJECT, append_only, no_truncate, unguarded

from balise.cli.group import BaliseGroup
from balise.core.language import Language
from balise.web.journal.models import Entry, Head, Roll
from balise.web.journal.operations import SYSTEM, record
from balise.web.journal.queries import entries_of
from balise.web.journal.verification import INSTALLATION, Fault, Finding, verify
from balise.web.organisations.models import LocalAuthority

pytestmark = pytest.mark.django_db
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuse de lui-même ces valeurs.")


@pytest.fixture
def city() -> LocalAuthority:
    """Return an authority with six entries, beside another with one."""
    found = make_authority("valbrise", "Ville de Valbrise", charter=None)
    with transaction.atomic():
        for step in range(6):
            record(found.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": f"le pas {step + 1}"})
        beside = make_authority("bourg-mesange", "Bourg-Mésange", charter=None)
        record(beside.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": "un pas"})
    return found


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def faults() -> list[Fault]:
    return [finding.fault for finding in verify(settings.JOURNAL_KEY).findings]


def told() -> str:
    """Return what the command line says of a journal that is not whole."""
    done = CliRunner().invoke(BaliseGroup(Language.FRENCH), ["journal", "verify"], standalone_mode=False)
    assert done.exception is None, done.exception
    assert done.return_value == 1, done.output
    return done.output.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE journal_entry",
        "ALTER TABLE journal_entry DROP COLUMN details",
        "DROP TABLE journal_head",
        "DROP TABLE journal_roll",
    ],
)
def test_it_tells_a_table_or_a_column_removed(city: LocalAuthority, statement: str):
    unguarded()
    execute(statement)

    assert verify(settings.JOURNAL_KEY).findings == (Finding(INSTALLATION, 0, Fault.TABLE_ALTERED),)
    assert "■ Toute l’installation : une table du journal, ou une de ses colonnes, n’est plus là" in told()


AN_ENTRY_GONE, A_LAST_PLACE_GONE = {Fault.UNREADABLE, Fault.MISSING}, {Fault.UNREADABLE, Fault.HEADLESS}
STRANGE = {
    "chain": ("UPDATE journal_entry SET chain_id = 'zz' WHERE number = 3", AN_ENTRY_GONE),
    "number": ("UPDATE journal_entry SET number = 'zz' WHERE number = 3", AN_ENTRY_GONE),
    "half a number": ("UPDATE journal_entry SET number = 3.5 WHERE number = 3", AN_ENTRY_GONE),
    "last place": ("UPDATE journal_head SET number = 'zz'", A_LAST_PLACE_GONE),
    "last chain": ("UPDATE journal_head SET chain_id = 'zz' WHERE number = 6", A_LAST_PLACE_GONE),
    "no text": ("UPDATE journal_entry SET previous = CAST(X'ff' AS TEXT) WHERE number = 3", {Fault.UNREADABLE}),
    "seal": ("UPDATE journal_head SET digest = X'ff'", {Fault.HEAD_ALTERED}),
    "roll": ("UPDATE journal_roll SET chains = X'ff'", {Fault.ROLL_ALTERED}),
    "details": ("UPDATE journal_entry SET details = X'ff' WHERE number = 3", {Fault.ALTERED}),
}


@only_sqlite
@pytest.mark.parametrize(("statement", "expected"), STRANGE.values(), ids=STRANGE)
def test_it_tells_what_is_no_number_and_no_text_where_one_is_expected(
    city: LocalAuthority, statement: str, expected: set[Fault]
):
    unguarded()
    execute("PRAGMA ignore_check_constraints = ON")
    execute(statement)
    execute("PRAGMA ignore_check_constraints = OFF")

    assert set(faults()) == {Fault.UNGUARDED, *expected}
    assert "anomalie" in told()
    for rows in (Entry.objects, Head.objects):  # the end of the test looks at the keys
        rows.extra(where=["chain_id = 'zz'"]).update(chain=city)


@pytest.mark.parametrize("details", ["pas du JSON", "[1]", "[" * 100_000, '{"what": {}}', ""])
def test_it_tells_details_that_are_no_longer_those_and_the_page_goes_on(city: LocalAuthority, details: str):
    unguarded()
    Entry.objects.filter(chain=city, number=3).update(details=details)

    assert Finding(city.pk, 3, Fault.ALTERED) in verify(settings.JOURNAL_KEY).findings
    assert len(entries_of(city.pk)) == 6


def test_it_finds_the_guards_standing_after_an_honest_life(city: LocalAuthority):
    assert faults() == []


def test_it_tells_that_the_guards_are_gone(city: LocalAuthority):
    unguarded()

    assert faults() == [Fault.UNGUARDED]
    assert "la base ne refuse plus que les entrées du journal soient modifiées ou effacées" in told()


HOLLOW = {
    "sqlite": [
        "DROP TRIGGER journal_entry_no_delete",
        "CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT 1; END",
    ],
    "postgresql": [
        (
            "CREATE OR REPLACE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        )
    ],
}
EMPTIED = {
    "sqlite": ["DROP TRIGGER journal_entry_no_delete"],
    "postgresql": ["DROP TRIGGER journal_entry_no_truncate ON journal_entry"],
}
ASLEEP = {
    "sqlite": ["DROP TRIGGER journal_entry_no_update"],
    "postgresql": ["ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_append_only"],
}


@pytest.mark.parametrize("statements", [HOLLOW, ASLEEP, EMPTIED], ids=["hollow", "asleep", "emptied"])
def test_it_tells_a_guard_that_stands_and_refuses_nothing(city: LocalAuthority, statements: dict[str, list[str]]):
    for statement in statements[connection.vendor]:
        execute(statement)

    assert faults() == [Fault.UNGUARDED]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite n’a pas cette instruction.")
def test_the_database_refuses_to_empty_the_journal_at_once(city: LocalAuthority):
    with pytest.raises(IntegrityError, match="ne se vide pas"), transaction.atomic():
        execute("TRUNCATE journal_entry CASCADE")

    assert Entry.objects.count() == 7


def test_it_finds_the_guards_put_back(city: LocalAuthority):
    unguarded()
    for statement in (*append_only.ON[connection.vendor], *no_truncate.ON[connection.vendor]):
        execute(statement)

    assert faults() == []


def test_it_finds_a_journal_removed_with_its_authority(city: LocalAuthority):
    unguarded()
    Entry.objects.filter(chain=city).delete()
    Head.objects.filter(chain=city).delete()
    gone = city.pk
    city.delete()

    assert Finding(gone, 0, Fault.REMOVED) in verify(settings.JOURNAL_KEY).findings
    assert f"■ Collectivité retirée (n° {gone}) : la collectivité n’a plus de journal du tout." in told()


ROLLS: dict[str, Callable[[], object]] = {
    "rewritten": lambda: Roll.objects.update(chains="[]"),
    "shortened": lambda: Roll.objects.update(chains=f"[{Head.objects.order_by('chain_id')[0].chain_id}]"),
    "removed": lambda: Roll.objects.all().delete(),
    "doubled": lambda: Roll.objects.create(pk=2, chains="[]", seal=""),
}


@pytest.mark.parametrize("change", ROLLS.values(), ids=ROLLS)
def test_it_tells_that_the_list_of_journals_was_changed_even_when_a_journal_begins_after(
    city: LocalAuthority, change: Callable[[], object]
):
    change()
    with transaction.atomic():
        third = make_authority("saint-cyr", "Saint-Cyr", charter=None)
        record(third.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": "un pas"})

    assert faults() == [Fault.ROLL_ALTERED]
