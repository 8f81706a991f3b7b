# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The twelve projects of ``examples/valbrise``: what becomes of each, and what their README tells of it.

The demonstration, the documentation and the comparison of two charters rest on these fates. A change to a
charter that moves one of them is seen here first, and the table that a councillor reads moves with it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from balise.core.advice import Advice, advise
from balise.core.dossiers import Dossier
from balise.core.evaluation import Outcome, Result, evaluate
from balise.core.frameworks import Framework
from balise.core.questions import QuestionBank
from balise.loading.dossiers import load_dossiers
from balise.loading.frameworks import load_with_bank

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2026, 11, 21)
CHARTERS = ("lyon-2025", "strasbourg-2025")

FAVOURABLE = Outcome.FAVOURABLE
RESERVATIONS = Outcome.FAVOURABLE_WITH_RESERVATIONS
UNFAVOURABLE = Outcome.UNFAVOURABLE
INCOMPLETE = Outcome.INCOMPLETE

FATES = {
    "agent-conversationnel": (UNFAVOURABLE, RESERVATIONS),
    "assistant-rh": (RESERVATIONS, UNFAVOURABLE),
    "detection-piscines": (INCOMPLETE, INCOMPLETE),
    "images-magazine": (RESERVATIONS, RESERVATIONS),
    "nids-de-poule": (FAVOURABLE, RESERVATIONS),
    "places-creche": (FAVOURABLE, RESERVATIONS),
    "prevision-cantine": (UNFAVOURABLE, FAVOURABLE),
    "redaction-deliberations": (RESERVATIONS, INCOMPLETE),
    "reponse-courriers": (RESERVATIONS, FAVOURABLE),
    "traduction-langage-clair": (INCOMPLETE, FAVOURABLE),
    "transcription-conseil": (FAVOURABLE, FAVOURABLE),
    "tri-cv": (UNFAVOURABLE, UNFAVOURABLE),
}
WORDS = {
    FAVOURABLE: "favorable",
    RESERVATIONS: "favorable sous réserves",
    UNFAVOURABLE: "défavorable",
    INCOMPLETE: "incomplet",
}

PROJECT_ROW = re.compile(r"^\| \[(.+?)\]\(valbrise/(.+?)\.yaml\) \| (.+?) \| (.+?) \| .+ \|$", re.MULTILINE)
COUNT_ROW = re.compile(r"^\| (Lyon|Strasbourg) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)


@cache
def framework(name: str) -> tuple[Framework, QuestionBank]:
    return load_with_bank(name)


@cache
def dossier(slug: str) -> Dossier:
    (found,) = load_dossiers(EXAMPLES / "valbrise" / f"{slug}.yaml", framework("lyon-2025")[1])
    return found


def outcome(slug: str, name: str, on: date = DAY) -> Outcome:
    return evaluate(framework(name)[0], dossier(slug), on).outcome


def advice(slug: str, name: str) -> Advice:
    return advise(*framework(name), dossier(slug), DAY)


def readme() -> str:
    return (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_every_dossier_of_the_folder_is_in_the_table_of_fates():
    dossiers = load_dossiers(EXAMPLES / "valbrise", framework("lyon-2025")[1])

    assert {path.stem for path in (EXAMPLES / "valbrise").iterdir()} == set(FATES)
    assert {found.authority for found in dossiers} == {"Ville de Valbrise"}
    assert len({found.id for found in dossiers}) == len(FATES)


@pytest.mark.parametrize(
    ("slug", "name", "expected"),
    [(slug, name, fate) for slug, fates in FATES.items() for name, fate in zip(CHARTERS, fates, strict=True)],
)
def test_each_project_meets_its_fate(slug: str, name: str, expected: Outcome):
    assert outcome(slug, name) is expected


@pytest.mark.parametrize("charter", range(len(CHARTERS)))
def test_every_outcome_occurs_under_each_charter(charter: int):
    assert {fates[charter] for fates in FATES.values()} == set(Outcome)


def test_at_least_four_projects_change_fate_between_the_charters():
    assert sum(lyon is not strasbourg for lyon, strasbourg in FATES.values()) >= 4


@pytest.mark.parametrize("slug", FATES)
def test_a_dossier_answers_only_what_the_form_asks(slug: str):
    answers = dossier(slug).answers
    gates: Mapping[str, object] = {
        name: gate.holds(answers, DAY)
        for name in answers
        if (gate := framework("lyon-2025")[1].by_id[name].asked_when) is not None
    }

    assert [name for name, asked in gates.items() if asked is not True] == []


@pytest.mark.parametrize("slug", FATES)
def test_a_dossier_keeps_the_order_of_the_form(slug: str):
    ranks = [framework("lyon-2025")[1].rank[name] for name in dossier(slug).answers]

    assert ranks == sorted(ranks)


@pytest.mark.parametrize("slug", FATES)
def test_evidence_supports_something_that_exists(slug: str):
    known = set(framework("lyon-2025")[1].by_id)
    for name in (*CHARTERS, "eu-ai-act"):
        known |= {rule.criterion.id for rule in framework(name)[0].rules}

    assert {name for item in dossier(slug).evidence for name in item.supports} <= known


def test_the_readme_tells_the_same_fates():
    told = {slug: (title, lyon, strasbourg) for title, slug, lyon, strasbourg in PROJECT_ROW.findall(readme())}

    assert told == {
        slug: (dossier(slug).title, WORDS[lyon], WORDS[strasbourg]) for slug, (lyon, strasbourg) in FATES.items()
    }


def test_the_readme_counts_them_right():
    counts = [Counter(fates[charter] for fates in FATES.values()) for charter in range(len(CHARTERS))]
    columns = (FAVOURABLE, RESERVATIONS, UNFAVOURABLE, INCOMPLETE)

    assert COUNT_ROW.findall(readme()) == [
        (city, *(str(count[column]) for column in columns))
        for city, count in zip(("Lyon", "Strasbourg"), counts, strict=True)
    ]
    assert sum(lyon is not strasbourg for lyon, strasbourg in FATES.values()) == 8
    assert "Huit projets sur douze changent de sort" in readme()


def test_no_missing_answer_can_save_the_conversational_agent_but_one_choice_can():
    found = advice("agent-conversationnel", "lyon-2025")

    missing = {name for finding in found.evaluation.findings for name in finding.missing}
    assert found.settled
    assert len(missing) == 5
    (mended,) = found.acceptable
    (change,) = mended.changes
    assert (change.question, change.current) == ("interaction_mode", "direct")
    assert change.alternatives[0] == "mediated"
    assert set(mended.to_answer) == missing


def test_reading_every_application_is_the_one_way_to_lift_the_bar_on_sorting_them():
    for name in CHARTERS:
        (way,) = advice("tri-cv", name).acceptable
        (change,) = way.changes

        assert (change.question, change.alternatives) == ("human_review", ("every_output",))


def test_getting_the_data_out_is_enough_to_mend_the_forecast_of_meals():
    (way,) = advice("prevision-cantine", "lyon-2025").acceptable

    assert [change.question for change in way.changes] == ["export_format"]


def test_four_answers_asked_by_lyon_alone_are_missing_from_the_translation():
    (way,) = advice("traduction-langage-clair", "lyon-2025").favourable

    assert way.changes == ()
    assert len(way.to_answer) == 4


def test_the_pools_wait_for_one_decisive_answer():
    for name in CHARTERS:
        assert [question.question for question in advice("detection-piscines", name).questions] == ["human_review"]


def test_sorting_applications_becomes_high_risk_on_2_december_2027():
    assert outcome("tri-cv", "eu-ai-act", date(2027, 12, 1)) is FAVOURABLE
    assert outcome("tri-cv", "eu-ai-act", date(2027, 12, 2)) is RESERVATIONS


def test_a_project_that_a_charter_favours_may_still_break_the_law():
    finding = evaluate(framework("fr-algorithms")[0], dossier("places-creche"), DAY).finding("fr-algorithms:l311-3-1:a")

    assert outcome("places-creche", "lyon-2025") is FAVOURABLE
    assert finding.result is Result.NOT_SATISFIED
