# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A text that one engine would refuse is refused by both, by whatever door it comes."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import DataError, connection, transaction

from balise.web.accounts.models import Attempt, Invitation, User
from balise.web.ui.column_limits import DoesNotFitError

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 21, tzinfo=UTC)
TOO_LONG = ["n" * 151, "é" * 151]


def people():
    """Return the names of whoever is there."""
    return list(User.objects.values_list("name", flat=True))


@pytest.mark.parametrize("name", [*TOO_LONG, "A\0da"])
def test_it_refuses_what_does_not_fit_by_every_way_of_writing(name):
    kept = User.objects.create(email="a@b.example", name="Ada")
    wrong = User(email="c@d.example", name=name)
    ways: list[Callable[[], object]] = [
        wrong.save,
        lambda: User.objects.create(email="c@d.example", name=name),
        lambda: User.objects.bulk_create([User(email="e@f.example", name="Bob"), wrong]),
        lambda: User.objects.filter(pk=kept.pk).update(name=name),
        lambda: User.objects.update_or_create(email="a@b.example", defaults={"name": name}),
    ]

    for way in ways:
        with pytest.raises(DataError), transaction.atomic():
            way()

    assert people() == ["Ada"]


def test_it_takes_what_just_fits():
    User.objects.create(email="a@b.example", name="é" * 150)

    assert people() == ["é" * 150]


@pytest.mark.parametrize("roles", [["a\0b"], {"a": {"b\0": 1}}, "\0"])
def test_it_refuses_a_null_character_wherever_it_hides(authority, roles):
    with pytest.raises(DataError), transaction.atomic():
        Invitation.objects.create(
            authority=authority, email="a@b.example", name="Ada", roles=roles, created_at=AT, expires_at=AT
        )

    assert not Invitation.objects.exists()


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL does not say which column")
def test_it_says_which_column_and_what_it_holds():
    with pytest.raises(DoesNotFitError) as refused, transaction.atomic():
        Attempt.objects.create(page="p" * 31, key="k", at=AT)

    assert connection.vendor == "sqlite"
    error = refused.value
    assert (error.table, error.column, error.length, error.limit) == ("accounts_attempt", "page", 31, 30)
