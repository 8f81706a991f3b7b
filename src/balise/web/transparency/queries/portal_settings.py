# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What authorities say of their portals today, and said before."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db.models import Q

from balise.web.transparency.models import PortalSettings
from balise.web.transparency.portal_description import AccessibilityState, PortalDescription

SILENT = PortalDescription()
"""The portal of an authority that has said nothing of it."""


@dataclass(frozen=True, slots=True)
class Version:
    """What was said of a portal from a moment to another."""

    number: int
    since: datetime
    until: datetime | None
    by: str
    description: PortalDescription


def described(authority_ids: Collection[int]) -> Mapping[int, PortalDescription]:
    """Return what these authorities say of their portals; those that say nothing are absent."""
    rows = PortalSettings.objects.filter(authority_id__in=authority_ids, until=None)
    return {row.authority_id: _description(row) for row in rows}


def publishing_tools(authority_ids: Collection[int]) -> frozenset[int]:
    """Return which of these authorities let the public read their catalogues: a closed portal shows nothing."""
    said = described(authority_ids).items()
    return frozenset(authority_id for authority_id, each in said if each.is_open and each.publishes_tools)


def closed_portals() -> frozenset[int]:
    """Return the authorities that have closed their portals."""
    closed = PortalSettings.objects.filter(until=None, is_open=False)
    return frozenset(closed.values_list("authority_id", flat=True))


def description_of(authority_id: int) -> PortalDescription:
    """Return what an authority says of its portal today."""
    return described([authority_id]).get(authority_id, SILENT)


def shown_otherwise_since(instant: datetime) -> frozenset[int]:
    """Return the authorities that have since changed what their portals let the public find: nothing, less or more."""
    chosen: dict[int, set[tuple[bool, bool]]] = defaultdict(set)
    for row in PortalSettings.objects.filter(Q(until=None) | Q(until__gte=instant)):
        chosen[row.authority_id].add((row.is_open, row.publishes_refusals))
        if row.number == 1 and row.since >= instant:
            chosen[row.authority_id].add((SILENT.is_open, SILENT.publishes_refusals))
    return frozenset(authority_id for authority_id, choices in chosen.items() if len(choices) > 1)


def versions_of(authority_id: int) -> tuple[Version, ...]:
    """Return every version of what an authority says of its portal, the one in force first."""
    rows = PortalSettings.objects.filter(authority_id=authority_id).select_related("by").order_by("-number")
    return tuple(Version(row.number, row.since, row.until, row.by.name, _description(row)) for row in rows)


def version_of(authority_id: int, number: int) -> PortalDescription | None:
    """Return what a version says, None when there is none of that number."""
    row = PortalSettings.objects.filter(authority_id=authority_id, number=number).first()
    return None if row is None else _description(row)


def _description(row: PortalSettings) -> PortalDescription:
    kept = {field.name: getattr(row, field.name) for field in fields(PortalDescription)}
    state = kept["accessibility_state"]
    return PortalDescription(**{**kept, "accessibility_state": AccessibilityState(state) if state else None})
