# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The people of an authority: whom to write to, and the list that its members read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from balise.core.language import Language
from balise.core.roles import HUMAN_ROLES, Role
from balise.web.organisations.models import Membership
from balise.web.ui.folding import folded


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to notify, in the language they read."""

    user_id: int
    name: str
    email: str
    language: Language


@dataclass(frozen=True, slots=True)
class Person:
    """A person of an authority, with every role they hold there."""

    user_id: int
    name: str
    email: str
    roles: tuple[Role, ...]
    """In the order in which roles are always written."""
    units: tuple[str, ...]
    unit_id: int | None


def members_with(authority_id: int, *roles: Role) -> tuple[Contact, ...]:
    """Return whoever holds one of these roles in the authority today, each once; everybody when none is named."""
    rows = Membership.objects.filter(authority_id=authority_id, until=None, user__is_active=True)
    if roles:
        rows = rows.filter(role__in=roles)
    return _contacts(rows)


def members_of_unit(authority_id: int, unit_id: int) -> tuple[Contact, ...]:
    """Return whoever belongs to a unit of the authority today, in any role."""
    rows = Membership.objects.filter(authority_id=authority_id, unit_id=unit_id, until=None, user__is_active=True)
    return _contacts(rows)


def contacts_of(authority_id: int, user_ids: Iterable[int]) -> tuple[Contact, ...]:
    """Return these people, those only who still hold a role in the authority."""
    rows = Membership.objects.filter(authority_id=authority_id, until=None, user__is_active=True)
    return _contacts(rows.filter(user_id__in=set(user_ids)))


def _contacts(rows: QuerySet[Membership]) -> tuple[Contact, ...]:
    users = {row.user_id: row.user for row in rows.select_related("user").order_by("user__name", "user_id")}
    return tuple(Contact(user.pk, user.name, user.email, Language(user.language)) for user in users.values())


def people_of(authority_id: int, *, search: str = "", role: Role | None = None) -> tuple[Person, ...]:
    """Return the people of the authority in alphabetical order, those whose name, address or unit holds every word.

    Accents and capitals do not count, and neither do they on any engine: the words are compared here and not by the
    database, whose ideas on the matter differ.
    """
    words = folded(search).split()
    people = (_person(rows) for rows in _by_person(authority_id).values())
    kept = (
        person
        for person in people
        if (role is None or role in person.roles)
        and all(word in folded(" ".join((person.name, person.email, *person.units))) for word in words)
    )
    return tuple(sorted(kept, key=lambda person: (folded(person.name), person.user_id)))


def person_of(authority_id: int, user_id: int) -> Person | None:
    """Return the person if they hold a role in the authority, or None."""
    rows = _by_person(authority_id, user_id).get(user_id)
    return None if rows is None else _person(rows)


def person_at(authority_id: int, email: str) -> Person | None:
    """Return the person of the authority who has this address, whatever its capitals, or None."""
    wanted = email.strip().lower()
    return next((person for person in people_of(authority_id) if person.email.lower() == wanted), None)


def _by_person(authority_id: int, user_id: int | None = None) -> dict[int, list[Membership]]:
    rows = Membership.objects.filter(authority_id=authority_id, until=None, user__is_active=True)
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    held: dict[int, list[Membership]] = {}
    for row in rows.select_related("user", "unit"):
        held.setdefault(row.user_id, []).append(row)
    return held


def _person(rows: list[Membership]) -> Person:
    user = rows[0].user
    roles = {Role(row.role) for row in rows}
    units = {row.unit.name: row.unit.pk for row in rows if row.unit is not None}
    return Person(
        user_id=user.pk,
        name=user.name,
        email=user.email,
        roles=tuple(role for role in HUMAN_ROLES if role in roles),
        units=tuple(sorted(units)),
        unit_id=min(units.values(), default=None),
    )
