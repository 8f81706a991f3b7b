# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Sessions and trainings, as each reader finds them: whether they have a seat, and never who else has one."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from balise.core.training import Audience, Form, Standing, standings
from balise.web.literacy.models import Registration, Session, TrainingPath
from balise.web.literacy.records import Participant, Path, Question, SessionLine
from balise.web.organisations.members import Member
from balise.web.ui.folding import folded


def paths_of(authority_id: int, *, closed: bool = False) -> tuple[Path, ...]:
    """Return the trainings of an authority, by audience then title."""
    rows = TrainingPath.objects.filter(authority_id=authority_id, closed_at__isnull=not closed).order_by("title", "pk")
    order = list(Audience)
    return tuple(sorted(map(_path, rows), key=lambda path: order.index(path.audience)))


def path_of(authority_id: int, path_id: int) -> Path | None:
    """Return a training of the authority, or None."""
    row = TrainingPath.objects.filter(authority_id=authority_id, pk=path_id).first()
    return None if row is None else _path(row)


def sessions_to_come(member: Member, at: datetime) -> tuple[SessionLine, ...]:
    """Return the sessions that are not over, the next first."""
    rows = _sessions(member.authority.id).filter(ends_at__gt=at, cancelled_at=None)
    return lines_of(rows.order_by("starts_at", "pk"), member)


def sessions_held(member: Member, at: datetime) -> QuerySet[Session]:
    """Return the sessions that are over or cancelled, the last first, not read yet."""
    rows = _sessions(member.authority.id).filter(Q(ends_at__lte=at) | Q(cancelled_at__isnull=False))
    return rows.order_by("-starts_at", "-pk")


def sessions_of_path(member: Member, path_id: int) -> tuple[SessionLine, ...]:
    """Return the sessions of a training, the last first."""
    return lines_of(_sessions(member.authority.id).filter(path_id=path_id).order_by("-starts_at", "-pk"), member)


def session_of(member: Member, session_id: int) -> SessionLine | None:
    """Return a session of the authority, or None."""
    return next(iter(lines_of(_sessions(member.authority.id).filter(pk=session_id), member)), None)


def lines_of(rows: Iterable[Session], member: Member) -> tuple[SessionLine, ...]:
    """Return sessions as a reader finds them, in two queries."""
    sessions = list(rows)
    came: dict[int, list[Registration]] = {}
    for entry in _registered().filter(session__in=sessions):
        came.setdefault(entry.session_id, []).append(entry)
    return tuple(_line(session, came.get(session.pk, []), member.user_id) for session in sessions)


def participants_of(session_id: int) -> tuple[Participant, ...]:
    """Return who registered, those with a seat first, by name: an order that says nothing of anybody."""
    rows = list(_registered().filter(session_id=session_id).select_related("session", "unit", "attestation"))
    if not rows:
        return ()
    found = standings([row.pk for row in rows], rows[0].session.seats)
    people = [_participant(row, found[row.pk]) for row in rows]
    return tuple(sorted(people, key=lambda each: (each.standing is Standing.WAITING, folded(each.name), each.id)))


def _sessions(authority_id: int) -> QuerySet[Session]:
    return Session.objects.filter(path__authority_id=authority_id).select_related("path")


def _registered() -> QuerySet[Registration]:
    return Registration.objects.filter(withdrawn_at=None).order_by("registered_at", "pk")


def _path(row: TrainingPath) -> Path:
    return Path(
        id=row.pk,
        title=row.title,
        audience=Audience(row.audience),
        content=tuple(row.content.splitlines()),
        hours=row.hours,
        validity_months=row.validity_months,
        quiz=tuple(Question(each["question"], tuple(each["choices"]), each["right"]) for each in row.quiz),
        pass_mark=row.pass_mark,
        closed=row.closed_at is not None,
    )


def _line(row: Session, came: list[Registration], user_id: int) -> SessionLine:
    found = standings([entry.pk for entry in came], row.seats)
    seated = sum(standing is Standing.SEATED for standing in found.values())
    mine = next((entry for entry in came if entry.user_id == user_id), None)
    return SessionLine(
        id=row.pk,
        path=_path(row.path),
        form=Form(row.form),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        provider=row.provider,
        seats=row.seats,
        seated=seated,
        waiting=len(came) - seated,
        cancelled=row.cancelled_at is not None,
        cancelled_because=row.cancelled_because,
        changes=row.changes,
        mine=None if mine is None else found[mine.pk],
        i_passed=mine is not None and mine.passed_quiz,
        i_may_answer=mine is not None and (found[mine.pk] is not Standing.WAITING or bool(mine.present)),
    )


def _participant(row: Registration, standing: Standing) -> Participant:
    attestation = getattr(row, "attestation", None)
    return Participant(
        id=row.pk,
        user_id=row.user_id,
        name=row.name,
        email=row.email,
        unit="" if row.unit is None else row.unit.name,
        standing=standing,
        present=row.present,
        passed_quiz=row.passed_quiz,
        code="" if attestation is None else attestation.code,
    )
