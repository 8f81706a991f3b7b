# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A link checker asks for the head of a page: every page that can be read answers it as it answers a reader."""

import pytest
from django.urls import reverse
from tests.web.permission_matrix import GET, MATRIX
from tests.web.test_permission_matrix import routes

from balise.core.roles import HUMAN_ROLES

pytestmark = pytest.mark.django_db
PLAIN = sorted(
    name
    for name, route in routes().items()
    if route.parameters <= {"authority"} and GET in MATRIX[name].methods and not MATRIX[name].closed
)


@pytest.mark.parametrize("name", PLAIN)
def test_it_answers_a_head_as_a_reader(name, member_with, client_of):
    member = member_with(*HUMAN_ROLES)
    client = client_of(member)
    needs_authority = "authority" in routes()[name].parameters
    address = reverse(name, kwargs={"authority": member.authority.slug} if needs_authority else {})

    assert client.head(address).status_code == client.get(address).status_code
