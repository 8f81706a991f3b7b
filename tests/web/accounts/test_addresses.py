# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One address, however it is typed, is one account."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from balise.web.accounts.addresses import one_way
from balise.web.accounts.models import User

pytestmark = pytest.mark.django_db


@given(st.emails(), st.lists(st.booleans(), max_size=80))
def test_it_writes_an_address_one_way_whatever_its_capitals(address, capitals):
    typed = "".join(
        letter.upper() if high and letter.isascii() else letter
        for letter, high in zip(address, capitals + [False] * len(address), strict=False)
    )

    assert one_way(f" {typed} ") == one_way(address) == one_way(one_way(address))


def test_it_keeps_and_finds_an_address_in_lower_case():
    user = User.objects.create(email="Claire.Martin@Valbrise.Example", name="Claire Martin")

    assert user.email == "claire.martin@valbrise.example"
    assert User.objects.get(email="CLAIRE.MARTIN@valbrise.example") == user
    assert User.objects.get_by_natural_key("Claire.Martin@valbrise.example") == user


def test_it_refuses_two_accounts_at_one_address():
    User.objects.create(email="claire@valbrise.example", name="Claire")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="CLAIRE@valbrise.example", name="Une autre")


def test_it_refuses_two_accounts_for_one_identity_but_not_two_local_ones():
    User.objects.create(email="a@valbrise.example", name="A", issuer="https://idp.example", sub="1")
    User.objects.create(email="b@valbrise.example", name="B", issuer="https://autre.example", sub="1")
    User.objects.create(email="c@valbrise.example", name="C")
    User.objects.create(email="d@valbrise.example", name="D")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="e@valbrise.example", name="E", issuer="https://idp.example", sub="1")
