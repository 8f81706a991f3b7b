# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The choice of a language: taken from the pages of the site, without a token, and from nowhere else."""

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
HERE = "http://testserver"


def choose(**headers: str) -> tuple[int, str]:
    """Send the form as a browser does, and return the answer with the language that it keeps."""
    client = Client(enforce_csrf_checks=True)
    response = client.post("/langue/", {"language": "en", "next": "/aide/"}, headers=headers)
    kept = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    return response.status_code, kept.value if kept is not None else ""


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": HERE},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": HERE},
    ],
)
def test_it_takes_the_choice_from_a_page_of_the_site(headers: dict[str, str]):
    assert choose(**headers) == (302, "en")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "https://ailleurs.example"},
        {"Origin": HERE + ".ailleurs.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://autre.testserver"},
        {"Sec-Fetch-Site": "none"},
    ],
)
def test_it_refuses_the_choice_that_another_site_makes(headers: dict[str, str]):
    assert choose(**headers) == (403, "")


@pytest.mark.parametrize("client", [Client(), Client(enforce_csrf_checks=True)])
def test_it_says_why_it_refuses_and_what_to_do(client: Client):
    response = client.post("/langue/", {"language": "en", "next": "/aide/"})

    page = response.content.decode()
    assert response.status_code == 403
    assert "La langue n’a pas changé" in page
    assert "trop longtemps" not in page


def test_it_takes_the_choice_from_the_address_of_the_site_behind_a_proxy(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://ia.valbrise.example"]

    assert choose(Origin="https://ia.valbrise.example") == (302, "en")
