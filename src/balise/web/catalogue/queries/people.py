# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who uses a tool, as a count that names nobody, and who answers questions about it."""

from dataclasses import dataclass

from balise.core.small_cells import shown_count
from balise.web.catalogue.models import Referent, Usage


@dataclass(frozen=True, slots=True)
class People:
    """The people around a tool in one authority, for one reader."""

    users: int | None
    """How many say they use it; None when too few to be told."""
    i_use_it: bool
    i_am_referent: bool
    referents: tuple[tuple[str, str], ...]
    """Names and addresses, in alphabetical order."""


def people_around(tool_id: int, authority_id: int, user_id: int) -> People:
    """Return the people around a tool, as this reader may know them."""
    users = set(Usage.objects.filter(tool_id=tool_id, authority_id=authority_id).values_list("user_id", flat=True))
    referents = list(
        Referent.objects.filter(tool_id=tool_id, authority_id=authority_id, until=None, user__is_active=True)
        .select_related("user")
        .order_by("user__name")
    )
    return People(
        users=shown_count(len(users)),
        i_use_it=user_id in users,
        i_am_referent=any(row.user_id == user_id for row in referents),
        referents=tuple((row.user.name, row.user.email) for row in referents),
    )


def tools_used_by(user_id: int, authority_id: int) -> frozenset[int]:
    """Return the tools of somebody's own list, for them alone."""
    return frozenset(Usage.objects.filter(user_id=user_id, authority_id=authority_id).values_list("tool_id", flat=True))
