# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Backups: everything comes back as it was, on either engine, and nothing is ever overwritten."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.web.safekeeping.installation import HERE, SERVER, Installation


@pytest.fixture(scope="session")
def filled(templates: Callable[[str, bool], Installation]) -> Installation:
    """Return an installation on SQLite, filled once for the tests that only read it."""
    return templates("sqlite", False)


@pytest.fixture(scope="session")
def kept(filled: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a backup of it."""
    path = tmp_path_factory.mktemp("sauvegarde") / "sauvegarde.zip"
    filled.balise("backup", str(path))
    return path


@pytest.mark.parametrize(
    ("before", "after"),
    [("sqlite", "sqlite"), ("postgresql", "postgresql"), ("sqlite", "postgresql"), ("postgresql", "sqlite")],
)
def test_it_brings_everything_back_as_it_was(tmp_path, filled_in, new_database, before, after):
    first = filled_in(tmp_path / "avant", before)
    second = Installation(tmp_path / "apres", new_database(after))
    rows = first.rows(tmp_path / "sauvegarde.zip")

    second.balise("restore", str(tmp_path / "sauvegarde.zip"))

    assert second.rows(tmp_path / "relue.zip") == rows
    assert sum(map(len, rows.values())) > 20
    assert "0 anomalie" in second.balise("journal", "verify")
    assert evidence_of(first) == evidence_of(second) != {}


def test_it_goes_on_numbering_after_what_was_restored(tmp_path, kept, new_database):
    engine = "postgresql" if SERVER else "sqlite"
    second = Installation(tmp_path / "apres", new_database(engine))
    second.balise("restore", str(kept))

    done = second.run(str(HERE / "filling.py"), "bourg-mesange")

    assert done.returncode == 0, done.stderr
    assert "0 anomalie" in second.balise("journal", "verify")


def test_it_never_overwrites(filled, kept):
    again = filled.run("-m", "balise", "backup", str(kept))
    onto = filled.run("-m", "balise", "restore", str(kept))

    assert (again.returncode, onto.returncode) == (2, 2)
    assert "existe déjà" in again.stderr
    assert "contient déjà des données" in onto.stderr
    assert "Traceback" not in again.stderr + onto.stderr


def test_it_says_which_folder_to_make_and_names_no_file_of_its_own(filled, tmp_path):
    nowhere = filled.run("-m", "balise", "backup", str(tmp_path / "nulle-part" / "a.zip"))
    too_long = filled.run("-m", "balise", "backup", str(tmp_path / ("a" * 300 + ".zip")))

    assert (nowhere.returncode, too_long.returncode) == (2, 2)
    assert nowhere.stderr.strip() == (
        f"Le dossier «\u00a0{tmp_path / 'nulle-part'}\u00a0» n’existe pas\u00a0: créez-le ou donnez un autre nom."
    )
    assert ".partiel" not in nowhere.stderr + too_long.stderr
    assert list(tmp_path.iterdir()) == []


def test_it_keeps_rows_and_evidence_together_when_what_was_restored_cannot_be_brought_up_to_date(tmp_path, kept):
    second = Installation(tmp_path / "apres")
    in_the_way = obstructed(second, "django_session")

    done = second.run("-m", "balise", "restore", str(kept))
    in_the_way("DROP TABLE django_session")
    second.balise("manage", "migrate")

    assert done.returncode == 2
    assert "Les données et les pièces de cette sauvegarde sont remises" in done.stderr
    assert "django_session" in done.stderr
    assert "Traceback" not in done.stderr
    assert "0 anomalie" in second.balise("journal", "verify")
    assert list(evidence_of(second).values()) == [b"%PDF-1.4 une convention\x00\xff"]


def test_it_says_to_start_again_when_what_a_lost_key_sealed_cannot_be_brought_up_to_date(tmp_path, kept):
    second = Installation(tmp_path / "apres")
    second.environment["BALISE_JOURNAL_KEY"] = "une autre clé, assez longue"
    obstructed(second, "django_session")

    done = second.run("-m", "balise", "restore", "--key-lost", str(kept))

    assert done.returncode == 2
    assert "«\u00a0balise manage migrate\u00a0» n’y suffirait pas" in done.stderr
    assert "relancez «\u00a0balise restore --key-lost FICHIER\u00a0»" in done.stderr
    assert "Traceback" not in done.stderr


def test_it_leaves_neither_rows_nor_evidence_when_a_row_cannot_be_put_back(tmp_path, kept):
    broken = tmp_path / "orpheline.zip"
    orphan(kept, broken)
    second = Installation(tmp_path / "apres")

    done = second.run("-m", "balise", "restore", str(broken))
    second.balise("restore", str(kept))

    assert done.returncode != 0
    assert "0 anomalie" in second.balise("journal", "verify")
    assert len(evidence_of(second)) == 1


@pytest.mark.parametrize(
    ("name", "because"),
    [("n" * 200, "«\u00a0name\u00a0» a 200 caractères, et 150 au plus"), ("A\0da", "contient un caractère nul")],
)
def test_it_names_the_row_of_an_older_backup_that_postgresql_does_not_take(tmp_path, kept, new_database, name, because):
    longer = tmp_path / "longue.zip"
    renamed(kept, longer, name)
    on_sqlite = Installation(tmp_path / "sqlite")
    on_sqlite.balise("restore", str(longer))

    second = Installation(tmp_path / "apres", new_database("postgresql"))
    done = second.run("-m", "balise", "restore", str(longer))

    assert done.returncode == 2
    assert "de la table «\u00a0accounts_user\u00a0»" in done.stderr
    assert because in done.stderr
    assert "Traceback" not in done.stderr


def test_it_restores_a_journal_that_still_refuses_to_be_rewritten(tmp_path, kept, new_database):
    second = Installation(tmp_path / "apres", new_database("postgresql" if SERVER else "sqlite"))
    second.balise("restore", str(kept))

    for statement in ("UPDATE journal_entry SET actor_name = 'X'", "DELETE FROM journal_entry"):
        done = second.run("-m", "balise", "manage", "shell", "-c", EXECUTE.format(statement))
        assert done.returncode != 0
    assert "0 anomalie" in second.balise("journal", "verify")


def test_it_says_that_an_authority_lost_its_journal_without_numbering_what_is_gone(tmp_path, kept):
    second = Installation(tmp_path / "apres")
    second.balise("restore", str(kept))
    forget = obstructed(second)
    for statement in ("DROP TRIGGER journal_entry_no_delete", "DELETE FROM journal_entry", "DELETE FROM journal_head"):
        forget(statement)

    done = second.run("-m", "balise", "journal", "verify")

    assert done.returncode == 1
    assert "■ Commune de valbrise\u00a0: la collectivité n’a plus de journal du tout." in done.stdout
    assert "n°" not in done.stdout


def test_it_refuses_a_backup_sealed_by_another_key(tmp_path, kept):
    elsewhere = Installation(tmp_path / "ailleurs")
    elsewhere.environment["BALISE_JOURNAL_KEY"] = "une autre clé, assez longue"

    refused = elsewhere.run("-m", "balise", "restore", str(kept))
    elsewhere.balise("restore", "--key-lost", str(kept))
    verified = elsewhere.run("-m", "balise", "journal", "verify")

    assert refused.returncode == 2
    assert "scellée avec une autre clé" in refused.stderr
    assert verified.returncode == 0
    assert "scellé par une clé perdue jusqu’au n°" in verified.stdout


@pytest.mark.parametrize(
    "damage",
    ["truncated", "altered", "cut_in_a_table", "without_a_table", "escaping", "not_a_backup", "from_the_future"],
)
def test_it_refuses_a_backup_that_cannot_be_trusted(tmp_path, kept, damage):
    bad = tmp_path / "abimee.zip"
    sentence = DAMAGES[damage](kept, bad)
    empty = Installation(tmp_path / "apres")

    done = empty.run("-m", "balise", "restore", str(bad))

    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("evade*"))


def test_it_draws_no_key_for_a_backup_that_cannot_be_trusted_so_that_a_good_one_can_follow(tmp_path, filled_in):
    first = filled_in(tmp_path / "avant", keyless=True)
    first.balise("backup", str(tmp_path / "bonne.zip"))
    second = Installation(tmp_path / "apres").keyless()
    for damage in ("truncated", "altered", "cut_in_a_table", "without_a_table", "not_a_backup"):
        bad = tmp_path / f"{damage}.zip"
        DAMAGES[damage](tmp_path / "bonne.zip", bad)
        refused = second.run("-m", "balise", "restore", str(bad))
        assert (damage, refused.returncode, "Traceback" in refused.stderr) == (damage, 2, False)
        assert list(tmp_path.glob("apres/*")) == []

    too_soon = second.run("-m", "balise", "restore", str(tmp_path / "bonne.zip"))
    left = list(tmp_path.glob("apres/*"))
    shutil.copytree(first.folder / "secrets", second.folder / "secrets")
    second.balise("restore", str(tmp_path / "bonne.zip"))

    assert too_soon.returncode == 2
    assert "remettez d’abord le dossier" in too_soon.stderr
    assert left == []
    assert "0 anomalie" in second.balise("journal", "verify")


def test_it_is_readable_by_its_owner_alone(kept):
    assert kept.stat().st_mode & 0o077 == 0


def test_it_upgrades_a_database_of_the_first_day(tmp_path, new_database):
    engine = "postgresql" if SERVER else "sqlite"
    old = Installation(tmp_path / "ancien", new_database(engine))
    done = old.run(str(HERE / "first_day.py"))
    assert done.returncode == 0, done.stderr

    refused = old.run("-m", "balise", "serve", "--port", "1")
    old.balise("backup", str(tmp_path / "ancienne.zip"))
    old.balise("manage", "migrate")

    assert "version antérieure" in refused.stderr
    assert "0 anomalie" in old.balise("journal", "verify")
    new = Installation(tmp_path / "nouveau")
    new.balise("restore", str(tmp_path / "ancienne.zip"))
    assert "0 anomalie" in new.balise("journal", "verify")
    assert len(old.rows(tmp_path / "relue.zip")["tables/assessments.dossier.jsonl"]) == 1


def evidence_of(site: Installation) -> dict[str, bytes]:
    root = site.folder / "pieces"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


EXECUTE = 'from django.db import connection; connection.cursor().execute("{}")'


def obstructed(site: Installation, *tables: str) -> Callable[[str], None]:
    """Put tables in the way of the site, on SQLite, and return what executes a statement behind its back."""
    site.folder.mkdir(exist_ok=True)

    def execute(statement: str) -> None:
        database = sqlite3.connect(site.folder / "balise.sqlite3")
        with closing(database), database:
            database.execute(statement)

    for table in tables:
        execute(f"CREATE TABLE {table} (id INTEGER)")
    return execute


def orphan(good: Path, bad: Path) -> None:
    """Copy a backup, with a person who belongs to an authority that does not exist."""
    name = "tables/organisations.membership.jsonl"
    with ZipFile(good) as archive:
        rows = [json.loads(line) for line in archive.open(name)]
    written = "".join(json.dumps(row | {"authority_id": 987654}) + "\n" for row in rows).encode()

    def sign(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["digests"][name] = sha256(written).hexdigest()
        return json.dumps(manifest).encode()

    rewrite(good, bad, {name: lambda _content: written, "manifeste.json": sign})


def renamed(good: Path, bad: Path, name: str) -> None:
    """Copy a backup, its people given another name, as a version that measured nothing could have kept it."""
    table = "tables/accounts.user.jsonl"
    with ZipFile(good) as archive:
        rows = [json.loads(line) for line in archive.open(table)]
    written = "".join(json.dumps(row | {"name": name}) + "\n" for row in rows).encode()

    def sign(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["digests"][table] = sha256(written).hexdigest()
        return json.dumps(manifest).encode()

    rewrite(good, bad, {table: lambda _old: written, "manifeste.json": sign})


def truncate(good: Path, bad: Path) -> str:
    bad.write_bytes(good.read_bytes()[:-200])
    return "n’est pas une sauvegarde de Balise, ou elle est tronquée"


def alter(good: Path, bad: Path) -> str:
    rewrite(good, bad, {"tables/accounts.user.jsonl": lambda content: content.replace(b"valbrise", b"ailleurs")})
    return "n’a plus son empreinte"


def cut_in_a_table(good: Path, bad: Path) -> str:
    """Overwrite the middle of a table, where it is compressed; the list of the files stays readable."""
    with ZipFile(good) as archive:
        start = archive.getinfo("tables/accounts.user.jsonl").header_offset
    content = bytearray(good.read_bytes())
    content[start + 80 : start + 120] = bytes(40)
    bad.write_bytes(content)
    return "n’est pas une sauvegarde de Balise, ou elle est tronquée"


def drop_a_table(good: Path, bad: Path) -> str:
    name = "tables/accounts.user.jsonl"

    def forget(content: bytes) -> bytes:
        manifest = json.loads(content)
        del manifest["digests"][name]
        return json.dumps(manifest).encode()

    rewrite(good, bad, {"manifeste.json": forget})
    return "la table «\u00a0accounts.user\u00a0» n’y est pas"


def escape(good: Path, bad: Path) -> str:
    def add(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["digests"]["pieces/../../evade.txt"] = "0" * 64
        return json.dumps(manifest).encode()

    rewrite(good, bad, {"manifeste.json": add})
    return "nom de fichier interdit"


def write_something_else(_good: Path, bad: Path) -> str:
    bad.write_text("id,titre\n1,Réponse aux courriers\n", encoding="utf-8")
    return "n’est pas une sauvegarde de Balise"


def postdate(good: Path, bad: Path) -> str:
    rewrite(good, bad, {"manifeste.json": lambda content: content.replace(b'"format": 1', b'"format": 99')})
    return "vient d’une version plus récente"


def rewrite(good: Path, bad: Path, changes: dict[str, Callable[[bytes], bytes]]) -> None:
    with ZipFile(good) as source, ZipFile(bad, "w") as target:
        for name in source.namelist():
            target.writestr(name, changes.get(name, bytes)(source.read(name)))


DAMAGES = {
    "truncated": truncate,
    "altered": alter,
    "cut_in_a_table": cut_in_a_table,
    "without_a_table": drop_a_table,
    "escaping": escape,
    "not_a_backup": write_something_else,
    "from_the_future": postdate,
}
