# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whose catalogues an authority reads: its own, then those that it follows, up the tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from balise.web.catalogue.models import Following


@dataclass(frozen=True, slots=True)
class Chain:
    """The catalogues that an authority reads, its own first."""

    ids: tuple[int, ...]
    names: Mapping[int, str]
    since: datetime | None = None

    @property
    def followed(self) -> str:
        """Return the name of the authority that is followed, or nothing."""
        return self.names[self.ids[1]] if len(self.ids) > 1 else ""


def chain_of(authority_id: int, name: str = "") -> Chain:
    """Return the catalogues that this authority reads. One query: few authorities follow another."""
    rows = {row.authority_id: row for row in Following.objects.select_related("followed")}
    ids, names, row = [authority_id], {authority_id: name}, rows.get(authority_id)
    since = None if row is None else row.since
    while row is not None and row.followed_id not in names:
        ids.append(row.followed_id)
        names[row.followed_id] = row.followed.name
        row = rows.get(row.followed_id)
    return Chain(tuple(ids), names, since)
