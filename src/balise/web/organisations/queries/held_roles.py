# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The roles of everybody in every authority, for whoever runs the site: those of closed accounts too."""

from collections import defaultdict
from dataclasses import dataclass

from balise.core.roles import HUMAN_ROLES, Role
from balise.web.organisations.models import Membership


@dataclass(frozen=True, slots=True)
class HeldRoles:
    """What somebody holds in one authority."""

    authority_slug: str
    authority_name: str
    roles: tuple[Role, ...]
    """In the order in which roles are always written."""


def held_roles() -> dict[int, tuple[HeldRoles, ...]]:
    """Return what each person holds today, by identifier; whoever holds nothing is not there."""
    found: dict[int, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
    rows = Membership.objects.filter(until=None).order_by("authority__name", "authority_id")
    for user_id, slug, name, role in rows.values_list("user_id", "authority__slug", "authority__name", "role"):
        found[user_id][slug, name].add(role)
    return {
        user_id: tuple(
            HeldRoles(slug, name, tuple(role for role in HUMAN_ROLES if role.value in codes))
            for (slug, name), codes in places.items()
        )
        for user_id, places in found.items()
    }
