# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Mapping files: what they may say, and the words of every mistake one can make in them."""

from pathlib import Path
from textwrap import dedent, indent

import pytest

from balise.core.language import Language
from balise.core.messages import Problem
from balise.loading.errors import InvalidData
from balise.loading.mapping import As, RegisterMapping
from balise.loading.mapping_files import SHIPPED, check_mapping, is_mapping, load_mapping, shipped_mappings
from balise.loading.nodes import compose

HEAD = """\
id: valbrise
title: Registre de Valbrise
source:
  text: Registre des usages de l’IA de Valbrise
  last_reviewed_on: 2026-11-21
dossier:
  id: {column: Réf}
  title: {column: Nom}
"""
ANSWERS = """\
answers:
  - question: users_informed
    column: Usagers avertis
    values: {Oui: yes, Non: no}
"""


def entry(text: str) -> str:
    """Return a whole mapping with one entry."""
    lines = dedent(text).strip()
    return f"{HEAD}answers:\n  - {indent(lines, '    ').lstrip()}\n"


def checked(folder: Path, text: str) -> tuple[RegisterMapping | None, list[Problem]]:
    path = folder / "correspondance.yaml"
    path.write_text(text, encoding="utf-8")
    return check_mapping(path)


def words(problems: list[Problem], language: Language = Language.FRENCH) -> str:
    """Return the messages with ordinary spaces, so that tests read as one types."""
    lines = (problem.line(language).partition("correspondance.yaml:")[2] for problem in problems)
    return "\n".join(lines).replace("\u00a0", " ")


class TestShippedMappings:
    def test_it_ships_the_registers_of_five_places(self):
        assert shipped_mappings() == (
            "canada-ai-register",
            "etalab-inventaire",
            "nl-algorithm-standard",
            "nl-vendor-templates",
            "uk-atrs-records",
            "uk-atrs",
            "us-omb-2024",
        )

    @pytest.mark.parametrize("name", shipped_mappings())
    def test_it_finds_no_mistake_in_them(self, name):
        mapping, problems = check_mapping(SHIPPED / f"{name}.yaml")

        assert problems == []
        assert mapping is not None
        assert mapping.id == name, "a mapping is found by its id"

    @pytest.mark.parametrize("name", shipped_mappings())
    def test_it_says_why_each_table_is_legitimate(self, name):
        self_evident = {"project_status"}
        entries = [feed for feed in load_mapping(name).answers if feed.question not in self_evident]

        assert [feed.question for feed in entries if feed.note is None] == []


class TestReading:
    def test_it_reads_every_key(self, tmp_path):
        mapping, problems = checked(
            tmp_path,
            HEAD
            + dedent("""\
            reads: {format: csv, encoding: cp1252, separator: "\\t", header: 3}
            unknown: [N/A]
            answers:
              - question: audience
                columns: [Publics, Public]
                split: "; "
                values: {Habitants: residents, Tous: [residents, staff]}
                unknown: [à préciser]
                ignored: {Divers: on ne sait pas qui}
                note: Les mots sont ceux de la ville.
              - {question: in_service_on, column: Depuis, format: day/month/year}
              - {question: annual_cost, column: Coût, as: number, decimal: ",", thousands: "."}
              - {question: exit_plan, column: Sortie, as: yes_no}
            ignored: {Observations: texte libre}
            """),
        )

        assert problems == []
        assert mapping is not None
        assert mapping.reads.separator == "\t"
        assert mapping.columns_read() == ("Réf", "Nom", "Publics", "Public", "Depuis", "Coût", "Sortie")
        audience, since, cost, plan = mapping.answers
        assert audience.values == {"Habitants": ("residents",), "Tous": ("residents", "staff")}
        assert (since.format, cost.decimal, plan.as_) == ("day/month/year", ",", As.YES_NO)
        assert mapping.places["Publics"].line == 13

    def test_it_finds_a_mapping_by_its_path(self, tmp_path):
        path = tmp_path / "la-mienne.yaml"
        path.write_text(HEAD + ANSWERS, encoding="utf-8")

        assert load_mapping(str(path)).id == load_mapping(path).id == "valbrise"

    def test_it_tells_a_mapping_from_another_file(self):
        assert is_mapping(compose(HEAD + ANSWERS, ""))
        assert not is_mapping(compose("id: a\ntitle: b\nanswers: {audience: [staff]}\n", ""))

    def test_it_tells_all_mistakes_at_once(self, tmp_path):
        text = entry("{question: audiance, column: a, valeurs: {}}").replace("title: {column: Nom}", "titre: {}")

        with pytest.raises(InvalidData) as error:
            load_mapping(_written(tmp_path, text))

        assert {problem.code for problem in error.value.problems} == {"BAL-101", "BAL-403"}


def _written(folder: Path, text: str) -> Path:
    path = folder / "correspondance.yaml"
    path.write_text(text, encoding="utf-8")
    return path


class TestNoDefault:
    """An answer that nobody gave would let a project pass."""

    @pytest.mark.parametrize(
        "text",
        [
            HEAD + ANSWERS + "default: no\n",
            HEAD + ANSWERS + "    default: no\n",
            HEAD + ANSWERS.replace("Non: no", "Non: no, default: no"),
            HEAD + ANSWERS.replace("Non: no", "Non: no, Sinon: no"),
            HEAD + ANSWERS.replace("Non: no", "Non: no, ELSE: no"),
            HEAD + "defaults: {users_informed: no}\n" + ANSWERS,
            HEAD.replace("{column: Nom}", "{column: Nom, défaut: Sans nom}") + ANSWERS,
        ],
    )
    def test_it_refuses_a_default_wherever_it_hides(self, tmp_path, text):
        _, problems = checked(tmp_path, text)

        assert [problem.code for problem in problems] == ["BAL-901"]
        assert "répondrait pour toutes les cases vides ou imprévues : Balise refuse les valeurs par défaut." in words(
            problems
        )
        assert "car une réponse que personne n’a donnée laisserait passer un projet" in words(problems)
        assert "since an answer that nobody gave would let a project pass" in words(problems, Language.ENGLISH)

    @pytest.mark.parametrize("blank", ["~", '""', '"  "', "null"])
    def test_it_refuses_to_give_an_answer_to_the_empty_cell(self, tmp_path, blank):
        _, problems = checked(tmp_path, HEAD + ANSWERS.replace("Non: no", f"{blank}: no"))

        assert [problem.code for problem in problems] == ["BAL-901"]

    def test_it_lets_a_source_use_the_word_itself(self, tmp_path):
        mapping, problems = checked(tmp_path, HEAD + ANSWERS.replace("Non: no", '"Default": no'))

        assert problems == []
        assert mapping is not None
        assert mapping.answers[0].values == {"Oui": "yes", "Default": "no"}


MISTAKES = {
    "an unknown key": (
        entry("{question: exit_plan, column: a, valuse: {Oui: yes}}"),
        "10:38: BAL-101 La clé « valuse » n’existe pas ici. Écrivez plutôt « values ».",
    ),
    "an unknown question": (
        entry("{question: user_informed, column: a, as: yes_no}"),
        "10:16: BAL-403 La question « user_informed » n’existe pas. Écrivez plutôt « users_informed ».",
    ),
    "an unknown choice": (
        entry("{question: audience, column: a, values: {Tous: resident}}"),
        "10:52: BAL-802 « resident » n’est pas un choix de la question « audience ». Écrivez plutôt « residents ».",
    ),
    "choices that contradict each other": (
        entry("{question: audience, column: a, values: {Tous: [residents, nobody]}}"),
        "10:52: BAL-804 Le choix « nobody » de la question « audience » ne se combine pas avec un autre.",
    ),
    "a question fed twice": (
        HEAD + ANSWERS + "  - {question: users_informed, column: Autre, as: yes_no}\n",
        "13:16: BAL-905 La question « users_informed » est déjà alimentée à la ligne 10. Gardez une seule entrée",
    ),
    "a table on a text": (
        entry("{question: summary, column: a, values: {x: y}}"),
        "10:36: BAL-906 La question « summary » attend un texte : une table de valeurs y remplacerait les mots",
    ),
    "a choice without a table": (
        entry("{question: developed_by, column: a}"),
        (
            "10:5: BAL-911 La question « developed_by », de type choice, n’a pas de table : Balise ne devine pas "
            "ce que veut dire une valeur. Ajoutez « values: » et, en face de chaque valeur de la source, l’une de "
            "ces réponses : in_house, vendor, open_source, shared, other."
        ),
    ),
    "a yes or no without a table": (
        entry("{question: exit_plan, column: a}"),
        "l’une de ces réponses : yes, no (ou écrivez « as: yes_no » si la source ne dit que oui et non).",
    ),
    "a split where one answer is expected": (
        entry('{question: exit_plan, column: a, as: yes_no, split: ";"}'),
        (
            "10:50: BAL-912 « split » ne convient pas à la question « exit_plan », de type yes_no. "
            "Retirez-le : il sert aux questions de type choices."
        ),
    ),
    "a reading of another type": (
        entry("{question: annual_cost, column: a, as: date}"),
        "10:44: BAL-912 « as: date » ne convient pas à la question « annual_cost », de type number.",
    ),
    "a value that has two meanings": (
        entry('{question: exit_plan, column: a, values: {Oui: yes, Non: no}, unknown: [" oui "]}'),
        "10:77: BAL-913 La valeur «  oui  » a déjà un sens à la ligne 10 ; les majuscules et les blancs ne comptent",
    ),
    "a date without its order": (
        entry("{question: in_service_on, column: a, format: jj/mm/aaaa}"),
        "10:50: BAL-914 « jj/mm/aaaa » ne dit pas comment lire une date. Écrivez day, month et year une fois chacun",
    ),
    "a date without its day": (
        entry("{question: in_service_on, column: a, format: month/year}"),
        "BAL-914 « month/year » ne dit pas comment lire une date.",
    ),
    "a value without an answer": (
        entry("{question: exit_plan, column: a, values: {Oui: yes, Peut-être: }}"),
        (
            "10:57: BAL-915 La valeur « Peut-être » est dans la table sans réponse en face. Écrivez sa réponse, ou "
            "rangez-la sous « unknown » si la source ne répond pas"
        ),
    ),
    "no column": (
        entry("{question: exit_plan, as: yes_no}"),
        "10:5: BAL-916 Il faut ici une seule de ces clés : column | columns ; trouvé : aucune.",
    ),
    "two ways to identify a row": (
        HEAD.replace("{column: Réf}", "{column: Réf, row: true}") + ANSWERS,
        "7:7: BAL-916 Il faut ici une seule de ces clés : column | row ; trouvé : column, row.",
    ),
    "a column both read and ignored": (
        HEAD + ANSWERS + "ignored: {usagers  AVERTIS: trop vague}\n",
        "13:11: BAL-917 La colonne « usagers  AVERTIS » est à la fois lue et ignorée.",
    ),
    "an unknown encoding": (
        HEAD + "reads: {encoding: windows}\n" + ANSWERS,
        "9:19: BAL-920 « windows » n’est pas un encodage connu. Retirez « encoding », que Balise sait trouver",
    ),
    "an encoding that is not of text": (
        HEAD + "reads: {encoding: hex}\n" + ANSWERS,
        "BAL-920 « hex » n’est pas un encodage connu.",
    ),
    "a separator of several characters": (
        HEAD + 'reads: {separator: "; "}\n' + ANSWERS,
        "9:20: BAL-921 « ;  » ne peut pas séparer des cases : il faut un seul caractère, ni guillemet ni espace.",
    ),
    "an unknown format": (
        HEAD + "reads: {format: excel}\n" + ANSWERS,
        "9:17: BAL-104 « excel » n’est pas une valeur possible de « format ».",
    ),
    "a decimal mark that is not one": (
        entry("{question: annual_cost, column: a, decimal: virgule}"),
        "10:49: BAL-104 « virgule » n’est pas une valeur possible de « decimal ».",
    ),
    "a malformed id": (
        HEAD.replace("id: valbrise", "id: Registre de Valbrise") + ANSWERS,
        "1:5: BAL-107 « Registre de Valbrise » n’est pas un identifiant valable. Écrivez « registre-de-valbrise »",
    ),
    "no day of review": (
        HEAD.replace("  last_reviewed_on: 2026-11-21\n", "") + ANSWERS,
        "BAL-102 Il manque la clé « last_reviewed_on »",
    ),
    "a column ignored without a reason": (
        HEAD + ANSWERS + "ignored: {Observations: }\n",
        "BAL-106",
    ),
    "columns ignored in a list": (
        HEAD + ANSWERS + "ignored: [Observations]\n",
        "13:10: BAL-103 Ici, on attend des clés et leurs valeurs, comme « {clé: valeur} », pas une liste.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_it_names(tmp_path, mistake):
    text, expected = MISTAKES[mistake]

    _, problems = checked(tmp_path, text)

    assert expected in words(problems)
    assert len(problems) == 1, "one mistake, one message"


def test_it_names_the_nearest_shipped_mapping():
    with pytest.raises(InvalidData) as error:
        load_mapping("canada")

    line = error.value.problems[0].line(Language.FRENCH).replace("\u00a0", " ")
    assert "BAL-909 La correspondance « canada » n’existe pas. Écrivez plutôt « canada-ai-register »" in line
    assert f"Correspondances livrées : {', '.join(shipped_mappings())}." in line


@pytest.mark.parametrize("text", ["", "- a\n", "answers: {a: b}\n", "answers: [1, [], {}]\ndossier: []\nignored: x\n"])
def test_it_survives_any_yaml(tmp_path, text):
    mapping, problems = checked(tmp_path, text)

    assert mapping is None
    assert problems


def test_the_other_titles_of_a_column_are_of_one_that_it_names(tmp_path):
    _, problems = checked(tmp_path, HEAD + ANSWERS + "titles:\n  Usagers averti: [Avertis]\n  Nom: [Titre]\n")

    assert [problem.code for problem in problems] == ["BAL-104"]
    assert "Usagers avertis" in words(problems)


def test_sentences_are_for_questions_that_have_one_answer_among_a_few(tmp_path):
    _, problems = checked(tmp_path, entry("question: summary\ncolumn: Nom\nsentences: true"))

    assert [problem.code for problem in problems] == ["BAL-912"]
