# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A number that no database can hold names nothing: every page that takes one says so, and none breaks."""

import pytest
from django.urls import Resolver404, resolve, reverse
from tests.web.test_permission_matrix import routes

from balise.core.roles import Role
from balise.web.ui.converters import LARGEST

pytestmark = pytest.mark.django_db

HERE = 987654321
"""Stands in an address where the number under test goes."""

WORDS = {"number": "2026-001", "role": "owner"}
ABOUT_A_ROW = sorted(
    (name, parameter) for name, route in routes().items() for parameter in route.parameters if parameter.endswith("_id")
)


def address(name: str, parameter: str, number: int, authority: str) -> str:
    """Return the address of a page with this number in it, even one that ``reverse`` would refuse to write."""
    known = WORDS | {"authority": authority, parameter: HERE}
    given = {each: known.get(each, 1) for each in routes()[name].parameters}
    return reverse(name, kwargs=given).replace(str(HERE), str(number))


@pytest.mark.parametrize(("name", "parameter"), ABOUT_A_ROW)
@pytest.mark.parametrize(
    "number", [LARGEST + 1, 99999999999999999999, 10**4000], ids=["2⁶³", "20 digits", "4000 digits"]
)
def test_it_finds_no_page_for_a_number_too_large(name, parameter, number, member_with, client_of):
    administrator = member_with(Role.ADMINISTRATOR)
    client = client_of(administrator)
    there = address(name, parameter, number, administrator.authority.slug)

    with pytest.raises(Resolver404):
        resolve(there)
    assert (client.get(there).status_code, client.post(there).status_code) == (404, 404)


@pytest.mark.parametrize(("name", "parameter"), ABOUT_A_ROW)
def test_it_looks_for_the_largest_number_without_breaking(name, parameter, member_with, client_of):
    administrator = member_with(Role.ADMINISTRATOR)
    there = address(name, parameter, LARGEST, administrator.authority.slug)

    assert resolve(there).kwargs[parameter] == LARGEST
    assert client_of(administrator).get(there).status_code < 500
