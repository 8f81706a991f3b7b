# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lists and histories that grow: as many queries at sixty as at five, and nothing lost between two pages."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.governance.conftest import Cast
from tests.web.transparency.register_copies import copy_edition, copy_entry

from balise.web.transparency.queries.entries import edition_of, editions_between, editions_of
from balise.web.transparency.queries.register import Listing, Sought, line, listed

pytestmark = pytest.mark.django_db
QUERIES = {"home": 10, "list": 9, "search": 9, "far": 9, "entry": 8, "history": 9, "edition": 9}
"""What each page asks of the database, however long the register and its histories."""
MOST = 12


@pytest.fixture
def pages(code: str, cast: Cast) -> dict[str, str]:
    portal = f"/portail/{cast.owner.authority.slug}/"
    return {
        "home": portal,
        "list": f"{portal}registre/",
        "search": f"{portal}registre/?q=courriers",
        "far": f"{portal}registre/?page=99",
        "entry": f"/r/{code}/",
        "history": f"/r/{code}/historique/",
        "edition": f"/r/{code}/historique/1/",
    }


def asked(pages: dict[str, str]) -> dict[str, int]:
    client = Client()
    client.get(pages["home"])  # what is read once a process
    counted = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200, address
        counted[name] = len(captured)
    return counted


def test_each_page_asks_as_many_questions_of_the_database_at_sixty_as_at_five(code: str, pages: dict[str, str]):
    copy_entry(code, 4)
    copy_edition(code, 4)
    at_five = asked(pages)
    copy_entry(code, 55, first=5)
    copy_edition(code, 55)

    assert asked(pages) == at_five == QUERIES
    assert max(at_five.values()) <= MOST


@pytest.mark.parametrize("words", ["", "a"])
def test_a_list_read_page_by_page_is_the_whole_list_in_its_order(code: str, cast: Cast, words: str):
    codes = [code, *copy_entry(code, 44)]
    rows = listed([cast.owner.authority.id], Sought(words=words))
    listing = Listing([cast.owner.authority.id], Sought(words=words))
    by_pages = [each for start in range(0, 60, 20) for each in listing[start : start + 20]]

    assert [each.code for each in by_pages] == codes
    assert by_pages == list(listing) == [line(row) for row in rows]
    assert (len(listing), listing[3].code) == (45, codes[3])


def test_a_page_far_down_shows_the_entries_of_that_page(code: str, pages: dict[str, str]):
    codes = [code, *copy_entry(code, 44)]
    third = Client().get(f"{pages['list']}?page=3").content.decode()

    assert re.findall(r"/r/(\w{8})/", third) == codes[40:]


def test_a_long_history_is_read_page_by_page_and_hides_no_change(code: str):
    copy_edition(code, 24)
    told = [Client().get(f"/r/{code}/historique/?page={page}").content.decode() for page in (1, 2)]
    numbers = [[int(found) for found in re.findall(r"Édition (\d+)</a>", page)] for page in told]

    assert numbers == [list(range(25, 5, -1)), list(range(5, 0, -1))]
    after = [re.sub(r"<del>.*?</del>|</?ins>", "", page) for page in told]
    for number in range(2, 26):
        page = after[0] if number > 5 else after[1]
        assert re.search(rf"Titre de l’édition\s+{number}\s*</dd>", page), number
    assert "<ins>25</ins>" in told[0]
    assert "Changement 6." in told[0]
    assert "Première publication." in told[1]


@pytest.mark.parametrize("asked_for", ["0", "99", "-1", "dernière"])
def test_a_page_of_the_history_that_does_not_exist_leads_to_one_that_does(code: str, asked_for: str):
    response = Client().get(f"/r/{code}/historique/", {"page": asked_for})

    assert response.status_code == 200
    assert "Première publication." in response.content.decode()


def test_editions_are_read_between_two_numbers_the_last_first(code: str):
    copy_edition(code, 5)
    read = editions_between(code.upper(), 2, 4)

    assert [each.line for each in read] == [line for line in editions_of(code) if 2 <= line.number <= 4]
    assert [each.entry for each in read] == [edition_of(code, number) for number in (4, 3, 2)]
    assert editions_between(code, 9, 12) == ()
