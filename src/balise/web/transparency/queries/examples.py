# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry that exists, so that the examples of a documentation can be tried as they are."""

from dataclasses import dataclass

from balise.web.organisations.queries.authorities import authority_slugs
from balise.web.transparency.queries.portals import open_places
from balise.web.transparency.queries.register import Sought, listed


@dataclass(frozen=True, slots=True)
class Example:
    """The code of an entry, and the name in addresses of the authority that published it."""

    code: str
    authority: str


def any_entry() -> Example | None:
    """Return the entry that changed last, None when nothing is published."""
    ids = [place.id for place in open_places()]
    row = listed(ids, Sought()).values_list("code", "authority_id").first()
    return None if row is None else Example(row[0], authority_slugs([row[1]])[row[1]])
