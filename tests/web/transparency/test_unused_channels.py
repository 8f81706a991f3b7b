# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A channel that the answers let suppose and by which the use does not pass: said once, with a reason, and undone."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.governance.conftest import Cast, mail_answers
from tests.web.transparency.conftest import WORDING, untold

from balise.core.notice_coverage import Announcement
from balise.core.notices import Channel
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create, save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.journal.acts import act_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member
from balise.web.transparency.announced import announced_in
from balise.web.transparency.missing_notices import missing_notices
from balise.web.transparency.operations.proofs import prove, take_back
from balise.web.transparency.operations.publication import publish
from balise.web.transparency.operations.unused_channels import say_unused, say_used
from balise.web.transparency.queries.entries import published
from balise.web.transparency.queries.proofs import proofs_of
from balise.web.transparency.queries.unused_channels import unused_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
WHY = "Les réponses partent par courriel : personne n’imprime."


@pytest.fixture
def served(cast: Cast) -> DossierFile:
    return untold(cast, cast.deployed(on=timezone.now()))


def base(file: DossierFile, cast: Cast) -> str:
    return f"/espace/{cast.owner.authority.slug}/dossiers/{file.number}/mentions/"


def plain(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode().replace("\u00a0", " "))


def shown(file: DossierFile, cast: Cast, *channels: Channel) -> None:
    for channel in channels:
        prove(cast.owner, file.id, channel, timezone.localdate(), "Un modèle", at=timezone.now())


def test_it_is_said_from_the_page_of_the_notices_and_undone_there(served: DossierFile, cast: Cast, client_of):
    client, address = client_of(cast.owner), base(served, cast)
    before = plain(client.get(address))
    assert f'{address}supports/letter/"' in before
    assert "sur 3." in before
    assert f"{address}supports/staff/" not in before
    asked = client.get(f"{address}supports/letter/")
    assert asked.status_code == 200
    assert "cet usage ne passe pas par ce support" in plain(asked)
    assert client.post(f"{address}supports/letter/", {"reason": " "}).status_code == 422

    assert client.post(f"{address}supports/letter/", {"reason": WHY}).status_code == 302

    page = plain(client.get(address))
    assert "sur 2." in page
    aside = page[page.index("Supports écartés") :]
    assert WHY in aside
    assert cast.owner.actor.name in aside
    assert client.get(f"{address}supports/letter/").status_code == 409
    (said,) = unused_of(served.id)
    undoing = f"{address}supports/{said.id}/reprendre/"
    assert WHY in plain(client.get(undoing))
    assert client.post(undoing).status_code == 302
    assert "sur 3." in plain(client.get(address))
    assert client.get(undoing).status_code == 404
    told = entries_about("dossier", str(served.id), acts=["notice.channel_unused", "notice.channel_used_again"])
    assert [entry.act for entry in told] == ["notice.channel_used_again", "notice.channel_unused"]
    act = act_of(told[1].act)
    assert act is not None
    sentence = act.told_here(act.words(told[1].details) | {"actor": "Inès"}).replace("\u00a0", " ")
    assert sentence == f"Inès a dit que l’usage ne passe pas par « Courriers » : {WHY}"


def test_no_signature_speaks_of_messages_that_do_not_leave(served: DossierFile, cast: Cast, client_of):
    before = plain(client_of(cast.owner).get(base(served, cast)))
    assert "Message préparé avec" in before.split("signature-texte")[2]

    say_unused(cast.owner, served.id, Channel.EMAIL, WHY, at=timezone.now())

    signature = plain(client_of(cast.owner).get(base(served, cast))).split("signature-texte")[2]
    assert "Message préparé avec" not in signature
    assert "Notre service se sert d’" in signature


def test_nothing_is_asked_there_any_more(served: DossierFile, cast: Cast):
    today = timezone.localdate()
    shown(served, cast, Channel.EMAIL, Channel.STAFF)
    assert len(missing_notices(served, today)) == 1
    assert announced_in(served.authority_id, today).figures.lacking == 1

    say_unused(cast.owner, served.id, Channel.LETTER, WHY, at=timezone.now())

    assert missing_notices(served, today) == ()
    figures = announced_in(served.authority_id, today).figures
    assert (figures.announced, figures.lacking) == (1, 0)


def test_what_the_public_reads_follows_at_once(served: DossierFile, cast: Cast, publisher: Member, client: Client):
    shown(served, cast, Channel.EMAIL)
    code = publish(publisher, served.id, WORDING, at=timezone.now())
    page = plain(client.get(f"/r/{code}/"))
    assert "Mention obligatoire pas encore en place" in page

    unused = say_unused(cast.owner, served.id, Channel.LETTER, WHY, at=timezone.now())

    found = published(code)
    assert found is not None
    assert (found.entry.edition, found.entry.missing_notices) == (2, ())
    after = plain(client.get(f"/r/{code}/"))
    assert "Mention obligatoire pas encore en place" not in after
    assert WHY not in after
    say_used(cast.owner, served.id, unused, at=timezone.now())
    again = published(code)
    assert again is not None
    assert again.entry.missing_notices == (Channel.LETTER,)


def test_the_public_reads_a_missing_notice_until_its_proof(served: DossierFile, cast: Cast, publisher: Member):
    shown(served, cast, Channel.EMAIL)
    code = publish(publisher, served.id, WORDING, at=timezone.now())
    first = published(code)
    assert first is not None
    assert first.entry.missing_notices == (Channel.LETTER,)

    shown(served, cast, Channel.LETTER)

    found = published(code)
    assert found is not None
    assert found.entry.missing_notices == ()
    assert [each.channel for each in found.entry.notices] == [Channel.LETTER, Channel.EMAIL]
    assert "« Courriers »" in found.entry.change.replace("\u00a0", " ")
    shown(served, cast, Channel.LETTER, Channel.STAFF)
    last = published(code)
    assert last is not None
    assert last.entry.edition == found.entry.edition, "nothing that was published is false"


def test_nothing_is_missing_of_what_does_not_serve(cast: Cast, publisher: Member):
    file = untold(cast, cast.accepted(on=timezone.now()))
    found = published(publish(publisher, file.id, WORDING, at=timezone.now()))

    assert found is not None
    assert found.entry.missing_notices == ()


def test_a_channel_that_an_answer_names_cannot_be_set_aside(served: DossierFile, cast: Cast, client_of):
    with pytest.raises(RefusedError, match="Une réponse du dossier"):
        say_unused(cast.owner, served.id, Channel.STAFF, WHY, at=timezone.now())
    with pytest.raises(RefusedError, match="ne passe pas par ce support"):
        say_unused(cast.owner, served.id, Channel.PLACE, WHY, at=timezone.now())
    assert client_of(cast.owner).get(f"{base(served, cast)}supports/pigeon/").status_code == 404


def test_the_last_that_tells_people_cannot_be_set_aside(served: DossierFile, cast: Cast):
    say_unused(cast.owner, served.id, Channel.LETTER, WHY, at=timezone.now())

    with pytest.raises(RefusedError, match="le dernier"):
        say_unused(cast.owner, served.id, Channel.EMAIL, WHY, at=timezone.now())


def test_it_and_a_proof_do_not_go_together(served: DossierFile, cast: Cast):
    shown(served, cast, Channel.LETTER)
    with pytest.raises(RefusedError, match="Une mention est en place"):
        say_unused(cast.owner, served.id, Channel.LETTER, WHY, at=timezone.now())
    take_back(cast.owner, served.id, proofs_of(served.id)[0].id, at=timezone.now())
    say_unused(cast.owner, served.id, Channel.LETTER, WHY, at=timezone.now())

    with pytest.raises(RefusedError, match="ne passe pas par ce support"):
        shown(served, cast, Channel.LETTER)


def test_it_lapses_with_the_answers_that_led_there(cast: Cast, client_of):
    now = timezone.now()
    file = create(cast.owner, "Courriers", unit_id=None, answers=mail_answers(now.date()), at=now)
    say_unused(cast.owner, file.id, Channel.LETTER, WHY, at=timezone.now())
    before = len(missing_notices(file_of(file.id), timezone.localdate()))
    uses = {"use_types": ("drafting", "translation")}
    save_answers(cast.owner, file.id, file.revision, uses, at=now)

    after = file_of(file.id)
    page = plain(client_of(cast.owner).get(base(file, cast)))
    assert len(missing_notices(after, timezone.localdate())) > before
    assert "À redire" in page
    say_unused(cast.owner, file.id, Channel.LETTER, "Toujours pas.", at=timezone.now())
    assert [each.reason for each in unused_of(file.id)] == ["Toujours pas."]


def test_only_those_who_may_prove_say_it(served: DossierFile, cast: Cast):
    with pytest.raises(RefusedError) as refused:
        say_unused(cast.councillor, served.id, Channel.LETTER, WHY, at=timezone.now())
    assert refused.value.status in {403, 404}
    assert announced_in(served.authority_id, timezone.localdate()).lacking[0].announcement is Announcement.LACKING


def test_a_reason_is_asked_for(served: DossierFile, cast: Cast):
    with pytest.raises(RefusedError, match="Dites pourquoi"):
        say_unused(cast.owner, served.id, Channel.LETTER, "  ", at=timezone.now())
