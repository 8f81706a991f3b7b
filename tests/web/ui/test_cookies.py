# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The cookies of the site: none that a script reads, and none that the guide of personal data leaves out."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from tests.web.conftest import PASSWORD

from balise.core.roles import Role

pytestmark = pytest.mark.django_db

GUIDE = Path(__file__).parents[3] / "docs" / "guides" / "donnees-personnelles.md"


@pytest.fixture
def cookies(client, member_with):
    """Every cookie that a morning on the site sets."""
    person = member_with(Role.ADMINISTRATOR, name="Ada Minier")
    place = {"authority": person.authority.slug}
    found: dict[str, Any] = {}
    for response in (
        client.get("/connexion/"),
        client.post("/connexion/", {"username": person.email, "password": PASSWORD}),
        client.post(reverse("ui:language"), {"language": "fr", "next": "/"}, headers={"Sec-Fetch-Site": "same-origin"}),
        client.post(reverse("organisations:add-unit", kwargs=place), {"name": "Culture", "parent": ""}),
        client.get(reverse("assessments:list", kwargs=place), {"q": "courrier"}),
    ):
        found |= {name: cookie for name, cookie in response.cookies.items() if cookie.value}
    return found


def test_it_sets_no_cookie_that_a_script_can_read_or_another_site_send(cookies):
    assert set(cookies) >= {"sessionid", "csrftoken", "django_language", "messages", "dossiers"}
    for name, cookie in cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


def test_it_tells_every_cookie_in_the_guide_of_personal_data(cookies):
    told = re.findall(r"^\| `(\w+)` \|", GUIDE.read_text(encoding="utf-8"), flags=re.MULTILINE)

    assert set(told) == set(cookies)
    assert "Cinq témoins" in GUIDE.read_text(encoding="utf-8")
    assert len(told) == 5, "as the sentence above the table says"
    assert (cookies["sessionid"]["max-age"], cookies["dossiers"]["max-age"]) == (12 * 3600, "")
    assert cookies["django_language"]["max-age"] == 365 * 24 * 3600
    assert cookies["csrftoken"]["max-age"] == pytest.approx(365 * 24 * 3600, rel=0.01)
