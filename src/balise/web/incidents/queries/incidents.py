# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Incidents read: one, those of a dossier, those of an authority, those that were reported in a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from balise.core.incidents import Affected, Nature, Step
from balise.core.roles import Role
from balise.web.assessments.queries.lists import readable_rows
from balise.web.incidents.models import Incident
from balise.web.incidents.permissions import ANSWERERS
from balise.web.incidents.records import IncidentRecord, StepRecord
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Reported:
    """An incident as a report counts it: neither its words nor whoever told it."""

    number: str
    nature: Nature
    on: date


def incident_of(dossier_id: int, incident_id: int) -> IncidentRecord:
    """Return an incident of a dossier with all that was done about it, for those who have checked who asks.

    Raises:
        RefusedError: the dossier has none of that number (404).
    """
    row = _rows().filter(dossier_id=dossier_id, pk=incident_id).first()
    if row is None:
        raise RefusedError(_("Cet incident n’existe pas dans ce dossier."), status=404)
    steps = row.steps.select_related("by").order_by("at", "pk")
    return to_record(row, (StepRecord(Step(each.step), each.text, each.by.name, each.at) for each in steps))


def incidents_with(dossier_id: int) -> tuple[IncidentRecord, ...]:
    """Return the incidents of a dossier, those still open first, then the last reported."""
    rows = _rows().filter(dossier_id=dossier_id).order_by(F("closed_on").asc(nulls_first=True), "-reported_at", "-pk")
    return tuple(sorted(map(to_record, rows), key=lambda each: not each.is_open))


def register_rows(
    member: Member, *, still_open: bool | None = None, nature: Nature | None = None
) -> QuerySet[Incident]:
    """Return the incidents that the person may read in the register, the last reported first."""
    rows = _rows().filter(dossier__in=readable_rows(member))
    if still_open is not None:
        rows = rows.filter(closed_on__isnull=still_open)
    if nature is not None:
        rows = rows.filter(nature=nature.value)
    return rows.order_by("-reported_at", "-pk")


def awaiting(member: Member) -> tuple[IncidentRecord, ...]:
    """Return the open incidents that the person may answer, the oldest first: its delay is the nearest."""
    rows = _rows().filter(dossier__in=readable_rows(member), closed_on=None)
    if not member.holds(*ANSWERERS):
        carried = Q(dossier__owner_id=member.user_id)
        if member.holds(Role.OWNER):
            carried |= Q(dossier__unit_id__in=member.units)
        rows = rows.filter(carried)
    return tuple(map(to_record, rows.order_by("reported_at", "pk")))


def reported_between(authority_id: int, first: date, last: date) -> tuple[Reported, ...]:
    """Return the incidents that were reported between two days, in an order that does not depend on the database."""
    rows = Incident.objects.filter(dossier__authority_id=authority_id, reported_on__range=(first, last))
    found = rows.values_list("reported_on", "dossier__number", "nature")
    return tuple(Reported(number, Nature(nature), on) for on, number, nature in sorted(found))


def to_record(row: Incident, steps: Iterable[StepRecord] = ()) -> IncidentRecord:
    """Return a row as a record."""
    return IncidentRecord(
        row.pk,
        row.dossier_id,
        row.dossier.number,
        row.dossier.title,
        Nature(row.nature),
        row.happened_on,
        row.text,
        Affected(row.affected),
        row.reported_by.name,
        row.reported_at,
        row.reported_on,
        row.closed_on,
        tuple(steps),
    )


def _rows() -> QuerySet[Incident]:
    return Incident.objects.select_related("dossier", "reported_by")
