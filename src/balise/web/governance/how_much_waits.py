# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How many things wait for a person in an authority: what others expect of them, as their home page tells it."""

from datetime import date

from balise.web.governance.contributions import waiting_for
from balise.web.governance.queries.home import home_of
from balise.web.organisations.members import Member


def how_much_waits(member: Member, on: date) -> int:
    """Return how many opinions, reservations and dossiers wait for a person, and what the apps above have waiting."""
    home = home_of(member, on)
    told = sum(len(awaited.told) for awaited in waiting_for(member, on))
    return len(home.opinions) + len(home.to_do) + len(home.to_review) + told
