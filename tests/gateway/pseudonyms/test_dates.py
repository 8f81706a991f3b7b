# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dates of birth, and the dates that are not."""

import pytest

BORN = [
    ("M. Orsini 26/9/1994 est connu du service.", "26/9/1994"),
    ("M. Orsini 26/9/94 est connu du service.", "26/9/94"),
    ("Mme Vallat (3 mars 1970) – accord", "3 mars 1970"),
    ("Mme Vallat, 91 ans (7 mai 1934), GIR 2", "7 mai 1934"),
    ("le père le 4 août 82, la mère 11/11/84", "11/11/84"),
    ("Je suis né un 14 juillet 1967 à Rians", "14 juillet 1967"),
    ("Patient : D.N. : 14/02/1940", "14/02/1940"),
    ("— Votre date de naissance ?\n— Le 16 juin 1952.", "16 juin 1952"),
    ("Et votre date de naissance ?\nUsager : 14 07 1976", "14 07 1976"),
    ("Date of birth pour vérification : 22 June 1972", "22 June 1972"),
    ("NE(E): 19410228", "19410228"),
    ("VALLAT Odile, né en 08/1955, AAH", "08/1955"),
    ("Gabin, le 11 septembre 2026, au foyer de Julie Masson", "11 septembre 2026"),
    ("Apolline, venue au monde le 8 octobre 2026 à 4 h 17", "8 octobre 2026"),
    ("Le 14 mars 1982 à 8 h 20 est née à Rians Julie Vallat", "14 mars 1982"),
    (
        "Le quatorze mars mil neuf cent\nquatre-vingt-deux, à huit heures, est née Julie Vallat",
        "quatorze mars mil neuf cent\nquatre-vingt-deux",
    ),
]
OTHERS = [
    "Mme Durand a rencontré M. Orsini 12/05/2026 au soir.",
    "Réunion de M. Orsini le 12 mars 2026.",
    "Réunion de M. Orsini le 12 mars 2026 à 9 h, échéance au 30/06/2026.",
    "Entretien du 12/02/2026, décision du 18 mars 2026, recours avant le 30 avril 2026.",
    "M. Orsini a signé le 04/11/2025 ; Mme Vallat répond au plus tard le 1er juin 2026.",
    "La mère a été reçue le 12/05/2026.",
]


@pytest.mark.parametrize(("text", "date"), BORN)
def test_it_masks_a_date_of_birth(found, text, date):
    assert ("birth_date", date) in found(text)


@pytest.mark.parametrize("text", OTHERS)
def test_it_leaves_the_date_of_a_meeting_a_decision_or_a_deadline(found, text):
    assert [value for kind, value in found(text) if kind == "birth_date"] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Suivi individuel n° 0540782", "0540782"),
        ("Réclamation n° 94/51587 reçue", "94/51587"),
        ("Réf. : 44/51721", "44/51721"),
        ("son dossier c’est le 2026/0145.", "2026/0145"),
        ("Code famille F00871.", "F00871"),
        ("badge 0071A9 attribué ce jour", "0071A9"),
        ("Le dossier (réf. RH-INAPT-2026-007) est transmis.", "RH-INAPT-2026-007"),
        ("Le dossier du tribunal porte le RG 26/00318.", "26/00318"),
        ("<Pauline> n° d’abonné ?\n<Samira> EAU-330-7719 au nom de Pichon", "EAU-330-7719"),
        ("ma déclaration préalable (DP 073 065 26 G0148)", "DP 073 065 26 G0148"),
        ("Permis de construire PC 069 123 24 00045 déposé en mairie.", "PC 069 123 24 00045"),
    ],
)
def test_it_masks_the_number_of_a_file(found, text, number):
    assert ("file_number", number) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "la loi n° 2021-1109 du 24 août 2021",
        "l’arrêté municipal n° 2026-0145",
        "délibération du conseil n° 2025-06112",
        "le formulaire Cerfa n° 12669*02",
        "le règlement (UE) n° 2016/679",
    ],
)
def test_it_leaves_the_number_of_a_law_or_of_a_public_act(found, text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Mme Josiane Perrin est née à Quimper le 17 08 89.", "17 08 89"),
        ("Nikos Vlahos, born March 14, 2011, passport AE2047713", "March 14, 2011"),
        ("Maria Kosta, born 2 June 2011.", "2 June 2011"),
    ],
)
def test_it_reads_a_birth_written_with_spaces_or_in_english(found, text, date):
    assert ("birth_date", date) in found(text)
