# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise annual``: a published annex computed again by somebody who has nothing else."""

import copy
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from balise.core.annual.record import AuthorityFacts, DecisionTaken, DossierYear, YearPeriod, YearRecord
from balise.core.annual.report import compute
from balise.core.language import Language
from balise.core.states import Act, State
from balise.loading.annual_annex import plain
from balise.loading.questions import shipped_bank
from balise.rendering.annual_files import annual_json
from balise.rendering.annual_page import AnnualText, Page

REFUSED = DossierYear(
    State.REFUSED,
    date(2026, 1, 5),
    number="2026-001",
    unit="=SOMME(A1)",
    submitted_on=date(2026, 1, 9),
    decisions=(DecisionTaken(Act.DECIDE_REFUSED, date(2026, 2, 8)),),
)
SERVING = replace(REFUSED, state=State.DEPLOYED, number="2026-002")
RECORD = YearRecord(YearPeriod.ending(2026), AuthorityFacts("ville", "Ville"), None, (REFUSED, SERVING))


@pytest.fixture
def annex(tmp_path: Path) -> Path:
    path = tmp_path / "annexe.json"
    page = Page(RECORD, compute(RECORD), AnnualText(), shipped_bank(), lambda _name: "", Language.FRENCH)
    path.write_bytes(annual_json(page, plain))
    return path


def forge(path: Path, *, inputs: bool) -> None:
    data = json.loads(path.read_text())
    if inputs:
        data["inputs"]["dossiers"][0]["state"] = "deployed"
    else:
        next(each for each in data["figures"] if each["id"] == "decisions.outcomes")["parts"][3]["amount"] = 0
    path.write_text(json.dumps(data))


def test_a_true_annex_agrees(balise, annex):
    answer = balise("annual", "verify", annex)
    assert answer.code == 0
    assert "tous concordent" in answer.said


def test_a_forged_figure_is_named_with_what_it_should_be(balise, annex):
    forge(annex, inputs=False)
    answer = balise("annual", "verify", annex)
    assert answer.code == 1
    assert "decisions.outcomes" in answer.said
    assert "Refus 0" in answer.said
    assert "Refus 2" in answer.said


def test_forged_inputs_are_seen_by_their_digest(balise, annex):
    forge(annex, inputs=True)
    answer = balise("annual", "verify", annex)
    assert answer.code == 1
    assert "ne sont plus celles dont l’annexe donne l’empreinte : dossiers, all" in answer.said


def twice(data: dict[str, Any]) -> None:
    """Give a figure a second time, false, before the true one."""
    false = copy.deepcopy(data["figures"][0])
    false["parts"][0]["amount"] = 99
    data["figures"].insert(0, false)


def undigested(data: dict[str, Any]) -> None:
    del data["digests"]["usage"]


def redrawn(data: dict[str, Any]) -> None:
    data["charts"][0]["vega_lite"]["data"]["values"][0]["amount"] = 99


def of_another_year(data: dict[str, Any]) -> None:
    data["year"] = 2025


def without_its_dossiers(data: dict[str, Any]) -> None:
    next(each for each in data["figures"] if each["id"] == "decisions.outcomes")["parts"][3]["rows"] = []


@pytest.mark.parametrize(
    ("forged", "said"),
    [
        (twice, "99"),
        (undigested, "usage"),
        (redrawn, "le diagramme ne montre pas"),
        (of_another_year, "se dit d’une autre année"),
        (without_its_dossiers, "les dossiers comptés diffèrent"),
    ],
)
def test_whatever_follows_from_the_inputs_cannot_be_forged(balise, annex, forged, said):
    data = json.loads(annex.read_text())
    forged(data)
    annex.write_text(json.dumps(data))
    answer = balise("annual", "verify", annex)
    assert answer.code == 1
    assert said in answer.said


def test_it_says_what_it_cannot_compute(balise, annex):
    assert "Le texte, les définitions et les errata ne se recalculent pas" in balise("annual", "verify", annex).said


def test_the_figures_are_computed_as_text_csv_and_json(balise, annex):
    assert "Délai de décision" in balise("annual", "compute", annex).said.replace("Le délai", "Délai")
    table = balise("annual", "compute", annex, "--format", "csv").out
    assert "decisions.median_days" in table
    assert ",=SOMME" not in table, "no spreadsheet program runs the name of a unit"
    figures = json.loads(balise("annual", "compute", annex, "--format", "json").out)
    assert {"id", "parts", "total", "about"} == figures[0].keys()


def test_another_file_is_refused_in_a_sentence(balise):
    answer = balise("annual", "verify", "README.md")
    assert answer.code == 2
    assert "n’est pas l’annexe JSON" in answer.said
    assert balise("annual", "verify", "nulle-part.json").code == 2
