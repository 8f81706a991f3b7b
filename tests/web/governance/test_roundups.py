# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One e-mail a week that tells what waits, what is late, what others did; nothing when there is nothing to say."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW, make_authority
from tests.web.governance.conftest import TODAY, Cast

from balise.core.opinions import OpinionBody
from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.governance.models import Letter
from balise.web.governance.operations import roundups
from balise.web.governance.operations.opinions import request_opinions
from balise.web.governance.operations.tick import tick
from balise.web.governance.queries.roundups import roundup_of
from balise.web.organisations.members import Member
from balise.web.organisations.operations.memberships import welcome

pytestmark = pytest.mark.django_db
MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())


def on(day: date) -> list[str]:
    """Return to whom a day writes a round-up."""
    mail.outbox.clear()
    tick(day, at=NOW + (day - TODAY))
    return sorted(each.to[0] for each in mail.outbox if "/recapitulatif/" in each.body)


def asked(cast: Cast) -> DossierFile:
    """Return a dossier on which the opinion of the DPO is awaited."""
    file = cast.in_review()
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], MONDAY + timedelta(days=20), "", at=NOW)
    return file


def test_a_week_later_each_is_told_what_waits_for_them_once(cast: Cast) -> None:
    file = asked(cast)
    assert on(TODAY) == []
    assert on(TODAY + timedelta(days=1)) == []
    told = on(MONDAY)
    assert {cast.dpo.email, cast.reviewer.email, cast.councillor.email} <= set(told)
    assert not {cast.owner.email, cast.ciso.email} & set(told)
    (letter,) = (each for each in mail.outbox if each.to == [cast.dpo.email] and "/recapitulatif/" in each.body)
    said = letter.body.replace("\u00a0", " ")
    assert letter.subject.replace("\u00a0", " ") == "Ville de Valbrise : 1 avis à rendre"
    assert "À FAIRE" in said
    assert f"{settings.SITE_ADDRESS}/espace/valbrise/dossiers/{file.number}/avis/" in said
    assert "CE QUI A CHANGÉ DEPUIS" in said
    assert on(MONDAY) == on(MONDAY + timedelta(days=1)) == []


def test_who_works_in_several_authorities_reads_in_which_one_something_waits(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    welcome(cast.dpo.user_id, make_authority("bourg", "Bourg-Mésange").pk, (Role.DPO,), None, None, at=NOW)
    client = client_of(cast.dpo)
    assert client.get("/espace/").text.count("Rien ne vous attend.") == 2
    asked(cast)
    before, after = client.get("/espace/").text.split("Ville de Valbrise")[-2:]
    assert "Rien ne vous attend." in before
    assert "1 chose vous attend" in after


def test_nothing_is_sent_when_there_is_nothing_to_say(cast: Cast) -> None:
    cast.deployed()
    on(TODAY + timedelta(days=1))
    assert on(MONDAY) == []


def test_somebody_changes_the_rhythm_and_sees_what_they_would_receive(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    asked(cast)
    on(TODAY)
    client = client_of(cast.dpo)
    page = client.get("/espace/valbrise/recapitulatif/").content.decode()
    assert "Une fois par semaine, le lundi" in page
    assert "checked" in page[page.index('value="weekly"') :][:120]
    answer = client.post("/espace/valbrise/recapitulatif/", {"rhythm": "never"}, follow=True)
    assert "C’est noté." in answer.content.decode()
    assert cast.dpo.email not in on(MONDAY)
    client.post("/espace/valbrise/recapitulatif/", {"rhythm": "daily"})
    assert cast.dpo.email in on(MONDAY + timedelta(days=1))
    assert client.post("/espace/valbrise/recapitulatif/", {"rhythm": "hourly"}).status_code == 422


def test_what_one_does_is_told_to_the_others_and_not_to_oneself(
    cast: Cast, client_of: Callable[[Member], Client]
) -> None:
    cast.in_review(timezone.now())
    told, own = (
        client_of(each).get("/espace/valbrise/").content.decode().partition('id="changements"')[2].partition("</ol>")[0]
        for each in (cast.dpo, cast.reviewer)
    )
    assert f"{cast.reviewer.name} a pris le dossier en instruction." in told
    assert f"{cast.owner.name} a déposé le dossier." in told
    assert f"{cast.owner.name} a déposé le dossier." in own
    assert cast.reviewer.name not in own


def test_one_that_fails_stops_no_other_and_goes_out_the_next_day(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.in_review()
    on(TODAY)
    sound = roundup_of

    def fail_for_the_dpo(member: Member, *days: date) -> object:
        if member.user_id == cast.dpo.user_id:
            raise ValueError
        return sound(member, *days)

    monkeypatch.setattr(roundups, "roundup_of", fail_for_the_dpo)
    told = on(MONDAY)
    assert cast.reviewer.email in told
    assert cast.dpo.email not in told
    monkeypatch.undo()
    assert cast.dpo.email in on(MONDAY + timedelta(days=1))
    assert Letter.objects.filter(sent_at=None).count() == 0
