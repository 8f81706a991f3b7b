# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Names of persons: how people write them, and what looks like one without being one."""

import pytest

from balise.gateway.pseudonyms.detection import Detector, Options
from balise.gateway.pseudonyms.kinds import Kind, Span

NAMED = [
    ("M. Jean Dupont a écrit.", ["Jean Dupont"]),
    ("Je réponds à Mme Kravtchouzk.", ["Kravtchouzk"]),
    ("le docteur Oyinbola viendra", ["Oyinbola"]),
    ("Me Sarah Le Goff, avocate", ["Sarah Le Goff"]),
    ("Nom : DUPONT\nPrénom : Zbynèska", ["DUPONT", "Zbynèska"]),
    ("NOM : LE GOFF", ["LE GOFF"]),
    ("DUPONT Jean est venu.", ["DUPONT Jean"]),
    ("Reçu de Dupont Marie hier.", ["Dupont Marie"]),
    ("Tchékan HRZOVSKI-MARTIN est absent.", ["Tchékan HRZOVSKI-MARTIN"]),
    ("J.-P. Kravtchouzk a signé.", ["J.-P. Kravtchouzk"]),
    ("Charles de Gonzague-Martin", ["Charles de Gonzague-Martin"]),
    ("mon fils Ylvarine est malade", ["Ylvarine"]),
    ("mme dupont, m. petit et mon fils léo martin", ["dupont", "petit", "léo martin"]),
    ("L’appartement d’Amélie est à moi, Mme Amélie Roux.", ["Amélie", "Amélie Roux"]),
    ("Je soussignée Oumkhaïr Zgueb", ["Oumkhaïr Zgueb"]),
    ("Merci de votre aide.\n\nCordialement,\nWojtek Brzęczyszczykiewicz", ["Wojtek Brzęczyszczykiewicz"]),
    (
        "M. Kravtchouzk est venu. KRAVTCHOUZK a signé, puis Kravtchouzk est parti.",
        ["Kravtchouzk", "KRAVTCHOUZK", "Kravtchouzk"],
    ),
    ("Présents : Léa Martin, Tchékan Zgueb et Zoé Roux", ["Léa Martin", "Tchékan Zgueb", "Zoé Roux"]),
    ("| Sow | Aminata |\n| Öztürk | Emre |", ["Sow", "Aminata", "Öztürk", "Emre"]),
    ("Bonjour Rose, merci. Rose a signé.", ["Rose", "Rose"]),
    ("Ses enfants : Issa 12 ans, Moussa 4 ans", ["Issa", "Moussa"]),
    ("MM. Durand, Lopez et Nguyen", ["Durand", "Lopez", "Nguyen"]),
    ("Le courrier est signé Olwen Fitzwilliam.", ["Olwen Fitzwilliam"]),
    ("Réclamation de Madame KERMARREC (Tugdual)", ["KERMARREC", "Tugdual"]),
    ("La famille Taïmanè est convoquée.", ["Taïmanè"]),
    ("Mme Myriam Bureau et le Pr Jean-Marie Le Parc", ["Myriam Bureau", "Jean-Marie Le Parc"]),
    ("bonjour, ma mere nathalie fontanel et karim ben amor sont absents", ["nathalie fontanel", "karim ben amor"]),
    ("salut manon, voir avec sandrine pour le gouter, elle est la", ["manon", "sandrine"]),
    ("il faut prevoir la presence de sylvain jourdheuil et de colombe ici", ["sylvain jourdheuil"]),
    ("Usager reçu – VAN DER MEER Pieter – né en 08/1955", ["VAN DER MEER Pieter"]),
    ("il vient avec son éduc Clémentine, et le GPX Oliveira l’attend", ["Clémentine", "Oliveira"]),
    ("Carte délivrée à Hryhorii Shevchenko", ["Hryhorii Shevchenko"]),
    ("Je confirme le rendez-vous de Wendyam (14 ans) mardi.", ["Wendyam"]),
    ("bonjour, moi c'est traoré aminata, je voudrais un rendez-vous", ["traoré aminata"]),
    ("c est kevin du service, nathalie est malade", ["kevin", "nathalie"]),
    ('{"nom": "Kravtchouzk", "prenom": "Zbynèska"}', ["Kravtchouzk", "Zbynèska"]),
    ("nom;prenom\nZgueb;Ylvarine\nvon Stetten;Heidi", ["Zgueb", "Ylvarine", "von Stetten", "Heidi"]),
    ("Nom,Prénom,Téléphone\nZgueb,Ylvarine,absent", ["Zgueb", "Ylvarine"]),
    ("| Famille | Montant |\n|---|---|\n| Le Duigou | 45 € |", ["Le Duigou"]),
    ("Nom : Pham Van", ["Pham Van"]),
    ("Nom KRAVTCHOUZK Prénom Ylvarine né le 3 mars", ["KRAVTCHOUZK", "Ylvarine"]),
    ("NOM CHARPENTIER PRÉNOM Noé", ["CHARPENTIER", "Noé"]),
    ("Nom de naissance LEMARCHAND Nom d’usage DUPRÉ Prénom(s) Élise", ["LEMARCHAND", "DUPRÉ", "Élise"]),
    ("Nom de naissance : LEMARCHAND Prénom : Jade", ["LEMARCHAND", "Jade"]),
    (
        "M. Gilles Barbier a appelé. Barbier ne veut rien savoir, puis Barbier a signé.",
        ["Gilles Barbier", "Barbier", "Barbier"],
    ),
    ("M. Yves Petit se calme petit à petit. Petit a signé.", ["Yves Petit", "Petit"]),
    ("Pour : Durand. Contre : Bouvier, Lecomte. Abstention : Hulin", ["Durand", "Bouvier", "Lecomte", "Hulin"]),
    ("Aurélie absente jeudi.", ["Aurélie"]),
    ("La dénommée Jade Roux et le dénommé Voisin", ["Jade Roux", "Voisin"]),
    ("Cantons de Nice, Menton-Est, Breil-sur-Roya. Mme Gourdon et Léa Martin siègent.", ["Gourdon", "Léa Martin"]),
    ("Cc : d’Almeida Isaac", ["d’Almeida Isaac"]),
    ("Mme d’Harcourt s’abstient.", ["d’Harcourt"]),
    ("Je soussignée Hélène de La Tour du Moulin, veuve", ["Hélène de La Tour du Moulin"]),
    ("Ma tante Marguerite de Sainte-Colombe", ["Marguerite de Sainte-Colombe"]),
    ("Mme Oumkhaïr Ould Zgueb est là. Ould Zgueb signe.", ["Oumkhaïr Ould Zgueb", "Ould Zgueb"]),
    ("M. Pol de la Brosse est là. Puis de la Brosse signe.", ["Pol de la Brosse", "de la Brosse"]),
    ("Reçu de K. Cazenave-Lescure la somme de 40 €", ["K. Cazenave-Lescure"]),
    ("Nous, brigadier-chef MARCHAIS et APJ Kravtchouzk", ["MARCHAIS", "Kravtchouzk"]),
    ("DE LA TOUR Anne\nLE BRIS Yann\nDUPONT Jean", ["DE LA TOUR Anne", "LE BRIS Yann", "DUPONT Jean"]),
    ("Présents : LE BRIS Yann, DE LA TOUR Anne, LE ROUX Maël", ["LE BRIS Yann", "DE LA TOUR Anne", "LE ROUX Maël"]),
    ("Agents : VAN DEN BROECK Pieter, VON STETTEN Heidi", ["VAN DEN BROECK Pieter", "VON STETTEN Heidi"]),
    ("Madame Le Bris demeure au lieu-dit Le Bourg.", ["Le Bris"]),
    ("le dossier de mme lopes dos santos est complet", ["lopes dos santos"]),
    ("Mme Kravtchouzk est suivie. Vu avec Ginette.", ["Kravtchouzk", "Ginette"]),
    ("À : LUCIANI Ghjulia; Marie Ottavi", ["LUCIANI Ghjulia", "Marie Ottavi"]),
    ("Placé dans la famille d’accueil Kravtchouzk", ["Kravtchouzk"]),
]
ACTING = [
    ("Le 12/11, Fatoumata m’a appelée.", ["Fatoumata"]),
    ("Il y a un cadeau pour Jean-Claude.", ["Jean-Claude"]),
    ("Chez papa (Stéphane) la semaine paire.", ["Stéphane"]),
    ("From: Amandine\nTo: Hugues", ["Amandine", "Hugues"]),
    ("Hoirs Lemaitre, succession Verdonck ; Consorts Vion", ["Lemaitre", "Verdonck", "Vion"]),
]
WHOSE_IT_IS = [
    ("J’ai reçu l’avis d’arrêt d’Ophélie Carpentier hier.", ["Ophélie Carpentier"]),
    ("La demande de bourse de Capucine et l’arrêt maladie de Rosalie sont là.", ["Capucine", "Rosalie"]),
    ("On m’annonce la naissance d’Eliott.", ["Eliott"]),
    ("Le foyer Lebreton, Foyer Benamar-Coste : dossier complet", ["Lebreton", "Benamar-Coste"]),
    ("Succession POIRAUD : dossier clos", ["POIRAUD"]),
    ("Devis de l’entreprise J. Chouvet, mairie", ["J. Chouvet"]),
]
IN_THEIR_FUNCTION = [
    ("La vice-présidente Kerautret a répondu au sous-préfet Delcourt.", ["Kerautret", "Delcourt"]),
    ("Patrouille BP Legendre, BCP Haddouche, GPP Castelli.", ["Legendre", "Haddouche", "Castelli"]),
    ("Vu avec l’éducatrice Bonnaud et l’inspectrice Quéméner.", ["Bonnaud", "Quéméner"]),
    ("Absents : L. Bertho (pouvoir à C. Leblanc), D. Meunier", ["L. Bertho", "C. Leblanc", "D. Meunier"]),
    ("L’agent d’accueil, Jocelyne R.", ["Jocelyne R."]),
    ("Mon ancienne cheffe, Maud, et notre stagiaire, Achille, le diront.", ["Maud", "Achille"]),
    ("Bénévoles : Jeanne, Marius. Chef d’équipe : Fabrice", ["Jeanne", "Marius", "Fabrice"]),
    ("Membres : A. Rivière, G. Lenoir (art. L. 20 du Code, article 3, loi, décret)", ["A. Rivière", "G. Lenoir"]),
    ("Mme de Brosses Aliénor et Mme de Saint-Amour sont venues", ["de Brosses Aliénor", "de Saint-Amour"]),
]
TOGETHER = [
    ("Sidonie et Mathis ont la joie de vous faire part", ["Sidonie", "Mathis"]),
    ("Mes parents Gaston et Raymonde LHUILLIER sont ici.", ["Gaston", "Raymonde LHUILLIER"]),
    ("Morgane, Sylvie TURPIN, graphiste, 59000 Lille", ["Morgane", "Sylvie TURPIN"]),
    (
        "Présents : MM. PICARD, DE LA TOUR, TRAN, Mmes FOURNIER, EL HADDAD, ROSE.",
        ["PICARD", "DE LA TOUR", "TRAN", "FOURNIER", "EL HADDAD", "ROSE"],
    ),
    (
        "Mesdames Roy, Le Gall et Poulain ; Messieurs Blanc, Dos Santos.",
        ["Roy", "Le Gall", "Poulain", "Blanc", "Dos Santos"],
    ),
]
BY_THEIR_PLACE = [
    ("12;MOULIN Gisèle (EI);360", ["MOULIN Gisèle"]),
    ("E-55340;Lis Katarzyna;3 bis\nE-55341;Baba Ahmed Ilyes;4", ["Lis Katarzyna", "Baba Ahmed Ilyes"]),
    ("| Fleur Ibtissem | 12 |", ["Fleur Ibtissem"]),
    ("une carte (Bonnet Anne-Sophie) et un permis", ["Bonnet Anne-Sophie"]),
    ("Je certifie que GROS Benjamin, né le 3 mai 1980, est là.", ["GROS Benjamin"]),
    ("3. NGUYEN Thi Mai, née le 5 août 2018", ["NGUYEN Thi Mai"]),
    ("Pièces reçues\nCamara Aboubacar Sidiki\n25 mai 2001", ["Camara Aboubacar Sidiki"]),
    ("Henintsoa ANDRIAMANANA\nComptable public", ["Henintsoa ANDRIAMANANA"]),
    ("Objet : badge\nOlivier, j’ai bien les deux véhicules.", ["Olivier"]),
    ("Denis > Elle est inscrite.\nFabienne > Merci.\nDenis > De rien.", ["Denis", "Fabienne", "Denis"]),
    ("Nom d’usage\nMARCHETTI\nNom de naissance\nSANTONI\nVille", ["MARCHETTI", "SANTONI"]),
    ("Merci de votre retour.\nmelanie briquet", ["melanie briquet"]),
    ("Votre nom de naissance c’est bien Boulanger ?", ["Boulanger"]),
]
WRITTEN_SMALL = [
    ("oui c’est madame zerouali pour la cantine et le gaz", ["zerouali"]),
    ("alors c’est kevin le bras je vous appelle pour un acte", ["kevin le bras"]),
    ("je suis luc pruvost p r u v o s t pour un acte et un extrait", ["luc pruvost", "p r u v o s t"]),
    ("rappelez ma soeur au standard 0619228470 nathalie", ["nathalie"]),
]
SCANNED = [
    ("Madame B0NNET Sabrina, dossier 12", ["B0NNET Sabrina"]),
    ("Prénom : C1ément, dossier 12", ["C1ément"]),
    ("M.  Flor ent  Guillemot,  né  le  3", ["Flor ent  Guillemot"]),
    ("Nom  A D E Y E M I        dossier  12", ["A D E Y E M I"]),
    ("Née : G A C H E T   Simone, le 12", ["G A C H E T   Simone"]),
]
NOBODY = [
    "Cantons de : Nice I, Nice II, Breil-sur-Roya, Saint-Martin-Vésubie, Beausoleil, Levens et Contes.",
    "[Condom Cantons de Cazaubon, Condom, Eauze] Cour d’appel d’Amiens\n\nAmiens Amiens, Saint-Quentin.",
    "Cour d’appel de Dijon Côte-d’Or, Chalon-sur-Saône, Saint-Vallier, Cantons de Saint-Apollinaire, Dijon Chenôve.",
    "Article R211-2\n\nI.-Tout conducteur doit. V.-Les dispositions du II. B.-Diplômes délivrés.",
    "Un liseré noir d’une largeur de 5 mm.\n\nGreffiers en chef et greffiers.",
    "Un document dénommé Accusé de réception est établi ; l’établissement dénommé Voies navigables de France.",
    "Les sommes portent intérêt au taux de l’Euribor 12 mois.",
    "Nom Prénom Date de naissance Adresse",
    "Le Nom Propre de la commune. Nom Du Projet : parc",
    "Petit rappel : Marchand de sable, boulanger.",
    "Le véhicule est stationné place Saint-Éloi, devant le restaurant scolaire Jean-Macé.",
    "La salle des fêtes André-Malraux est fermée.",
    "Une Clio grise, une Mégane : rien à signaler.",
    "Pièce d’identité : CNI n° 880442301187",
    "Réclamation de la famille F-20418 ; des noms : au-delà, rien.",
    "mon chat est gris et la porte est rose ; la ville de valence est loin",
    "grant many people the same day, taken into account",
    "Le 12, rue Victor-Hugo est fermé.",
    "Le centre Léon Bérard et les laboratoires Pierre Fabre ont répondu ; le collège Laurent-Mourguet aussi.",
    "L’école Jules-Ferry, le lycée Marie Curie et le gymnase Jean Jaurès ouvrent.",
    "L’hôpital Henri Mondor et le stade Marcel Michelin.",
    "La loi Sapin et la loi Le Pors s’appliquent ; le prix Albert Londres aussi.",
    "Le Conseil d’État, la Commission européenne et la Cour des comptes.",
    "La France, Paris, Florence et la Charte Marianne.",
    "Monsieur le Maire, Madame la Présidente, bonjour.",
    "DIRECTION DES SERVICES TECHNIQUES - COMPTE RENDU DE LA RÉUNION",
    "Pierre blanche, rose rouge : Avril sera beau.",
    "Mme B. A., épouse C., soutient que M. X... a tort.",
    "Mon véhicule est une Renault Clio.",
    "Hugging Face, OpenAI, LangChain et Canadarm3 sont des produits.",
    "Il souffre du syndrome de Raynaud.",
    "Fournisseur : PAPETERIES DU FOREZ\nTitulaire : Eiffage Route, SIRET 12345",
    "École\nMaternelle Claude-Monet\nRentrée le 3",
    "La passerelle « Simone-Veil » et le giratoire Lucie-Aubrac",
    "Objet : bascule de Ciril vers Hélios, puis Ameli",
    "Audible à 50 m. Conducteur inconnu.",
    "Monsieur l’Officier, Madame la Directrice de l’OPAC, bonjour.",
    "Le foyer Jean-Moulin et le foyer Louise Michel sont fermés.",
    "Messieurs les Maires, Présidents de communauté, Directeurs des services",
    "BP Lyon Cedex ; Enfant Malade ; Boulangerie Paul;",
    "madame veuillez agreer mes salutations et permettez moi de vous le dire",
    "| Agent | Staff | Rôle |\n|---|---|---|\n| élu | councillor | siège |\n| RSSI | officer | veille |",
]


@pytest.mark.parametrize(
    ("text", "names"),
    [*NAMED, *ACTING, *WHOSE_IT_IS, *IN_THEIR_FUNCTION, *TOGETHER, *BY_THEIR_PLACE, *WRITTEN_SMALL, *SCANNED],
)
def test_it_finds_the_persons_of(persons, text, names):
    assert persons(text) == names


@pytest.mark.parametrize("text", NOBODY)
def test_it_sees_nobody_in(persons, text):
    assert persons(text) == []


OFFICIALS = [
    "Mme la maire, Anne Durand, a répondu.",
    "Le président de la République Emmanuel Macron a répondu.",
    "Anne Durand, maire de Valbrise, a répondu. Mme Durand reviendra.",
]


@pytest.mark.parametrize("text", OFFICIALS)
def test_officials_in_their_office_are_spared_when_asked(text):
    spared = Detector.shipped(Options(spare_officials=True)).find(text)

    assert [span for span in spared if span.kind == "person"] == []


@pytest.mark.parametrize("text", OFFICIALS)
def test_officials_are_persons_otherwise(persons, text):
    assert persons(text)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (
            "Mme Lucie Ferrand, adjointe aux écoles, propose une aide. Son fils Théo Ferrand est en CM2.",
            ["Théo Ferrand"],
        ),
        ("Le maire, Jean-Paul Ribier, a signé. Mme Jade Ribier demande. M. Ribier ajoute.", ["Jade Ribier"]),
        ("M. Ribier, maire, préside. Mme Ribier est absente.", ["Ribier"]),
        ("Mme Durand, maire, ouvre la séance. M. Kevin Durand est au RSA. Mme Durand clôt.", ["Kevin Durand"]),
        ("M. Ribier, maire, préside. M. Ribier, domicilié rue Haute, se plaint.", ["Ribier"]),
    ],
)
def test_whoever_bears_the_surname_of_an_official_is_not_spared(text, masked):
    detector = Detector.shipped(Options(spare_officials=True))

    assert [text[span.start : span.end] for span in detector.find(text) if span.kind is Kind.PERSON] == masked


def test_the_others_of_the_text_are_not_spared(persons):
    text = "Mme la maire, Anne Durand, écrit à M. Yanis Benali."
    spared = Detector.shipped(Options(spare_officials=True)).find(text)

    assert [text[span.start : span.end] for span in spared] == ["Yanis Benali"]


def test_a_model_adds_to_what_is_found():
    detector = Detector.shipped(model=lambda text: [Span(0, 4, Kind.PERSON, certain=False)])

    assert [(span.start, span.end) for span in detector.find("Zork est venu.")] == [(0, 4)]
