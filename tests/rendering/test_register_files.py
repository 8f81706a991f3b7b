# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Entries exported to other registers, and read back by the import: what is not in the losses is intact."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.open_data.register_entries import ENTRY, REGISTERS, entry
from tests.strategies import any_answer_to

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier
from balise.core.interchange import AUTHORITY, ID, TITLE, LossKind, Target, facts_of, limits, shown, write_dossier
from balise.core.language import Language
from balise.core.register import PublicStatus, RegisterEntry
from balise.loading.errors import InvalidData
from balise.loading.importing import import_register
from balise.loading.mapping_files import load_mapping
from balise.loading.questions import shipped_bank
from balise.loading.targets import load_target, shipped_targets
from balise.rendering.register_files import RegisterFile, register_file, written_file

CANADA, ETALAB, NETHERLANDS, UNITED_KINGDOM = (
    "canada-ai-register",
    "etalab-inventaire",
    "nl-algorithm-standard",
    "uk-atrs",
)


_WRITTEN = st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda text: any(map(str.isalnum, text)))
_ANSWER_TO = {name: any_answer_to(question) for name, question in shipped_bank().by_id.items()}
DOSSIERS = st.lists(
    st.builds(
        Dossier,
        id=st.from_regex(r"[a-z0-9]{1,12}(-[a-z0-9]{1,120})?", fullmatch=True),
        title=_WRITTEN.map(str.strip),
        authority=st.none() | _WRITTEN,
        answers=st.lists(st.sampled_from(sorted(_ANSWER_TO)), unique=True, max_size=8).flatmap(
            lambda names: st.fixed_dictionaries({name: _ANSWER_TO[name] for name in names})
        ),
    ),
    max_size=3,
    unique_by=lambda item: item.id,
)


def address_of(entry: RegisterEntry) -> str:
    return f"https://ia.valbrise.example/r/{entry.id}"


def exported(name: str, *entries: RegisterEntry) -> RegisterFile:
    return register_file(entries, load_target(name), address_of)


def reread(exported_file: RegisterFile, target: Target) -> list[Dossier]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"register.{target.format.value}"
        path.write_bytes(exported_file.content)
        return import_register(path, load_mapping(target.id), shipped_bank()).dossiers


def rows(exported_file: RegisterFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(exported_file.content.decode("utf-8-sig"), newline="")))


def back(dossier: Dossier, name: str) -> dict[str, AnswerValue | None]:
    """Return all that an import gives back, by the names that an export gives to what it writes."""
    identifier = dossier.id.removeprefix(f"{name}:")
    return {ID: identifier, TITLE: dossier.title, AUTHORITY: dossier.authority, **dossier.answers}


def assert_told(
    file: RegisterFile, entry_: str, facts: dict[str, AnswerValue], came: dict[str, AnswerValue | None]
) -> None:
    """What no loss names is as it was; what is only said to be less precise, or cut, has left something."""
    lost: dict[str, set[LossKind]] = {}
    for loss in file.report.of(entry_):
        lost.setdefault(loss.fact, set()).add(loss.kind)
    nowhere = {
        LossKind.NOT_READ,
        LossKind.UNSAID,
        LossKind.NO_WORD,
        LossKind.INTERNAL,
        LossKind.ALTERED,
        LossKind.UNFIT,
    }
    assert {fact: came.get(fact) for fact in facts.keys() - lost.keys()} == {
        fact: facts[fact] for fact in facts.keys() - lost.keys()
    }
    assert {fact for fact in facts if fact in lost and not lost[fact] & nowhere and came.get(fact) is None} == set()
    assert came.keys() - {ID, TITLE, AUTHORITY} <= facts.keys()


def kinds(exported_file: RegisterFile, fact: str) -> list[LossKind]:
    return [loss.kind for loss in exported_file.report.losses if loss.fact == fact]


def test_it_exports_to_four_registers():
    assert shipped_targets() == (CANADA, ETALAB, NETHERLANDS, UNITED_KINGDOM)


def test_it_names_the_nearest_register_when_there_is_none_of_that_name():
    with pytest.raises(InvalidData) as error:
        load_target("canada-ai-registr")

    assert [problem.code for problem in error.value.problems] == ["BAL-923"]


@pytest.mark.parametrize("name", shipped_targets())
class TestEveryTarget:
    def test_each_column_says_only_what_an_entry_can_say(self, name):
        known = shipped_bank().by_id.keys() | facts_of(ENTRY, "https://…").keys() | {"entry:ended_on"}

        assert load_target(name).facts <= known

    def test_each_nearest_word_is_for_an_answer_of_the_question(self, name):
        for column in load_target(name).columns:
            near = {choice for key in column.near for choice in shown(key).split("|")}
            assert not near or near <= set(shipped_bank().by_id[column.fact].choice_ids())

    def test_every_column_that_the_import_reads_is_written(self, name):
        columns = {column.name for column in load_target(name).columns}

        assert set(load_mapping(name).columns_read()) <= columns

    @given(REGISTERS)
    def test_what_is_not_in_the_losses_comes_back_identical_and_nothing_else_does(self, name, entries):
        target = load_target(name)
        file = register_file(entries, target, address_of)
        dossiers = reread(file, target) if entries else []

        assert len(dossiers) == len(entries)
        for entry_, dossier in zip(entries, dossiers, strict=True):
            assert_told(file, entry_.id, facts_of(entry_, address_of(entry_)), back(dossier, name))

    @given(DOSSIERS)
    def test_so_it_is_of_dossiers_that_nobody_published(self, name, dossiers):
        target = load_target(name)
        file = written_file((write_dossier(dossier, target) for dossier in dossiers), target)
        returned = reread(file, target) if dossiers else []

        assert len(returned) == len(dossiers)
        for dossier, came in zip(dossiers, returned, strict=True):
            said = {ID: dossier.id, TITLE: dossier.title, AUTHORITY: dossier.authority, **dossier.answers}
            facts = {fact: value for fact, value in said.items() if value not in (None, "", ())}
            assert_told(file, dossier.id, facts, back(came, name))

    def test_an_empty_register_is_still_a_file(self, name):
        file = exported(name)

        assert file.content
        assert (file.report.entries, file.report.losses) == (0, ())


class TestCanada:
    def test_it_writes_the_24_columns_of_the_register(self):
        text = exported(CANADA, ENTRY).content.decode("utf-8-sig")

        assert len(text.splitlines()[0].split(",")) == 24

    def test_it_gives_each_language_its_own_word(self):
        [row] = rows(exported(CANADA, ENTRY))

        assert row["ai_system_primary_users_fr"] == "Les employés et le public"
        assert row["ai_system_primary_users_en"] == "Both employees and public"
        assert (row["ai_system_status_fr"], row["ai_system_status_en"]) == ("En production", "In production")

    def test_it_says_that_nobody_translated_the_texts(self):
        file = exported(CANADA, ENTRY)

        assert rows(file)[0]["description_ai_system_en"] == ""
        assert kinds(file, "summary") == [LossKind.UNTRANSLATED]

    def test_an_english_entry_fills_the_english_column(self):
        file = register_file([ENTRY], load_target(CANADA), language=Language.ENGLISH)

        assert rows(file)[0]["description_ai_system_en"] == ENTRY.summary
        assert rows(file)[0]["description_ai_system_fr"] == ""

    def test_an_audience_without_a_word_is_left_out_whole(self):
        file = exported(CANADA, entry(answers={"audience": ("residents", "councillors")}))

        assert rows(file)[0]["ai_system_primary_users_fr"] == ""
        assert kinds(file, "audience") == [LossKind.NO_WORD, LossKind.NO_WORD]

    def test_a_trial_is_called_production_and_the_report_says_so(self):
        file = exported(CANADA, entry(status=PublicStatus.TRIAL))

        assert rows(file)[0]["ai_system_status_fr"] == "En production"
        assert kinds(file, "project_status") == [LossKind.APPROXIMATE, LossKind.APPROXIMATE]

    def test_a_word_that_the_register_takes_for_a_blank_is_told(self):
        file = exported(CANADA, entry(answers={"data_sources": "À déterminer."}))

        assert LossKind.ALTERED in kinds(file, "data_sources")


class TestEtalab:
    def test_it_fills_the_headings_of_the_guide(self):
        [row] = rows(exported(ETALAB, ENTRY))

        assert len(row) == 21
        assert row["Niveau d'automatisation de la décision"] == "l’outil propose une décision, un agent tranche"
        assert row["Public concerné par la décision"] == "habitants et usagers; agents"
        assert row["Date de mise à jour des informations"] == "2026-11-03"
        assert row["Ressources connexes (décision)"] == "https://ia.valbrise.example/r/tri-des-demandes"

    def test_it_answers_the_headings_in_sentences(self):
        answers = {**ENTRY.answers, "data_class": "personal", "special_categories": "no", "children_data": "yes"}
        file = exported(ETALAB, entry(answers={**answers, "override_possible": "yes"}))
        [row] = rows(file)

        assert row["Comment et quand l'algorithme intervient-il dans la prise de décision ?"] == (
            "L’outil propose une décision, un agent tranche. Chaque résultat est relu. "
            "L’agent peut s’écarter du résultat de l’outil."
        )
        assert row["Données traitées"] == (
            "Les plus protégées sont des données personnelles. Des données sur des personnes sont traitées. Aucune "
            "donnée sur la santé, les opinions, la religion, l’origine ou la vie intime n’est traitée. Des données "
            "sur des enfants sont traitées."
        )
        [dossier] = reread(file, load_target(ETALAB))
        told = ("automation_level", "human_review", "override_possible", "data_class", "personal_data")
        for question in (*told, "special_categories", "children_data"):
            assert dossier.answers[question] == {**answers, "override_possible": "yes"}[question]
            assert kinds(file, question) == []

    def test_an_answer_that_nobody_gave_adds_no_sentence(self):
        [row] = rows(exported(ETALAB, entry(answers={"human_review": "none"})))

        assert row["Comment et quand l'algorithme intervient-il dans la prise de décision ?"] == (
            "Aucun résultat n’est relu."
        )
        assert row["Données traitées"] == ""

    def test_no_cell_can_be_run_by_a_spreadsheet(self):
        formula = '=HYPERLINK("https://ailleurs.example";"Lire")'
        file = exported(ETALAB, entry(title=formula, answers={"purpose": "+A1"}))
        [row] = rows(file)

        assert row["Nom de l'algorithme"] == "'" + formula
        assert row["Finalité de l'algorithme"] == "'+A1"

    def test_the_mark_that_keeps_a_cell_from_being_run_is_taken_away_by_the_import(self):
        formula = '=HYPERLINK("https://ailleurs.example";"Lire")'
        file = exported(ETALAB, entry(title=formula, answers={"purpose": "'+A1"}))
        [dossier] = reread(file, load_target(ETALAB))

        assert kinds(file, TITLE) == kinds(file, "purpose") == []
        assert (dossier.title, dossier.answers["purpose"]) == (formula, "'+A1")

    def test_a_number_is_no_formula(self):
        file = exported(ETALAB, entry(answers={"decisions_per_year": -1}))

        assert rows(file)[0]["Nombre de décisions administratives prises par an"] == "-1"
        assert kinds(file, "decisions_per_year") == []


class TestNetherlands:
    def record(self, **changes: object) -> dict[str, object]:
        return dict(json.loads(exported(NETHERLANDS, entry(**changes)).content)[0])

    def test_it_writes_the_fields_of_the_standard(self):
        record = self.record()

        assert len(record) == 29
        assert (record["status"], record["category"]) == ("In gebruik", ["Verkeer"])
        assert (record["lang"], record["standard_version"]) == (None, "1.0")
        assert (record["begin_date"], record["source_id"]) == ("2026-03", "tri-des-demandes")

    @given(st.integers(0, 6000))
    def test_no_text_is_longer_than_its_field(self, length):
        text = "a" * length
        record = self.record(title=text, summary=text, contact=text, answers=dict.fromkeys(("purpose", "vendor"), text))
        longest = {column.name: column.longest for column in load_target(NETHERLANDS).columns if column.longest}

        assert [name for name, most in longest.items() if len(str(record[name] or "")) > most] == []

    def test_a_text_too_long_is_cut_and_told(self):
        file = exported(NETHERLANDS, entry(summary="é" * 401))
        [record] = json.loads(file.content)

        assert len(record["description_short"]) == 400
        assert record["description_short"].endswith("…")
        assert LossKind.CUT in kinds(file, "summary")

    def test_a_text_of_just_the_length_is_whole(self):
        assert LossKind.CUT not in kinds(exported(NETHERLANDS, entry(summary="é" * 400)), "summary")

    def test_it_names_what_the_standard_requires_and_the_entry_lacks(self):
        report = exported(NETHERLANDS, entry(summary="", status=PublicStatus.REFUSED)).report
        lacking = [loss.column for loss in report.losses if loss.kind is LossKind.LACKING]

        assert lacking == ["description_short", "status", "publication_category", "lang"]

    def test_it_says_that_french_texts_are_to_be_translated(self):
        assert kinds(exported(NETHERLANDS, ENTRY), "purpose") == [LossKind.UNTRANSLATED]

    def test_a_day_becomes_a_month_and_the_report_says_so(self):
        assert kinds(exported(NETHERLANDS, ENTRY), "in_service_on") == [LossKind.APPROXIMATE, LossKind.NOT_READ]

    def test_identifiers_stay_apart_when_they_are_cut(self):
        long = [entry(id=f"{'a' * 110}-{number}") for number in range(3)]
        file = exported(NETHERLANDS, *long)
        identifiers = [record["source_id"] for record in json.loads(file.content)]

        assert len({*identifiers}) == 3
        assert {len(identifier) for identifier in identifiers} == {100}
        assert len(reread(file, load_target(NETHERLANDS))) == 3
        assert kinds(file, ID) == [LossKind.CUT] * 3
        assert [loss.written for loss in file.report.losses if loss.fact == ID] == identifiers

    def test_an_identifier_is_cut_the_same_way_each_time(self):
        [first], [second] = (json.loads(exported(NETHERLANDS, entry(id="b" * 130)).content) for _ in range(2))

        assert first["source_id"] == second["source_id"]

    def test_it_never_says_that_a_french_record_is_in_dutch(self):
        file = exported(NETHERLANDS, ENTRY)
        [language] = [loss for loss in file.report.losses if loss.column == "lang"]

        assert json.loads(file.content)[0]["lang"] is None
        assert language.kind is LossKind.LACKING
        assert file.report.labels["lang"].fr == "langue de la fiche"

    @pytest.mark.parametrize("name", [NETHERLANDS, UNITED_KINGDOM])
    @pytest.mark.parametrize(
        ("contact", "written"),
        [
            ("ia@valbrise.example", "ia@valbrise.example"),
            ("Écrivez à ia@valbrise.example, ou passez à l’accueil.", "ia@valbrise.example"),
            ("Le formulaire du site : https://valbrise.example/contact.", "https://valbrise.example/contact"),
            ("L’accueil de la mairie, au 01 02 03 04 05.", ""),
            ("http://valbrise.example", ""),
        ],
    )
    def test_a_contact_is_the_address_that_its_text_holds_and_the_rest_is_told(self, name, contact, written):
        file = exported(name, entry(contact=contact))
        records = json.loads(file.content) if name == NETHERLANDS else rows(file)
        lost = [loss for loss in file.report.losses if loss.column == "contact_email"]

        assert (records[0]["contact_email"] or "") == written
        assert [loss.kind for loss in lost] == (
            [] if contact == written else [LossKind.UNFIT] if written else [LossKind.UNFIT, LossKind.LACKING]
        )
        assert all((loss.value, loss.written) == (contact, written) for loss in lost if loss.kind is LossKind.UNFIT)

    def test_its_lengths_are_data_that_publication_can_check(self):
        lengths = limits(load_target(NETHERLANDS))

        assert (lengths[TITLE], lengths["summary"], lengths["purpose"], lengths["vendor"]) == (100, 400, 2500, 200)
        assert "project_status" not in lengths


class TestUnitedKingdom:
    def test_it_fills_the_fields_of_the_template(self):
        [row] = rows(exported(UNITED_KINGDOM, ENTRY))

        assert len(row) == 37
        assert (row["phase"], row["model_type"]) == ("production", "machine learning")
        assert row["website"] == "https://ia.valbrise.example/r/tri-des-demandes"

    def test_it_says_that_the_record_bears_no_identifier(self):
        assert kinds(exported(UNITED_KINGDOM, ENTRY), ID) == [LossKind.UNSAID]


@given(st.sampled_from(PublicStatus), st.none() | st.just(date(2026, 1, 1)))
def test_a_use_under_review_that_already_serves_is_not_called_a_project(status, in_service_on):
    stands = facts_of(entry(status=status, in_service_on=in_service_on)).get("project_status")

    assert (stands == "development") == (
        status in {PublicStatus.UNDER_REVIEW, PublicStatus.ACCEPTED} and in_service_on is None
    )
