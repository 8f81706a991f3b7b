# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who acts where: what the guard of every page asks."""

from balise.core.roles import Role
from balise.web.organisations.members import Member
from balise.web.organisations.models import Membership
from balise.web.organisations.queries.authorities import place


def member_of(user_id: int, slug: str) -> Member | None:
    """Return the person as a member of the authority, or None: not a member, or no such authority."""
    held = list(
        Membership.objects.filter(
            user_id=user_id, user__is_active=True, authority__slug=slug, until=None
        ).select_related("authority", "user")
    )
    if not held:
        return None
    return _member(held)


def authorities_of(user_id: int) -> tuple[Member, ...]:
    """Return every authority where the person holds a role, in alphabetical order."""
    held: dict[int, list[Membership]] = {}
    rows = Membership.objects.filter(user_id=user_id, user__is_active=True, until=None)
    for row in rows.select_related("authority", "user").order_by("authority__name", "authority_id"):
        held.setdefault(row.authority_id, []).append(row)
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
