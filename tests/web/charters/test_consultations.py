# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.charters.test_drafts import LYON, fields, page
from tests.web.conftest import NOW

from balise.core.consultations import Group, Moment, Window, voices
from balise.core.roles import Role
from balise.web.assessments.operations.dossiers import create
from balise.web.charters.operations.consultations import (
    Announcement,
    announce,
    contribute,
    contribute_as_resident,
    show,
)
from balise.web.charters.operations.drafts import present, start
from balise.web.charters.operations.publication import Deliberation, publish
from balise.web.charters.queries import consultations_held, contributions_to
from balise.web.charters.queries.consultations import consultation_of
from balise.web.governance.queries.roundups import roundup_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db

EVERYBODY = frozenset(Group)


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, Role.REVIEWER, name="Ada Minier")


@pytest.fixture
def draft(administrator):
    return start(administrator, "Charte de Valbrise", LYON, extends=False, at=NOW)


def held(member, draft_id, *, opens=-5, closes=5, groups=EVERYBODY):
    """Hold a consultation whose days are told from today on."""
    today = timezone.localdate()
    window = Window(today + timedelta(days=opens), today + timedelta(days=closes))
    then = timezone.now() + timedelta(days=min(opens, 0))
    return announce(
        member, Announcement("Votre avis", "Qu’en pensez-vous ?", groups, window), at=then, draft_id=draft_id
    )


def public(administrator, consultation_id):
    return reverse("transparency:consultation", args=[administrator.authority.slug, consultation_id])


def test_days_are_counted_the_last_one_included():
    window = Window(NOW.date(), NOW.date() + timedelta(days=1))
    told = [window.moment(NOW.date() + timedelta(days=shift)) for shift in (-1, 0, 1, 2)]
    assert told == [Moment.EARLY, Moment.OPEN, Moment.OPEN, Moment.CLOSED]


def test_each_role_speaks_for_its_group_and_everybody_for_the_units():
    assert voices(frozenset({Role.COUNCILLOR}), EVERYBODY) == (Group.COUNCILLORS, Group.UNITS)
    assert voices(frozenset({Role.STAFF_COMMITTEE}), frozenset({Group.RESIDENTS})) == ()


def test_a_consultation_keeps_the_text_of_the_day_it_was_announced(administrator, draft, client_of):
    consultation_id = held(administrator, draft)
    present(administrator, draft, "Titre d’après", "", seen=1, at=NOW)
    shown = client_of(administrator).get(page("consulted-text", administrator, consultation_id=consultation_id)).text
    assert "Charte de Valbrise" in shown
    assert "Titre d’après" not in shown


def test_it_is_not_announced_once_its_days_are_over(administrator, draft):
    window = Window(NOW.date() - timedelta(days=9), NOW.date() - timedelta(days=2))
    announcement = Announcement("Avis", "Qu’en pensez-vous ?", EVERYBODY, window)
    with pytest.raises(RefusedError, match="Ce dernier jour est déjà passé"):
        announce(administrator, announcement, at=NOW, draft_id=draft)


def test_those_who_are_asked_are_told_until_they_have_spoken(administrator, draft, member_with, client_of):
    unions, owner = member_with(Role.STAFF_COMMITTEE), member_with(Role.OWNER)
    consultation_id = held(administrator, draft)
    address, today = page("consultation", administrator, consultation_id=consultation_id), timezone.localdate()
    home = reverse("governance:home", args=[administrator.authority.slug])

    assert address in client_of(unions).get(home).text
    assert [line.address for line in roundup_of(unions, today, today).told] == [address]
    assert address not in client_of(owner).get(home).text, "the units are asked by all of those who work there"

    contribute(unions, consultation_id, Group.STAFF_COMMITTEE, "Nous sommes d’accord.", at=timezone.now())
    assert address not in client_of(unions).get(home).text


def test_many_contributions_are_read_page_by_page(administrator, draft, member_with, client_of, client):
    consultation_id = held(administrator, draft)
    owner = member_with(Role.OWNER)
    for rank in range(30):
        now = timezone.now()
        contribute(owner, consultation_id, Group.UNITS, f"Avis numéro {rank}.", at=now)
        contribute_as_resident(
            administrator.authority.id, consultation_id, f"Parole numéro {rank}.", f"visiteur {rank}", at=now
        )
    for each in contributions_to(consultation_id, shown_only=False, group=Group.RESIDENTS):
        show(administrator, consultation_id, each.id, at=timezone.now())
    inside = page("consultation", administrator, consultation_id=consultation_id)
    outside = reverse("transparency:consultation", args=[administrator.authority.slug, consultation_id])

    reader = client_of(administrator)
    first, last = reader.get(inside).text, reader.get(f"{inside}?page=3").text
    assert ("Parole numéro 29." in first, "Avis numéro 0." in first, "Avis numéro 0." in last) == (True, False, True)
    first, last = client.get(outside).text, client.get(f"{outside}?page=2").text
    assert ("Parole numéro 29." in first, "Parole numéro 0." in first, "Parole numéro 0." in last) == (
        True,
        False,
        True,
    )
    assert "Avis numéro" not in first + last


def test_publishing_what_was_voted_closes_what_still_runs_after_saying_so(administrator, draft, client_of):
    running, to_come = held(administrator, draft), held(administrator, draft, opens=3, closes=9)
    shown = client_of(administrator).get(page("publication", administrator, draft_id=draft)).text
    assert shown.count("publier la clôt") == 2
    today = timezone.localdate()
    vote = Deliberation("Conseil municipal", today)
    publish(administrator, draft, vote, at=timezone.now())
    for consultation_id in (running, to_come):
        assert consultation_of(administrator.authority.id, consultation_id).moment(today) is Moment.CLOSED


def test_publishing_changes_no_day_that_was_announced_and_says_what_ended_it(administrator, draft, client_of, client):
    today = timezone.localdate()
    running, to_come = held(administrator, draft), held(administrator, draft, opens=3, closes=9)
    announced = [consultation_of(administrator.authority.id, each).window for each in (running, to_come)]
    publish(administrator, draft, Deliberation("Conseil municipal", today - timedelta(days=1)), at=timezone.now())

    windows = [consultation_of(administrator.authority.id, each).window for each in (running, to_come)]
    assert [(each.opens_on, each.closes_on) for each in windows] == [
        (each.opens_on, each.closes_on) for each in announced
    ]
    assert {each.ended_on for each in windows} == {today}
    shown = client_of(administrator).get(page("consultation", administrator, consultation_id=running)).text
    assert "avec la publication de la charte votée" in shown
    public = client.get(reverse("transparency:consultation", args=[administrator.authority.slug, running])).text
    assert "la concertation a pris fin avec elle" in public


def test_nobody_is_said_to_have_been_consulted_by_what_opened_after_the_vote(administrator, draft, client):
    held(administrator, draft)
    publish(administrator, draft, Deliberation("Conseil", timezone.localdate() - timedelta(days=9)), at=timezone.now())
    shown = client.get(reverse("transparency:charter", args=[administrator.authority.slug])).text
    assert "Personne ne l’a été sur ce site" in shown


def test_a_draft_that_residents_read_says_that_its_words_are_not_voted_yet(administrator, draft, client_of, client):
    address = page("commitment", administrator, draft_id=draft, commitment_number="2")
    writer = client_of(administrator)
    assert writer.post(address, {**fields(writer.get(address), wording="voted"), "seen": 1}).status_code == 302
    consultation = held(administrator, draft)
    address = reverse("transparency:consulted-text", args=[administrator.authority.slug, consultation])
    shown = client.get(address).text
    assert "ormulation proposée au vote" in shown
    assert "ormulation votée" not in shown
    assert "texte voté, mot pour mot" not in shown


def test_it_is_announced_from_a_page_and_mistakes_lose_nothing(administrator, draft, client_of):
    client = client_of(administrator)
    sent = {
        "title": "Votre avis",
        "presentation": "Dites.",
        "groups": ["residents"],
        "opens_on": "2026-12-10",
        "closes_on": "2026-12-01",
        "documents": "Note sans adresse",
    }
    answer = client.post(page("announce-on-draft", administrator, draft_id=draft), sent)
    assert answer.status_code == 422
    for words in ("vient avant le premier", "une barre verticale", "Dites."):
        assert words in answer.text
    sent |= {"closes_on": "2026-12-20", "documents": "Note | https://valbrise.example/note"}
    assert client.post(page("announce-on-draft", administrator, draft_id=draft), sent).status_code == 302


def test_it_may_be_about_a_dossier(administrator, member_with, client_of):
    number = create(administrator, "Agent conversationnel", unit_id=None, at=NOW).number
    address = page("announce-on-dossier", administrator, number=number)
    sent = {"title": "CST", "presentation": "Avis.", "groups": ["staff_committee"]}
    sent |= {"opens_on": "2026-11-01", "closes_on": "2026-12-20"}
    answer = client_of(administrator).post(address, sent, follow=True)
    assert "Agent conversationnel" in answer.text


@pytest.mark.parametrize(("opens", "closes", "told"), [(3, 9, "pas encore ouverte"), (-9, -3, "close depuis")])
def test_contributions_that_come_too_soon_or_too_late_are_refused(administrator, draft, client_of, opens, closes, told):
    consultation_id = held(administrator, draft, opens=opens, closes=closes)
    sent = {"group": "units", "text": "Un mot."}
    answer = client_of(administrator).post(page("consultation", administrator, consultation_id=consultation_id), sent)
    assert answer.status_code == 409
    assert told in answer.text
    outside = Client().post(public(administrator, consultation_id), {"text": "Un mot."})
    assert outside.status_code == 409
    assert told in outside.text
    assert "Un mot." in outside.text
    assert contributions_to(consultation_id, shown_only=False) == ()


def test_nobody_speaks_in_the_name_of_others(administrator, draft, member_with, client_of):
    councillor = member_with(Role.COUNCILLOR, name="Élise Dumont")
    consultation_id = held(administrator, draft)
    address = page("consultation", councillor, consultation_id=consultation_id)
    with pytest.raises(RefusedError, match="au nom de ce groupe"):
        contribute(councillor, consultation_id, Group.STAFF_COMMITTEE, "Non.", at=timezone.now())
    assert client_of(councillor).post(address, {"group": "dpo", "text": "Non."}).status_code == 422
    shown = client_of(councillor).post(address, {"group": "councillors", "text": "Oui, mais."}, follow=True).text
    assert "Oui, mais." in shown
    other = member_with(Role.OWNER)
    assert "Élise Dumont" not in client_of(other).get(page("consultation", other, consultation_id=consultation_id)).text


def test_a_resident_is_read_by_somebody_then_by_all_and_answered(administrator, draft, client_of):
    consultation_id = held(administrator, draft)
    outside, address = Client(), public(administrator, consultation_id)
    token = outside.get(address).context["form"]["token"].value()
    for _ in range(2):  # a double click
        assert outside.post(address, {"text": "Gardez un guichet.", "token": token}).status_code == 302
    (waiting,) = contributions_to(consultation_id, shown_only=False)
    assert "Gardez un guichet." not in outside.get(address).text
    inside = page("contribution", administrator, consultation_id=consultation_id, contribution_id=waiting.id)
    client_of(administrator).post(inside, {"do": "answer", "answer": "Retenu."})
    shown = outside.get(address).text
    assert "Gardez un guichet." in shown
    assert "Retenu." in shown


def test_a_contribution_is_set_aside_with_a_reason(administrator, draft, client_of):
    consultation_id = held(administrator, draft)
    said = contribute(administrator, consultation_id, Group.RESIDENTS, "Injure.", at=timezone.now())
    address = page("contribution", administrator, consultation_id=consultation_id, contribution_id=said)
    client = client_of(administrator)
    assert client.post(address, {"do": "aside", "reason": ""}).status_code == 422
    client.post(address, {"do": "aside", "reason": "Injurieux."})
    assert contributions_to(consultation_id) == ()
    assert "Injure." not in Client().get(public(administrator, consultation_id)).text


def test_a_program_that_fills_everything_and_one_that_insists_are_stopped(administrator, draft):
    consultation_id = held(administrator, draft)
    outside, address = Client(), public(administrator, consultation_id)
    assert outside.post(address, {"text": "Un mot.", "site": "x"}).status_code == 422
    statuses = [outside.post(address, {"text": f"Mot {rank}."}).status_code for rank in range(6)]
    assert statuses == [302, 302, 302, 302, 302, 429]


def test_the_synthesis_is_written_once_it_is_over(administrator, draft, client_of):
    client = client_of(administrator)
    running, over = held(administrator, draft), held(administrator, draft, opens=-9, closes=-3)
    assert client.post(page("synthesis", administrator, consultation_id=running), {"text": "Bilan."}).status_code == 409
    assert client.post(page("synthesis", administrator, consultation_id=over), {"text": "Bilan."}).status_code == 302
    assert "Bilan." in Client().get(public(administrator, over)).text


def test_what_residents_are_not_asked_is_not_public(administrator, draft):
    consultation_id = held(administrator, draft, groups=frozenset({Group.STAFF_COMMITTEE}))
    assert Client().get(public(administrator, consultation_id)).status_code == 404


def test_a_year_counts_what_it_finished_and_what_the_staff_committee_was_asked(administrator, draft):
    authority = administrator.authority.id
    year = timezone.localdate().year
    held(administrator, draft, opens=-9, closes=0, groups=frozenset({Group.STAFF_COMMITTEE}))
    held(administrator, draft, opens=-9, closes=0, groups=frozenset({Group.RESIDENTS}))
    counted = consultations_held(authority, year)
    assert (counted.all, counted.staff_committee) == (2, 1)
    assert consultation_of(authority, counted.numbers[0]).title == "Votre avis"
    assert consultations_held(authority, year - 1).all == 0
