# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which frameworks judge the dossiers of an authority, and which did before."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from balise.core.language import Language, Text
from balise.web.organisations.models import Adoption
from balise.web.ui.ready_queries import ReadyQuery

_IN_FORCE = ReadyQuery(
    lambda authority_id: (
        Adoption.objects.filter(authority_id=authority_id, until=None)
        .annotate(framework=F("version__framework"), number=F("version__version"))
        .order_by("-lead", "version__framework", "pk")
    )
)


@dataclass(frozen=True, slots=True)
class Adopted:
    """A framework that an authority judges by, or judged by until a day."""

    reference: str
    """``id@version``, as dossiers pin it."""
    title: Text
    lead: bool
    since: datetime
    until: datetime | None


def adopted_references(authority_id: int) -> tuple[str, ...]:
    """Return the references of the frameworks in force in the authority, the leading charter first."""
    found: list[Any] = list(_IN_FORCE.about(authority_id))
    return tuple(f"{row.framework}@{row.number}" for row in found)


def lead_reference(authority_id: int) -> str | None:
    """Return the reference of the charter by which the authority decides, or None when it has none yet."""
    rows = _with_version().filter(authority_id=authority_id, until=None, lead=True)
    return next((str(row.version) for row in rows), None)


def adoptions_of(authority_id: int, *, past: bool = False) -> tuple[Adopted, ...]:
    """Return what is in force, the leading charter first, or what no longer is, the last left first."""
    rows = _with_version().filter(authority_id=authority_id, until__isnull=not past)
    order = ("-until", "version__framework") if past else ("-lead", "version__framework", "pk")
    return tuple(_adopted(row) for row in rows.order_by(*order))


def lead_history(authority_id: int) -> tuple[Adopted, ...]:
    """Return every charter by which the authority has decided, the first one first, that of today last."""
    return tuple(
        _adopted(row) for row in _with_version().filter(authority_id=authority_id, lead=True).order_by("since")
    )


def _with_version() -> QuerySet[Adoption]:
    """Return the adoptions with their versions, but for the words of these: hundreds of kilobytes that nobody reads."""
    return Adoption.objects.select_related("version").defer("version__files")


def _adopted(row: Adoption) -> Adopted:
    title = row.version.title
    return Adopted(
        reference=str(row.version),
        title=Text(title[Language.FRENCH.value], title[Language.ENGLISH.value]),
        lead=row.lead,
        since=row.since,
        until=row.until,
    )
