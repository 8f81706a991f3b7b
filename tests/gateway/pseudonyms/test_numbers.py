# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers and addresses: what is told by a key, by a form, or by the words before."""

import pytest

FOUND = [
    ("email", "Écrivez à jean.dupont+mairie@ville-exemple.fr.", "jean.dupont+mairie@ville-exemple.fr"),
    ("email", "mon adresse : zoe (at) exemple.fr merci", "zoe (at) exemple.fr"),
    ("email", "à regis(point)poncet(arobase)exemple(point)fr svp", "regis(point)poncet(arobase)exemple(point)fr"),
    ("phone", "Appelez le 06 12 34 56 78.", "06 12 34 56 78"),
    ("place", "j’habite 93200 saint denis depuis 2019", "93200 saint denis"),
    ("place", "j’habite 94190 villeneuve saint georges", "94190 villeneuve saint georges"),
    ("address", "il habite 12 r emile zola à rians", "12 r emile zola"),
    ("address", "domiciliée lot. Les Flamboyants n° 12", "lot. Les Flamboyants n° 12"),
    (
        "address",
        "il déclare résider Foyer Adoma, chambre 214, 8 rue Baudricourt",
        "Foyer Adoma, chambre 214, 8 rue Baudricourt",
    ),
    ("file_number", "passeport (pré-demande K7P4-9XQ2) prêt", "K7P4-9XQ2"),
    ("health", "Ma fille est enceinte de six mois.", "est enceinte"),
    ("phone", "Appelez le 06.12.34.56.78.", "06.12.34.56.78"),
    ("phone", "Appelez le 0612345678.", "0612345678"),
    ("phone", "Appelez le +33 6 12 34 56 78.", "+33 6 12 34 56 78"),
    ("phone", "Appelez le +33 (0)6 12 34 56 78.", "+33 (0)6 12 34 56 78"),
    ("phone", "Appelez le 0033 6 12 34 56 78.", "0033 6 12 34 56 78"),
    ("phone", "Appelez le +262 692 12 34 56.", "+262 692 12 34 56"),
    ("phone", "Appelez le +49 30 5682001.", "+49 30 5682001"),
    ("phone", "Mon bureau : poste 4521.", "4521"),
    ("nir", "n° 1 85 05 78 006 084 91", "1 85 05 78 006 084 91"),
    ("nir", "n° 185057800608491", "185057800608491"),
    ("nir", "n° 1 85 05 78 006 084", "1 85 05 78 006 084"),
    ("nir", "née en Corse, 2 69 05 2A 588 157", "2 69 05 2A 588 157"),
    ("nir", "numéro de sécurité sociale 1 85 05 78 006 084 99", "1 85 05 78 006 084 99"),
    ("siren", "SIREN 732 829 320", "732 829 320"),
    ("siret", "l’entreprise 73282932000074", "73282932000074"),
    ("siret", "SIRET : 123 456 789 00012", "123 456 789 00012"),
    ("spi", "numéro fiscal : 30 23 217 600 053", "30 23 217 600 053"),
    ("iban", "FR76 3000 6000 0112 3456 7890 189 et merci", "FR76 3000 6000 0112 3456 7890 189"),
    ("iban", "IBAN FR7630006000011234567890189", "FR7630006000011234567890189"),
    ("iban", "DE89 3704 0044 0532 0130 00 votre compte", "DE89 3704 0044 0532 0130 00"),
    ("card", "payé avec 4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("plate", "un AB-123-CD garé", "AB-123-CD"),
    ("plate", "immatriculée 1234 AB 69", "1234 AB 69"),
    ("identity_document", "passeport n° 12AB34567", "12AB34567"),
    ("identity_document", "carte nationale d’identité : 880692310285", "880692310285"),
    ("identity_document", "mon titre de séjour 7503045678", "7503045678"),
    ("file_number", "allocataire n° 1234567", "1234567"),
    ("file_number", "Mon numéro d’allocataire est 7654321", "7654321"),
    ("file_number", "IPP : 8012345678", "8012345678"),
    ("file_number", "dossier n° 2024-00123 du 3 mai", "2024-00123"),
    ("address", "habite 12 rue Victor-Hugo, à l’étage", "12 rue Victor-Hugo"),
    ("address", "au 3 bis, avenue du Général de Gaulle.", "3 bis, avenue du Général de Gaulle"),
    ("address", "5 place du 8 mai 1945.", "5 place du 8 mai 1945"),
    ("address", "8 allée des Tilleuls, bât. B, appt 12", "8 allée des Tilleuls, bât. B, appt 12"),
    ("address", "au 12, bis rue des Acacias", "12, bis rue des Acacias"),
    ("address", "au 9 av. J. Jaurès, merci", "9 av. J. Jaurès"),
    ("address", "Adresse : 3 Grande Rue", "3 Grande Rue"),
    ("iban", "Virez sur BE68 5390 0754 7034 svp", "BE68 5390 0754 7034"),
    ("identity_document", "mon passeport X4RTBPFW4", "X4RTBPFW4"),
    ("email", "jean AROBASE ville POINT fr", "jean AROBASE ville POINT fr"),
    ("birth_date", "né à Lyon 3e le 12 mars 1981", "12 mars 1981"),
    ("place", "F-69003 LYON", "F-69003 LYON"),
    ("place", "93200 St-Denis", "93200 St-Denis"),
    ("phone", "Appelez le 06\u00a012\u00a034\u00a056\u00a078.", "06\u00a012\u00a034\u00a056\u00a078"),
    ("address", "deux bd etienne de rourque, merci", "deux bd etienne de rourque"),
    ("place", "69003 Lyon", "69003 Lyon"),
    ("place", "75014 PARIS CEDEX 14", "75014 PARIS CEDEX 14"),
    ("place", "à Valence (Drôme)", "Valence (Drôme)"),
    ("place", "69100 villeurbanne", "69100 villeurbanne"),
    ("birth_date", "né le 12/03/1981", "12/03/1981"),
    ("birth_date", "née à Lyon (69), le 3 mars 1975", "3 mars 1975"),
    ("birth_date", "DDN 01.02.99", "01.02.99"),
    ("birth_date", "Date de naissance : 1980-02-29", "1980-02-29"),
    (
        "birth_date",
        "née le deux janvier mille neuf cent soixante-dix-huit",
        "deux janvier mille neuf cent soixante-dix-huit",
    ),
    ("birth_date", "né(e) le 1er août 1954", "1er août 1954"),
    ("birth_date", "Le 14/11/2012 est sa date de naissance.", "14/11/2012"),
    ("file_number", "N° ALLOCATAIRE CAF : 0745821 C\n", "0745821 C"),
    ("nir", "sécurité sociale : 1 9O O3 38 O75 1O3 66", "1 9O O3 38 O75 1O3 66"),
    ("plate", "une Clio 1234 AB 42 garée", "1234 AB 42"),
    ("file_number", "Abonnée n° 88-4521-77", "88-4521-77"),
    ("file_number", "N° de carte : D868344", "D868344"),
    ("file_number", "plainte (PV n° 2026/004512)", "2026/004512"),
    ("file_number", "demande PC 038 544 26 1 0017 refusée", "PC 038 544 26 1 0017"),
    ("file_number", "DP 087 085 26 A0031", "DP 087 085 26 A0031"),
    ("file_number", '{"matricule":"0088213"}', "0088213"),
    ("file_number", "carte professionnelle n° PM-0877", "PM-0877"),
    ("birth_date", '{"naissance": "1990-02-28"}', "1990-02-28"),
    ("birth_date", '{"birthdate":"1983-07-09"}', "1983-07-09"),
    ("birth_date", "Mme MONTOYA, née RIBAS, le 22/08/1944", "22/08/1944"),
    ("birth_date", "Suivi : Mme Zgueb 22/08/1944", "22/08/1944"),
    ("birth_date", "Le 12 octobre 1949 est née à Dax Léa Martin", "12 octobre 1949"),
    ("address", "Terrain : rue du Vieux-Lavoir, parcelle AB 112", "rue du Vieux-Lavoir"),
    ("place", "square des Martyrs, L-4040 Esch-sur-Alzette.", "L-4040 Esch-sur-Alzette"),
    ("health", "Elle souffre de diabètes et d’épilepsie.", "diabètes"),
    ("religion", "un agent musulman", "musulman"),
    ("union", "Il est syndiqué.", "syndiqué"),
    ("sexual_life", "son orientation sexuelle", "orientation sexuelle"),
]
NOT_FOUND = [
    "INSCRIPTION SCOLAIRE 2025-2026",
    "Inscription cantine 2026-2027",
    "RDV retrait CNI le 24/03 10h",
    "au titre Ier de la loi n° 78-753 du 17 juillet 1978",
    "les lois n° 65-560 du 10 juillet 1965, n° 66-407 du 18 juin 1966 et n° 69-1137 du 20 décembre 1969",
    "le titre III du décret n° 2005-1742 du 30 décembre 2005",
    "au titre des guerres 1914-1918 et 1939-1945",
    "les articles R. 421-26 à R. 421-28 du code de l’urbanisme",
    "un passage réservé aux piétons, deux chaussées séparées, un domaine skiable",
    "des vitres du pare-brise",
    "une amende de 75 000 d’amende, un poids de 21 000 kilogrammes",
    "Personne seule 45 241 34 966 30 597\n\nCouple 67 612 46 691 41 124\n\nPersonne seule",
    "un étranger résidant en France",
    "le formulaire sous le numéro CERFA 13644",
    "L’article L. 123-4 du code 2016/679, modifié le 12/03/2024, entre en vigueur le 1er janvier 2026.",
    "Le budget est de 12 345 678 € en 2026, soit 3 % de plus qu’en 2025.",
    "Une délibération n° 2026-12 du 3 mars.",
    "Il faut 3 places en crèche et 2 cours de cuisine.",
    "10000 Habitants, 75000 Euros",
    "La commission s’est réunie le 14/02/2026 à 18 h 30.",
    "Le dossier du 12/03/2024 est complet.",
    "La ville de Lyon et la commune de Saint-Denis délibèrent.",
    "Un total de 1200 EUR 50.",
    "Le rapport n° 2026-12 est rendu.",
    "La politique de santé et la liberté de religion.",
]


@pytest.mark.parametrize(("kind", "text", "written"), FOUND)
def test_it_finds(found, kind, text, written):
    assert (kind, written) in found(text)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_it_leaves_alone(found, text):
    assert found(text) == []


def test_a_date_beside_a_person_is_of_birth(found):
    assert ("birth_date", "23/04/1976") in found("Patients présents : Mirella Rousset, 23/04/1976, hier.")


def test_a_long_number_on_the_line_of_a_person_is_theirs(found):
    assert ("file_number", "9010572683") in found("M. Yassine Benali | H | 9010572683")


def test_it_reads_accents_written_apart(detector):
    text = "Ne\u0301e le 12/03/1981, Mme Ame\u0301lie Le\u0301vy"

    assert [text[span.start : span.end] for span in detector.find(text)] == ["12/03/1981", "Ame\u0301lie Le\u0301vy"]


def test_it_counts_in_code_points_beyond_the_basic_plane(detector):
    text = "😀😀 Tél. 06 12 34 56 78"
    (span,) = detector.find(text)

    assert text[span.start : span.end] == "06 12 34 56 78"


@pytest.mark.parametrize("written", ["IT83X0542804615378581209578", "DE08 4096 5522 6988 3055 15"])
def test_an_account_of_the_length_of_its_country_is_one_though_its_key_is_wrong(found, written):
    assert ("iban", written) in found(f"Giulia Bernasconi;{written};45,00")


def test_a_reference_that_begins_as_an_account_of_norway_is_none(found):
    assert not any(kind == "iban" for kind, _value in found("Bon de commande NO1234567890123 du 12 mars"))


def test_a_planning_permit_is_masked_with_the_letters_that_begin_it(found):
    assert ("file_number", "PC 063 113 26 A0019") in found("Dossier n° PC 063 113 26 A0019, avis du service")
