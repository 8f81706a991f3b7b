# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of the gateway, as those who use them see them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.deployments.conftest import FOREIGN, LARGE, SMALL, Gateway

from balise.core.policy import fingerprint
from balise.core.states import Act
from balise.web.assessments.files import DossierFile
from balise.web.deployments.models import AccessKey, Deployment, Provider, ServedModel, StaffToken
from balise.web.deployments.operations.leaving import ExitPlan, plan_exit
from balise.web.governance.proposals import Proposal
from balise.web.journal.models import Entry
from balise.web.journal.queries import entries_of
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db

LIST = "/espace/valbrise/passerelle/"
Browser = Callable[[Member], Client]


@pytest.fixture
def page(served: DossierFile) -> str:
    return f"/espace/valbrise/dossiers/{served.number}/passerelle/"


def text_of(answer: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())  # type: ignore[attr-defined]


def test_it_shows_a_key_once_with_a_call_to_paste(gateway: Gateway, page: str, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    answer = browser.post(f"{page}cles/", {"label": "Serveur de courriers", "not_after": ""})
    assert answer.status_code == 200
    shown = re.search(r'id="la-cle" value="(balise-[^"]+)"', answer.content.decode())
    assert shown is not None
    assert AccessKey.objects.get().digest == fingerprint(shown[1])
    assert "curl http://127.0.0.1:8080/v1/chat/completions" in answer.content.decode()
    assert f"Bearer {shown[1]}" in answer.content.decode().replace("&#x27;", "'")
    assert "no-store" in answer.headers["Cache-Control"]
    again = browser.get(page)
    assert shown[1] not in again.content.decode()
    assert "Serveur de courriers" in text_of(again)
    assert shown[1] not in "".join(Entry.objects.values_list("details", flat=True))
    sent_twice = browser.post(f"{page}cles/", {"label": "Serveur de courriers", "not_after": ""})
    assert "porte déjà ce nom" in text_of(sent_twice)
    assert AccessKey.objects.count() == 1


def test_the_call_to_paste_asks_the_smallest_model_that_answers(gateway: Gateway, page: str, client_of: Browser):
    answer = client_of(gateway.cast.owner).post(f"{page}cles/", {"label": "Serveur de courriers", "not_after": ""})
    assert f'"model": "{SMALL}"' in unescape(answer.content.decode())


def test_the_list_shows_apart_a_model_that_the_use_is_refused(gateway: Gateway, served, client_of: Browser):
    gateway.opened(served, SMALL, FOREIGN, jurisdictions=("FR",))
    told = text_of(client_of(gateway.administrator).get(LIST)).replace("\u00a0", " ")
    assert f"Modèle refusé à cet usage : {FOREIGN}" in told
    assert f"Dossier {served.number} · {SMALL} · 0 clé" in told


def test_a_use_that_is_closed_keeps_its_models_in_the_list(gateway: Gateway, served, client_of: Browser):
    gateway.cast.do(gateway.cast.reviewer, served, Act.SUSPEND, Proposal(motive="Des erreurs."))
    told = text_of(client_of(gateway.administrator).get(LIST))
    assert f"{LARGE}, {SMALL}" in told
    assert "refusé à cet usage" not in told


def test_the_commitments_are_titled_in_the_language_of_the_page(gateway: Gateway, page: str, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    french = _titles(browser.get(page))
    browser.cookies["django_language"] = "en"
    shown = browser.get(page)
    english = _titles(shown)
    assert french.keys() == english.keys()
    assert english["lyon-2025:2"] == "No AI in direct contact with the public"
    assert french["lyon-2025:2"] == "Pas d’IA en contact direct avec les usagers"
    assert 'lang="fr"' not in re.findall(r"<details.*?</details>", shown.content.decode(), re.DOTALL)[0]


def _titles(answer: object) -> dict[str, str]:
    """Return the commitments that the page says are applied: their titles, by their numbers."""
    page = unescape(answer.content.decode())  # type: ignore[attr-defined]
    listed = re.findall(r"<li>([a-z0-9-]+:[0-9a-z.-]+)\s?: ([^<]+)</li>", page)
    return {number: " ".join(title.split()) for number, title in listed}


def test_it_says_what_is_missing_of_a_key(gateway: Gateway, page: str, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    nameless = browser.post(f"{page}cles/", {"label": " "})
    assert nameless.status_code == 422
    past = browser.post(f"{page}cles/", {"label": "Clé", "not_after": "2020-01-01"})
    assert past.status_code == 422
    assert "déjà passé" in text_of(past)
    assert not AccessKey.objects.exists()


def test_it_replaces_a_key_and_revokes_it_after_asking(gateway: Gateway, served, page: str, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    key = gateway.key(served, at=timezone.now())
    answer = browser.post(f"{page}cles/{key.id}/remplacer/")
    assert 'id="la-cle"' in answer.content.decode()
    new = AccessKey.objects.get(replaces_id=key.id)
    assert AccessKey.objects.get(pk=key.id).not_after is not None
    asked = browser.get(f"{page}cles/{new.pk}/revoquer/")
    assert "Révoquer la clé « Serveur de courriers » ?" in text_of(asked)
    done = browser.post(f"{page}cles/{new.pk}/revoquer/", follow=True)
    assert "n’ouvre plus rien" in text_of(done)
    assert "Révoquée" in text_of(done)
    assert browser.get(f"{page}cles/{new.pk}/revoquer/").status_code == 404


def test_it_says_in_the_words_of_the_gateway_why_it_is_closed(gateway: Gateway, served, page: str, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    assert "Ouverte" in text_of(browser.get(page))
    gateway.cast.do(gateway.cast.reviewer, served, Act.SUSPEND, Proposal(motive="Des erreurs."))
    closed = text_of(browser.get(page))
    assert "Fermée" in closed
    assert "L’usage « Réponse aux courriers » est suspendu." in closed
    assert "ses clés rouvriront d’elles-mêmes à la reprise" in closed


def test_it_has_a_reviewer_say_what_the_use_may_ask(gateway: Gateway, page: str, client_of: Browser):
    browser = client_of(gateway.cast.reviewer)
    sent = {
        "models": [gateway.models[LARGE]],
        "largest": gateway.models[LARGE],
        "data_policy": "block",
        "jurisdictions": "fr, de",
        "tokens_per_day": "20000",
    }
    done = browser.post(f"{page}reglages/", sent, follow=True)
    row = Deployment.objects.get()
    assert [model.name for model in row.models_asked.all()] == [LARGE]
    assert (row.data_policy, row.jurisdictions, row.tokens_per_day) == ("block", ["FR", "DE"], 20000)
    assert "Jetons, aujourd’hui : 20" in text_of(done)
    assert 'value="FR, DE"' in browser.get(f"{page}reglages/").content.decode()
    assert client_of(gateway.cast.owner).get(f"{page}reglages/").status_code == 403


def test_the_journal_tells_that_a_limit_was_changed(gateway: Gateway, page: str, client_of: Browser):
    browser = client_of(gateway.cast.reviewer)
    told = {"models": [gateway.models[SMALL]], "data_policy": "pseudonymise", "tokens_per_day": "200000"}
    browser.post(f"{page}reglages/", told)
    (last,) = entries_of(gateway.cast.reviewer.authority.id, limit=1)
    assert last.here.replace("\u202f", " ").replace("\u00a0", " ").endswith("limites 200 000 jetons par jour.")


def test_it_says_what_is_wrong_in_the_settings_and_keeps_what_was(gateway: Gateway, page: str, client_of: Browser):
    browser = client_of(gateway.cast.reviewer)
    small = gateway.models[SMALL]
    lax = browser.post(f"{page}reglages/", {"models": [small], "data_policy": "off"})
    assert lax.status_code == 422
    assert "masquer les données personnelles" in text_of(lax)
    nowhere = browser.post(f"{page}reglages/", {"models": [small], "data_policy": "block", "jurisdictions": "France"})
    assert "pays en deux lettres" in text_of(nowhere)
    assert Deployment.objects.get().data_policy == "pseudonymise"


def test_it_writes_the_exit_plan_switches_and_comes_back(gateway: Gateway, served, page: str, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    assert "Aucun plan de sortie" in text_of(browser.get(page))
    plan = {"substitute": gateway.models[LARGE], "formats": "JSON Lines", "clause": "Article 12", "days": "30"}
    written = text_of(browser.post(f"{page}sortie/", plan, follow=True))
    assert "Article 12" in written
    assert "30 jours" in written
    assert "vient du même fournisseur que l’usage (Serveur de la ville)" in written
    assert "Aucun exercice de sortie en cours de validité" in written
    assert written.index("Basculer vers") < written.index("Oui, basculer"), "asked once before it is done"
    switched = text_of(browser.post(f"{page}bascule/", follow=True))
    assert "remplace les modèles habituels" in switched
    assert browser.post(f"{page}bascule/").status_code == 409
    back = text_of(browser.post(f"{page}bascule/", {"back": "1"}, follow=True))
    assert "a de nouveau ses modèles habituels" in back
    acts = list(Entry.objects.filter(act__startswith="gateway.").order_by("number").values_list("act", flat=True))
    assert acts[-3:] == ["gateway.exit_planned", "gateway.switched", "gateway.switched_back"]
    plan_exit(gateway.cast.owner, served.id, ExitPlan(substitute=gateway.models[FOREIGN]), at=NOW)
    assert "même fournisseur" not in text_of(browser.get(page))


def test_it_keeps_the_substitute_while_it_serves(gateway: Gateway, served, page: str, client_of: Browser):
    plan_exit(gateway.cast.owner, served.id, ExitPlan(substitute=gateway.models[LARGE]), at=NOW)
    browser = client_of(gateway.cast.owner)
    browser.post(f"{page}bascule/")
    refused = browser.post(f"{page}sortie/", {"substitute": gateway.models[SMALL]})
    assert refused.status_code == 422
    assert "rendez d’abord" in text_of(refused)


def test_it_begins_with_an_empty_page_that_says_what_to_do(gateway: Gateway, client_of: Browser):
    file = gateway.cast.deployed()
    page = f"/espace/valbrise/dossiers/{file.number}/passerelle/"
    assert "Régler la passerelle" in text_of(client_of(gateway.cast.reviewer).get(page))
    assert "un instructeur ou l’administrateur" in text_of(client_of(gateway.cast.owner).get(page))
    refused = client_of(gateway.cast.owner).post(f"{page}cles/", {"label": "Clé"})
    assert refused.status_code == 409
    assert "n’est pas réglée" in text_of(refused)
    assert not AccessKey.objects.exists()


def test_it_is_a_tab_of_the_dossiers_that_were_accepted_alone(gateway: Gateway, served, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    assert "/passerelle/" in browser.get(f"/espace/valbrise/dossiers/{served.number}/").content.decode()
    filed = gateway.cast.submitted()
    shown = browser.get(f"/espace/valbrise/dossiers/{filed.number}/").content.decode()
    assert f"dossiers/{filed.number}/passerelle/" not in shown
    closed = browser.get(f"/espace/valbrise/dossiers/{filed.number}/passerelle/")
    assert "décision favorable" in text_of(closed)


def test_it_keeps_providers_and_models(gateway: Gateway, client_of: Browser):
    browser = client_of(gateway.administrator)
    sent = {"name": "Nuage", "base_url": "https://api.nuage.example/v1/", "jurisdiction": "fr", "secret": ""}
    assert browser.post(f"{LIST}fournisseurs/nouveau/", sent).status_code == 302
    provider = Provider.objects.get(name="Nuage")
    assert (provider.base_url, provider.identifier) == ("https://api.nuage.example/v1", "valbrise-nuage")
    browser.post(f"{LIST}fournisseurs/{provider.pk}/", {**sent, "name": "Nimbus", "jurisdiction": "DE"})
    provider.refresh_from_db()
    assert (provider.name, provider.jurisdiction, provider.identifier) == ("Nimbus", "DE", "valbrise-nuage")
    model = {
        "name": "nimbus-1",
        "provider": provider.pk,
        "upstream_name": "n1",
        "capabilities": ["chat"],
        "zone": "deu",
        "pue": "1.3",
        "wh_per_thousand_tokens": "0.4",
    }
    assert browser.post(f"{LIST}modeles/nouveau/", model).status_code == 302
    row = ServedModel.objects.get(name="nimbus-1")
    assert (row.zone, row.pue) == ("DEU", 1.3)
    assert browser.post(f"{LIST}modeles/{row.pk}/", {**model, "pue": "1.1"}).status_code == 302
    retired = text_of(browser.post(f"{LIST}modeles/{row.pk}/retirer/", follow=True))
    assert "Modèles retirés nimbus-1" in retired
    browser.post(f"{LIST}modeles/{row.pk}/remettre/")
    assert "Modèles retirés" not in text_of(browser.get(LIST))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"base_url": "ftp://api.example"}, "adresse d’une API"),
        ({"base_url": "https://moi:secret@api.example/v1"}, "adresse d’une API"),
        ({"base_url": "https://api.example/v1?clé=1"}, "adresse d’une API"),
        ({"jurisdiction": "F1"}, "deux lettres"),
        ({"jurisdiction": "ZZ"}, "deux lettres"),
        ({"secret": "DATABASE_URL"}, "PASSERELLE_VALBRISE__"),
        ({"secret": "PASSERELLE_METROPOLE__CLE"}, "PASSERELLE_VALBRISE__"),
        ({"name": ""}, "obligatoire"),
    ],
)
def test_it_refuses_a_provider_that_could_not_be_used(gateway: Gateway, client_of: Browser, change, said):
    good = {"name": "Nuage", "base_url": "https://api.example/v1", "jurisdiction": "FR", "secret": ""}
    answer = client_of(gateway.administrator).post(f"{LIST}fournisseurs/nouveau/", {**good, **change})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not Provider.objects.filter(name="Nuage").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "petit"}, "valbrise/petit"),
        ({"name": "un modèle"}, "sans espace ni accent"),
        ({"capabilities": []}, "obligatoire"),
        ({"zone": "F2A"}, "trois lettres"),
        ({"pue": "0.5"}, "1"),
    ],
)
def test_it_refuses_a_model_that_could_not_be_used(gateway: Gateway, client_of: Browser, change, said):
    good = {
        "name": "autre",
        "provider": gateway.providers["house"],
        "upstream_name": "a",
        "capabilities": ["chat"],
        "zone": "FRA",
        "pue": "1.2",
        "wh_per_thousand_tokens": "1",
    }
    answer = client_of(gateway.administrator).post(f"{LIST}modeles/nouveau/", {**good, **change})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert ServedModel.objects.count() == 3


def test_it_lists_what_is_served_and_what_was_published(gateway: Gateway, served, client_of: Browser):
    browser = client_of(gateway.cast.reviewer)
    assert "Rien n’est encore publié" in text_of(browser.get(LIST))
    gateway.published()
    shown = text_of(browser.get(LIST))
    assert "Règles n° 1, publiées le" in shown
    assert "Réponse aux courriers" in shown
    gateway.path.unlink()
    assert "n’ont pas pu être écrites" in text_of(browser.get(LIST))


def test_it_hands_out_a_token_and_takes_it_back(gateway: Gateway, client_of: Browser):
    browser = client_of(gateway.administrator)
    until = (timezone.localdate() + timedelta(days=365)).isoformat()
    sent = {"user_id": gateway.cast.owner.user_id, "training": "Atelier du 3 mars", "valid_until": until}
    answer = browser.post(f"{LIST}jetons/", sent)
    shown = re.search(r'id="le-jeton" value="(agent-[^"]+)"', answer.content.decode())
    assert shown is not None
    row = StaffToken.objects.get()
    assert row.digest == fingerprint(shown[1])
    assert shown[1] not in browser.get(f"{LIST}jetons/").content.decode()
    taken = text_of(browser.post(f"{LIST}jetons/{row.pk}/revoquer/", follow=True))
    assert "Aucun jeton n’est remis." in taken
    past = browser.post(f"{LIST}jetons/", {**sent, "valid_until": "2020-01-01"})
    assert past.status_code == 422
    assert "déjà passé" in text_of(past)


def test_it_reads_in_english(gateway: Gateway, page: str, client_of: Browser):
    browser = client_of(gateway.cast.owner)
    browser.post("/langue/", {"language": "en", "next": page})
    assert browser.get(page).status_code == 200
