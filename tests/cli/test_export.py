# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise export``: dossiers as the file of another register, with what was lost; and a register there and back."""

import csv
import json
import os
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from tests.cli.conftest import ROOT
from tests.cli.test_site_commands import run
from tests.rendering.open_data.register_entries import ENTRY

from balise.loading.targets import shipped_targets
from balise.rendering.open_data.addresses import Addresses
from balise.rendering.open_data.entry_json import entry_record

ADDRESSES = Addresses(
    entry=lambda entry: f"https://ia.montclair.example/r/{entry.id}/",
    register=lambda _: "https://ia.montclair.example/",
    download=lambda *_: "https://ia.montclair.example/",
    naming="ia.montclair.example,2026",
)
VALBRISE = "examples/valbrise"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", shipped_targets())
def test_it_writes_dossiers_in_the_format_of_each_register_that_ships(balise, tmp_path, name):
    written = balise("export", VALBRISE, "--to", name, "--out", tmp_path / "registre", "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))

    assert (written.code, written.err) == (0, "")
    assert "Fiches exportées : 12" in written.said
    assert (report["target"], report["entries"]) == (name, 12)
    assert (tmp_path / "registre").stat().st_size > 1000


def test_it_never_writes_what_is_internal_to_a_dossier_and_says_so(balise, tmp_path):
    dossier = tmp_path / "d.yaml"
    dossier.write_text(
        "id: tri\ntitle: Tri\nanswers:\n  summary: Range les courriers.\n  accountable_owner: Nadia Belkacem\n",
        encoding="utf-8",
    )
    balise("export", dossier, "--to", "etalab-inventaire", "--out", tmp_path / "e.csv", "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))

    assert "Nadia" not in (tmp_path / "e.csv").read_text(encoding="utf-8")
    assert [loss["fact"] for loss in report["losses"] if loss["kind"] == "internal"] == ["accountable_owner"]


def test_it_tells_the_losses_on_the_screen_as_text_or_as_a_page(balise, tmp_path):
    out, page = tmp_path / "e.csv", tmp_path / "pertes.html"
    screen = balise("export", VALBRISE, "--to", "etalab-inventaire", "--out", out, "--report", "-")
    balise("export", VALBRISE, "--to", "etalab-inventaire", "--out", out, "--report", page)

    assert "Rapport de pertes" in screen.said
    assert "Interne au dossier, jamais écrit" in screen.said
    assert "<title>Export vers Inventaire des algorithmes publics" in page.read_text(encoding="utf-8").replace(
        "\u00a0", " "
    )


def test_it_names_the_registers_when_there_is_none_of_that_name(balise, tmp_path):
    refused = balise("export", VALBRISE, "--to", "etalab", "--out", tmp_path / "e.csv")

    assert refused.code == 2
    assert "BAL-923 Le registre visé « etalab » n’existe pas." in refused.said
    assert all(name in refused.said for name in shipped_targets())
    assert not (tmp_path / "e.csv").exists()


def test_it_leaves_with_one_when_asked_to_lose_nothing_and_something_is_lost(balise, tmp_path):
    lost = balise("export", VALBRISE, "--to", "uk-atrs", "--out", tmp_path / "uk.csv", "--strict")

    assert lost.code == 1


def test_it_does_not_overwrite_what_it_reads(balise, tmp_path):
    dossier = tmp_path / "d.yaml"
    dossier.write_text("id: tri\ntitle: Tri\nanswers: {}\n", encoding="utf-8")
    refused = balise("export", dossier, "--to", "uk-atrs", "--out", dossier)

    assert refused.code == 2
    assert "serait perdu" in refused.said
    assert dossier.read_text(encoding="utf-8").startswith("id: tri")


def test_it_refuses_one_file_for_the_export_and_its_report_before_writing_anything(balise, tmp_path):
    same = tmp_path / "pertes.json"
    refused = balise("export", VALBRISE, "--to", "uk-atrs", "--out", same, "--report", tmp_path / "." / "pertes.json")

    assert refused.code == 2
    assert "serait perdu" in refused.said
    assert list(tmp_path.iterdir()) == []


def test_an_import_refuses_one_file_for_the_dossiers_and_its_report_before_writing_anything(balise, tmp_path):
    source, same = tmp_path / "etalab.csv", tmp_path / "d.json"
    balise("export", VALBRISE, "--to", "etalab-inventaire", "--out", source)
    refused = balise("import", source, "--mapping", "etalab-inventaire", "--out", same, "--report", same)

    assert refused.code == 2
    assert "serait perdu" in refused.said
    assert not same.exists()


def test_it_refuses_to_write_a_file_where_a_folder_stands(balise, tmp_path):
    refused = balise("export", VALBRISE, "--to", "uk-atrs", "--out", tmp_path)

    assert refused.code == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="an administrator writes anywhere")
def test_it_leaves_the_former_file_whole_and_nothing_beside_it_when_the_place_cannot_be_written(tmp_path):
    former = tmp_path / "uk.csv"
    former.write_bytes(b"un ancien export\n")
    tmp_path.chmod(0o555)
    try:
        refused = run(ROOT, "export", VALBRISE, "--to", "uk-atrs", "--out", str(former), bare=True)
    finally:
        tmp_path.chmod(0o755)

    assert refused.returncode == 2, refused.stderr
    assert "Impossible d’écrire" in refused.stderr
    assert former.read_bytes() == b"un ancien export\n"
    assert [path.name for path in tmp_path.iterdir()] == ["uk.csv"]


def test_it_writes_the_texts_of_dossiers_as_french_whatever_the_language_of_the_screen(balise, tmp_path):
    for language in ("fr", "en"):
        out = tmp_path / f"{language}.csv"
        assert balise("export", VALBRISE, "--to", "canada-ai-register", "--out", out, "--lang", language).code == 0

    assert (tmp_path / "en.csv").read_bytes() == (tmp_path / "fr.csv").read_bytes()


def test_it_gives_a_register_back_with_the_identifiers_that_it_came_with(balise, tmp_path):
    source = tmp_path / "source.csv"
    first = balise("export", VALBRISE, "--to", "canada-ai-register", "--out", source)
    there = balise("import", source, "--mapping", "canada-ai-register", "--out", tmp_path / "d.jsonl")
    back = balise("export", tmp_path / "d.jsonl", "--to", "canada-ai-register", "--out", tmp_path / "back.csv")

    assert (first.code, there.code, back.code) == (0, 0, 0)
    assert table(tmp_path / "back.csv") == table(source)


def test_it_is_about_an_installation_that_exists(balise, tmp_path):
    refused = balise("export", "--to", "uk-atrs", "--out", tmp_path / "uk.csv", BALISE_DATA_DIR=str(tmp_path / "x"))

    assert refused.code == 2
    assert "Il n’y a pas d’installation de Balise ici" in refused.said


def test_it_takes_an_authority_or_dossiers_not_both(balise, tmp_path):
    refused = balise("export", VALBRISE, "--to", "uk-atrs", "--out", tmp_path / "uk.csv", "--authority", "valbrise")

    assert refused.code == 2
    assert "retirez DOSSIERS" in refused.said


def test_an_import_names_the_mapping_that_reads_the_file_when_it_is_given_another(balise, tmp_path):
    source = tmp_path / "atrs.csv"
    balise("export", VALBRISE, "--to", "uk-atrs", "--out", source)
    refused = balise("import", source, "--mapping", "nl-algorithm-standard", "--out", tmp_path / "d.jsonl")

    assert refused.code == 2
    assert "BAL-924 Ce fichier ressemble à du CSV" in refused.said
    assert "la correspondance « nl-algorithm-standard » lit du JSON." in refused.said
    assert "qui lisent ce fichier : uk-atrs." in refused.said


def test_an_import_takes_the_register_that_another_installation_publishes(balise, tmp_path):
    source = tmp_path / "registre.json"
    source.write_text(json.dumps([entry_record(ENTRY, ADDRESSES)]), encoding="utf-8")
    taken = balise("import", source, "--mapping", "balise-registre", "--out", tmp_path / "d.jsonl")
    [line] = (tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()

    assert taken.code == 0
    assert "Lignes lues : 1 ; dossiers : 1 ; lignes refusées : 0" in taken.said
    assert json.loads(line)["answers"]["purpose"] == ENTRY.answers["purpose"]
    assert "contact" not in json.loads(line)["answers"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\ufeffNom de l'administration concernée,id\r\nVille de Valbrise,tri\r\n".encode(), "du CSV"),
        ("Nom de l’administration;id\r\nVille de Valbrise;tri\r\n".encode("cp1252"), "du CSV"),
        (b"PK\x03\x04\x14\x00\x06\x00\xff\xfe", "un classeur de tableur"),
    ],
)
def test_an_import_given_the_table_of_an_installation_names_the_file_to_take(balise, tmp_path, content, said):
    source = tmp_path / "registre.csv"
    source.write_bytes(content)
    refused = balise("import", source, "--mapping", "balise-registre", "--out", tmp_path / "d.jsonl")

    assert refused.code == 2
    assert "BAL-925" in refused.said
    assert f"il ressemble à {said}" in refused.said
    assert "« registre.json »" in refused.said
    assert "mal formé" not in refused.said


def test_an_import_says_that_broken_json_is_broken(balise, tmp_path):
    source = tmp_path / "registre.json"
    source.write_text('[{"schema": "balise-register-entry/1",\n  "id": }]\n', encoding="utf-8")
    refused = balise("import", source, "--mapping", "balise-registre", "--out", tmp_path / "d.jsonl")

    assert "le JSON est mal formé" in refused.said


def test_an_import_names_the_register_of_balise_when_it_is_given_to_another_mapping(balise, tmp_path):
    source = tmp_path / "registre.json"
    source.write_text(json.dumps([entry_record(ENTRY, ADDRESSES)]), encoding="utf-8")
    mapping = tmp_path / "m.yaml"
    shipped = Path(str(files("balise.loading"))) / "mappings" / "uk-atrs.yaml"
    mapping.write_text(shipped.read_text(encoding="utf-8") + "\nreads: {format: csv}\n", encoding="utf-8")
    refused = balise("import", source, "--mapping", mapping, "--out", tmp_path / "d.jsonl")

    assert refused.code == 2
    assert "qui lisent ce fichier : balise-registre." in refused.said
