# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The dossiers that somebody may start from: those that other authorities share on this installation."""

from dataclasses import dataclass
from datetime import datetime

from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import to_file
from balise.web.assessments.models import Dossier
from balise.web.assessments.permissions import no_such_dossier
from balise.web.assessments.queries.dossiers import whole_rows
from balise.web.organisations.members import Member
from balise.web.ui.folding import folded


@dataclass(frozen=True, slots=True)
class Shared:
    """A dossier that another authority shares."""

    authority_slug: str
    authority_name: str
    number: str
    title: str
    state: State
    decided_at: datetime | None


def shared_dossiers(member: Member, words: str = "") -> tuple[Shared, ...]:
    """Return what the other authorities share, whose title, number or authority holds every word."""
    rows = Dossier.objects.filter(shared=True).exclude(authority_id=member.authority.id).select_related("authority")
    wanted = folded(words).split()
    found = (_shared(row) for row in rows.order_by("authority__name", "-decided_at", "pk"))
    return tuple(
        one for one in found if all(word in folded(f"{one.number} {one.title} {one.authority_name}") for word in wanted)
    )


def shared_dossier(member: Member, authority: str, number: str) -> DossierFile:
    """Return a dossier that another authority shares.

    Raises:
        RefusedError: there is none, or it is not shared (404).
    """
    rows = whole_rows().filter(shared=True, authority__slug=authority, number=number)
    row = rows.exclude(authority_id=member.authority.id).first()
    if row is None:
        raise no_such_dossier(number)
    return to_file(row)


def _shared(row: Dossier) -> Shared:
    return Shared(row.authority.slug, row.authority.name, row.number, row.title, State(row.state), row.decided_at)
