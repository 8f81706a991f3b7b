# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The cells that one authority has filled in for a tool, as its own form shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from balise.web.catalogue.matrix import Place, Said
from balise.web.catalogue.models import Authorisation
from balise.web.catalogue.versions import matrix_version
from balise.web.catalogue.vocabulary import Permission


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells, and what tells this grid from one that somebody else saves meanwhile."""

    cells: Mapping[Place, Said]
    version: str


def grid_of(tool_id: int, authority_id: int) -> Grid:
    """Return the cells that an authority has filled in for a tool, expired ones included."""
    rows = list(Authorisation.objects.filter(tool_id=tool_id, authority_id=authority_id))
    cells = {
        (row.use, row.data_class): Said(
            Permission(row.permission), "", timezone.localtime(row.decided_at).date(), row.condition, row.until
        )
        for row in rows
    }
    return Grid(cells, matrix_version({(row.use, row.data_class): row for row in rows}))
