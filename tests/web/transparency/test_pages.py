# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What residents read without an account: the register, an entry, its history; and nothing that is internal."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW, make_authority
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING, dossier_behind
from tests.web.transparency.register_copies import copy_entry

from balise.core.register import PublicStatus
from balise.web.organisations.members import Member
from balise.web.transparency.models import Entry
from balise.web.transparency.operations.publication import publish, withdraw

pytestmark = pytest.mark.django_db
PLANTED = "valeur-interne-"


@pytest.fixture
def resident() -> Client:
    return Client()


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == status, (address, response.status_code)
    return response.content.decode()


def test_a_resident_finds_an_entry_and_reads_it(resident: Client, code: str, cast: Cast):
    slug = cast.owner.authority.slug
    assert "1 usage au registre" in read(resident, f"/portail/{slug}/")
    assert WORDING.title in read(resident, f"/portail/{slug}/registre/?q=courriers+habitants")
    assert "Aucune fiche ne correspond." in read(resident, f"/portail/{slug}/registre/?q=piscine")

    page = read(resident, f"/r/{code}/")
    assert WORDING.summary in page
    assert "En service" in page
    assert "Pas d’IA en contact direct avec les usagers" in page
    assert "Décision de" in page


def test_the_list_of_authorities_says_how_many_uses_each_one_shows(
    resident: Client, code: str, cast: Cast, publisher: Member
):
    copies = copy_entry(code, 3)
    withdraw(publisher, dossier_behind(copies[0]), "Le service a fermé.", at=NOW)
    village = make_authority("bourg", "Bourg-Mesange")
    Entry.objects.filter(code=copies[1]).update(authority_id=village.pk, status=PublicStatus.WITHDRAWN.value)

    page = read(resident, "/portail/")
    told = re.findall(r'<h2><a href="(.+?)">.+?</h2>\s*<ul class="meta"><li>(.+?)</li><li>(.+?)</li></ul>', page)
    assert told == [
        ("/portail/bourg/", "1 usage au registre", "0 en service ou à l’essai"),
        ("/portail/valbrise/", "2 usages au registre", "2 en service ou à l’essai"),
    ]
    assert 'href="/portail/donnees/"' in page


def test_the_list_says_how_many_uses_the_portal_of_a_metropolis_adds_up(resident: Client, code: str, cast: Cast):
    copies = copy_entry(code, 3)
    village = make_authority("bourg", "Bourg-Mesange", parent_id=cast.owner.authority.id)
    Entry.objects.filter(code=copies[1]).update(authority_id=village.pk)

    page = read(resident, "/portail/")
    assert "<li>3 usages au registre, 4 avec son territoire</li>" in page
    assert "<li>3 en service ou à l’essai, 4 avec son territoire</li>" in page
    assert "<li>1 usage au registre</li>" in page
    assert "4 usages au registre" in read(resident, "/portail/valbrise/")


def title_of(address: str) -> str:
    found = re.search(r"<title>\s*(.+?)\s*</title>", read(Client(), address), re.DOTALL)
    assert found is not None
    return " ".join(found[1].replace("\u00a0", " ").split())


def test_the_title_of_a_list_says_its_filters_and_its_page(code: str):
    copy_entry(code, 25)

    assert title_of("/portail/valbrise/registre/") == "Le registre – Ville de Valbrise"
    asked = title_of("/portail/valbrise/registre/?q=courriers&etat=in_service&page=2")
    assert asked == "Le registre – courriers – Où en est l’usage (En service) – page 2 – Ville de Valbrise"
    assert title_of("/portail/valbrise/registre/?etat=zzz") == "Le registre – Ville de Valbrise"


def test_the_titles_of_the_guide_say_for_whom_it_is(code: str):
    titles = [title_of(f"/portail/valbrise/guide/{name}/") for name in ("agents", "elus", "habitants")]
    assert titles[0] == "Guide pratique, pour les agents – Ville de Valbrise"
    assert len(set(titles)) == 3
    assert title_of("/portail/valbrise/guide/agents/answer-letter/").endswith(
        "– Guide pratique, pour les agents – Ville de Valbrise"
    )


@pytest.mark.parametrize(
    ("asked", "label", "rest"),
    [
        ("etat=zzz&q=courriers", "Où en est l’usage", "?q=courriers"),
        ("domaine=zzz&page=1", "Domaine", ""),
        ("donnees=zzz", "Données personnelles", ""),
        ("collectivite=zzz", "Collectivité", ""),
    ],
)
def test_a_filter_that_nobody_knows_is_said_to_be_left_out(code: str, asked: str, label: str, rest: str):
    page = read(Client(), f"/portail/valbrise/registre/?{asked}").replace("\u00a0", " ")

    assert WORDING.title in page
    assert f"Le filtre « {label} » ne connaît pas « zzz » : il a été laissé de côté." in page
    assert f'<a href="/portail/valbrise/registre/{rest}">Retirer ce filtre</a>' in page


def test_filters_that_are_known_are_not_said_to_be_left_out(code: str):
    known = read(Client(), "/portail/valbrise/registre/?etat=suspended&q=&domaine=culture&donnees=yes")

    assert "laissé de côté" not in known
    assert "Aucune fiche ne correspond." in known


def test_too_many_words_are_said_to_be_left_out_too(code: str):
    page = read(Client(), f"/portail/valbrise/registre/?q={'a' * 101}")

    assert WORDING.title in page
    assert "100" in page
    assert "Retirer ce filtre" in page


def test_the_declaration_of_accessibility_names_the_authority_as_a_sentence_does(code: str):
    assert "La ville de Valbrise doit rendre son site accessible" in read(Client(), "/portail/valbrise/accessibilite/")


def test_a_code_typed_from_a_letter_leads_to_the_entry(resident: Client, code: str):
    response = resident.get(f"/r/{code.upper()[:4]}-{code[4:].upper()}/")

    assert response.status_code == 301
    assert response["Location"] == f"/r/{code}/"


def test_a_code_may_be_searched_for_like_a_word(resident: Client, code: str, cast: Cast):
    typed = {"q": f"valbrise.example/r/{code.upper()}/"}
    response = resident.get(f"/portail/{cast.owner.authority.slug}/registre/", typed)

    assert response.status_code == 302
    assert response["Location"] == f"/r/{code}/"


@pytest.mark.parametrize("words", ["abcd\x00efg", "%", "é" * 8, "chercher"])
def test_any_word_may_be_searched_for(resident: Client, code: str, cast: Cast, words: str):
    response = resident.get(f"/portail/{cast.owner.authority.slug}/registre/", {"q": words})

    assert response.status_code == 200


def test_the_history_shows_what_each_edition_changed(resident: Client, code: str, publisher: Member):
    again = replace(WORDING, title="Aide à la réponse", change="Titre plus clair.")
    publish(publisher, dossier_behind(code), again, at=NOW + timedelta(days=1))
    page = read(resident, f"/r/{code}/historique/")

    assert "Titre plus clair." in page
    assert f"<del>{WORDING.title}</del>" in page
    assert "<ins>Aide à la réponse</ins>" in page
    assert WORDING.title in read(resident, f"/r/{code}/historique/1/")
    assert "Lire l’édition en cours" in read(resident, f"/r/{code}/historique/1/")
    assert "Lire l’édition en cours" not in read(resident, f"/r/{code}/historique/2/")


def test_the_history_strikes_out_only_the_words_that_went(resident: Client, code: str, publisher: Member):
    longer = f"{WORDING.summary} Relu."
    again = replace(WORDING, summary=longer, change="Résumé précisé.")
    publish(publisher, dossier_behind(code), again, at=NOW + timedelta(days=1))
    page = read(resident, f"/r/{code}/historique/")

    assert "<ins>" in page
    assert f"<del>{WORDING.summary}</del>" not in page


def test_an_address_that_was_printed_never_dies(resident: Client, code: str, publisher: Member, cast: Cast):
    withdraw(publisher, dossier_behind(code), "L’usage a pris fin.", at=NOW)

    assert "L’usage a pris fin." in read(resident, f"/r/{code}/", 410)
    assert WORDING.title not in read(resident, f"/portail/{cast.owner.authority.slug}/registre/")


def test_what_was_never_published_does_not_exist(resident: Client, cast: Cast):
    cast.deployed()

    read(resident, "/r/zzzzzzzz/", 404)
    assert "Aucune fiche n’est encore publiée." in read(resident, f"/portail/{cast.owner.authority.slug}/registre/")
    read(resident, "/portail/nulle-part/", 404)


@pytest.mark.parametrize("address", ["/r/zzzzzzzz/", "/r/ZZZZ-ZZZZ/historique/", "/r/23%20bcdfgh/", "/r/moi/"])
def test_a_code_that_leads_nowhere_is_told_to_residents_in_their_words(resident: Client, address: str):
    page = read(resident, address, 404)

    assert "Aucune fiche ne porte le code" in page
    assert "Reprenez le code sur la lettre" in page
    assert 'class="button" href="/portail/"' in page
    assert "dossier" not in page


def test_a_lost_page_of_a_portal_leads_back_to_it(resident: Client, code: str):
    page = read(resident, "/portail/valbrise/rien/", 404)

    assert "Chercher dans le registre" in page
    assert 'class="button" href="/portail/valbrise/registre/"' in page
    assert "dossier" not in page


def test_an_answer_that_is_nobody_s_says_to_take_up_the_whole_address(resident: Client, cast: Cast):
    assert "chaque signe compte" in read(resident, "/reponses/rien/", 404)


def test_the_lost_pages_of_staff_keep_their_words(resident: Client, cast: Cast):
    assert "Un dossier ou un outil d’une autre collectivité" in read(resident, "/nulle-part/", 404)


def test_whoever_publishes_sees_first_what_the_public_will_read(client_of, cast: Cast, publisher: Member):
    file = cast.deployed(on=timezone.now())
    client = client_of(publisher)
    address = f"/espace/{publisher.authority.slug}/dossiers/{file.number}/registre/"
    assert "Publier la fiche" in read(client, address)

    typed = {"title": WORDING.title, "summary": "court"}
    preview = client.post(address, {**typed, "apercu": "1"})
    assert "Le résumé est trop court" in preview.content.decode()
    assert client.post(address, {**typed, "summary": ""}).status_code == 422

    sent = {"title": WORDING.title, "summary": WORDING.summary, "contact": "", "reason": ""}
    assert "C’est publié" in client.post(address, sent, follow=True).content.decode()
    assert "Publier une nouvelle édition" in read(client, address)


def test_a_reviewer_reads_the_page_of_publication_and_publishes_nothing(client_of, cast: Cast):
    file = cast.deployed(on=timezone.now())
    page = read(client_of(cast.reviewer), f"/espace/{cast.reviewer.authority.slug}/dossiers/{file.number}/registre/")

    assert "Ce dossier n’est pas encore au registre public." in page
    assert "Publier la fiche" not in page


def test_an_english_page_says_which_words_are_french_and_sets_its_own_colons(code: str, cast: Cast):
    english = Client()
    english.cookies["django_language"] = "en"

    home = read(english, "/portail/valbrise/")
    assert f'<span lang="fr">{WORDING.title}</span>' in home
    assert f'<p><span lang="fr">{WORDING.summary}</span></p>' in home
    assert re.search(r"In service</span></a>: 1", home)
    entry = read(english, f"/r/{code}/")
    assert f'<h1><span lang="fr">{WORDING.title}</span></h1>' in entry
    assert "Pas d’IA en contact direct avec les usagers" not in entry
    assert "Décision favorable" not in entry
    assert 'lang="fr"' not in read(Client(), f"/r/{code}/").partition("<main")[2].partition("</main>")[0]
