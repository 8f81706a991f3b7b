# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Asking a question of an entry, and answering it."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.digests import digest_of_text
from balise.core.language import Language
from balise.core.public_questions import Asking
from balise.web.assessments.queries.dossiers import file_of
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.transparency.acts import QUESTION_ANSWERED
from balise.web.transparency.models import Entry, PublicQuestion
from balise.web.transparency.permissions import may_answer
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Asker:
    """Where and in which language to tell whoever asked that they are answered."""

    email: str = ""
    """Empty when none was left."""
    language: Language = Language.FRENCH


@transaction.atomic
def ask(code: str, kind: Asking, text: str, asker: Asker, *, at: datetime, private: str = "") -> str:
    """Keep a question and return what stands in the private address of its answer: it is kept nowhere else.

    ``private`` is that of the form (``form_tokens.private_for``), drawn when there is none; a question is kept under it
    once, however often its form is sent.

    Raises:
        RefusedError: no such entry, or nothing is asked.
    """
    entry = Entry.objects.filter(code=code).first()
    if entry is None:
        raise RefusedError(_("Cette fiche n’existe pas."), status=404)
    if entry.withdrawn_at is not None:
        raise RefusedError(_("Cette fiche a quitté le registre : on n’y pose plus de question."), status=410)
    if not text.strip():
        raise RefusedError(_("Écrivez votre question."))
    private = private or secrets.token_urlsafe(24)
    said = {
        "entry": entry,
        "kind": kind.value,
        "text": text.strip(),
        "email": asker.email.strip(),
        "language": asker.language.value,
        "asked_at": at,
    }
    PublicQuestion.objects.get_or_create(key=digest_of_text(private), defaults=said)
    return private


@transaction.atomic
def answer(member: Member, question_id: int, text: str, *, at: datetime) -> Asker:
    """Answer a question; return whom to tell. The address is forgotten here, and known to the caller alone.

    Raises:
        RefusedError: no such question for this person (404), it is not theirs (403), it is answered already, or
            nothing is said.
    """
    rows = PublicQuestion.objects.select_for_update(of=("self",)).select_related("entry")
    row = rows.filter(pk=question_id, entry__authority_id=member.authority.id).first()
    if row is None:
        raise RefusedError(_("Cette question n’existe pas."), status=404)
    if not may_answer(member):
        raise RefusedError(_("Répondre au public revient aux personnes qui tiennent le portail."), status=403)
    if row.answered_at is not None:
        raise RefusedError(_("Quelqu’un a déjà répondu à cette question."))
    if not text.strip():
        raise RefusedError(_("Écrivez la réponse."))
    asker, row.email = Asker(row.email, Language(row.language)), ""
    row.answer, row.answered_at, row.answered_by_id = text.strip(), at, member.user_id
    row.save()
    about = file_of(row.entry.dossier_id).subject
    record(member.authority.id, QUESTION_ANSWERED.code, member.actor, about, at, {"question": row.pk})
    return asker
