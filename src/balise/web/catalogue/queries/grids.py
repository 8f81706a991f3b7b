# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The cells that one authority has filled in for a tool, as its own form shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from balise.web.catalogue.matrix import Place, Said
from balise.web.catalogue.models import Authorisation
from balise.web.catalogue.vocabulary import Permission


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells, and what tells this grid from one that somebody else saves meanwhile."""

    cells: Mapping[Place, Said]
    digest: str


def grid_of(tool_id: int, authority_id: int) -> Grid:
    """Return the cells that an authority has filled in for a tool, expired ones included."""
    rows = list(Authorisation.objects.filter(tool_id=tool_id, authority_id=authority_id))
    cells = {
        (row.use, row.data_class): Said(
            Permission(row.permission), "", timezone.localtime(row.decided_at).date(), row.condition, row.until
        )
        for row in rows
    }
    return Grid(cells, digest_of(rows))


def digest_of(rows: Sequence[Authorisation]) -> str:
    """Return what tells a grid from another: the number of its cells, and the last time one was written."""
    last = max((row.decided_at for row in rows), default=None)
    return f"{len(rows)}:{'' if last is None else last.isoformat()}"
