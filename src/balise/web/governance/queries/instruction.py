# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""All that was done about dossiers, in five queries whatever their number."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.utils import timezone

from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.situation import DataFate
from balise.core.states import Act
from balise.web.governance.models import (
    Decision,
    Deployment,
    ExceptionGrant,
    ExitExecution,
    OpinionRequest,
    Reservation,
)
from balise.web.governance.records import (
    DecisionRecord,
    ExceptionRecord,
    ExitRecord,
    Instruction,
    OpinionRecord,
    ReservationRecord,
    ServiceRecord,
)

Row = TypeVar("Row", OpinionRequest, ExceptionGrant, Reservation, Decision, Deployment)


def instruction_of(dossier_id: int) -> Instruction:
    """Return all that was done about one dossier."""
    return instructions_of([dossier_id])[dossier_id]


def instructions_of(dossier_ids: Iterable[int]) -> dict[int, Instruction]:
    """Return all that was done about several dossiers, by their ids."""
    ids = list(dossier_ids)
    opinions = OpinionRequest.objects.filter(dossier_id__in=ids, withdrawn_at=None)
    exceptions = ExceptionGrant.objects.filter(dossier_id__in=ids)
    reservations = Reservation.objects.filter(dossier_id__in=ids)
    decisions = Decision.objects.filter(dossier_id__in=ids)
    services = Deployment.objects.filter(dossier_id__in=ids)
    found = (
        _by_dossier(opinions.select_related("requested_by", "given_by").order_by("requested_at", "pk")),
        _by_dossier(exceptions.select_related("by").order_by("at", "pk")),
        _by_dossier(reservations.select_related("assignee", "done_by").order_by("due_on", "pk")),
        _by_dossier(decisions.select_related("by").order_by("at", "pk")),
        _by_dossier(services.select_related("started_by", "ended_by").order_by("started_on", "pk")),
    )
    return {
        dossier_id: Instruction(
            tuple(_opinion(row) for row in found[0].get(dossier_id, ())),
            tuple(exception_record(row) for row in found[1].get(dossier_id, ())),
            tuple(_reservation(row) for row in found[2].get(dossier_id, ())),
            tuple(_decision(row) for row in found[3].get(dossier_id, ())),
            tuple(_service(row) for row in found[4].get(dossier_id, ())),
        )
        for dossier_id in ids
    }


def exit_of(dossier_id: int) -> ExitRecord | None:
    """Return how the tool was left, or None."""
    row = ExitExecution.objects.filter(dossier_id=dossier_id).select_related("by").first()
    if row is None:
        return None
    return ExitRecord(row.executed_on, DataFate(row.data_fate), row.substitute, row.note, row.by.name)


def _by_dossier(rows: Iterable[Row]) -> dict[int, Sequence[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.dossier_id, []).append(row)
    return dict(found)


def _opinion(row: OpinionRequest) -> OpinionRecord:
    return OpinionRecord(
        id=row.pk,
        body=OpinionBody(row.body),
        message=row.message,
        requested_by_id=row.requested_by_id,
        requested_by=row.requested_by.name,
        requested_at=row.requested_at,
        requested_on=row.requested_on,
        deadline=row.deadline,
        value=OpinionValue(row.value) if row.value else None,
        text=row.text,
        reservations=row.reservations,
        given_by=row.given_by.name if row.given_by is not None else "",
        given_by_id=row.given_by_id,
        given_on=row.given_on,
        lapsed=row.lapsed_at is not None,
        given_at=row.given_at,
    )


def exception_record(row: ExceptionGrant) -> ExceptionRecord:
    """Return an exception; ended before its time or not, it stays in the history of its dossier."""
    return ExceptionRecord(
        id=row.pk,
        criterion=row.criterion,
        motive=row.motive,
        deciding_authority=row.deciding_authority,
        granted_on=row.granted_on,
        expires_on=row.expires_on,
        by=row.by.name,
        expiry_recorded=row.expired_at is not None,
        revoked_on=None if row.revoked_at is None else timezone.localtime(row.revoked_at).date(),
    )


def _reservation(row: Reservation) -> ReservationRecord:
    return ReservationRecord(
        id=row.pk,
        criterion=row.criterion,
        text=row.text,
        set_on=row.set_on,
        due_on=row.due_on,
        before_deployment=row.before_deployment,
        assignee_id=row.assignee_id,
        assignee=row.assignee.name if row.assignee is not None else "",
        done_on=row.done_on,
        done_by=row.done_by.name if row.done_by is not None else "",
        note=row.note,
    )


def _decision(row: Decision) -> DecisionRecord:
    return DecisionRecord(
        id=row.pk,
        act=Act(row.act),
        motive=row.motive,
        deciding_authority=row.deciding_authority,
        ends_on=row.ends_on,
        grounds=tuple(row.grounds),
        by=row.by.name,
        on=row.on,
        at=row.at,
    )


def _service(row: Deployment) -> ServiceRecord:
    return ServiceRecord(
        id=row.pk,
        started_on=row.started_on,
        started_by=row.started_by.name,
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        ended_by=row.ended_by.name if row.ended_by is not None else "",
    )
