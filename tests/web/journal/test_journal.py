# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The journal: one entry an act, for ever; whoever rewrites it behind its back is found out."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, connections, transaction
from django.db.transaction import TransactionManagementError
from tests.web.conftest import NOW, make_authority

from balise.web.journal.acts import Act, register_acts
from balise.web.journal.models import Entry, Head
from balise.web.journal.operations import SYSTEM, Actor, Subject, record
from balise.web.journal.queries import entries_about, entries_of
from balise.web.journal.sealing import GENESIS
from balise.web.journal.verification import Fault, Finding, HeadPlace, heads, verify
from balise.web.organisations.models import LocalAuthority

pytestmark = pytest.mark.django_db
append_only = import_module("balise.web.journal.migrations.0002_append_only")
no_truncate = import_module("balise.web.journal.migrations.0004_no_truncate")

SUBJECT = Subject("dossier", "7", "Réponse aux courriers")
register_acts(
    [
        Act("test.done", "%(actor)s a fait %(what)s de « %(subject)s »."),
        Act("test.named", "%(actor)s a nommé « %(subject)s » : %(note)s", here="%(actor)s l’a nommé : %(note)s"),
    ]
)


@pytest.fixture
def city() -> LocalAuthority:
    """Return an authority with an empty journal."""
    return make_authority("valbrise", "Ville de Valbrise", charter=None)


@pytest.fixture
def journal(city: LocalAuthority) -> LocalAuthority:
    """Return an authority with six entries."""
    with transaction.atomic():
        for place in range(6):
            record(city.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": f"le pas {place + 1}"})
    return city


def unguarded() -> None:
    """Become the intruder who has the rights of the database: the triggers are gone."""
    with connection.cursor() as cursor:
        for statement in (*no_truncate.OFF[connection.vendor], *append_only.OFF[connection.vendor]):
            cursor.execute(statement)


@transaction.atomic
def act_that_fails(city: LocalAuthority) -> float:
    """Record an act, then fail before the end of its transaction."""
    record(city.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": "rien"})
    return 1 / 0


def faults() -> list[Fault]:
    """Return what is wrong with the entries; that the triggers are gone is another test's business."""
    found = [finding.fault for finding in verify(settings.JOURNAL_KEY).findings]
    return [fault for fault in found if fault is not Fault.UNGUARDED]


def test_it_tells_an_act_in_plain_words(journal):
    told = entries_about("dossier", "7")
    assert told[0].sentence == "Balise a fait le pas 6 de « Réponse aux courriers »."
    assert [entry.number for entry in told] == [6, 5, 4, 3, 2, 1]
    assert [entry.number for entry in entries_of(journal.pk, before=4, limit=2)] == [3, 2]


def test_it_tells_an_act_shortly_where_its_subject_is_already_named(city):
    with transaction.atomic():
        record(city.pk, "test.named", Actor(None, "Ada"), SUBJECT, NOW, {"note": "oui."})
        record(city.pk, "test.named", Actor(None, "Ada"), SUBJECT, NOW)
        record(city.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": "un pas"})
    plain, old, whole = entries_of(city.pk)
    assert (whole.sentence, whole.here) == ("Ada a nommé « Réponse aux courriers » : oui.", "Ada l’a nommé : oui.")
    assert old.here == old.sentence == "Ada a nommé « Réponse aux courriers » : …"
    assert plain.here == plain.sentence


def test_it_writes_the_guillemets_of_a_title_within_those_of_a_sentence_otherwise(city):
    title = "Modèle de lettre avec la mention « préparé avec… »"
    with transaction.atomic():
        record(city.pk, "test.named", SYSTEM, Subject("dossier", "7", title), NOW, {"note": "« oui »"})
    (told,) = entries_of(city.pk)
    assert told.sentence == "Balise a nommé « Modèle de lettre avec la mention “préparé avec…” » : « oui »"
    assert told.subject_title == title


def test_it_finds_nothing_wrong_with_an_honest_journal(journal):
    found = verify(settings.JOURNAL_KEY)
    assert (found.chains, found.entries, found.findings) == (1, 6, ())


def test_it_refuses_an_act_without_a_sentence(city):
    with transaction.atomic(), pytest.raises(ValueError, match="has no sentence"):
        record(city.pk, "test.unknown", SYSTEM, SUBJECT, NOW)


def test_it_refuses_to_write_outside_the_transaction_of_the_act(city, monkeypatch):
    monkeypatch.setattr(connections["default"], "in_atomic_block", False)
    with pytest.raises(TransactionManagementError):
        record(city.pk, "test.done", SYSTEM, SUBJECT, NOW)


def test_it_leaves_no_entry_of_an_act_that_failed(journal):
    with pytest.raises(ZeroDivisionError):
        act_that_fails(journal)
    assert Entry.objects.count() == 6
    assert faults() == []


@pytest.mark.parametrize("change", ["update", "delete"])
def test_it_is_kept_by_the_database_itself(journal, change):
    rewrite = {"update": lambda rows: rows.update(details="{}"), "delete": lambda rows: rows.delete()}[change]
    with pytest.raises(IntegrityError, match="ne se modifie ni ne s’efface"), transaction.atomic():
        rewrite(Entry.objects.filter(number=3))


EDITS = {
    "at": lambda rows: rows.update(at=NOW.replace(year=2025)),
    "act": lambda rows: rows.update(act="test.other"),
    "actor_name": lambda rows: rows.update(actor_name="Quelqu’un d’autre"),
    "subject_kind": lambda rows: rows.update(subject_kind="tool"),
    "subject_id": lambda rows: rows.update(subject_id="8"),
    "subject_title": lambda rows: rows.update(subject_title="Autre chose"),
    "details": lambda rows: rows.update(details='{"what":"autre"}'),
    "digest": lambda rows: rows.update(digest="f" * 64),
    "previous": lambda rows: rows.update(previous="e" * 64),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("number", [1, 3, 6])
def test_it_finds_an_entry_edited(journal, edit: Callable[..., object], number):
    unguarded()
    edit(Entry.objects.filter(number=number))
    assert Fault.ALTERED in faults()


def test_it_finds_an_entry_deleted_in_the_middle(journal):
    unguarded()
    Entry.objects.filter(number=3).delete()
    assert faults() == [Fault.MISSING]


def test_it_finds_the_first_entry_deleted(journal):
    unguarded()
    Entry.objects.filter(number=1).delete()
    assert faults() == [Fault.MISSING]


def test_it_finds_the_end_cut_off(journal):
    unguarded()
    Entry.objects.filter(number=6).delete()
    assert faults() == [Fault.CUT_SHORT]


def test_it_finds_the_end_cut_off_and_the_last_place_rewritten(journal):
    unguarded()
    Entry.objects.filter(number=6).delete()
    Head.objects.update(number=5, digest=Entry.objects.get(number=5).digest)
    assert faults() == [Fault.HEAD_ALTERED]


def test_it_finds_a_deletion_hidden_by_new_numbers_and_links(journal):
    unguarded()
    Entry.objects.filter(number=3).delete()
    Entry.objects.filter(number=4).update(number=3, previous=Entry.objects.get(number=2).digest)
    assert Fault.ALTERED in faults()


def test_it_finds_two_entries_swapped(journal):
    unguarded()
    for number, place in ((2, 90), (3, 2), (90, 3)):
        Entry.objects.filter(number=number).update(number=place)
    assert {Fault.ALTERED, Fault.BROKEN_LINK} <= set(faults())


def test_it_finds_an_entry_inserted_by_somebody_without_the_key(journal):
    last = Entry.objects.get(number=6)
    forged = Entry(
        chain=journal,
        number=7,
        at=NOW,
        act="test.done",
        actor_name="Intrus",
        subject_kind="dossier",
        subject_id="7",
        subject_title="Réponse aux courriers",
        details="{}",
        previous=last.digest,
    )
    forged.digest = forged.sealed().digest("une autre clé")
    forged.save()
    assert faults() == [Fault.ALTERED, Fault.CUT_SHORT]


def test_it_finds_a_whole_journal_removed_when_its_last_place_stays(journal):
    unguarded()
    Entry.objects.all().delete()
    assert faults() == [Fault.CUT_SHORT]


def test_it_finds_a_last_place_removed(journal):
    Head.objects.all().delete()
    assert faults() == [Fault.HEADLESS]


def test_it_finds_a_whole_journal_removed_with_its_last_place(journal):
    unguarded()
    Entry.objects.all().delete()
    Head.objects.all().delete()
    assert faults() == [Fault.REMOVED]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL refuse de lui-même ce qui n’est pas une date.")
@pytest.mark.parametrize("words", ["n’importe quoi", "2026-99-99 09:00:00"])
def test_it_names_an_entry_made_unreadable_and_reads_on(journal, words):
    unguarded()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET at = %s WHERE number = 3", [words])
    found = verify(settings.JOURNAL_KEY)
    assert Finding(journal.pk, 3, Fault.ALTERED) in found.findings
    assert len(found.findings) == 2  # with the triggers that are gone
    assert found.entries == 6


def test_it_finds_with_a_witness_that_everything_was_put_back_to_an_earlier_day(journal):
    before, (kept,) = Head.objects.get(), heads()
    with transaction.atomic():
        record(journal.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": "la suite"})
    (witness,) = heads()
    unguarded()
    Entry.objects.filter(number=7).delete()
    before.save()
    assert faults() == []
    gone = Finding(journal.pk, 7, Fault.BEHIND_WITNESS)
    assert gone not in verify(settings.JOURNAL_KEY, [kept]).findings
    assert gone in verify(settings.JOURNAL_KEY, [witness]).findings


def test_it_accepts_a_witness_taken_before_anything_was_written(journal):
    assert verify(settings.JOURNAL_KEY, [HeadPlace(journal.pk, 0, GENESIS)]).findings == ()


def test_it_keeps_the_journals_of_two_authorities_apart(journal):
    other = make_authority("bourg-mesange", "Bourg-Mésange", charter=None)
    with transaction.atomic():
        record(other.pk, "test.done", Actor(None, "Une habitante"), SUBJECT, NOW, {"what": "un pas"})
    assert [entry.number for entry in entries_of(other.pk)] == [1]
    assert verify(settings.JOURNAL_KEY).chains == 2
    assert faults() == []
