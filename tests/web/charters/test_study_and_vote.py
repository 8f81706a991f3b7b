# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.charters.test_drafts import LYON, fields, page
from tests.web.conftest import NOW, make_authority, make_member

from balise.core.conditions import AnswerValue
from balise.core.consultations import Group, Window
from balise.core.roles import Role
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.dossiers import create
from balise.web.charters.operations.consultations import Announcement, announce
from balise.web.charters.operations.drafts import start
from balise.web.charters.operations.publication import Deliberation, publish
from balise.web.charters.queries.drafts import draft_of
from balise.web.charters.queries.studies import study
from balise.web.journal.queries import entries_of
from balise.web.organisations.frameworks import framework_of
from balise.web.organisations.queries import lead_reference
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db

WAY_OUT = """\
- id: valbrise-2026:2:a
  commitment: valbrise-2026:2
  title: {fr: "si l’outil répond seul à des usagers, une personne reste joignable"}
  applies_when: {all: [{includes: [audience, residents]}, {is: [interaction_mode, direct]}]}
  expects: {is: [non_ai_path, "yes"]}
  otherwise: {fr: "Ouvrez une voie humaine."}
"""
DIRECT: dict[str, AnswerValue] = {"audience": ("residents",), "interaction_mode": "direct"}
VOTE = Deliberation("Conseil municipal de Valbrise", date(2026, 11, 16), "2026-118", 38, 2, 5)


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, Role.REVIEWER, name="Ada Minier")


@pytest.fixture
def draft(administrator):
    return start(administrator, "Charte de Valbrise", LYON, extends=False, at=NOW)


def relax(client, member, draft_id):
    address = page("commitment", member, draft_id=draft_id, commitment_number="2")
    sent = fields(
        client.get(address), criteria=WAY_OUT, controls=[], seen=client.get(address).context["draft"].revision
    )
    assert client.post(address, sent).status_code == 302


def file_dossier(member, title, **answers):
    file = create(member, title, unit_id=None, answers={**DIRECT, **answers}, at=NOW)
    return file.number


def test_the_study_shows_the_dossier_that_flips_and_why_and_the_file_says_the_same(administrator, draft, client_of):
    client = client_of(administrator)
    reachable = file_dossier(administrator, "Agent conversationnel", non_ai_path="yes")
    file_dossier(administrator, "Robot sans guichet", non_ai_path="no")
    relax(client, administrator, draft)
    made = study(administrator, draft_of(administrator.authority.id, draft), NOW.date())
    (flip,) = made.comparison.flips
    assert flip.dossier.id == reachable
    assert {cause.criterion for cause in flip.causes} >= {"lyon-2025:2:a"}
    shown = client.get(page("study", administrator, draft_id=draft)).text
    assert "Étude d’amendement" in shown
    assert "Agent conversationnel" in shown
    table = client.get(page("study-file", administrator, draft_id=draft)).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[4] for line in table[1:]] == ["oui", "non"]


def test_the_study_of_a_draft_that_changes_nothing_says_so(administrator, draft, client_of):
    file_dossier(administrator, "Agent conversationnel", non_ai_path="yes")
    assert "Rien ne change." in client_of(administrator).get(page("study", administrator, draft_id=draft)).text


def test_the_study_shows_nobody_a_dossier_that_they_may_not_read(administrator, draft, member_with, client_of):
    file_dossier(administrator, "Ébauche gardée", non_ai_path="yes")
    councillor = member_with(Role.COUNCILLOR)
    relax(client_of(administrator), administrator, draft)
    assert "Ébauche gardée" not in client_of(councillor).get(page("study", councillor, draft_id=draft)).text


def test_a_vote_makes_a_version_in_force_and_dossiers_keep_theirs(administrator, draft, client_of):
    client = client_of(administrator)
    number = file_dossier(administrator, "Agent conversationnel", non_ai_path="yes")
    relax(client, administrator, draft)
    sent = {
        "body": VOTE.body,
        "on": "2026-11-16",
        "number": "2026-118",
        "votes_for": 38,
        "votes_against": 2,
        "abstained": 0,
    }
    assert client.post(page("publication", administrator, draft_id=draft), sent).status_code == 302
    assert lead_reference(administrator.authority.id) == "valbrise-2026@1.0.0"
    voted = framework_of("valbrise-2026@1.0.0")
    assert voted.vote is not None
    assert voted.vote.result == "adoptée par 38 voix pour, 2 contre, 0 abstention"
    assert {each.wording.value for each in voted.commitments} == {"voted"}
    assert Dossier.objects.get(number=number).frameworks[0] == LYON
    assert "votée par Conseil municipal" in entries_of(administrator.authority.id)[0].sentence
    assert client.get(page("presentation", administrator, draft_id=draft)).status_code == 409


def test_what_was_written_here_cites_the_deliberation_once_it_is_voted(administrator, draft, client_of):
    client = client_of(administrator)
    address = page("add-commitment", administrator, draft_id=draft)
    said = {"title": "Un registre", "statement": "Tenir un registre.", "scope": "organisation", "seen": 1}
    client.post(address, {**fields(client.get(address)), **said})
    charter = framework_of(publish(administrator, draft, VOTE, at=NOW))

    (source,) = (each for each in charter.sources if each.id == "local-draft")
    assert source.text == "Conseil municipal de Valbrise, délibération 2026-118"
    assert [each.id for each in charter.commitments if each.sources[0].source == "local-draft"] == ["valbrise-2026:15"]


def test_the_next_amendment_is_the_next_version_of_ones_own_charter(administrator, draft):
    publish(administrator, draft, VOTE, at=NOW)
    second = start(administrator, "Charte amendée", "valbrise-2026@1.0.0", extends=False, at=NOW)
    assert publish(administrator, second, VOTE, at=NOW) == "valbrise-2026@1.1.0"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"on": "2999-01-01"}, "2199"),
        ({"on": "2190-01-01"}, "pas encore eu lieu"),
        ({"votes_for": 3, "votes_against": 9}, "n’a pas été adopté"),
        ({"body": ""}, "obligatoire"),
    ],
)
def test_a_vote_that_cannot_be_is_refused_with_a_sentence(administrator, draft, client_of, changed, told):
    sent = {"body": "Conseil", "on": "2026-11-16", **changed}
    answer = client_of(administrator).post(page("publication", administrator, draft_id=draft), sent)
    assert answer.status_code in (409, 422)
    assert told in answer.text
    assert lead_reference(administrator.authority.id) == LYON


def test_an_extension_is_published_only_when_it_is_proved_as_strict(client_of):
    metropolis = make_authority("metropole", "Métropole", "lyon-2025")
    city = make_authority("commune", "Commune", "strasbourg-2025", parent=metropolis)
    mayor = make_member(city, Role.ADMINISTRATOR, Role.REVIEWER)
    draft = start(mayor, "Charte de la commune", LYON, extends=True, at=NOW)
    client = client_of(mayor)
    assert "au moins aussi stricts que" in client.get(page("draft", mayor, draft_id=draft)).text
    address = page("commitment", mayor, draft_id=draft, commitment_number="2")
    sent = fields(client.get(address), criteria=WAY_OUT.replace("valbrise-2026", "commune-2026"), seen=1)
    assert client.post(address, sent).status_code == 302
    shown = client.get(page("draft", mayor, draft_id=draft)).text
    assert "Moins stricte que la charte qu’elle prolonge" in shown
    answer = client.post(page("publication", mayor, draft_id=draft), {"body": "Conseil", "on": "2026-11-16"})
    assert "moins strict" in answer.text
    assert lead_reference(city.pk) == "strasbourg-2025@1.0.0"


def test_an_extension_cannot_take_out_what_it_extends_and_lists_the_sentences_that_it_changes(administrator, client_of):
    draft = start(administrator, "Charte de Valbrise", LYON, extends=True, at=NOW)
    client = client_of(administrator)
    refused = client.post(page("remove-commitment", administrator, draft_id=draft, commitment_number="12"), {"seen": 1})
    assert refused.status_code == 409
    assert "il ne peut rien en retirer" in refused.text
    assert "Des phrases votées ont changé" not in client.get(page("draft", administrator, draft_id=draft)).text
    address = page("commitment", administrator, draft_id=draft, commitment_number="4")
    assert client.post(address, {**fields(client.get(address), statement="Décider."), "seen": 1}).status_code == 302
    assert "Des phrases votées ont changé" in client.get(page("draft", administrator, draft_id=draft)).text


def test_an_amendment_still_extends_what_the_charter_extended_and_the_public_reads_it(administrator, client_of, client):
    first = start(administrator, "Charte de Valbrise", LYON, extends=True, at=NOW)
    version = publish(administrator, first, VOTE, at=NOW)
    amended = start(administrator, "Charte amendée", version, extends=False, at=NOW)
    assert draft_of(administrator.authority.id, amended).extends == LYON
    address = page("remove-commitment", administrator, draft_id=amended, commitment_number="2")
    assert client_of(administrator).post(address, {"seen": 1}).status_code == 409
    relax(client_of(administrator), administrator, amended)
    with pytest.raises(RefusedError, match="moins strict"):
        publish(administrator, amended, VOTE, at=NOW)
    shown = client.get(reverse("transparency:charter", args=[administrator.authority.slug])).text
    assert "dont elle ne peut que renforcer les règles" in shown


@pytest.mark.parametrize(
    ("figures", "told", "never"),
    [
        ((40, 0, 0), "adoptée à l’unanimité", "contre"),
        ((40, None, None), "adoptée par 40 voix pour", "unanimité"),
        ((40, 9, None), "adoptée par 40 voix pour, 9 contre", "abstention"),
        ((40, None, 1), "adoptée par 40 voix pour, 1 abstention", "contre"),
        ((40, 0, None), "adoptée par 40 voix pour, 0 contre", "unanimité"),
    ],
)
def test_a_figure_that_the_minutes_leave_out_is_not_nought(administrator, draft, client, figures, told, never):
    version = publish(administrator, draft, Deliberation("Conseil municipal", VOTE.on, "", *figures), at=NOW)
    voted = framework_of(version).vote
    assert voted is not None
    result = voted.result or ""
    assert result == told
    shown = client.get(reverse("transparency:charter", args=[administrator.authority.slug])).text
    assert ("abstentions" in shown) is (figures[2] is not None)
    assert never not in result


def test_the_public_reads_who_voted_who_was_asked_and_what_changed_in_between(administrator, draft, client_of):
    client = client_of(administrator)
    window = Window(NOW.date() - timedelta(days=20), NOW.date() - timedelta(days=5))
    asked = Announcement(
        "Votre avis", "Qu’en pensez-vous ?", frozenset({Group.STAFF_COMMITTEE, Group.RESIDENTS}), window
    )
    announce(administrator, asked, at=NOW - timedelta(days=21), draft_id=draft)
    relax(client, administrator, draft)
    version = publish(administrator, draft, VOTE, at=NOW)
    public, slug = Client(), administrator.authority.slug
    shown = public.get(reverse("transparency:charter", args=[slug])).text
    for words in ("Conseil municipal de Valbrise", "2026-118", "comité social territorial", "Les habitants"):
        assert words in shown
    changed = public.get(reverse("transparency:consulted-and-voted", args=[slug, version]))
    assert "une personne reste joignable" in changed.text
    assert "1 engagement modifié" in changed.text.replace("\u00a0", " ")
    assert "La même phrase, désormais votée ou relue" in changed.text
    assert public.get(reverse("transparency:consulted-and-voted", args=[slug, LYON])).status_code == 404
