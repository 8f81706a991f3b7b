# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise detect`` and ``balise pseudonymise``: what a person finds in their files, and what goes wrong, in words."""

import json
import stat

import pytest

from balise.core.personal_data import PERSONAL_DATA_WORDS
from balise.gateway.pseudonyms.kinds import Kind

LETTER = "Mme Léa Martin, née le 12/03/1981, 06 12 34 56 78.\r\nÀ revoir [PERSONNE_1].\n"


@pytest.fixture
def texts(tmp_path):
    def write(*lines):
        (tmp_path / "textes.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return tmp_path / "textes.jsonl"

    return write


@pytest.fixture
def letter(tmp_path):
    (tmp_path / "courrier.txt").write_bytes(LETTER.encode())
    return tmp_path / "courrier.txt"


def test_detect_writes_a_line_a_text_in_code_points(balise, texts, tmp_path):
    out = tmp_path / "donnees.jsonl"
    path = texts(json.dumps({"id": "a", "text": "😀 Mme Léa Martin"}), "", json.dumps({"id": 2, "text": "rien"}))
    answer = balise("detect", path, "--out", out)

    assert (answer.code, answer.out) == (0, "")
    assert [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()] == [
        {"id": "a", "spans": [[6, 16, "person"]]},
        {"id": 2, "spans": []},
    ]


def test_detect_answers_on_the_standard_output_by_default(balise, texts):
    answer = balise("detect", texts('{"id": "a", "text": "a@b.fr"}'))

    assert json.loads(answer.out) == {"id": "a", "spans": [[0, 6, "email"]]}


def test_detect_spares_officials_when_asked(balise, texts):
    path = texts(json.dumps({"id": "a", "text": "Mme la maire, Anne Durand, répond."}))

    assert json.loads(balise("detect", path).out)["spans"]
    assert json.loads(balise("detect", path, "--spare-officials").out)["spans"] == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "ligne 2 : ce n’est pas du JSON"),
        ("[1]", "ligne 2 : ce n’est pas du JSON"),
        ('{"id": "a"}', "ligne 2 : il manque « text »"),
        ('{"text": "a"}', "ligne 2 : il manque « id »"),
        ('{"id": true, "text": "a"}', "ligne 2 : il manque « id »"),
    ],
)
def test_detect_tells_the_line_that_is_wrong(balise, texts, line, told):
    answer = balise("detect", texts('{"id": "a", "text": "b"}', line))

    assert answer.code == 2
    assert told in answer.said
    assert answer.out == ""


def test_detect_tells_it_in_english(balise, texts):
    assert "line 1: “text” is missing" in balise("--lang", "en", "detect", texts('{"id": 1}')).said


def test_detect_refuses_to_write_over_what_it_reads(balise, texts):
    path = texts('{"id": "a", "text": "b"}')

    assert "serait perdu" in balise("detect", path, "--out", path).said


def test_a_file_that_is_not_utf8_is_told(balise, tmp_path):
    (tmp_path / "latin.txt").write_bytes("né".encode("latin-1"))
    answer = balise("pseudonymise", tmp_path / "latin.txt", "--mapping", tmp_path / "t.json")

    assert answer.code == 2
    assert "n’est pas écrit en UTF-8" in answer.said


def test_a_text_goes_and_comes_back_to_the_byte(balise, letter, tmp_path):
    table, sent, back = tmp_path / "table.json", tmp_path / "envoi.txt", tmp_path / "retour.txt"
    answer = balise("pseudonymise", letter, "--mapping", table, "--out", sent)

    assert answer.code == 0
    assert "nom de personne × 1" in answer.said
    assert sent.read_bytes().decode() == (
        "Mme [PERSONNE_1], née le [DATE_DE_NAISSANCE_1], [TELEPHONE_1].\r\nÀ revoir [TEXTE_1].\n"
    )
    assert balise("pseudonymise", sent, "--mapping", table, "--restore", "--out", back).code == 0
    assert back.read_bytes() == letter.read_bytes()


def test_the_table_is_for_its_owner_alone(balise, letter, tmp_path):
    table = tmp_path / "table.json"
    balise("pseudonymise", letter, "--mapping", table)

    assert stat.S_IMODE(table.stat().st_mode) == 0o600


def test_a_second_text_keeps_the_placeholders_of_the_first(balise, letter, tmp_path):
    table = tmp_path / "table.json"
    balise("pseudonymise", letter, "--mapping", table)
    (tmp_path / "suite.txt").write_text("Mme Zoé Roux écrit à Mme Léa Martin.", encoding="utf-8")

    answer = balise("pseudonymise", tmp_path / "suite.txt", "--mapping", table)
    assert answer.out == "Mme [PERSONNE_2] écrit à Mme [PERSONNE_1]."


def test_a_table_is_needed_and_must_be_one(balise, letter, tmp_path):
    (tmp_path / "autre.json").write_text("[1]", encoding="utf-8")

    assert "--mapping TABLE.json" in balise("pseudonymise", letter).said
    missing = balise("pseudonymise", letter, "--restore", "--mapping", tmp_path / "x.json")
    assert "n’existe pas" in missing.said
    wrong = balise("pseudonymise", letter, "--mapping", tmp_path / "autre.json")
    assert "n’est pas une table écrite par cette commande" in wrong.said
    assert {missing.code, wrong.code} == {2}


def test_a_text_without_personal_data_says_so(balise, tmp_path):
    (tmp_path / "vide.txt").write_text("Le conseil se réunit.", encoding="utf-8")
    answer = balise("pseudonymise", tmp_path / "vide.txt", "--mapping", tmp_path / "t.json")

    assert answer.out == "Le conseil se réunit."
    assert "Aucune donnée personnelle trouvée." in answer.said


def test_every_kind_has_its_words():
    assert set(PERSONAL_DATA_WORDS) == {kind.value for kind in Kind}
