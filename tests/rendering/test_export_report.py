# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import json

import pytest
from tests.rendering.open_data.register_entries import BANK, ENTRY, entry

from balise.core.interchange import ExportReport, LossKind, facts_of
from balise.core.language import Language
from balise.loading.targets import load_target, shipped_targets
from balise.rendering.export_report import FACTS, KINDS, export_report_data, export_report_lines
from balise.rendering.register_files import register_file


def report_to(name: str) -> ExportReport:
    return register_file([ENTRY, entry(id="autre", summary="é" * 401)], load_target(name)).report


def test_it_tells_by_kind_what_is_lost_and_how_many_times():
    lines = export_report_lines(report_to("nl-algorithm-standard"), BANK, Language.FRENCH)

    assert lines[0] == "Fiches exportées\u00a0: 2"
    assert "  coupé à la longueur admise\u00a0: résumé du projet × 1" in lines
    assert "  écrit moins précisément\u00a0: date de mise en service × 2" in lines
    assert "  exigé par ce registre et absent\u00a0: publication_category × 2" in lines


def test_it_speaks_english_too():
    lines = export_report_lines(report_to("nl-algorithm-standard"), BANK, Language.ENGLISH)

    assert lines[0] == "Entries exported: 2"
    assert "  required by that register and absent: publication_category × 2" in lines


def test_it_says_aloud_that_nothing_is_lost():
    assert export_report_lines(ExportReport("x", 0, ()), BANK, Language.FRENCH)[1:] == ["Rien n’est perdu."]


def test_it_has_words_for_every_kind_and_every_fact():
    assert set(KINDS) == set(LossKind)
    said = {name for name in facts_of(ENTRY, "https://…") if ":" in name}
    assert said <= set(FACTS)


@pytest.mark.parametrize("name", shipped_targets())
def test_its_data_hold_every_loss(name):
    report = report_to(name)
    data = json.loads(json.dumps(export_report_data(report)))

    assert (data["target"], data["entries"]) == (name, 2)
    assert len(data["losses"]) == len(report.losses) == sum(data["count"].values())
