# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Letters about sessions, written with what they tell, and sent once it is there for good.

They are rows apart from those of dossiers (``governance.operations.letters``) because they go to people without an
account, with an appointment for their diary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from email.mime.text import MIMEText
from enum import StrEnum

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from balise.core.training import FORM_LABELS, Form
from balise.rendering.calendar_event import Method, Person, calendar_file
from balise.web.literacy.models import Attestation, Message, Registration, Session
from balise.web.literacy.queries.events import event_of, page_of
from balise.web.ui.posting import post_beside
from balise.web.ui.site_address import site_address
from balise.web.ui.waiting_letters import deliver

MONTH_BEFORE = timedelta(days=30)
"""As documents of dossiers are recalled: a month to find a session."""


class Occasion(StrEnum):
    """Why somebody is written to; the values are kept."""

    SEATED = "seated"
    WAITING = "waiting"
    SEAT_FREED = "seat_freed"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    LEFT = "left"
    QUIZ = "quiz"
    ATTESTED = "attested"
    SOON = "soon"
    EXPIRING = "expiring"


_SUBJECTS = {
    Occasion.SEATED: gettext_lazy("Inscription confirmée – %(title)s"),
    Occasion.WAITING: gettext_lazy("Liste d’attente – %(title)s"),
    Occasion.SEAT_FREED: gettext_lazy("Une place s’est libérée – %(title)s"),
    Occasion.CHANGED: gettext_lazy("La séance a changé – %(title)s"),
    Occasion.CANCELLED: gettext_lazy("La séance est annulée – %(title)s"),
    Occasion.LEFT: gettext_lazy("Désinscription – %(title)s"),
    Occasion.QUIZ: gettext_lazy("Le questionnaire vous attend – %(title)s"),
    Occasion.ATTESTED: gettext_lazy("Votre attestation – %(title)s"),
    Occasion.SOON: gettext_lazy("Rappel – %(title)s"),
    Occasion.EXPIRING: gettext_lazy("Votre attestation finit bientôt – %(title)s"),
}
_METHODS = {
    Occasion.SEATED: Method.REQUEST,
    Occasion.SEAT_FREED: Method.REQUEST,
    Occasion.CHANGED: Method.REQUEST,
    Occasion.CANCELLED: Method.CANCEL,
    Occasion.LEFT: Method.CANCEL,
}
"""What the diary of whoever receives the letter has to do; nothing for the others."""


def write_to(entries: Iterable[Registration], occasion: Occasion, row: Session, *, at: datetime, code: str = "") -> int:
    """Write to each of these people who has an address, with the page of an attestation if a code is given.

    Returns:
        How many are written to.
    """
    written = [
        Message.objects.create(
            registration=entry,
            key=f"{occasion.value}:{at.isoformat()}",
            subject=_subject(occasion, row),
            body=_body(entry, occasion, row, code),
            invitation=_appointment(entry, occasion, row, at),
            method=_METHODS[occasion].value if occasion in _METHODS else "",
            written_at=at,
        ).pk
        for entry in entries
        if entry.email
    ]
    if written:
        transaction.on_commit(
            lambda: post_beside(lambda: _deliver(Message.objects.filter(pk__in=written), at)), robust=True
        )
    return len(written)


def ask_quiz(present: Iterable[Registration], row: Session, *, at: datetime) -> None:
    """Write once to those who came and have a quiz to pass: without it, no attestation is issued."""
    waiting = [each for each in present if each.user_id is not None and not each.passed_quiz]
    if not row.path.quiz or not waiting:
        return
    asked = Message.objects.filter(registration__in=waiting, key__startswith=f"{Occasion.QUIZ.value}:")
    already = set(asked.values_list("registration_id", flat=True))
    write_to([each for each in waiting if each.pk not in already], Occasion.QUIZ, row, at=at)


def remind(on: date, *, at: datetime) -> int:
    """Write the reminders of a day: the session of tomorrow, the attestation of which a month is left; each once."""
    return sum(map(int, (*_recalled(_sessions_after(on), at), *_recalled(_expiring(on), at))))


def _sessions_after(on: date) -> Iterator[tuple[Registration, Occasion, Session, str, str]]:
    """Yield who has a seat in a session of the next day; one followed at one's own pace has no hour to miss."""
    begins = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    rows = Session.objects.filter(cancelled_at=None, starts_at__gte=begins, starts_at__lt=begins + timedelta(days=1))
    for row in rows.exclude(form=Form.SELF_PACED.value).select_related("path", "path__authority"):
        entries = list(row.registrations.filter(withdrawn_at=None).order_by("registered_at", "pk"))
        for entry in entries if row.seats is None else entries[: row.seats]:
            yield entry, Occasion.SOON, row, "", f"{Occasion.SOON.value}:{row.starts_at.isoformat()}"


def _expiring(on: date) -> Iterator[tuple[Registration, Occasion, Session, str, str]]:
    """Yield whose attestation ends within a month."""
    rows = Attestation.objects.filter(
        withdrawn_at=None, registration__isnull=False, expires_on__gte=on, expires_on__lte=on + MONTH_BEFORE
    )
    for row in rows.select_related("registration__session__path__authority"):
        entry = row.registration
        if entry is not None:
            yield entry, Occasion.EXPIRING, entry.session, row.code, Occasion.EXPIRING.value


def _recalled(found: Iterable[tuple[Registration, Occasion, Session, str, str]], at: datetime) -> Iterator[bool]:
    for entry, occasion, row, code, key in found:
        if not entry.email:
            continue
        _letter, created = Message.objects.get_or_create(
            registration=entry,
            key=key,
            defaults={
                "subject": _subject(occasion, row),
                "body": _body(entry, occasion, row, code),
                "written_at": at,
            },
        )
        yield created


def deliver_letters(*, at: datetime) -> int:
    """Send every letter that waits; return how many left."""
    return _deliver(Message.objects.filter(sent_at=None), at)


def _subject(occasion: Occasion, row: Session) -> str:
    with translation.override("fr"):
        return (str(_SUBJECTS[occasion]) % {"title": row.path.title})[:300]


def _body(entry: Registration, occasion: Occasion, row: Session, code: str) -> str:
    if occasion is Occasion.QUIZ:
        page = reverse("literacy:quiz", args=(row.path.authority.slug, row.pk))
    else:
        page = reverse("literacy:attestation", args=(code,)) if code else page_of(row)
    with translation.override("fr"):
        text = render_to_string(
            "literacy/letters/message.txt",
            {
                "entry": entry,
                "occasion": occasion.value,
                "session": row,
                "form": FORM_LABELS[Form(row.form)].fr,
                "starts": timezone.localtime(row.starts_at),
                "ends": timezone.localtime(row.ends_at),
                "authority": row.path.authority.name,
                "opens": bool(code) or entry.user_id is not None,
                "link": site_address(page),
            },
        )
    return text.strip() + "\n"


def _appointment(entry: Registration, occasion: Occasion, row: Session, at: datetime) -> str:
    if occasion not in _METHODS:
        return ""
    event = replace(event_of(row), guest=Person(entry.name, entry.email))
    return calendar_file(event, _METHODS[occasion], stamp=at)


def _deliver(waiting: QuerySet[Message], at: datetime) -> int:
    return deliver(waiting.select_related("registration"), _mail, at=at)


def _mail(row: Message) -> EmailMessage:
    message = EmailMessage(row.subject, row.body, None, [row.registration.email])
    if row.invitation:
        part = MIMEText(row.invitation, "calendar", "utf-8")
        part.set_param("method", row.method)
        part.add_header("Content-Disposition", "attachment", filename="formation.ics")
        message.attach(part)
    return message
