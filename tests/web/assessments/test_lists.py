# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import csv
import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.web.conftest import NOW, Hire

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome
from balise.core.roles import HUMAN_ROLES, Role
from balise.core.states import State
from balise.web.assessments import contributions
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.permissions import may_read
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.lists import GROUPS, Order, Sought, found, readable_rows
from balise.web.assessments.views.lists import DOSSIERS_A_PAGE
from balise.web.organisations.models import LocalAuthority, Membership, Unit
from balise.web.organisations.operations.frameworks import keep_version
from balise.web.organisations.queries import member_of

pytestmark = pytest.mark.django_db
CHATBOT: dict[str, AnswerValue] = {"audience": ("residents",), "interaction_mode": "direct"}
TODAY = date(2026, 11, 21)


def address(member, name="list", **query):
    return reverse(f"assessments:{name}", kwargs={"authority": member.authority.slug}, query=query or None)


def titles(page):
    return re.findall(r"<h2><a href=\"[^\"]+\">([^<]+)</a></h2>", page.content.decode())


def test_it_says_what_each_dossier_is_and_what_it_comes_to(member_with: Hire, client_of):
    member = member_with(name="Inès Vasseur")
    create(member, "Agent conversationnel", unit_id=None, answers=CHATBOT, at=NOW)
    text = client_of(member).get(address(member)).content.decode()
    for words in (
        "Agent conversationnel",
        "2026-001",
        "Inès Vasseur",
        "Brouillon",
        "Défavorable",
        "1 bloquant",
        "1 dossier",
    ):
        assert words in text
    assert re.search(r"\d+ réponses manquantes", text)


def test_it_says_what_to_do_when_there_is_no_dossier(member_with: Hire, client_of):
    member = member_with()
    page = client_of(member).get(address(member))
    assert "se commence en deux minutes" in page.content.decode()
    assert reverse("assessments:new", args=[member.authority.slug]) in page.content.decode()


def test_it_offers_to_show_everything_when_no_dossier_matches(member_with: Hire, client_of):
    member = member_with()
    create(member, "Essai", unit_id=None, at=NOW)
    page = client_of(member).get(address(member, q="introuvable"))
    assert "Aucun dossier ne correspond" in page.content.decode()
    assert f'href="{address(member)}"' in page.content.decode()


@pytest.fixture
def register(authority, member_with):
    """Return a reviewer, and four dossiers that differ by everything that can be looked for."""
    reviewer, owner = member_with(Role.REVIEWER), member_with(name="Noé Garrigue")
    unit = Unit.objects.create(authority=authority, name="État civil")
    create(owner, "Agent conversationnel", unit_id=None, answers=CHATBOT, at=NOW)
    create(owner, "Réponse aux courriers", unit_id=unit.pk, at=NOW + timedelta(hours=1))
    create(reviewer, "Transcription des conseils", unit_id=None, at=NOW + timedelta(hours=2))
    create(reviewer, "Tri des demandes", unit_id=None, at=NOW + timedelta(hours=3))
    Dossier.objects.filter(title="Transcription des conseils").update(state=State.IN_REVIEW)
    Dossier.objects.filter(title="Tri des demandes").update(state=State.DEPLOYED, review_on=TODAY)
    return reviewer


FILTERS = [
    ({"etape": "instruction"}, {"Transcription des conseils"}),
    ({"etape": "service"}, {"Tri des demandes"}),
    ({"etape": "preparation"}, {"Agent conversationnel", "Réponse aux courriers"}),
    ({"issue": "unfavourable"}, {"Agent conversationnel"}),
    ({"miens": "on"}, {"Transcription des conseils", "Tri des demandes"}),
    ({"q": "REPONSE courrier"}, {"Réponse aux courriers"}),
    ({"q": "garrigue"}, {"Agent conversationnel", "Réponse aux courriers"}),
    ({"q": "etat civil"}, {"Réponse aux courriers"}),
    ({"q": "2026-003"}, {"Transcription des conseils"}),
    ({"retard": "on"}, {"Tri des demandes"}),
    ({"etape": "preparation", "issue": "unfavourable", "q": "agent"}, {"Agent conversationnel"}),
    ({"etape": "inconnue", "tri": "nimporte"}, None),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS)
def test_it_shows_what_is_looked_for(register, client_of, query, expected):
    shown = titles(client_of(register).get(address(register, **query)))
    everything = {"Agent conversationnel", "Réponse aux courriers", "Transcription des conseils", "Tri des demandes"}
    assert set(shown) == (everything if expected is None else expected)


def test_it_looks_for_a_unit(register, client_of):
    unit = Unit.objects.get(name="État civil")
    assert titles(client_of(register).get(address(register, service=unit.pk))) == ["Réponse aux courriers"]


def test_it_looks_for_a_charter_when_dossiers_are_pinned_to_several(register, client_of):
    assert 'name="charte"' not in client_of(register).get(address(register)).content.decode()
    lead = Dossier.objects.get(number="2026-001").frameworks[0]
    other = str(keep_version("strasbourg-2025", at=NOW))
    Dossier.objects.filter(number="2026-002").update(frameworks=[other])
    assert titles(client_of(register).get(address(register, charte=other))) == ["Réponse aux courriers"]
    assert len(titles(client_of(register).get(address(register, charte=lead)))) == 3


ORDERS = [
    ("etape", ["Transcription des conseils", "Réponse aux courriers", "Agent conversationnel", "Tri des demandes"]),
    ("recents", ["Tri des demandes", "Transcription des conseils", "Réponse aux courriers", "Agent conversationnel"]),
    ("titre", ["Agent conversationnel", "Réponse aux courriers", "Transcription des conseils", "Tri des demandes"]),
]


@pytest.mark.parametrize(("order", "expected"), ORDERS)
def test_it_sorts_as_asked_and_shows_first_what_waits_for_somebody(register, client_of, order, expected):
    assert titles(client_of(register).get(address(register, tri=order))) == expected


def test_it_puts_the_gravest_first(register):
    lines = found(register, Sought(order=Order.GRAVEST), TODAY).lines()
    assert (lines[0].title, lines[0].outcome) == ("Agent conversationnel", Outcome.UNFAVOURABLE)


def test_it_keeps_its_filters_from_page_to_page_and_on_the_way_back(register, client_of):
    for number in range(30):
        create(register, f"Essai {number}", unit_id=None, at=NOW)
    client = client_of(register)
    page = client.get(address(register, etape="preparation", page=2)).content.decode()
    assert "etape=preparation&amp;page=1" in page
    assert 'value="preparation" selected' in page
    dossier = reverse("assessments:dossier", args=[register.authority.slug, "2026-001"])
    assert f"{address(register)}?etape=preparation&amp;page=2" in client.get(dossier).content.decode()
    client.get(address(register))
    assert f'href="{address(register)}"' in client.get(dossier).content.decode()


def test_the_way_back_writes_nothing_that_a_cookie_could_smuggle_in(register, client_of):
    client = client_of(register)
    client.cookies["dossiers"] = 'x="><script>alert(1)</script>'
    dossier = reverse("assessments:dossier", args=[register.authority.slug, "2026-001"])
    assert "<script>" not in client.get(dossier).content.decode()


def test_it_says_how_many_without_a_page_that_does_not_exist(register, client_of):
    page = client_of(register).get(address(register, page="9999"))
    assert page.status_code == 200
    assert "4 dossiers" in page.content.decode()


def test_it_tells_what_other_apps_find_late(register, client_of):
    late = Dossier.objects.get(number="2026-001").pk
    contributions.register_lateness(lambda authority_id, on: {late: ["Avis attendu depuis le 3 novembre"]})
    contributions.register_lateness(lambda authority_id, on: {})
    shown = client_of(register).get(address(register, retard="on"))
    assert titles(shown) == ["Agent conversationnel", "Tri des demandes"]
    assert "Avis attendu depuis le 3 novembre" in shown.content.decode()


def test_the_file_holds_the_whole_filtered_list_and_no_formula(register, client_of):
    Dossier.objects.filter(number="2026-001").update(title='=HYPERLINK("http://x")')
    page = client_of(register).get(address(register, "export", etape="preparation"))
    assert page.headers["Content-Type"].startswith("text/csv")
    assert "attachment" in page.headers["Content-Disposition"]
    rows = list(csv.reader(StringIO(page.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Numéro", "Titre"]
    assert {row[0]: row[1] for row in rows[1:]} == {
        "2026-001": '\'=HYPERLINK("http://x")',
        "2026-002": "Réponse aux courriers",
    }


def test_every_state_is_looked_for_under_one_name_and_one_only():
    gathered = [state for states in GROUPS.values() for state in states]
    assert sorted(gathered) == sorted(State)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    roles=st.sets(st.sampled_from(HUMAN_ROLES), min_size=1, max_size=3),
    states=st.lists(st.sampled_from(list(State)), min_size=3, max_size=3),
    in_the_unit=st.booleans(),
)
def test_the_list_holds_exactly_the_dossiers_that_may_be_read(authority, member_with, roles, states, in_the_unit):
    member = member_with(*roles)
    unit = Unit.objects.get_or_create(authority=authority, name="Accueil")[0]
    if in_the_unit:
        Membership.objects.filter(user_id=member.user_id).update(unit=unit)
        member = member_of(member.user_id, authority.slug)
    owner = member_with()
    files = [
        create(owner, "Autrui", unit_id=None, at=NOW),
        create(owner, "Du service", unit_id=unit.pk, at=NOW),
        create(member, "À soi", unit_id=None, at=NOW),
    ]
    for file, state in zip(files, states, strict=True):
        Dossier.objects.filter(pk=file.id).update(state=state)
    readable = {file.id for file in files if may_read(member, file_of(file.id))}
    assert (
        set(readable_rows(member).filter(pk__in=[file.id for file in files]).values_list("pk", flat=True)) == readable
    )


def test_another_authority_s_dossiers_are_not_in_the_list(member_with: Hire, elsewhere: LocalAuthority, client_of):
    create(member_with(authority=elsewhere), "Ailleurs", unit_id=None, at=NOW)
    member = member_with(*HUMAN_ROLES)
    assert titles(client_of(member).get(address(member))) == []


def test_it_reads_any_number_of_dossiers_in_as_many_queries(
    register, client_of, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client = client_of(register)
    for number in range(DOSSIERS_A_PAGE + 1):
        create(register, f"Essai {number}", unit_id=None, at=NOW)
    with django_assert_max_num_queries(12):
        client.get(address(register, q="essai", retard="", tri="gravite"))
    with django_assert_max_num_queries(12):
        client.get(address(register, page="2"))
