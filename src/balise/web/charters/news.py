# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A charter that was published, for whoever is told of it."""

from django.urls import reverse

from balise.web.governance.contributions import NewsLine
from balise.web.journal.queries import Told
from balise.web.organisations.members import Member


def charter_news(member: Member, told: Told) -> NewsLine:
    """Return the charter and the page of the one in force, which everybody reads."""
    return NewsLine(told.subject_title, reverse("transparency:charter", args=[member.authority.slug]))
