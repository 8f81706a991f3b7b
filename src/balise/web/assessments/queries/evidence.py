# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The documents of a dossier, as its page shows them and as one is read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files import File

from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import EvidenceFile
from balise.web.assessments.queries.lists import readable_rows
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class Piece:
    """A document of a dossier."""

    id: int
    title: str
    filename: str
    media_type: str
    size: int
    sha256: str
    supports: tuple[str, ...]
    dated: date | None
    expires_on: date | None
    added_by: str
    added_at: datetime
    removed_by: str = ""
    removed_at: datetime | None = None

    def expired(self, on: date) -> bool:
        """Tell whether the document is worth nothing any more."""
        return self.expires_on is not None and self.expires_on <= on


def pieces_of(dossier_id: int) -> tuple[Piece, ...]:
    """Return every document of a dossier in the order of arrival, those removed included."""
    rows = EvidenceFile.objects.filter(dossier_id=dossier_id).select_related("added_by", "removed_by")
    return tuple(_piece(row) for row in rows.order_by("added_at", "pk"))


@dataclass(frozen=True, slots=True)
class EndingPiece:
    """A document that is worth nothing from a day on, in a dossier that somebody may read."""

    id: int
    title: str
    expires_on: date
    dossier_id: int
    number: str
    dossier_title: str
    state: State
    owner_id: int
    owner_name: str


def pieces_that_end(member: Member) -> tuple[EndingPiece, ...]:
    """Return the documents that have a last day, in the dossiers that the person may read."""
    rows = EvidenceFile.objects.filter(dossier__in=readable_rows(member), removed_at=None, expires_on__isnull=False)
    values = rows.order_by("expires_on", "pk").values_list(
        "pk",
        "title",
        "expires_on",
        "dossier_id",
        "dossier__number",
        "dossier__title",
        "dossier__state",
        "dossier__owner_id",
        "dossier__owner__name",
    )
    return tuple(
        EndingPiece(pk, title, expires_on, dossier_id, number, named, State(state), owner_id, owner)
        for pk, title, expires_on, dossier_id, number, named, state, owner_id, owner in values
        if expires_on is not None
    )


def piece_of(file: DossierFile, evidence_id: int) -> Piece | None:
    """Return a document still in this dossier, or None."""
    row = _present(file, evidence_id)
    return None if row is None else _piece(row)


def content_of(file: DossierFile, evidence_id: int) -> "File[bytes] | None":
    """Return the content of a document still in this dossier, to be read; None when the file itself is missing."""
    row = _present(file, evidence_id)
    if row is None or not row.file.name or not row.file.storage.exists(row.file.name):
        return None
    return row.file.open("rb")


def _present(file: DossierFile, evidence_id: int) -> EvidenceFile | None:
    rows = EvidenceFile.objects.filter(dossier_id=file.id, pk=evidence_id, removed_at=None)
    return rows.select_related("added_by", "removed_by").first()


def _piece(row: EvidenceFile) -> Piece:
    return Piece(
        id=row.pk,
        title=row.title,
        filename=row.filename,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        supports=tuple(row.supports),
        dated=row.dated,
        expires_on=row.expires_on,
        added_by=row.added_by.name,
        added_at=row.added_at,
        removed_by=row.removed_by.name if row.removed_by is not None else "",
        removed_at=row.removed_at,
    )
