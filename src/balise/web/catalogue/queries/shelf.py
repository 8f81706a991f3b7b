# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tools that an authority sees, with all that is said and established of them, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from balise.web.catalogue.mapping import Entry, entry_of
from balise.web.catalogue.models import Authorisation, Ruling, Tool, ToolFact
from balise.web.catalogue.queries.followed import Chain, chain_of
from balise.web.organisations.members import Place


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalogue of an authority, French and European tools first."""

    chain: Chain
    entries: tuple[Entry, ...]

    @property
    def current(self) -> tuple[Entry, ...]:
        """Return the tools that are not retired."""
        return tuple(entry for entry in self.entries if entry.retired_at is None)


def shelf_of(authority: Place) -> Shelf:
    """Return the whole catalogue of an authority."""
    chain = chain_of(authority.id, authority.name)
    rows = _tools(chain).filter(authority_id__in=chain.ids)
    entries = (entry_of(tool, chain.ids, chain.names) for tool in rows)
    return Shelf(chain, tuple(sorted(entries, key=lambda entry: entry.order)))


def entry_for(authority: Place, tool_id: int) -> Entry | None:
    """Return one tool of the catalogue of an authority, or None: to it, no other tool exists."""
    return entry_within(chain_of(authority.id, authority.name), tool_id)


def entry_within(chain: Chain, tool_id: int) -> Entry | None:
    """Return one tool as the first authority of the chain sees it, or None."""
    tool = _tools(chain).filter(authority_id__in=chain.ids, pk=tool_id).first()
    return None if tool is None else entry_of(tool, chain.ids, chain.names)


def entry_put_back(authority: Place, tool_id: int) -> Entry | None:
    """Return a retired tool as the authority would see it, were it put back: what was said of it holds again."""
    chain = chain_of(authority.id, authority.name)
    tool = _tools(chain).filter(authority_id__in=chain.ids, pk=tool_id).first()
    if tool is None:
        return None
    tool.retired_at, tool.retired_because = None, ""  # here alone: nothing is saved
    return entry_of(tool, chain.ids, chain.names)


def _tools(chain: Chain) -> QuerySet[Tool]:
    """Return tools with what only the authorities of the chain say of them: others' words are none of ours."""
    return Tool.objects.select_related("substitute").prefetch_related(
        Prefetch("rulings", Ruling.objects.filter(authority_id__in=chain.ids)),
        Prefetch("authorisations", Authorisation.objects.filter(authority_id__in=chain.ids)),
        Prefetch("facts", ToolFact.objects.all()),
    )
