# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What passes between residents and those who keep the portal: no account, a private address, a delay that counts."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import dossier_behind

from balise.core.public_questions import Asking
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.transparency.letters import acknowledge, tell_answered
from balise.web.transparency.models import PublicQuestion
from balise.web.transparency.operations.portal import describe_portal
from balise.web.transparency.operations.publication import withdraw
from balise.web.transparency.operations.questions import Asker, answer, ask
from balise.web.transparency.portal_description import PortalDescription
from balise.web.transparency.queries.questions import question_behind, questions_of
from balise.web.transparency.views.questions import MOST_AN_HOUR
from balise.web.ui.refusals import RefusedError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_once")]
MESSAGE = {"kind": "question", "text": "Qui relit les réponses ?", "email": "", "site": ""}


def test_a_resident_asks_and_reads_the_answer_where_nobody_else_can(
    code: str, publisher: Member, client_of, django_capture_on_commit_callbacks
):
    resident = Client()
    sent = resident.post(f"/r/{code}/question/", MESSAGE)
    private = sent["Location"]
    assert re.fullmatch(r"/reponses/[\w-]{32}/", private)
    assert "Votre message est arrivé" in resident.get(private).content.decode()

    office = client_of(publisher)
    listed = office.get(f"/espace/{publisher.authority.slug}/questions/").content.decode()
    assert "Qui relit les réponses" in listed
    (waiting,) = questions_of(publisher.authority.id, answered=False)
    office.post(f"/espace/{publisher.authority.slug}/questions/{waiting.id}/", {"text": "La cheffe de service."})

    page = resident.get(private)
    assert "La cheffe de service." in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert "Sonia Prat" not in page.content.decode()


def plain(page: str) -> str:
    return page.replace("\u00a0", " ")


def test_whoever_is_not_content_with_an_answer_is_told_where_to_go_next(code: str, publisher: Member):
    describe_portal(publisher, PortalDescription(mediator_contact="mediateur@valbrise.example"), at=NOW)
    private = ask(code, Asking.CONTEST, "Cet avis est faux.", Asker(), at=NOW)
    assert "Cela ne répond pas" not in Client().get(f"/reponses/{private}/").content.decode()
    answer(publisher, PublicQuestion.objects.get().pk, "La cheffe de service.", at=NOW)

    page = plain(Client().get(f"/reponses/{private}/").content.decode())
    assert "Cela ne répond pas à votre question ?" in page
    assert "mediateur@valbrise.example" in page
    assert "CADA" in page
    assert "tribunal administratif" in page
    again = re.search(r'href="(/r/[^"]+/question/[^"]+)"', page)
    assert again is not None
    assert "faux" not in again[1]
    form = plain(Client().get(again[1].replace("&amp;", "&")).content.decode())
    assert re.search(r'value="contest"[^>]*checked', form)
    assert "Suite de mon message du 21 novembre 2026 :" in form


@pytest.mark.parametrize("given", ["suite=hier&nature=contest", "suite=2026-11-21&nature=x", "suite=2026-11-21"])
def test_an_address_made_by_hand_fills_in_no_form(code: str, given: str):
    assert "Suite de mon message" not in Client().get(f"/r/{code}/question/?{given}").content.decode()


def test_an_answer_about_a_withdrawn_entry_leads_to_no_form(code: str, publisher: Member):
    private = ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    answer(publisher, PublicQuestion.objects.get().pk, "La cheffe de service.", at=NOW)
    withdraw(publisher, dossier_behind(code), "L’usage a pris fin.", at=NOW)

    page = plain(Client().get(f"/reponses/{private}/").content.decode())
    assert "Cela ne répond pas à votre question ?" in page
    assert "/question/" not in page


def test_the_letters_name_the_authority_as_a_sentence_does(code: str, publisher: Member):
    tell_answered(Asker("camille@exemple.fr"), title="T", authority="Ville de Valbrise", question="Q", answer="R")
    acknowledge(Asker("camille@exemple.fr"), title="T", authority="Ville de Valbrise", link="L")

    answered, asked = mail.outbox
    assert answered.subject == "La ville de Valbrise vous a répondu"
    assert "La ville de Valbrise répond à votre message" in answered.body
    assert asked.subject == "La ville de Valbrise a reçu votre message"


def form_of(client: Client, code: str) -> str:
    """Return the token of the form that a page shows."""
    found = re.search(r'name="token" value="([^"]+)"', client.get(f"/r/{code}/question/").content.decode())
    assert found is not None
    return found[1]


def test_a_form_sent_again_leads_to_the_first_message_and_makes_no_other(code: str):
    resident = Client()
    sent = MESSAGE | {"email": "camille@exemple.fr", "token": form_of(resident, code)}

    private = [resident.post(f"/r/{code}/question/", sent)["Location"] for _again in range(MOST_AN_HOUR + 2)]

    assert len(set(private)) == 1
    assert PublicQuestion.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_form_sent_again_once_answered_leads_to_the_answer(code: str, publisher: Member):
    resident = Client()
    sent = MESSAGE | {"email": "camille@exemple.fr", "token": form_of(resident, code)}
    resident.post(f"/r/{code}/question/", sent)
    answer(publisher, PublicQuestion.objects.get().pk, "La cheffe de service.", at=NOW)

    assert "La cheffe de service." in resident.post(f"/r/{code}/question/", sent, follow=True).content.decode()


@pytest.mark.parametrize("changed", [{"text": "Et qui signe ?"}, {"kind": "contest"}, {"email": "camille@exemple.fr"}])
def test_a_form_whose_words_have_changed_is_another_message(code: str, changed: dict[str, str]):
    resident = Client()
    sent = MESSAGE | {"token": form_of(resident, code)}
    first = resident.post(f"/r/{code}/question/", sent)["Location"]

    assert resident.post(f"/r/{code}/question/", sent | changed)["Location"] != first
    assert PublicQuestion.objects.count() == 2


@pytest.mark.parametrize("forged", ["", "devine", "devine:devine"])
def test_nobody_reads_the_message_of_another_by_writing_the_same_words(code: str, forged: str):
    resident, curious = Client(), Client()
    first = resident.post(f"/r/{code}/question/", MESSAGE | {"token": form_of(resident, code)})["Location"]

    for token in (form_of(curious, code), forged):
        assert curious.post(f"/r/{code}/question/", MESSAGE | {"token": token})["Location"] != first
    assert PublicQuestion.objects.count() == 3


def test_a_form_is_kept_by_no_cache_that_serves_somebody_else(code: str):
    resident = Client()
    assert form_of(resident, code) != form_of(resident, code)
    kept = resident.get(f"/r/{code}/question/")["Cache-Control"]
    assert "private" in kept
    assert "public" not in kept


def test_a_form_refused_keeps_its_token(code: str):
    resident = Client()
    token = form_of(resident, code)
    refused = resident.post(f"/r/{code}/question/", MESSAGE | {"text": " ", "token": token})

    assert f'value="{token}"' in refused.content.decode()


def test_the_private_address_is_kept_nowhere(code: str):
    private = ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)

    row = PublicQuestion.objects.get()
    kept = [str(getattr(row, field.attname)) for field in PublicQuestion._meta.concrete_fields]
    assert not [value for value in kept if private in value]
    assert question_behind(private) is not None
    assert question_behind(private[:-1]) is None


def test_whoever_leaves_an_address_is_written_to_twice_and_forgotten(code: str, publisher: Member, client_of, settings):
    Client().post(f"/r/{code}/question/", MESSAGE | {"email": "camille@exemple.fr"})
    (arrived,) = mail.outbox
    assert "un mois de silence vaut refus" in arrived.body
    assert arrived.to == ["camille@exemple.fr"]
    assert f"{settings.SITE_ADDRESS}/reponses/" in arrived.body

    (waiting,) = questions_of(publisher.authority.id, answered=False)
    client_of(publisher).post(
        f"/espace/{publisher.authority.slug}/questions/{waiting.id}/", {"text": "La cheffe de service."}
    )
    assert "La cheffe de service." in mail.outbox[1].body
    for remedy in ("la Commission d’accès aux documents administratifs (CADA)", "le tribunal administratif"):
        assert remedy in mail.outbox[1].body
    assert PublicQuestion.objects.get().email == ""


def test_the_answer_is_written_in_the_language_of_whoever_asked(code: str, publisher: Member, client_of, settings):
    resident = Client()
    resident.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    resident.post(f"/r/{code}/question/", MESSAGE | {"email": "camille@exemple.fr"})

    (waiting,) = questions_of(publisher.authority.id, answered=False)
    page = client_of(publisher).post(
        f"/espace/{publisher.authority.slug}/questions/{waiting.id}/", {"text": "La cheffe de service."}, follow=True
    )
    assert [letter.subject for letter in mail.outbox] == [
        "Ville de Valbrise has received your message",
        "Ville de Valbrise has answered you",
    ]
    assert "La réponse est partie par courriel" in page.content.decode()


def test_nobody_is_said_to_be_written_to_who_left_no_address(code: str, publisher: Member, client_of):
    ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    (waiting,) = questions_of(publisher.authority.id, answered=False)
    page = client_of(publisher).post(
        f"/espace/{publisher.authority.slug}/questions/{waiting.id}/", {"text": "La cheffe de service."}, follow=True
    )

    assert "La réponse est enregistrée" in page.content.decode()
    assert not mail.outbox


def test_the_journal_of_the_dossier_tells_who_answered(code: str, publisher: Member):
    ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    (waiting,) = questions_of(publisher.authority.id, answered=False)
    answer(publisher, waiting.id, "La cheffe de service.", at=NOW)

    dossier = PublicQuestion.objects.get().entry.dossier_id
    (told,) = entries_about("dossier", str(dossier), acts=["entry.question_answered"])
    assert told.actor_name == publisher.name


def test_a_question_is_answered_once(code: str, publisher: Member):
    ask(code, Asking.CONTEST, "Je conteste.", Asker(), at=NOW)
    (waiting,) = questions_of(publisher.authority.id, answered=False)
    answer(publisher, waiting.id, "Voici pourquoi.", at=NOW)

    with pytest.raises(RefusedError, match="déjà répondu"):
        answer(publisher, waiting.id, "Autrement.", at=NOW)


def test_those_of_another_authority_do_not_know_of_it(code: str, member_with, elsewhere):
    ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    from balise.core.roles import Role  # noqa: PLC0415

    stranger = member_with(Role.PUBLISHER, authority=elsewhere)
    assert questions_of(stranger.authority.id, answered=False) == ()
    with pytest.raises(RefusedError, match="n’existe pas"):
        answer(stranger, PublicQuestion.objects.get().pk, "Non.", at=NOW)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": " "}, "obligatoire"),
        ({"email": "camille"}, "courriel"),
        ({"site": "https://exemple.fr"}, "Videz ce champ"),
        ({"kind": "autre"}, "choix"),
    ],
)
def test_it_says_what_to_do_and_keeps_what_was_typed(code: str, typed: dict[str, str], said: str):
    response = Client().post(f"/r/{code}/question/", MESSAGE | typed)

    assert response.status_code == 422
    page = response.content.decode()
    assert said in page
    assert (typed.get("text", MESSAGE["text"]).strip() or "Votre message") in page.replace("\u00a0", " ")
    assert not PublicQuestion.objects.exists()


def test_the_field_to_leave_empty_does_not_say_that_it_is_optional_and_a_long_text_is_told_as_such(code: str):
    asked = Client().get(f"/r/{code}/question/").content.decode()
    refused = Client().post(f"/r/{code}/question/", {**MESSAGE, "kind": "autre", "text": "é" * 6000})
    told = refused.content.decode().replace("\u00a0", " ")

    assert asked.count("(facultatif)") == 1
    assert "Écrivez au plus 4000 signes : il y en a 6000." in told
    assert "« autre » n’est pas un choix possible" in told


def test_a_program_that_writes_without_end_is_slowed_down(code: str):
    resident = Client()
    for _message in range(MOST_AN_HOUR):
        assert resident.post(f"/r/{code}/question/", MESSAGE).status_code == 302

    refused = resident.post(f"/r/{code}/question/", MESSAGE)
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert PublicQuestion.objects.count() == MOST_AN_HOUR


def test_everybody_reads_how_long_answers_take(code: str, publisher: Member, cast: Cast):
    for days in (10, 40):
        ask(code, Asking.QUESTION, f"Question {days} ?", Asker(), at=NOW - timedelta(days=days))
    late, waiting = questions_of(publisher.authority.id, answered=False)
    assert late.asked_at < waiting.asked_at
    answer(publisher, waiting.id, "Voici.", at=NOW)

    page = Client().get(f"/portail/{publisher.authority.slug}/questions/").content.decode()
    assert "Messages reçus" in page
    assert "10 jours" in page.replace("\u00a0", " ")


def test_silence_is_told_to_be_a_refusal_for_documents_alone(code: str, publisher: Member):
    private = ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=timezone.now() - timedelta(days=40))
    slug = publisher.authority.slug

    for address in (f"/r/{code}/question/", f"/portail/{slug}/aide/", f"/reponses/{private}/"):
        page = Client().get(address).content.decode().replace("\u00a0", " ")
        assert "(CADA)" in page
        assert re.search("Si vous demand(?:ez|iez) un document, ou comment un algorithme", page)
        assert "Pour toute autre question" in page
    asked = Client().get(f"/r/{code}/question/").content.decode()
    assert "confirmer la réception et vous envoyer la réponse" in asked


def test_nothing_is_asked_of_an_entry_that_has_left_the_register(code: str, publisher: Member):
    ask(code, Asking.QUESTION, "Qui relit ?", Asker(), at=NOW)
    withdraw(publisher, PublicQuestion.objects.get().entry.dossier_id, "L’usage a pris fin.", at=NOW)

    assert Client().get(f"/r/{code}/question/")["Location"] == f"/r/{code}/"
    figures = Client().get(f"/portail/{publisher.authority.slug}/questions/").content.decode()
    assert "<dt>Messages reçus</dt><dd>1</dd>" in figures
    assert "Les messages sur une fiche retirée ou cachée depuis comptent aussi." in figures
    with pytest.raises(RefusedError, match="quitté le registre"):
        ask(code, Asking.QUESTION, "Et depuis ?", Asker(), at=NOW)
    (waiting,) = questions_of(publisher.authority.id, answered=False)
    answer(publisher, waiting.id, "Une rédactrice.", at=NOW)


def test_the_acknowledgement_says_by_when_where_to_read_the_answer_and_leads_back_to_the_entry(code: str):
    private = ask(code, Asking.QUESTION, "Qui relit les réponses ?", Asker(), at=NOW)

    page = plain(Client().get(f"/reponses/{private}/").content.decode())

    assert "Une personne vous répond le " in page
    assert "Gardez l’adresse de cette page" in page
    assert f"/reponses/{private}/</code>" in page
    assert f'<a href="/r/{code}/">Revenir à la fiche</a>' in page
