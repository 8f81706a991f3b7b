# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dossiers read whole, by number or by id; another authority's does not exist, nor does one that may not be read."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch, QuerySet

from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import to_file
from balise.web.assessments.models import Dossier, EvidenceFile
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.organisations.members import Member

BATCH = 200
"""How many dossiers the periodic work holds in memory at once."""


def whole_rows() -> QuerySet[Dossier]:
    """Return the rows with all that a ``DossierFile`` needs, in two queries whatever their number."""
    evidence = Prefetch("evidence", EvidenceFile.objects.filter(removed_at=None).order_by("added_at", "pk"))
    return Dossier.objects.select_related("authority", "owner", "unit").prefetch_related(evidence)


def dossier_of(member: Member, number: str) -> DossierFile:
    """Return the dossier of that number in the person's authority.

    Raises:
        RefusedError: there is none that this person may read (404).
    """
    row = whole_rows().filter(authority_id=member.authority.id, number=number).first()
    file = None if row is None else to_file(row)
    if file is None or not may_read(member, file):
        raise no_such_dossier(number)
    return file


def file_of(dossier_id: int) -> DossierFile:
    """Return a dossier by its id, for those who have already checked who asks.

    Raises:
        RefusedError: there is none (404).
    """
    row = whole_rows().filter(pk=dossier_id).first()
    if row is None:
        raise no_such_dossier("")
    return to_file(row)


def dossiers_in_states(states: Iterable[State], authority_id: int | None = None) -> Iterator[DossierFile]:
    """Yield the dossiers in these states, of one authority or of all, for the periodic work."""
    rows = whole_rows().filter(state__in=[state.value for state in states]).order_by("pk")
    if authority_id is not None:
        rows = rows.filter(authority_id=authority_id)
    for row in rows.iterator(chunk_size=BATCH):
        yield to_file(row)
