# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Letters written with the act they tell, and sent once that act is there for good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet

from balise.web.assessments.files import DossierFile
from balise.web.governance.letters import About, Words, about_dossier, letter_body
from balise.web.governance.models import Letter
from balise.web.organisations.queries import Contact
from balise.web.ui.posting import post_beside
from balise.web.ui.waiting_letters import deliver


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of the letters that were waiting."""

    sent: int
    kept: int
    """Those that no server took: they will be tried again."""


def write(
    file: DossierFile, slug: str, contacts: Iterable[Contact], words: Words, *, at: datetime, send: bool = True
) -> int:
    """Write a letter to each of these people, once; return how many were new. Sent when the transaction ends."""
    return _write(about_dossier(words, file, slug), file.id, contacts, words, at=at, send=send)


def write_about(about: About, contacts: Iterable[Contact], words: Words, *, at: datetime) -> int:
    """Write the same about something else than a dossier; ``deliver_waiting`` sends it."""
    return _write(about, None, contacts, words, at=at, send=False)


def _write(
    about: About, dossier_id: int | None, contacts: Iterable[Contact], words: Words, *, at: datetime, send: bool
) -> int:
    new = []
    for contact in contacts:
        letter, created = Letter.objects.get_or_create(
            recipient_id=contact.user_id,
            key=words.key,
            defaults={
                "dossier_id": dossier_id,
                "subject": words.subject[:300],
                "body": letter_body(words, contact.name, about),
                "written_at": at,
            },
        )
        if created:
            new.append(letter.pk)
    if new and send:
        transaction.on_commit(lambda: post_beside(lambda: _deliver(Letter.objects.filter(pk__in=new), at)), robust=True)
    return len(new)


def deliver_waiting(*, at: datetime) -> Delivery:
    """Send every letter that waits."""
    waiting = Letter.objects.filter(sent_at=None)
    many = waiting.count()
    sent = _deliver(waiting, at)
    return Delivery(sent, many - sent)


def _deliver(waiting: QuerySet[Letter], at: datetime) -> int:
    return deliver(waiting.select_related("recipient"), _mail, at=at)


def _mail(letter: Letter) -> EmailMessage:
    return EmailMessage(letter.subject, letter.body, None, [letter.recipient.email])
