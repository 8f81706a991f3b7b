# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry that has left the register: its address answers, says why, and repeats nothing of what was withdrawn."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from tests.web.conftest import NOW
from tests.web.governance.conftest import Cast
from tests.web.transparency.conftest import WORDING

from balise.web.organisations.members import Member
from balise.web.transparency.operations.publication import publish, withdraw

pytestmark = pytest.mark.django_db
REASON = "La fiche nommait une personne."
FIRST = "Le nom de la première édition"


@pytest.fixture
def dossier_id(cast: Cast) -> int:
    return cast.deployed().id


@pytest.fixture
def code(dossier_id: int, publisher: Member) -> str:
    code = publish(publisher, dossier_id, replace(WORDING, title=FIRST), at=NOW)
    publish(publisher, dossier_id, replace(WORDING, change="Le titre est plus clair."), at=NOW + timedelta(days=1))
    withdraw(publisher, dossier_id, REASON, at=NOW + timedelta(days=2))
    return code


@pytest.mark.parametrize("page", ["", "historique/", "historique/1/", "historique/2/"])
def test_it_says_the_title_the_dates_and_the_reason_and_nothing_else(code: str, page: str):
    response = Client().get(f"/r/{code}/{page}")
    read = response.content.decode().replace("\u00a0", " ")

    assert response.status_code == 410
    for told in (WORDING.title, REASON, "21 novembre 2026", "22 novembre 2026", "23 novembre 2026", code):
        assert told in read, told
    for untold in (WORDING.summary, WORDING.contact, WORDING.reason, FIRST, "Le titre est plus clair.", "<blockquote"):
        assert untold not in read, untold


@pytest.mark.parametrize("page", ["", "historique/", "historique/1/"])
def test_it_asks_search_engines_to_forget_it(code: str, page: str):
    assert '<meta name="robots" content="noindex">' in Client().get(f"/r/{code}/{page}").content.decode()


def test_an_entry_in_the_lists_may_be_found_by_search_engines(dossier_id: int, publisher: Member):
    code = publish(publisher, dossier_id, WORDING, at=NOW)

    assert "noindex" not in Client().get(f"/r/{code}/").content.decode()


def test_it_has_no_more_editions_than_it_had(code: str):
    assert Client().get(f"/r/{code}/historique/3/").status_code == 404


def test_the_code_of_a_letter_still_leads_to_it(code: str):
    assert Client().get(f"/r/{code}/code.svg").status_code == 200
    assert Client().get(f"/r/{code.upper()}/")["Location"] == f"/r/{code}/"
    assert Client().get(f"/r/{code}/question/")["Location"] == f"/r/{code}/"


def test_it_comes_back_whole_when_it_is_published_again(code: str, dossier_id: int, publisher: Member):
    publish(publisher, dossier_id, replace(WORDING, change="Le nom est ôté."), at=NOW + timedelta(days=3))

    page = Client().get(f"/r/{code}/")
    assert page.status_code == 200
    assert WORDING.summary in page.content.decode()
    assert "Le titre est plus clair." in Client().get(f"/r/{code}/historique/").content.decode()
