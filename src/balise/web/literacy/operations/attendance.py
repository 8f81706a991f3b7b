# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Noting who came, ticked on a page or read from the file of a webinar; and passing the quiz."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.literacy.acts import ATTENDANCE_NOTED
from balise.web.literacy.models import Registration, Session
from balise.web.literacy.operations.messages import ask_quiz
from balise.web.literacy.operations.sessions import locked_session, record_of, registered
from balise.web.literacy.permissions import check_trains
from balise.web.literacy.webinar_files import Attendee
from balise.web.organisations.members import Member
from balise.web.organisations.queries.people import Person, people_of
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def note_attendance(member: Member, session_id: int, present: Collection[int], *, at: datetime) -> int:
    """Keep who came, the others being absent; return how many came.

    Raises:
        RefusedError: it is not theirs (403), there is no such session (404), it was cancelled or has not begun (409).
    """
    check_trains(member)
    row = _begun(member, session_id, at)
    came: list[Registration] = []
    for entry in registered(row):
        entry.present = entry.pk in present
        entry.save(update_fields=["present"])
        came += [entry] if entry.present else []
    ask_quiz(came, row, at=at)
    record_of(member, ATTENDANCE_NOTED, row, at)
    return len(came)


@transaction.atomic
def note_attendees(member: Member, session_id: int, attendees: Sequence[Attendee], *, at: datetime) -> int:
    """Keep those whom the file of a webinar says were there; whoever had not registered is added. Return how many.

    Whoever the file does not name is left as they were: somebody may have shared a screen.

    Raises:
        RefusedError: it is not theirs (403), there is no such session (404), it was cancelled or has not begun (409).
    """
    check_trains(member)
    row = _begun(member, session_id, at)
    known = {each.email.lower(): each for each in row.registrations.all() if each.email}
    people = {each.email.lower(): each for each in people_of(member.authority.id)}
    came: list[Registration] = []
    for attendee in attendees:
        email = attendee.email.lower()
        entry = known.get(email) or _new(row, attendee, people.get(email), at)
        entry.present, entry.withdrawn_at = True, None
        entry.save()
        came.append(entry)
    ask_quiz(came, row, at=at)
    record_of(member, ATTENDANCE_NOTED, row, at)
    return len(attendees)


@transaction.atomic
def answer_quiz(member: Member, session_id: int, answers: Mapping[int, int], *, at: datetime) -> bool:
    """Return whether the quiz is passed; only that is kept, never the answers nor how many were right.

    Raises:
        RefusedError: there is no such session (404), the person is not registered or it has not begun (409).
    """
    row = _begun(member, session_id, at)
    entry = next((each for each in registered(row) if each.user_id == member.user_id), None)
    if entry is None:
        raise RefusedError(_("Inscrivez-vous à la séance avant de répondre au questionnaire."))
    right = sum(answers.get(place) == question["right"] for place, question in enumerate(row.path.quiz))
    if right >= row.path.pass_mark and not entry.passed_quiz:
        entry.passed_quiz = True
        entry.save(update_fields=["passed_quiz"])
    return entry.passed_quiz


def _begun(member: Member, session_id: int, at: datetime) -> Session:
    row = locked_session(member, session_id)
    if row.starts_at > at:
        raise RefusedError(_("La séance n’a pas encore commencé."))
    return row


def _new(row: Session, attendee: Attendee, person: Person | None, at: datetime) -> Registration:
    return Registration(
        session=row,
        user_id=None if person is None else person.user_id,
        unit_id=None if person is None else person.unit_id,
        name=attendee.name if person is None else person.name,
        email=attendee.email.lower(),
        registered_at=at,
    )
