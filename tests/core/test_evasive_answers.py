# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which texts answer without telling, and which short ones tell something."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.evasive_answers import is_evasive

EVASIVE = (
    "à compléter",
    "À préciser.",
    "à définir plus tard",
    "à venir",
    "reste à définir",
    "À voir",
    "en cours",
    "en cours de définition",
    "en cours d’étude",
    "en attente",
    "en attente de validation",
    "N/A",
    "n.c.",
    "NC",
    "s/o",
    "RAS",
    "R.A.S.",
    "rien à signaler",
    "-",
    "?",
    "…",
    "___",
    "néant",
    "sans objet",
    "non applicable",
    "non concerné",
    "non communiqué",
    "non communiquée",
    "non renseigné",
    "non disponible",
    "pas encore défini",
    "pas d’information",
    "inconnu",
    "indéterminé",
    "on ne sait pas",
    "aucune idée",
    "ne s’applique pas",
    "confidentiel",
    "Information confidentielle",
    "données confidentielles",
    "c’est confidentiel",
    "secret",
    "secret des affaires",
    "secret industriel et commercial",
    "couvert par le secret des affaires",
    "usage interne",
    "diffusion restreinte",
    "ne peut être communiqué",
    "Voir dossier",
    "Voir le dossier",
    "voir le dossier technique",
    "Voir la DSI",
    "voir avec le prestataire",
    "voir auprès de l’éditeur",
    "Voir le service informatique",
    "voir les services concernés",
    "voir annexe 2",
    "voir ci-dessus",
    "voir plus haut",
    "voir contrat",
    "voir fiche produit",
    "sera précisé ultérieurement",
    "cf.",
    "cf. dossier",
    "cf. annexe",
    "cf. DPO",
    "se référer au dossier",
    "se reporter à la documentation",
    "demander à la DSI",
    "contacter le prestataire",
    "idem",
    "TODO",
    "xxx",
    "test",
    "to be defined",
    "to be confirmed later",
    "not applicable",
    "not yet available",
    "unknown",
    "see above",
    "see the department",
    "confidential",
    "pending",
    "Non communiqué (secret des affaires)",
    "Confidentiel, voir le dossier.",
    "À définir ; voir avec la DSI",
)
TELLING = (
    "Aucun : le logiciel est libre.",
    "Aucun",
    "Aucune donnée personnelle",
    "Voir la rue depuis la balayeuse et y repérer les nids-de-poule.",
    "Voir la piscine",
    "Voir Paris en 3D",
    "Voir les dossiers en retard",
    "Voir les documents d’archives",
    "Voir les places libres",
    "Voir les services ouverts le dimanche",
    "Test de lecture proposé aux écoles.",
    "Rien ne sort de la mairie.",
    "Consulter les dossiers d’urbanisme",
    "Contacter les services d’urgence",
    "Demander une place en crèche",
    "Courriers reçus",
    "Données ouvertes",
    "Données internes",
    "Trier des documents confidentiels",
    "Détruire les documents secrets",
    "En cours d’année, relancer les familles",
    "Suivre les travaux en cours",
    "À pied ou à vélo, trouver son chemin",
    "À venir chercher en mairie",
    "Non : la ville l’a développé",
    "Non applicable aux mineurs, qui voient un agent",
    "Un agent décide",
    "Mistral",
    "Privé",
    "Restricted to staff",
    "OCR",
    "Gain de temps",
    "Moins d’attente au guichet",
    "La ville",
    "Inconnu du fournisseur, mesuré par la DSI en mars",
    "Confidentiel jusqu’à l’attribution du marché, le 3 mars 2027",
    "To be read by a person before it is sent",
)

VARIANTS = st.sampled_from(
    (
        str,
        str.upper,
        str.lower,
        str.capitalize,
        lambda text: f"  {text}\n",
        lambda text: f"{text}.",
        lambda text: f"{text} !",
        lambda text: f"{text}…",
        lambda text: f"« {text} »",
        lambda text: f"({text})",
        lambda text: text.replace(" ", "\N{NO-BREAK SPACE}"),
        lambda text: text.replace("’", "'"),
        lambda text: "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each)),
        lambda text: unicodedata.normalize("NFD", text),
    )
)


@pytest.mark.parametrize("text", EVASIVE)
def test_it_knows_an_answer_that_tells_nothing(text):
    assert is_evasive(text)


@pytest.mark.parametrize("text", TELLING)
def test_it_leaves_alone_a_short_answer_that_tells_something(text):
    assert not is_evasive(text)


@given(st.sampled_from(EVASIVE), VARIANTS, VARIANTS)
def test_neither_case_nor_accents_nor_punctuation_hide_a_way_out(text, once, twice):
    assert is_evasive(twice(once(text)))


@given(st.sampled_from(TELLING), VARIANTS, VARIANTS)
def test_neither_case_nor_accents_nor_punctuation_make_one(text, once, twice):
    assert not is_evasive(twice(once(text)))


@given(st.sampled_from(EVASIVE), st.sampled_from(TELLING))
def test_a_way_out_followed_by_something_told_is_an_answer(evasive, telling):
    assert not is_evasive(f"{evasive} : {telling}")


@given(st.sampled_from(EVASIVE), st.sampled_from(EVASIVE))
def test_two_ways_out_tell_no_more_than_one(one, other):
    assert is_evasive(f"{one}, {other}")


@given(st.text(max_size=200))
def test_it_judges_any_text(text):
    assert isinstance(is_evasive(text), bool)
