# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace

import pytest
from tests.rendering.small_charter import CHARTER, ON, dossier

from balise.core.evaluation import evaluate
from balise.core.language import Language
from balise.rendering.bulk_page import bulk_page
from balise.rendering.document import Paragraph, Section, Table
from balise.rendering.text import to_text

FR, EN = Language.FRENCH, Language.ENGLISH
EVALUATIONS = [
    evaluate(CHARTER, dossier(**answers), ON)
    for answers in ({}, {"interaction_mode": "direct"}, {"exit_plan": None}, {"audience": ("staff",)})
]


def said(language=FR):
    """Return the text of the page, with ordinary spaces."""
    return to_text(bulk_page(EVALUATIONS, language), width=400).replace("\u00a0", " ")


def test_it_says_the_outcomes_in_one_sentence_the_gravest_first():
    assert "\nCharte de Valbrise : 4 dossiers\n" in said()
    assert "1 défavorable, 1 incomplet et 2 favorables." in said()


def test_it_counts_every_dossier_in_every_commitment():
    _, commitments, _ = bulk_page(EVALUATIONS, FR).body
    assert isinstance(commitments, Section)
    table, apart = commitments.blocks
    assert isinstance(table, Table)
    assert isinstance(apart, Paragraph)

    counts = {str(row[0][0]): [int(str(cell[0])) for cell in row[1:]] for row in table.rows}

    assert counts["1. Pas d’IA en contact direct"] == [2, 1, 0, 1]
    assert counts["5. Règle à venir"] == [0, 0, 0, 4]
    assert "4. Bilan annuel" not in counts
    assert "4. Bilan annuel" in str(apart.runs)
    assert {sum(row) for row in counts.values()} == {len(EVALUATIONS)}


def test_it_lists_the_gravest_dossiers_first():
    listed = said().partition("Issue de chaque dossier")[2]

    assert listed.index("■ Défavorable") < listed.index("◌ 1 réponse manquante") < listed.index("● Favorable")


def test_it_speaks_english():
    assert "1 unfavourable, 1 incomplete and 2 favourable." in said(EN)


def test_it_refuses_to_mix_frameworks_or_to_count_nothing():
    other = evaluate(replace(CHARTER, version="2.0.0"), dossier(), ON)

    with pytest.raises(ValueError, match="one framework"):
        bulk_page([*EVALUATIONS, other], FR)
    with pytest.raises(ValueError, match="one framework"):
        bulk_page([], FR)
