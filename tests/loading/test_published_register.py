# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register of another installation, taken over: its public answers and no more, and nothing that is a trap."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.open_data.register_entries import BANK, ENTRY, entry

from balise.core.language import Language
from balise.core.notices import Channel
from balise.core.register import PUBLIC, RegisterEntry
from balise.loading.errors import InvalidData
from balise.loading.loss_report import Fate
from balise.loading.published_register import (
    LONGEST,
    SCHEMA,
    VERSION,
    PublishedImport,
    import_published,
)
from balise.loading.recognition import PUBLISHED_REGISTER
from balise.rendering.open_data import entry_json
from balise.rendering.open_data.addresses import Addresses

FR = Language.FRENCH
ADDRESSES = Addresses(
    entry=lambda entry: f"https://ia.montclair.example/r/{entry.id}/",
    register=lambda _: "https://ia.montclair.example/",
    download=lambda *_: "https://ia.montclair.example/",
    naming="ia.montclair.example,2026",
)


def record(published: RegisterEntry = ENTRY, **changes: object) -> dict[str, object]:
    return {**entry_json.entry_record(published, ADDRESSES), **changes}


def imported(content: object) -> PublishedImport:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "registre.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return import_published(path, BANK)


def refusal(content: object) -> str:
    with pytest.raises(InvalidData) as error:
        imported(content)
    assert {problem.code for problem in error.value.problems} == {"BAL-925"}
    return error.value.problems[0].sentence(FR).replace("\u00a0", " ")


def answered(**answers: object) -> dict[str, object]:
    return record(answers=answers)


def test_it_reads_the_schema_that_this_version_publishes():
    assert f"{SCHEMA}/{VERSION}" == entry_json.SCHEMA


@pytest.mark.parametrize("content", [record(), [record()]], ids=["one entry", "a register"])
def test_it_takes_the_public_answers_and_says_where_they_come_from(content):
    [found] = imported(content).entries

    assert found.address == "https://ia.montclair.example/r/tri-des-demandes/"
    assert found.authority == found.dossier.authority == "Ville de Valbrise"
    assert (found.dossier.id, found.dossier.title) == (f"{PUBLISHED_REGISTER}:tri-des-demandes", ENTRY.title)
    assert found.dossier.answers == {**ENTRY.answers, "summary": ENTRY.summary}


def test_it_leaves_decision_findings_notices_and_contact_there_and_says_why():
    result = imported([record(replace(ENTRY, missing_notices=(Channel.LETTER,)))])
    left = {column.name: column.reason for column in result.report.of_fate(Fate.IGNORED)}

    assert {
        "decision",
        "findings",
        "notices",
        "contact",
        "unit",
        "status",
        "review_on",
        "tool",
        "missing_notices",
    } <= left.keys()
    assert all(left.values())
    assert result.report.of_fate(Fate.UNUSED) == ()
    assert ENTRY.contact not in str(result.dossiers)


def test_it_reports_a_question_of_a_newer_bank_and_reads_the_rest():
    result = imported(answered(purpose="Répondre plus vite.", question_of_2031="yes"))

    assert result.entries[0].dossier.answers["purpose"] == "Répondre plus vite."
    assert [column.name for column in result.report.of_fate(Fate.UNUSED)] == ["answers.question_of_2031"]


def test_it_takes_no_answer_that_residents_may_not_read():
    result = imported(answered(accountable_owner="Nadia Belkacem", purpose="Répondre."))

    assert "accountable_owner" not in result.entries[0].dossier.answers


def test_it_reports_a_word_that_its_question_does_not_know():
    result = imported(answered(personal_data="perhaps"))

    assert "personal_data" not in result.entries[0].dossier.answers
    assert "« perhaps » × 1" in " ".join(result.report.summary_lines(FR)).replace("\u00a0", " ")


@given(st.lists(st.sampled_from(sorted(PUBLIC & ENTRY.answers.keys())), unique=True))
def test_what_is_public_comes_back_identical(names):
    published = entry(answers={name: ENTRY.answers[name] for name in names})

    [found] = imported([record(published)]).entries

    assert found.dossier.answers == {**published.answers, "summary": published.summary}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "le JSON est mal formé"),
        (b"{", "le JSON est mal formé"),
        (b"\xff\xfe\x00", "il n’est pas en UTF-8"),
        (b"[" * 100_000, "le JSON est démesuré"),
        (b'{"schema": NaN}', "le JSON est démesuré"),
        (b"[" + b"9" * 5000 + b"]", "le JSON est démesuré"),
        ([], "il ne contient aucune fiche"),
        ("texte", "il ne dit pas être au format « balise-register-entry/1 »"),
        ([1], "il ne dit pas être au format « balise-register-entry/1 »"),
        ({"title": "Tri"}, "il ne dit pas être au format « balise-register-entry/1 »"),
        (record(schema="balise-register-entry/2"), "cette version de Balise lit le format 1"),
    ],
)
def test_it_refuses_a_file_that_is_no_published_register(content, reason):
    assert reason in refusal(content)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (record(title=12), "« title » manque"),
        (record(title=" "), "« title » manque"),
        (record(id="../../etc"), "« id » manque"),
        (record(authority="Ville"), "« authority » manque"),
        (record(authority={"name": ["Ville"]}), "« authority.name » manque"),
        (record(address="javascript:alert(1)"), "« address » manque"),
        (record(address="https://"), "« address » manque"),
        (record(address="https://ia.example/r/\ta/"), "« address » manque"),
        (record(address="https://ia.example/r/\u2003a/"), "« address » manque"),
        (record(address="https://ia.example/r/\x85a/"), "« address » manque"),
        (record(address="https://ia.montclair.example@piege.example/r/a/"), "« address » manque"),
        (record(address="https://piege.example\\.montclair.example/r/a/"), "« address » manque"),
        (record(title="Tri\ndes courriers"), "« title » manque"),
        (record(authority={"name": "Ville\u2028de Montclair"}), "« authority.name » manque"),
        ({**record(), "answers.purpose": "Trier"}, "« answers.purpose » porte un point dans son nom"),
        ({**record(), "answers.purpose": "<script>x</script>"}, "« answers.purpose » porte un point dans son nom"),
        (record(answers=[]), "« answers » manque"),
        (record(summary={"fr": "x"}), "« summary » manque"),
        (answered(purpose={"a": 1}), "« answers.purpose » manque"),
        (answered(purpose=["a"]), "« answers.purpose » manque"),
        (answered(audience="residents"), "« answers.audience » manque"),
        (answered(audience=[["residents"]]), "« answers.audience » manque"),
        (answered(decisions_per_year="12"), "« answers.decisions_per_year » manque"),
        (answered(decisions_per_year=True), "« answers.decisions_per_year » manque"),
        (answered(unknown_question={"a": {"b": 1}}), "« answers.unknown_question » manque"),
        (answered(**{"\ud800": "x"}), "un nom de champ contient des caractères invisibles"),
        ({**record(), "\x1b[2J.": 1}, "un nom de champ contient des caractères invisibles"),
        (answered(purpose="Lire \x9b2J"), "« answers.purpose » contient des caractères invisibles"),
        (answered(purpose="Lire \x1b[2J"), "« answers.purpose » contient des caractères invisibles"),
        (record(summary="é" * (LONGEST + 1)), "« summary » dépasse"),
    ],
)
def test_it_refuses_an_entry_that_holds_what_no_entry_holds(content, reason):
    assert reason in refusal(content)


@pytest.mark.parametrize(
    "words",
    [
        "Le tool remplace <nom> par X",
        "Signalez à <ia@ville.example>",
        "@ville sur les réseaux",
        '=HYPERLINK("https://x")',
        "<script>alert(1)</script>",
    ],
)
def test_signs_of_markup_or_of_a_formula_are_words_like_others(words):
    (entry,) = imported(answered(purpose=words)).entries

    assert entry.dossier.answers["purpose"] == words


@pytest.mark.parametrize("depth", [50, 300, 900, 960, 985])
def test_a_deep_file_is_read_or_refused_and_never_fails(depth):
    content = json.dumps(record(findings=[])).replace('"findings": []', '"findings": ' + "[" * depth + "]" * depth)

    with TemporaryDirectory() as folder:
        path = Path(folder) / "registre.json"
        path.write_text(content, encoding="utf-8")
        with suppress(InvalidData):
            assert import_published(path, BANK).entries[0].dossier.title == ENTRY.title


def test_it_reads_the_sound_entries_beside_one_that_is_a_trap_and_tells_which():
    result = imported([record(id="piege", title="Tri\u202e"), record()])

    assert [found.dossier.title for found in result.entries] == [ENTRY.title]
    assert [str(problem.place.line) for problem in result.report.refused] == ["1"]
    assert (result.report.rows.read, result.report.rows.imported) == (2, 1)


@pytest.mark.parametrize(
    "text", ["- un premier point", "+33 3 88 60 90 90", "Moins de 3 % : a < 3", "délai < un mois", "R&D"]
)
def test_it_takes_an_honest_text_that_only_looks_odd(text):
    assert imported(answered(purpose=text)).entries[0].dossier.answers["purpose"] == text
