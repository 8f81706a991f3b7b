# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The open incidents on the home page of whoever answers them, and in their roundup: the oldest first."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from balise.web.assessments.contributions import Panel
from balise.web.governance.contributions import Awaited, ToldLine
from balise.web.incidents.permissions import READERS
from balise.web.incidents.queries.incidents import awaiting
from balise.web.incidents.records import IncidentRecord
from balise.web.organisations.members import Member

MOST_SHOWN = 6
"""As many as the other sections of the page; the rest is one link away."""


@dataclass(frozen=True, slots=True)
class OpenIncidents:
    """The first of them, how many there are, and whether the register is open to the reader."""

    first: tuple[IncidentRecord, ...]
    count: int
    reads_register: bool


def awaited_incidents(member: Member, on: date) -> Awaited | None:  # noqa: ARG001 - they wait whatever the day
    """Return the incidents that wait for an answer of the person, None when none does."""
    found = awaiting(member)
    if not found:
        return None
    shown = OpenIncidents(found[:MOST_SHOWN], len(found), member.holds(*READERS))
    return Awaited(Panel("incidents/awaited_incidents.html", shown), (_told(member, found),))


def _told(member: Member, found: tuple[IncidentRecord, ...]) -> ToldLine:
    count = len(found)
    short = ngettext("%(n)d incident ouvert", "%(n)d incidents ouverts", count) % {"n": count}
    said = ngettext("%(n)d incident attend une réponse", "%(n)d incidents attendent une réponse", count) % {"n": count}
    return ToldLine(short, said, address_of(member, found[0]) if count == 1 else _home(member))


def address_of(member: Member, incident: IncidentRecord) -> str:
    """Return the path of the page of an incident."""
    return reverse("incidents:incident", args=[member.authority.slug, incident.number, incident.id])


def _home(member: Member) -> str:
    page = "incidents:register" if member.holds(*READERS) else "governance:home"
    return reverse(page, args=[member.authority.slug])
