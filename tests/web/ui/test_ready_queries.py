# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Queries put in words once: what they find is asked of the database each time."""

from datetime import UTC, datetime

import pytest
from django.db.models import F
from tests.web.conftest import make_authority, make_member

from balise.core.roles import Role
from balise.web.organisations.models import Membership, Unit
from balise.web.ui.ready_queries import ReadyQuery, UnreadyQueryError

pytestmark = pytest.mark.django_db

UNITS = ReadyQuery(lambda authority_id: Unit.objects.filter(authority_id=authority_id).order_by("-name"))
HELD = ReadyQuery(
    lambda slug, user_id: Membership.objects.filter(user_id=user_id, authority__slug=slug).annotate(
        place=F("authority__name")
    )
)


def test_it_finds_what_the_query_finds_in_its_order():
    city, village = make_authority("ville", "Ville"), make_authority("bourg", "Bourg")
    for name in ("Culture", "Voirie", "Enfance"):
        Unit.objects.create(authority_id=city.id, name=name)
    Unit.objects.create(authority_id=village.id, name="Mairie")

    assert [unit.name for unit in UNITS.about(city.id)] == ["Voirie", "Enfance", "Culture"]
    assert [unit.name for unit in UNITS.about(village.id)] == ["Mairie"]


def test_it_asks_the_database_each_time():
    city = make_authority("ville", "Ville")
    assert UNITS.about(city.id) == []

    unit = Unit.objects.create(authority_id=city.id, name="Culture")
    assert [found.name for found in UNITS.about(city.id)] == ["Culture"]

    Unit.objects.filter(pk=unit.pk).update(name="Archives")
    assert [found.name for found in UNITS.about(city.id)] == ["Archives"]


def test_it_puts_each_thing_sought_at_its_place_and_reads_the_annotations():
    city = make_authority("ville", "Ville")
    person, _other = make_member(city, Role.OWNER), make_member(city, Role.DPO)

    (found,) = HELD.about("ville", person.user_id)

    assert (found.role, getattr(found, "place", None)) == (Role.OWNER.value, "Ville")


def test_it_takes_what_is_sought_as_a_value_and_never_as_words():
    city = make_authority("ville", "Ville")
    person = make_member(city, Role.OWNER)

    assert HELD.about("ville' OR '1'='1", person.user_id) == []
    assert HELD.about("%s", person.user_id) == []


def test_it_refuses_a_query_that_holds_something_else_that_could_change():
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    query = ReadyQuery(lambda user_id: Membership.objects.filter(user_id=user_id, since__lt=noon))

    with pytest.raises(UnreadyQueryError):
        query.about(1)


def test_it_reads_an_instant_of_a_related_row_as_an_instant():
    city = make_authority("ville", "Ville")
    Unit.objects.create(authority_id=city.id, name="Culture")
    query = ReadyQuery(
        lambda authority_id: Unit.objects.filter(authority_id=authority_id).annotate(born=F("authority__created_at"))
    )

    (found,) = query.about(city.id)

    assert getattr(found, "born", None) == found.authority.created_at
