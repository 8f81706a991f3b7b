# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""All that was done about a dossier, in five queries."""

from datetime import datetime
from typing import Any

from django.db.models import F, Model
from django.utils import timezone

from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.situation import DataFate
from balise.core.states import BEGINNINGS, DECIDED_IN_FAVOUR, Act, State
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
    ground_as_kept,
)
from balise.web.ui.ready_queries import ReadyQuery

_BEFORE_A_DECISION = BEGINNINGS | {State.SUBMITTED, State.IN_REVIEW}

_OPINIONS = ReadyQuery(
    lambda dossier_id: (
        OpinionRequest.objects.filter(dossier_id=dossier_id, withdrawn_at=None)
        .annotate(asker=F("requested_by__name"), giver=F("given_by__name"))
        .order_by("requested_at", "pk")
    )
)
_EXCEPTIONS = ReadyQuery(
    lambda dossier_id: (
        ExceptionGrant.objects.filter(dossier_id=dossier_id).annotate(granter=F("by__name")).order_by("at", "pk")
    )
)
_RESERVATIONS = ReadyQuery(
    lambda dossier_id: (
        Reservation.objects.filter(dossier_id=dossier_id)
        .annotate(
            in_charge=F("assignee__name"),
            doer=F("done_by__name"),
            decided=F("decision__at"),
            dossier_state=F("dossier__state"),
            submitted_at=F("dossier__submitted_at"),
        )
        .order_by("due_on", "pk")
    )
)
_DECISIONS = ReadyQuery(
    lambda dossier_id: (
        Decision.objects.filter(dossier_id=dossier_id)
        .annotate(decider=F("by__name"), dossier_state=F("dossier__state"), submitted_at=F("dossier__submitted_at"))
        .annotate(judged_on=F("verdict__answers"))
        .order_by("at", "pk")
    )
)
_SERVICES = ReadyQuery(
    lambda dossier_id: (
        Deployment.objects.filter(dossier_id=dossier_id)
        .annotate(starter=F("started_by__name"), ender=F("ended_by__name"))
        .order_by("started_on", "pk")
    )
)


def instruction_of(dossier_id: int) -> Instruction:
    """Return all that was done about one dossier."""
    return Instruction(
        tuple(_opinion(row) for row in _OPINIONS.about(dossier_id)),
        tuple(exception_record(row, _name(row, "granter")) for row in _EXCEPTIONS.about(dossier_id)),
        tuple(_reservation(row) for row in _RESERVATIONS.about(dossier_id)),
        tuple(_decision(row) for row in _DECISIONS.about(dossier_id)),
        tuple(_service(row) for row in _SERVICES.about(dossier_id)),
    )


def exit_of(dossier_id: int) -> ExitRecord | None:
    """Return how the tool was left, or None."""
    row = ExitExecution.objects.filter(dossier_id=dossier_id).select_related("by").first()
    if row is None:
        return None
    return ExitRecord(row.executed_on, DataFate(row.data_fate), row.substitute, row.note, row.by.name)


def _name(row: Model, annotated: str) -> str:
    """Return the name of somebody, as the query annotated it; empty when there is nobody."""
    return getattr(row, annotated) or ""


def _opinion(row: OpinionRequest) -> OpinionRecord:
    return OpinionRecord(
        id=row.pk,
        body=OpinionBody(row.body),
        message=row.message,
        requested_by_id=row.requested_by_id,
        requested_by=_name(row, "asker"),
        requested_at=row.requested_at,
        requested_on=row.requested_on,
        deadline=row.deadline,
        value=OpinionValue(row.value) if row.value else None,
        text=row.text,
        reservations=row.reservations,
        given_by=_name(row, "giver"),
        given_by_id=row.given_by_id,
        given_on=row.given_on,
        lapsed=row.lapsed_at is not None,
        given_at=row.given_at,
    )


def exception_record(row: ExceptionGrant, granter: str) -> ExceptionRecord:
    """Return an exception; ended before its time or not, it stays in the history of its dossier."""
    return ExceptionRecord(
        id=row.pk,
        criterion=row.criterion,
        motive=row.motive,
        deciding_authority=row.deciding_authority,
        granted_on=row.granted_on,
        expires_on=row.expires_on,
        by=granter,
        expiry_recorded=row.expired_at is not None,
        revoked_on=None if row.revoked_at is None else timezone.localtime(row.revoked_at).date(),
    )


def _reservation(row: Any) -> ReservationRecord:
    return ReservationRecord(
        id=row.pk,
        criterion=row.criterion,
        text=row.text,
        set_on=row.set_on,
        due_on=row.due_on,
        before_deployment=row.before_deployment,
        assignee_id=row.assignee_id,
        assignee=_name(row, "in_charge"),
        done_on=row.done_on,
        done_by=_name(row, "doer"),
        note=row.note,
        without_object=row.without_object,
        overtaken=State(row.dossier_state) not in DECIDED_IN_FAVOUR or _is_former(row.decided, row.submitted_at),
    )


def _decision(row: Any) -> DecisionRecord:
    return DecisionRecord(
        id=row.pk,
        act=Act(row.act),
        motive=row.motive,
        deciding_authority=row.deciding_authority,
        ends_on=row.ends_on,
        rests_on=tuple(map(ground_as_kept, row.grounds)),
        by=row.decider,
        on=row.on,
        at=row.at,
        judged_on=row.judged_on,
        overtaken=_is_overtaken(Act(row.act), row.at, State(row.dossier_state), row.submitted_at),
    )


def _is_overtaken(act: Act, at: datetime, state: State, submitted_at: datetime | None) -> bool:
    """Tell whether a decision is history: nothing is decided of a draft, nor of what was submitted again since.

    A project that was given up is closed without a decision; whatever had been decided of it before stands no more.
    """
    if state in _BEFORE_A_DECISION or (state is State.CLOSED and act is not Act.DECIDE_CLOSED):
        return True
    return _is_former(at, submitted_at)


def _is_former(at: datetime, submitted_at: datetime | None) -> bool:
    return submitted_at is not None and at < submitted_at


def _service(row: Deployment) -> ServiceRecord:
    return ServiceRecord(
        id=row.pk,
        started_on=row.started_on,
        started_by=_name(row, "starter"),
        ended_on=row.ended_on,
        ended_because=row.ended_because,
        ended_by=_name(row, "ender"),
    )
