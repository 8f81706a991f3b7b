# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from dataclasses import replace

from tests.rendering.small_charter import BANK, CHARTER, ON, dossier

from balise.core.amendment import compare
from balise.core.evaluation import Outcome
from balise.core.frameworks import Strength
from balise.core.language import Language, Text
from balise.rendering.comparison_page import comparison_page
from balise.rendering.document import Section, Strong, Table
from balise.rendering.text import to_text
from balise.rendering.verdicts import GRAVEST_FIRST

FR, EN = Language.FRENCH, Language.ENGLISH
SOFTER = replace(
    CHARTER,
    version="1.1.0",
    criteria=(replace(CHARTER.criteria[0], strength=Strength.CORRECTABLE), *CHARTER.criteria[1:]),
)
DOSSIERS = (dossier(), dossier(interaction_mode="direct"), dossier(exit_plan=None))


def said(before=CHARTER, after=SOFTER, language=FR, dossiers=DOSSIERS):
    """Return the text of the page, with ordinary spaces."""
    document = comparison_page(compare(before, after, dossiers, ON), BANK, language)
    return to_text(document, width=400).replace("\u00a0", " ")


def test_it_counts_the_dossiers_that_change():
    assert "1 dossier change d’issue, sur 3." in said()
    assert "Aucun dossier ne change d’issue, sur 3." in said(after=CHARTER)


def test_it_names_two_versions_of_one_charter_by_their_version():
    assert "\nCharte de Valbrise : version 1.0.0, brouillon → version 1.1.0, brouillon\n" in said()


def test_it_tells_apart_two_texts_of_one_version():
    text = said(after=replace(SOFTER, version=CHARTER.version))

    start, amended = (f"version 1.0.0, brouillon ({side})" for side in ("texte de départ", "texte modifié"))
    assert f"\nCharte de Valbrise : {start} → {amended}\n" in text
    assert f"En lignes : {start}. En colonnes : {amended}." in text
    assert f"{start.capitalize()} : défavorable. {amended.capitalize()} : sous réserves." in text
    assert "(version 1.0.0, brouillon) (texte modifié) · 3 dossiers" in text
    assert "texte de départ" not in said(after=CHARTER)


def test_it_names_two_charters_by_their_titles_without_the_subtitle():
    other = replace(SOFTER, id="other", title=Text("Charte d’Écumeville — en projet"))

    assert "\nCharte de Valbrise → Charte d’Écumeville\n" in said(after=other)


def test_it_puts_every_dossier_in_the_table_and_what_moves_in_bold():
    comparison = compare(CHARTER, SOFTER, DOSSIERS, ON)
    section = comparison_page(comparison, BANK, FR).body[0]
    assert isinstance(section, Section)
    (table,) = section.blocks
    assert isinstance(table, Table)

    cells = [[cell[0] for cell in row[1:]] for row in table.rows]

    counts = [int(cell.text if isinstance(cell, Strong) else str(cell)) for row in cells for cell in row]
    assert sum(counts) == len(DOSSIERS)
    unfavourable, reserved = (
        GRAVEST_FIRST.index(outcome) for outcome in (Outcome.UNFAVOURABLE, Outcome.FAVOURABLE_WITH_RESERVATIONS)
    )
    assert cells[unfavourable][reserved] == Strong("1")


def test_it_says_which_criterion_made_a_dossier_flip():
    text = said()

    assert "▲ Sous réserves · 1. Agent conversationnel" in text
    assert "Version 1.0.0, brouillon : défavorable. Version 1.1.0, brouillon : sous réserves." in text
    assert (
        "• ■ Bloquant Un agent relit ce que lisent les habitants. valbrise:1:a (version 1.0.0, brouillon) "
        "Mode d’interaction : « l’outil répond seul ».\n" in text
    )


def test_it_calls_the_sides_as_it_is_told_to():
    document = comparison_page(compare(CHARTER, SOFTER, DOSSIERS, ON), BANK, FR, ("charte en vigueur", "projet"))
    text = to_text(document, width=400).replace("\u00a0", " ")

    assert "Charte en vigueur : Charte de Valbrise (version 1.0.0, brouillon) · Projet : Charte de Valbrise" in text
    assert "En lignes : charte en vigueur. En colonnes : projet." in text
    assert "Charte en vigueur : défavorable. Projet : sous réserves." in text
    assert "valbrise:1:a (charte en vigueur) Mode d’interaction" in text


def test_it_speaks_english():
    assert "1 dossier changes outcome, out of 3." in said(language=EN)
