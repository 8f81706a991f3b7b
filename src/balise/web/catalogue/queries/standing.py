# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What other apps ask of the catalogue: which tools one may name, and where one stands for a dossier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from balise.web.catalogue.models import Tool
from balise.web.catalogue.queries.followed import chain_of
from balise.web.catalogue.queries.shelf import entry_within
from balise.web.catalogue.standing import NOT_IN_CATALOGUE, Standing, standing


@dataclass(frozen=True, slots=True)
class ToolChoice:
    """A tool that one may name; its label says whose it is when it belongs to a followed catalogue."""

    id: int
    label: str


def tools_for_choice(authority_id: int) -> tuple[ToolChoice, ...]:
    """Return the tools that a dossier of the authority may name, in alphabetical order."""
    chain = chain_of(authority_id)
    rows = Tool.objects.filter(authority_id__in=chain.ids, retired_at=None).order_by("name", "pk")
    return tuple(
        ToolChoice(
            row.pk, row.name if row.authority_id == authority_id else f"{row.name} ({chain.names[row.authority_id]})"
        )
        for row in rows
    )


def standing_of(
    tool_id: int,
    data_class: str | None,
    uses: Iterable[str] = (),
    *,
    authority_id: int | None = None,
    on: date | None = None,
) -> Standing:
    """Return what the catalogue answers about a tool for these data and tasks.

    The words are those of the questions ``catalogue_status`` and ``data_class_allowed``. The authority is the one that
    asks: a commune that follows the metropolis may be stricter than it; by default, the tool's own. Without a day,
    what is allowed only until some day is not counted.
    """
    if authority_id is None:
        authority_id = Tool.objects.filter(pk=tool_id).values_list("authority_id", flat=True).first()
    entry = None if authority_id is None else entry_within(chain_of(authority_id), tool_id)
    return NOT_IN_CATALOGUE if entry is None else standing(entry.voices, data_class, uses, on or date.max)
