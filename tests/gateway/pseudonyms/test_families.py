# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Families of writings that an independent hand found unmasked: each is held by texts that no set has."""

import pytest

from balise.gateway.pseudonyms.detection import Detector, Options
from balise.gateway.pseudonyms.kinds import Kind

LED = [
    ("Mme Aubin\nMas des Oliviers, 30170 Pompignan\nTél. 04", "Mas des Oliviers, 30170 Pompignan"),
    ("habite : Résidence Les Pins, bât. B, 4 avenue Foch, 83000 Toulon", "Résidence Les Pins, bât. B, 4 avenue Foch"),
    ("demeurant Les Granges, 05100 Briançon", "Les Granges, 05100 Briançon"),
    ("Adresse : Appt 12, 3e étage, 8 rue du Port, 29200 Brest", "Appt 12, 3e étage, 8 rue du Port"),
    ("Courrier à : FJT Les Capucins, 29200 Brest", "FJT Les Capucins, 29200 Brest"),
    ("Adresse :\nMoulin du Roy\n72300 Sablé", "Moulin du Roy\n72300 Sablé"),
    ("au 9 rue des Bois verts, 97354 Remire", "9 rue des Bois verts, 97354 Remire"),
    ("Inscrit le 4 mai 2009 — 17 rue Basse, 14400 Bayeux", "17 rue Basse, 14400 Bayeux"),
    ("on habite trente-deux rue des lilas a 42300 roanne", "trente-deux rue des lilas a 42300 roanne"),
]
NUMBERS = [
    ("file_number", "NNE 412 118 007 sur la liste", "412 118 007"),
    ("file_number", "N° national d’électeur : 207 331 884", "207 331 884"),
    ("file_number", "Votre numéro étudiant ?\n— 22417788", "22417788"),
    ("file_number", "Votre numéro de dossier\n974-APA-0031188\n", "974-APA-0031188"),
    ("file_number", "le dossier MDPH62-3310287 avance", "MDPH62-3310287"),
    ("file_number", "votre FPS 26 1 044 228 901 est dû", "26 1 044 228 901"),
    ("file_number", "La carte K-30518 est bloquée.", "K-30518"),
    ("file_number", "Numéro au registre : D9-118-2025", "D9-118-2025"),
    ("file_number", "aidée sous le numéro URGENCE-24-0663", "URGENCE-24-0663"),
    ("nir", "n° SS 2 71 03 97 450 355 (43)", "2 71 03 97 450 355 (43"),
    ("nir", "Sécu : 2 71 03 59 239 402 | 29", "2 71 03 59 239 402 | 29"),
    (
        "iban",
        "Banque 10278 Guichet 02200 Compte 00020679801 Clé 49",
        "Banque 10278 Guichet 02200 Compte 00020679801 Clé 49",
    ),
    ("iban", "IBAN FR76 1780 6141 8144\n5398 6664 479", "FR76 1780 6141 8144\n5398 6664 479"),
    ("nir", "NIR 2 85 05 78\n006 084 36", "2 85 05 78\n006 084 36"),
    ("phone", "Tél. 06 12 34\n56 78", "06 12 34\n56 78"),
    ("plate", "le minibus FB - 660 - DA", "FB - 660 - DA"),
    ("plate", "une golf noire es 442 vn", "es 442 vn"),
    ("file_number", "Ancien titre\n140920103847", "140920103847"),
]
DICTATED = [
    (
        "phone",
        "rappelez-moi au zéro six trente-trois douze soixante-dix quatre-vingt-un merci",
        "zéro six trente-trois",
    ),
    (
        "file_number",
        "le numéro de dossier c’est quarante-huit zéro trois cent sept",
        "quarante-huit zéro trois cent sept",
    ),
    ("file_number", "mon dossier vingt-six tiret deux cent neuf est perdu", "vingt-six tiret deux cent neuf"),
    ("birth_date", "je suis né le douze zéro quatre soixante-deux à Brest", "douze zéro quatre soixante-deux"),
]
SCANNED = [
    ("place", "habite à 29OOO QUIMPER", "29OOO QUIMPER"),
    ("birth_date", "Date de naissance : I2/O4/1962", "I2/O4/1962"),
    ("phone", "Tél. O6 2O 71 85 34", "O6 2O 71 85 34"),
]
IN_WORDS = [
    "une subvention de deux mille trois cents euros pour le dossier",
    "l’an deux mille vingt-six, le trois mars",
    "le taux est de zéro pour cent",
    "une bouteille d’O2 et l’article L. 12",
]
BORN = [
    ("née le 1er/01/1979 à Thiès", "1er/01/1979"),
    ("né le 3 3 61 à Pau", "3 3 61"),
    ("né le l4 juin l952 à Pau", "l4 juin l952"),
    ("Né(e) le : O7/11/1966", "O7/11/1966"),
    ("monsieur bertrand né le six juin quarante-quatre", "six juin quarante-quatre"),
    ("Votre date de naissance ?\n— 05 12 2007", "05 12 2007"),
    ("Maé Le Floc’h, le 2 janvier 2026, fils de Gwendal", "2 janvier 2026"),
    ("M. Erdogan Kemal / 20-02-1986 / CDI", "20-02-1986"),
]
NAMES = [
    ("Nom d’usage\nMARCHETTI\nNom de naissance\nSANTONI\n", ["MARCHETTI", "SANTONI"]),
    ("Inscrits :\n- LE PETIT Rose — 30 mai\n", ["LE PETIT Rose"]),
    ("Liste\n12. HEITZ (WEBER) Yvette — bureau 2\n", ["HEITZ (WEBER) Yvette"]),
    ("Jeff : photo ?\nMouss : oui\nJeff : ok\nMouss : fini\n", ["Jeff", "Mouss", "Jeff", "Mouss"]),
    ("je vous écris pour la cantine\nmelanie briquet", ["melanie briquet"]),
    ("Fait le 12/01/2026, M. D E L A T T R E est là", ["D E L A T T R E"]),
]
NOBODY = [
    "Ordre du jour :\n- PLU Martin\n- vote",
    "À bientôt.\nP.-S. congés posés",
    "N° S.S. : inconnu",
    "Date: Thu, 5 Mar 2026",
    "M.C. n° 0418-26 — 7",
]
NO_NUMBER = [
    "Le budget du compte 6288 est de 12 000 €.",
    "L’identifiant « agent-valbrise-2026 » est celui du modèle.",
    "la loi numéro 2021-1109 du 24 août 2021",
    "il roule de 120 km à 130 km",
]


@pytest.mark.parametrize(("text", "written"), LED)
def test_what_leads_to_an_address_is_masked_with_it(detector, text, written):
    masked = {place for span in detector.find(text) for place in range(span.start, span.end)}
    start = text.index(written)

    assert [
        text[place] for place in range(start, start + len(written)) if place not in masked and text[place].isalnum()
    ] == []


@pytest.mark.parametrize(("kind", "text", "written"), NUMBERS)
def test_a_number_is_masked_whatever_announces_it(found, kind, text, written):
    assert (kind, written) in found(text)


@pytest.mark.parametrize(("text", "date"), BORN)
def test_a_birth_is_masked_as_scans_and_voices_write_it(found, text, date):
    assert ("birth_date", date) in found(text)


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_a_name_is_told_by_where_it_stands(persons, text, names):
    assert persons(text) == names


@pytest.mark.parametrize("text", NOBODY)
def test_an_abbreviation_is_nobody(persons, text):
    assert persons(text) == []


@pytest.mark.parametrize("text", NO_NUMBER)
def test_what_is_of_nobody_is_left(found, text):
    assert found(text) == []


def test_a_column_of_numbers_is_read_under_the_title_of_its_table(found):
    text = "Classe ULIS\t\t\nNom usuel\tNaissance\tN° INE\nSoren Petit\t2/9/14\t080271144CD\n"

    assert ("file_number", "080271144CD") in found(text)


def test_the_total_of_a_column_of_names_is_nobody(persons):
    assert "Total" not in persons("Nom;Naissance;Montant\nDurand;12/03/1981;12\nTotal;;3261\n")


def test_a_date_is_recent_for_the_year_when_the_search_was_started(detector):
    later = Detector(detector.lexicon, Options(this_year=2040))
    text = "Réunion avec M. Orsini, 12/03/2026 à 9 h."

    assert [span.kind for span in detector.find(text) if span.kind == "birth_date"] == []
    assert [span.kind for span in later.find(text) if span.kind == "birth_date"] == ["birth_date"]


@pytest.mark.parametrize(("kind", "text", "written"), [*DICTATED, *SCANNED])
def test_a_number_that_is_dictated_or_that_a_scan_spoilt_is_masked(detector, kind, text, written):
    start = text.index(written)
    covering = [span for span in detector.find(text) if span.start <= start and span.end >= start + len(written)]

    assert [span.kind.value for span in covering] == [kind]


@pytest.mark.parametrize("text", IN_WORDS)
def test_amounts_and_years_in_words_are_left_alone(detector, text):
    assert detector.find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Arrêté n° 2026-00123\nLa présente décision est affichée.",
        "PV d’audition n° 2026/00871\nLe service est ouvert.",
        "Facture 45678\nLes travaux sont finis.",
    ],
)
def test_a_number_that_ends_a_line_is_no_postcode_of_the_article_that_begins_the_next(text: str) -> None:
    assert not [span for span in Detector.shipped().find(text) if span.kind in {Kind.PLACE, Kind.ADDRESS}]


@pytest.mark.parametrize("text", ["69003\nLyon", "17000 La Rochelle", "72000\nLe Mans"])
def test_a_town_keeps_its_postcode_whatever_its_article_or_its_line(text: str) -> None:
    (span,) = Detector.shipped().find(text)
    assert (text[span.start : span.end], span.kind) == (text, Kind.PLACE)
