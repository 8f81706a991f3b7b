# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The authorities that have something to show the public."""

from balise.web.organisations.members import Place
from balise.web.organisations.queries.authorities import places_of_ids
from balise.web.transparency.models import Entry
from balise.web.transparency.queries.in_lists import found_by_the_public


def publishing() -> tuple[Place, ...]:
    """Return the authorities of which the register has an entry, in alphabetical order."""
    ids = Entry.objects.filter(found_by_the_public()).values_list("authority_id", flat=True).distinct()
    return places_of_ids(set(ids))
