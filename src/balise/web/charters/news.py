# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a charter that was published is read by whoever is told of it."""

from django.urls import reverse

from balise.web.journal.queries import Told
from balise.web.organisations.members import Member


def charter_address(member: Member, told: Told) -> str:  # noqa: ARG001 - it is the one in force
    """Return the page of the charter in force, which everybody reads."""
    return reverse("transparency:charter", args=[member.authority.slug])
