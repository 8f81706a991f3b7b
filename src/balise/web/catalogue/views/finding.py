# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Finding the tool that an address names, in the catalogue of the member's authority and nowhere else."""

from django.http import Http404

from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.queries.shelf import entry_for
from balise.web.organisations.members import Member


def entry_or_404(member: Member, tool_id: int, *, own: bool = False) -> Entry:
    """Return the tool as the member's authority sees it; with ``own``, only one of its own catalogue.

    Raises:
        Http404: to this authority, there is no such tool.
    """
    entry = entry_for(member.authority, tool_id)
    if entry is None or (own and entry.inherited):
        raise Http404
    return entry
