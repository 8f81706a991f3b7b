# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dossiers read whole, by number or by id; another authority's does not exist, nor does one that may not be read."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import Named, file_from, to_file
from balise.web.assessments.models import Dossier, EvidenceFile
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.organisations.members import Member
from balise.web.ui.ready_queries import ReadyQuery

BATCH = 200
"""How many dossiers the periodic work holds in memory at once."""


_NUMBERED = ReadyQuery(
    lambda authority_id, number: Dossier.objects.filter(authority_id=authority_id, number=number).annotate(
        authority_named=F("authority__name"), owner_named=F("owner__name"), unit_named=F("unit__name")
    )
)
_EVIDENCE = ReadyQuery(
    lambda dossier_id: EvidenceFile.objects.filter(dossier_id=dossier_id, removed_at=None).order_by("added_at", "pk")
)


def whole_rows() -> QuerySet[Dossier]:
    """Return the rows with all that a ``DossierFile`` needs, in two queries whatever their number."""
    evidence = Prefetch("evidence", EvidenceFile.objects.filter(removed_at=None).order_by("added_at", "pk"))
    return Dossier.objects.select_related("authority", "owner", "unit").prefetch_related(evidence)


def _file(row: Any) -> DossierFile:
    named = Named(row.authority_named, row.owner_named, row.unit_named or "")
    return file_from(row, named, _EVIDENCE.about(row.pk))


def dossier_of(member: Member, number: str, admits: Callable[[Member, DossierFile], bool] = may_read) -> DossierFile:
    """Return the dossier of that number in the person's authority.

    ``admits`` is another rule than reading, for a page that shows less than the dossier.

    Raises:
        RefusedError: there is none that this person may read, or that the rule admits them to (404).
    """
    file = next((_file(row) for row in _NUMBERED.about(member.authority.id, number)), None)
    if file is None or not admits(member, file):
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
