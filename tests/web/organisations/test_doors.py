# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.conftest import NOW, PASSWORD

from balise.core.roles import Role
from balise.web.accounts.models import User
from balise.web.organisations.operations.memberships import welcome

pytestmark = pytest.mark.django_db


def test_it_says_what_this_is_to_who_is_not_signed_in():
    shown = Client().get("/").text
    assert reverse("accounts:sign-in") in shown
    assert "invitation" in shown


def test_it_leads_a_member_of_one_authority_straight_to_it(member_with, client_of):
    member = member_with(Role.OWNER)
    client = client_of(member)
    assert client.get("/").url == "/espace/"
    assert client.get("/espace/").url == reverse("governance:home", kwargs={"authority": "valbrise"})


def test_it_lets_a_member_of_several_choose(member_with, elsewhere, client_of):
    member = member_with(Role.OWNER)
    welcome(member.user_id, elsewhere.pk, (Role.REVIEWER, Role.DPO), None, None, at=NOW)
    shown = client_of(member).get("/espace/").text
    assert "Ville de Valbrise" in shown
    assert "Bourg-Mésange" in shown
    assert "Instruction des dossiers, protection des données" in shown


def test_it_says_what_to_do_to_who_holds_no_role():
    user = User(email="seul@valbrise.example", name="Seul")
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "Demandez une invitation" in client.get("/espace/").text


@pytest.mark.parametrize(
    "next_page", ["https://ailleurs.example/", "//ailleurs.example/", "/\\\\ailleurs.example", "javascript:alert(1)"]
)
def test_it_never_leads_to_another_site_after_sign_in_or_a_change_of_language(next_page, member_with):
    member = member_with(Role.OWNER)
    client = Client()
    answer = client.post(
        reverse("accounts:sign-in"),
        {"username": member.email, "password": PASSWORD, "next": next_page},
        query_params={"next": next_page},
    )
    assert answer.status_code == 302
    assert "ailleurs" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]

    sent = {"language": "en", "next": next_page}
    answer = client.post(reverse("ui:language"), sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.headers["Location"] == "/"
