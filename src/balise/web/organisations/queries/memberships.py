# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who acts where: what the guard of every page asks."""

from typing import Any

from django.db.models import F

from balise.core.roles import Role
from balise.web.organisations.members import Member, Place
from balise.web.organisations.models import Membership
from balise.web.organisations.queries.authorities import place
from balise.web.ui.ready_queries import ReadyQuery

_HELD = ReadyQuery(
    lambda user_id, slug: Membership.objects.filter(
        user_id=user_id, user__is_active=True, authority__slug=slug, until=None
    ).annotate(
        person=F("user__name"),
        address=F("user__email"),
        place=F("authority__name"),
        kind=F("authority__kind"),
        single_handed=F("authority__single_handed"),
    )
)


def member_of(user_id: int, slug: str) -> Member | None:
    """Return the person as a member of the authority, or None: not a member, or no such authority."""
    held = _HELD.about(user_id, slug)
    if not held:
        return None
    first: Any = held[0]
    return Member(
        user_id=user_id,
        name=first.person,
        email=first.address,
        authority=Place(first.authority_id, slug, first.place, first.kind, first.single_handed),
        roles=frozenset(Role(row.role) for row in held),
        units=frozenset(row.unit_id for row in held if row.unit_id is not None),
    )


def authorities_of(user_id: int) -> tuple[Member, ...]:
    """Return every authority where the person holds a role, in alphabetical order."""
    held: dict[int, list[Membership]] = {}
    rows = Membership.objects.filter(user_id=user_id, user__is_active=True, until=None)
    for row in rows.select_related("authority", "user").order_by("authority__name", "authority_id"):
        held.setdefault(row.authority_id, []).append(row)
    return tuple(_member(rows) for rows in held.values())


def members_of(authority_id: int) -> tuple[Member, ...]:
    """Return everybody who holds a role in the authority today, each once with all their roles."""
    held: dict[int, list[Membership]] = {}
    rows = Membership.objects.filter(authority_id=authority_id, user__is_active=True, until=None)
    for row in rows.select_related("authority", "user").order_by("user_id", "pk"):
        held.setdefault(row.user_id, []).append(row)
    return tuple(_member(rows) for rows in held.values())


def _member(held: list[Membership]) -> Member:
    first = held[0]
    return Member(
        user_id=first.user_id,
        name=first.user.name,
        email=first.user.email,
        authority=place(first.authority),
        roles=frozenset(Role(row.role) for row in held),
        units=frozenset(row.unit_id for row in held if row.unit_id is not None),
    )
