# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charters being written in an authority, and those that a vote made versions of."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from balise.web.charters.models import CouncilVote, Draft
from balise.web.charters.records import DraftRecord
from balise.web.ui.refusals import RefusedError


def drafts_of(authority_id: int) -> tuple[DraftRecord, ...]:
    """Return the drafts of an authority, the last written first; without their files, which a list does not read."""
    rows = _rows().filter(authority_id=authority_id).defer("files").order_by("-updated_at", "-pk")
    return tuple(to_record(row, with_files=False) for row in rows)


def draft_of(authority_id: int, draft_id: int) -> DraftRecord:
    """Return one draft.

    Raises:
        RefusedError: the authority has none of that number (404).
    """
    row = _rows().filter(authority_id=authority_id, pk=draft_id).first()
    if row is None:
        raise RefusedError(_("Ce projet de charte n’existe pas."), status=404)
    return to_record(row)


def framework_belongs_to(framework: str, authority_id: int) -> bool:
    """Tell whether the authority itself published versions of that charter, and may publish the next one."""
    return CouncilVote.objects.filter(authority_id=authority_id, draft__framework=framework).exists()


def to_record(row: Draft, *, with_files: bool = True) -> DraftRecord:
    """Return a row as the rest of the site knows it."""
    vote = getattr(row, "vote", None)
    return DraftRecord(
        id=row.pk,
        authority_id=row.authority_id,
        title=row.title,
        framework=row.framework,
        origin=row.origin,
        extends=row.extends,
        files=dict(row.files) if with_files else {},
        revision=row.revision,
        updated_at=row.updated_at,
        by=row.by.name,
        abandoned_at=row.abandoned_at,
        version="" if vote is None else vote.version,
    )


def _rows() -> QuerySet[Draft]:
    return Draft.objects.select_related("by", "vote")
