# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier: what each channel needs, and the proof that people are told."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from pypdf import PdfReader
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast, mail_answers
from tests.web.transparency.conftest import WORDING, untold

from balise.core.notices import Channel
from balise.core.states import Act
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create
from balise.web.governance.proposals import Proposal
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.transparency.operations.proofs import prove, take_back
from balise.web.transparency.operations.publication import publish
from balise.web.transparency.queries.entries import published
from balise.web.transparency.queries.proofs import proofs_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
PHOTO = b"\x89PNG\r\n\x1a\n" + b"une affiche" * 9
SEEN = "modèle de lettre « réponse », bas de page"


@pytest.fixture
def served(cast: Cast) -> DossierFile:
    return untold(cast, cast.deployed(on=timezone.now()))


def page_of(client, member: Member, file: DossierFile) -> str:
    response = client.get(f"/espace/{member.authority.slug}/dossiers/{file.number}/mentions/")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def test_it_says_where_people_must_be_told_why_and_in_which_words(served: DossierFile, cast: Cast, client_of):
    page = page_of(client_of(cast.owner), cast.owner, served)

    assert "Courriers" in page
    assert "Obligatoire" in page
    assert "si des usagers sont concernés, ils sont informés" in page
    assert "Courrier préparé avec l’aide d’une IA, relu par un agent." in page
    assert "&lt;p lang=&quot;fr&quot;&gt;" in page


def test_a_proof_counts_until_it_is_taken_back(served: DossierFile, cast: Cast, client_of):
    client = client_of(cast.owner)
    before = page_of(client, cast.owner, served)
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/"
    sent = {"channel": "letter", "shown_on": timezone.localdate().isoformat(), "seen_at": SEEN}
    assert client.post(address, sent).status_code == 302

    assert "Mentions obligatoires en place : 0 sur" in before, before[before.index("stricte") :][:600]
    assert "Mentions obligatoires en place : 1 sur" in page_of(client, cast.owner, served)
    (proof,) = proofs_of(served.id)
    asked = client.get(f"{address}{proof.id}/retirer/")
    assert asked.status_code == 200
    assert "Retirer la preuve" in asked.content.decode()
    assert proofs_of(served.id) == (proof,)
    assert client.post(f"{address}{proof.id}/retirer/").status_code == 302
    assert proofs_of(served.id) == ()
    assert client.get(f"{address}{proof.id}/retirer/").status_code == 404
    told = entries_about("dossier", str(served.id), acts=["notice.shown", "notice.no_longer_shown"])
    assert [entry.act for entry in told][:2] == ["notice.no_longer_shown", "notice.shown"]


def test_the_public_reads_the_notice_that_is_in_place(served: DossierFile, cast: Cast, publisher: Member):
    on = timezone.localdate()
    prove(cast.owner, served.id, Channel.LETTER, on, SEEN, at=timezone.now())
    found = published(publish(publisher, served.id, WORDING, at=timezone.now()))

    assert found is not None
    (notice,) = found.entry.notices
    assert (notice.channel, notice.shown_since) == (Channel.LETTER, on)
    assert f"/r/{found.entry.id}" in notice.text
    assert SEEN not in str(found.entry)


def test_the_public_is_told_at_once_of_a_notice_that_has_gone(
    served: DossierFile, cast: Cast, publisher: Member, client_of
):
    day = timezone.localdate()
    letter = prove(cast.owner, served.id, Channel.LETTER, day, SEEN, at=timezone.now())
    prove(cast.owner, served.id, Channel.WEB_TEXT, day, "ia.valbrise.example", at=timezone.now())
    code = publish(publisher, served.id, WORDING, at=timezone.now())
    first = published(code)
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/{letter}/retirer/"
    assert "La fiche publique dit cette mention en place" in client_of(cast.owner).get(address).content.decode()

    take_back(cast.owner, served.id, letter, at=timezone.now())

    found = published(code)
    assert found is not None
    assert first is not None
    assert found.entry.edition == 2
    assert found.entry.notices == tuple(each for each in first.entry.notices if each.channel is Channel.WEB_TEXT)
    assert "« Courriers »" in found.entry.change.replace("\u00a0", " ")
    assert (found.entry.title, found.entry.answers) == (first.entry.title, first.entry.answers)


def test_a_notice_still_seen_elsewhere_makes_no_edition(served: DossierFile, cast: Cast, publisher: Member):
    day = timezone.localdate()
    one = prove(cast.owner, served.id, Channel.LETTER, day, SEEN, at=timezone.now())
    prove(cast.owner, served.id, Channel.LETTER, day, "le modèle suivant", at=timezone.now())
    code = publish(publisher, served.id, WORDING, at=timezone.now())

    take_back(cast.owner, served.id, one, at=timezone.now())

    found = published(code)
    assert found is not None
    assert (found.entry.edition, len(found.entry.notices)) == (1, 1)


def test_it_refuses_a_proof_that_proves_nothing(served: DossierFile, cast: Cast, client_of):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(RefusedError, match="pas encore venu"):
        prove(cast.owner, served.id, Channel.LETTER, tomorrow, SEEN, at=timezone.now())
    with pytest.raises(RefusedError, match="Dites où"):
        prove(cast.owner, served.id, Channel.LETTER, timezone.localdate(), " ", at=timezone.now())
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/"
    assert (
        client_of(cast.owner).post(address, {"channel": "letter", "shown_on": "", "seen_at": SEEN}).status_code == 422
    )
    assert proofs_of(served.id) == ()


def test_only_those_who_write_the_dossier_or_keep_the_portal_say_so(served: DossierFile, cast: Cast, publisher: Member):
    on = timezone.localdate()
    with pytest.raises(RefusedError, match="tient le portail"):
        prove(cast.councillor, served.id, Channel.LETTER, on, SEEN, at=timezone.now())

    proof = prove(publisher, served.id, Channel.LETTER, on, SEEN, at=timezone.now())
    with pytest.raises(RefusedError, match="tient le portail"):
        take_back(cast.dpo, served.id, proof, at=timezone.now())


def test_a_notice_is_not_enough_for_what_the_charter_forbids(cast: Cast, client_of):
    file = cast.submitted(NOW, interaction_mode="direct", use_types=("conversation",))

    assert "La charte l’interdit" in page_of(client_of(cast.owner), cast.owner, file)


def photo(name: str = "affiche.png", content: bytes = PHOTO) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/png")


def kept_files() -> list[Path]:
    return [path for path in Path(site.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_it_keeps_a_file_as_a_proof_and_gives_it_back_to_those_who_read_the_dossier(
    served: DossierFile, cast: Cast, client_of
):
    client = client_of(cast.owner)
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/"
    sent = {"channel": "letter", "shown_on": timezone.localdate().isoformat(), "seen_at": "", "upload": photo()}
    assert client.post(address, sent).status_code == 302

    (proof,) = proofs_of(served.id)
    assert (proof.named, proof.size) == ("affiche.png", len(PHOTO))
    assert "affiche.png" in page_of(client, cast.owner, served)
    given = client_of(cast.councillor).get(f"{address}{proof.id}/fichier/")
    assert b"".join(given.streaming_content) == PHOTO
    assert given.headers["Content-Disposition"] == 'attachment; filename="affiche.png"'
    assert "sandbox" in given.headers["Content-Security-Policy"]
    told, *_before = entries_about("dossier", str(served.id), acts=["notice.shown"])
    assert told.details["seen_at"] == "affiche.png"
    assert len(told.details["sha256"]) == 64


def test_a_file_goes_away_with_its_proof(
    served: DossierFile, cast: Cast, client_of, django_capture_on_commit_callbacks
):
    before = kept_files()
    proof = prove(cast.owner, served.id, Channel.LETTER, timezone.localdate(), "", photo(), at=timezone.now())
    assert len(kept_files()) == len(before) + 1

    with django_capture_on_commit_callbacks(execute=True):
        take_back(cast.owner, served.id, proof, at=timezone.now())

    assert kept_files() == before
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/{proof}/fichier/"
    assert client_of(cast.owner).get(address).status_code == 404


def test_it_refuses_a_file_that_is_not_what_its_name_says(served: DossierFile, cast: Cast, client_of):
    before = kept_files()
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/"
    sent = {"channel": "letter", "shown_on": timezone.localdate().isoformat(), "upload": photo(content=b"<html>")}
    answer = client_of(cast.owner).post(address, sent)

    assert answer.status_code == 422
    assert "n’est pas d’une sorte acceptée" in answer.content.decode()
    assert proofs_of(served.id) == ()
    assert kept_files() == before


def test_it_leaves_no_file_behind_what_it_refuses(served: DossierFile, cast: Cast):
    before = kept_files()
    with pytest.raises(RefusedError, match="tient le portail"):
        prove(cast.councillor, served.id, Channel.LETTER, timezone.localdate(), "", photo(), at=timezone.now())

    assert kept_files() == before


def test_a_proof_has_a_file_only_if_one_was_sent(served: DossierFile, cast: Cast, client_of):
    proof = prove(cast.owner, served.id, Channel.LETTER, timezone.localdate(), SEEN, at=timezone.now())
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/{proof}/fichier/"

    assert client_of(cast.owner).get(address).status_code == 404


def test_the_proof_of_a_channel_that_no_longer_applies_is_shown_and_can_go(served: DossierFile, cast: Cast, client_of):
    client = client_of(cast.owner)
    proof = prove(cast.owner, served.id, Channel.PLACE, timezone.localdate(), "hall de la mairie", at=timezone.now())
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/"

    page = page_of(client, cast.owner, served)
    assert "Autres preuves" in page
    assert "hall de la mairie" in page
    assert client.post(f"{address}{proof}/retirer/").status_code == 302
    assert "Autres preuves" not in page_of(client, cast.owner, served)


def test_it_shows_apart_what_the_law_asks_for_and_what_the_charter_does(served: DossierFile, cast: Cast, client_of):
    page = page_of(client_of(cast.owner), cast.owner, served)
    letter = page[page.index("<h2>Courriers") :]
    law, charter = letter.index("<dt>La loi</dt>"), letter.index("<dt>La charte</dt>")

    assert "Pas nécessaire" in letter[law:charter]
    assert "<ul><li>" in letter[law:charter]
    assert "Obligatoire" in letter[charter : charter + 400]


def test_it_gives_the_words_of_a_signature_and_of_the_telephone(served: DossierFile, cast: Cast, client_of):
    page = page_of(client_of(cast.owner), cast.owner, served)

    assert "Message préparé avec l’aide d’une intelligence artificielle (IA), relu par un agent." in page
    assert "Ville de Valbrise, bonjour. Pour vous répondre, je m’aide d’une intelligence artificielle" in page
    assert "&lt;a href=&quot;http" in page


def test_it_says_which_number_is_missing_when_a_machine_takes_the_call(cast: Cast, client_of):
    without = cast.submitted(NOW, interaction_mode="direct", contact="accueil@valbrise.example")
    known = cast.submitted(NOW, interaction_mode="direct", contact="03 00 00 00 00")
    client = client_of(cast.owner)

    assert "Il manque au dossier un numéro de téléphone" in page_of(client, cast.owner, without)
    assert "nous vous rappelons" in page_of(client, cast.owner, without)
    assert "Il manque au dossier un numéro" not in page_of(client, cast.owner, known)


def test_an_address_too_long_for_a_short_notice_is_told_and_breaks_nothing(
    served: DossierFile, cast: Cast, publisher: Member, client_of, settings
):
    settings.SITE_ADDRESS = f"https://{'intelligence-artificielle.' * 6}valbrise.example"
    prove(cast.owner, served.id, Channel.LETTER, timezone.localdate(), SEEN, at=timezone.now())

    assert "BALISE_ADDRESS" in page_of(client_of(cast.owner), cast.owner, served)
    found = published(publish(publisher, served.id, WORDING, at=timezone.now()))
    assert found is not None
    assert "a préparé ce courrier" in found.entry.notices[0].text


def test_the_poster_is_a_file_in_the_words_of_the_entry(
    served: DossierFile, cast: Cast, publisher: Member, client_of, settings
):
    code = publish(publisher, served.id, WORDING, at=timezone.now())
    settings.SITE_ADDRESS = "https://ia.valbrise.example"
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/affiche.pdf"
    answer = client_of(cast.owner).get(address)
    reader = PdfReader(BytesIO(answer.content))
    said = " ".join(reader.pages[0].extract_text().split())

    assert answer.headers["Content-Type"] == "application/pdf"
    assert len(reader.pages) == 1
    assert WORDING.title in said
    assert f"/r/{code}" in said
    assert reader.metadata is not None
    assert reader.metadata.author == "Ville de Valbrise"


def test_an_address_too_long_for_a_code_is_refused_in_words(served: DossierFile, cast: Cast, client_of, settings):
    settings.SITE_ADDRESS = f"https://{'a' * 400}.example"
    address = f"/espace/{cast.owner.authority.slug}/dossiers/{served.number}/mentions/affiche.pdf"
    answer = client_of(cast.owner).get(address)

    assert answer.status_code == 409
    assert "BALISE_ADDRESS" in answer.content.decode()


def test_a_suspended_use_is_still_asked_for_its_notices_before_it_is_published(
    served: DossierFile, cast: Cast, publisher: Member, client_of
):
    cast.do(cast.reviewer, served, Act.SUSPEND, Proposal(motive="Une réponse fausse est partie."), at=timezone.now())
    page = client_of(publisher).get(f"/espace/{publisher.authority.slug}/dossiers/{served.number}/registre/")

    assert page.context["wrong"]
    assert "Une mention obligatoire n’a pas de preuve d’affichage." in page.content.decode().replace("&#x27;", "'")


def test_a_text_left_blank_for_the_public_is_told_before_it_is_published(
    served: DossierFile, publisher: Member, client_of
):
    address = f"/espace/{publisher.authority.slug}/dossiers/{served.number}/registre/"
    sent = {"title": WORDING.title, "summary": WORDING.summary, "texte-purpose": "", "apercu": "1"}
    page = client_of(publisher).post(address, sent).content.decode().replace("\u00a0", " ")

    assert "« But poursuivi » est vide" in page or "« but poursuivi » est vide" in page


CONTRARY = "une réponse du dossier dit le contraire"


def filed(client, member: Member, file: DossierFile, channel: str) -> str:
    address = f"/espace/{member.authority.slug}/dossiers/{file.number}/mentions/"
    sent = {"channel": channel, "shown_on": timezone.localdate().isoformat(), "seen_at": SEEN}
    assert client.post(address, sent).status_code == 302
    return page_of(client, member, file)


def test_whoever_files_a_proof_that_an_answer_belies_is_led_to_the_question(cast: Cast, client_of):
    answers = mail_answers(individual_decisions="yes", crpa_mention="no", users_informed="no")
    file = create(cast.owner, "Bourses", unit_id=None, answers=answers, at=timezone.now())
    client = client_of(cast.owner)
    assert CONTRARY not in page_of(client, cast.owner, file)

    page = filed(client, cast.owner, file, "decision")

    assert "Une preuve dit la mention en place (Décisions individuelles), et une réponse du dossier" in page
    assert "« la mention légale ne figure pas sur chaque décision »" in page
    for question in ("crpa_mention", "users_informed"):
        (link,) = re.findall(rf'href="([^"]+)#question-{question}">Corriger cette réponse', page)
        assert f'id="question-{question}"' in client.get(link).content.decode()


def test_an_answer_that_is_no_longer_written_is_shown_with_the_way_to_have_it_corrected(cast: Cast, client_of):
    file = cast.in_review(timezone.now(), individual_decisions="yes", crpa_mention="no")
    client = client_of(cast.owner)

    page = filed(client, cast.owner, file, "decision")

    (link,) = re.findall(r'href="([^"]+)#reponse-crpa_mention">Voir cette réponse', page)
    assert 'id="reponse-crpa_mention"' in client.get(link).content.decode()


def test_an_answer_that_says_that_people_are_told_is_belied_by_no_proof(served: DossierFile, cast: Cast, client_of):
    assert CONTRARY not in filed(client_of(cast.owner), cast.owner, served, "letter")
