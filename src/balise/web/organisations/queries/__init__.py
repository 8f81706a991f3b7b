# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading local authorities, their members and the frameworks they adopted: the door of this app to those above."""

from balise.web.organisations.queries.adoptions import (
    Adopted,
    adopted_references,
    adoptions_of,
    lead_history,
    lead_reference,
)
from balise.web.organisations.queries.authorities import (
    ancestors,
    authority_id_of,
    authority_names,
    descendants,
    place,
    place_of,
    territories,
)
from balise.web.organisations.queries.memberships import authorities_of, member_of, members_of
from balise.web.organisations.queries.people import Contact, contacts_of, members_of_unit, members_with
from balise.web.organisations.queries.units import UnitLine, units_of

__all__ = (
    "Adopted",
    "Contact",
    "UnitLine",
    "adopted_references",
    "adoptions_of",
    "ancestors",
    "authorities_of",
    "authority_id_of",
    "authority_names",
    "contacts_of",
    "descendants",
    "lead_history",
    "lead_reference",
    "member_of",
    "members_of",
    "members_of_unit",
    "members_with",
    "place",
    "place_of",
    "territories",
    "units_of",
)
