# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The witness of the journals: a journal whose end was taken away agrees with its seals, not with what was noted."""

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.web.conftest import NOW, make_authority
from tests.web.journal.test_journal import unguarded

from balise.cli import main
from balise.cli.group import BaliseGroup
from balise.core.language import Language
from balise.web.journal.acts import Act, register_acts
from balise.web.journal.models import Entry, Head
from balise.web.journal.operations import SYSTEM, Subject, record
from balise.web.journal.verification import HeadPlace, heads
from balise.web.journal.witness import Witness, line_of, note, read_witness
from balise.web.organisations.models import LocalAuthority

pytestmark = pytest.mark.django_db
Run = Callable[..., str]

MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
register_acts([Act("test.done", "%(actor)s a fait %(what)s de « %(subject)s ».")])


@pytest.fixture
def city() -> LocalAuthority:
    return make_authority("valbrise", "Ville de Valbrise", charter=None)


@pytest.fixture
def file(settings, tmp_path: Path) -> Path:
    path = tmp_path / "places.jsonl"
    settings.JOURNAL_WITNESS = path
    return path


@pytest.fixture
def run(city: LocalAuthority, file: Path) -> Run:
    def call(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(BaliseGroup(Language.FRENCH), list(words), standalone_mode=False)
        assert (done.return_value or 0) == code, done.output
        return done.output.replace("\u00a0", " ")

    return call


@transaction.atomic
def act(city: LocalAuthority, times: int = 1, what: str = "un pas") -> None:
    for _ in range(times):
        record(city.pk, "test.done", SYSTEM, Subject("dossier", "7", "Tri"), NOW, {"what": what})


def take_away_the_end(before: Head) -> None:
    """Put a journal back as it once honestly stood: its last entries gone, its last place of that day put back."""
    unguarded()
    Entry.objects.filter(number__gt=before.number).delete()
    before.save()


def test_the_daily_work_notes_the_places_and_the_verification_uses_them(run: Run, city: LocalAuthority, file: Path):
    act(city, 3)
    before = Head.objects.get()
    act(city)
    run("tick")
    said = run("journal", "verify")
    assert "1 journal, 4 entrées, 0 anomalie." in said
    assert f"comparée aux places de « {file} », relevées en dernier le" in said

    take_away_the_end(before)

    said = run("journal", "verify", code=1)
    assert "Ville de Valbrise, n° 4 : le journal ne contient plus une place relevée auparavant." in said
    assert "mettez" in said
    assert "restauré une sauvegarde plus ancienne" in said
    assert "0 anomalie" not in said


def test_the_end_stays_missing_however_long_the_journal_grows_again(run: Run, city: LocalAuthority):
    act(city, 3)
    before = Head.objects.get()
    act(city)
    run("tick")
    take_away_the_end(before)
    act(city, 5, "autre chose")
    run("tick")

    assert "n° 4" in run("journal", "verify", code=1)


def test_it_says_aloud_that_nothing_attests_the_end_and_how_to_begin(run: Run, city: LocalAuthority, file: Path):
    act(city)

    said = run("journal", "verify")

    assert "Fin non attestée" in said
    assert said.rstrip().endswith(f"balise journal heads >> {file}")
    file.write_text(run("journal", "heads"), encoding="utf-8")
    assert "Fin non attestée" not in run("journal", "verify")


def test_it_names_the_journals_that_nobody_noted_yet(run: Run, city: LocalAuthority):
    act(city)
    run("tick")
    act(make_authority("bourg-mesange", "Bourg-Mésange", charter=None))

    assert "Fin non attestée pour Bourg-Mésange" in run("journal", "verify")


def test_an_older_witness_brought_to_another_machine_raises_no_alarm(run: Run, city: LocalAuthority, file: Path):
    act(city, 2)
    note(file, heads(), MONDAY)
    act(city, 2)

    assert "relevées en dernier le 16 novembre 2026" in run("journal", "verify")


def test_the_places_given_are_those_compared(run: Run, city: LocalAuthority, file: Path, tmp_path: Path):
    act(city)
    note(file, [HeadPlace(city.pk, 1, "f" * 64)], MONDAY)
    kept = tmp_path / "ailleurs.jsonl"
    kept.write_text(json.dumps({"chain": city.pk, "number": 1, "digest": Head.objects.get().digest}), encoding="utf-8")

    assert "0 anomalie" in run("journal", "verify", "--against", str(kept))
    assert run("journal", "verify", code=1)


def test_it_gives_the_witness_as_data(run: Run, city: LocalAuthority, file: Path):
    act(city)
    before = json.loads(run("journal", "verify", "--format", "json"))
    note(file, heads(), MONDAY)
    after = json.loads(run("journal", "verify", "--format", "json"))

    empty = {"file": str(file), "on": None, "places": 0, "unread": 0, "closed": False, "unattested": [city.name]}
    assert before["witness"] == empty
    assert after["witness"] == empty | {"on": "2026-11-16", "places": 1, "unattested": []}


def refused(*words: str) -> str:
    done = CliRunner().invoke(BaliseGroup(Language.FRENCH), ["journal", "verify", *words])
    assert done.exit_code != 0
    return done.output.replace("\u00a0", " ")


def test_it_refuses_places_given_that_are_none(city: LocalAuthority, tmp_path: Path):
    given = tmp_path / "ailleurs.jsonl"

    assert f"« {given} » n’existe pas" in refused("--against", str(given))
    for words in ("bonjour\n", ""):
        given.write_text(words, encoding="utf-8")
        assert "n’est pas une liste de places" in refused("--against", str(given))


def test_a_line_cut_short_hides_nothing_of_the_others_and_is_told(run: Run, city: LocalAuthority, file: Path):
    act(city, 3)
    note(file, heads(), MONDAY)
    file.write_bytes(file.read_bytes()[:-20])
    act(city)
    note(file, heads(), TUESDAY)

    said = run("journal", "verify", code=1)

    assert "17 novembre 2026" in said
    assert "des lignes qui ne se lisent pas" in said
    assert f"« {file} » a été retiré, vidé ou abîmé (1 ligne illisible) : remettez-en une copie" in said
    assert "ne s’ouvre pas" not in said
    assert json.loads(run("journal", "verify", "--format", "json", code=1))["witness"]["unread"] == 1


@pytest.mark.parametrize(
    "line",
    [
        '{"chain": 1, "number": Infinity, "digest": "a"}',
        '{"chain": 1, "number": 100000000000000000000, "digest": "a"}',
        '{"chain": 1e400, "number": 1, "digest": "a"}',
        '{"chain": 0, "number": 1, "digest": "a"}',
        '{"chain": true, "number": 1, "digest": "a"}',
        '{"chain": 1, "number": 1, "digest": 5}',
        "9" * 5000,
        "[" * 100_000,
        "null",
        "\\",
    ],
    ids=[
        "infinity",
        "too large",
        "too large a chain",
        "no chain",
        "boolean",
        "digest",
        "long",
        "deep",
        "null",
        "words",
    ],
)
def test_a_line_that_is_no_place_is_an_anomaly_and_never_a_failure(
    run: Run, city: LocalAuthority, file: Path, line: str
):
    act(city)
    note(file, heads(), MONDAY)
    with file.open("a", encoding="utf-8") as witness:
        witness.write(line + "\n")

    assert "le témoin a des lignes qui ne se lisent pas" in run("journal", "verify", code=1)
    file.write_text(line + "\n", encoding="utf-8")
    assert "le témoin a des lignes qui ne se lisent pas" in run("journal", "verify", code=1)


def gone(file: Path) -> None:
    file.unlink()


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def closed(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoil", [gone, emptied, closed])
def test_a_witness_that_shows_no_place_any_more_is_an_anomaly(run: Run, city: LocalAuthority, file: Path, spoil):
    act(city)
    run("tick")
    spoil(file)

    said = run("journal", "verify", code=1)

    assert "Ville de Valbrise : des places de ce journal ont été relevées, et le témoin n’en montre plus" in said
    assert "comparée" not in said
    assert "Fin non attestée" not in said
    faults = json.loads(run("journal", "verify", "--format", "json", code=1))["faults"]
    assert "witness_missing" in [fault["fault"] for fault in faults]


def test_a_witness_that_cannot_be_opened_is_told_as_such_with_what_the_system_says(
    run: Run, city: LocalAuthority, file: Path
):
    act(city)
    file.mkdir()

    said = run("journal", "verify", code=1)
    told = json.loads(run("journal", "verify", "--format", "json", code=1))

    assert "■ Toute l’installation : le témoin ne s’ouvre pas." in said
    assert f"« {file} » ne s’ouvre pas (c’est un répertoire)" in said
    assert "Vérifiez ses droits" in said
    assert "lisent pas" not in said
    assert "remettez-en une copie" not in said
    assert "Fin non attestée" not in said
    assert [fault["fault"] for fault in told["faults"]] == ["witness_closed"]
    assert (told["witness"]["unread"], told["witness"]["closed"]) == (0, True)


def test_it_says_that_places_given_cannot_be_opened(city: LocalAuthority, tmp_path: Path, capsys):
    assert main.run(["journal", "verify", "--against", str(tmp_path)], {}) == 2

    said = capsys.readouterr().err.replace("\u00a0", " ")
    assert f"Impossible de lire ou d’écrire « {tmp_path} »" in said
    assert "liste de places" not in said


def test_an_empty_witness_attests_nothing_and_alarms_nobody_before_the_first_daily_work(
    run: Run, city: LocalAuthority, file: Path
):
    act(city)
    file.write_bytes(b"")

    said = run("journal", "verify")

    assert "Fin non attestée" in said
    assert "comparée" not in said


def test_a_place_of_a_day_to_come_is_an_anomaly(run: Run, city: LocalAuthority, tmp_path: Path):
    act(city)
    kept = tmp_path / "ailleurs.jsonl"
    note(kept, heads(), date(2999, 1, 1))

    assert "le témoin porte une date à venir" in run("journal", "verify", "--against", str(kept), code=1)


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_daily_work_goes_on_when_the_places_cannot_be_noted_and_says_it(
    run: Run, city: LocalAuthority, settings, file: Path, form: str
):
    settings.JOURNAL_WITNESS = file.parent / "absent" / "places.jsonl"
    act(city)

    said = run("tick", "--format", form, code=1)

    assert ("n’a pas pu être relevée" if form == "text" else '"places_noted": false') in said
    assert ("dossier regardé" if form == "text" else '"watched"') in said
    assert not Head.objects.get().noted


def test_the_file_only_grows_and_is_nobody_else_s(tmp_path: Path):
    file = tmp_path / "places.jsonl"
    first, second = HeadPlace(1, 4, "a" * 64), HeadPlace(1, 9, "b" * 64)
    note(file, [first], MONDAY)
    note(file, [first], TUESDAY)
    note(file, [second], TUESDAY)
    note(file, [], TUESDAY)
    assert file.read_text(encoding="utf-8").splitlines() == [
        line_of(first, MONDAY),
        line_of(first, TUESDAY),
        line_of(second, TUESDAY),
    ]
    assert read_witness(file) == Witness((first, second), TUESDAY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


PLACES = st.lists(st.builds(HeadPlace, st.integers(1, 9), st.integers(0, 99), st.text("0123456789abcdef", min_size=1)))


@given(places=PLACES)
def test_it_reads_back_what_it_noted(tmp_path_factory, places: list[HeadPlace]):
    file = tmp_path_factory.mktemp("temoin") / "places.jsonl"
    note(file, [HeadPlace(1, 0, "0"), *places], MONDAY)
    assert set(read_witness(file).places) == {HeadPlace(1, 0, "0"), *places}
