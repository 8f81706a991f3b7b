# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Publishing a dossier in the register, again when it changes, and taking it out of the lists."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.publication import shortcomings
from balise.core.questions import YES
from balise.core.register import RegisterEntry
from balise.loading.questions import shipped_bank
from balise.loading.targets import shipped_limits
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.transparency.acts import ENTRY_PUBLISHED, ENTRY_WITHDRAWN
from balise.web.transparency.draft import draft_of
from balise.web.transparency.models import Entry
from balise.web.transparency.operations.editions import announcement_of, write_edition
from balise.web.transparency.permissions import check_may_publish, check_may_withdraw
from balise.web.ui.languages import current_language
from balise.web.ui.public_codes import draw
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Wording:
    """How whoever publishes words the entry for the public."""

    title: str
    summary: str
    contact: str = ""
    reason: str = ""
    """Why it was so decided, for the public."""
    change: str = ""
    """What this edition changes."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The answers in sentences, by question; an empty one is not published."""


def worded(entry: RegisterEntry, wording: Wording) -> RegisterEntry:
    """Return the entry in the words given."""
    answers = dict(entry.answers)
    for name, text in wording.texts.items():
        if name in answers and not text.strip():
            del answers[name]
        elif name in answers:
            answers[name] = text.strip()
    decision = None if entry.decision is None else replace(entry.decision, reason=wording.reason.strip())
    return replace(
        entry,
        title=wording.title.strip(),
        summary=wording.summary.strip(),
        contact=wording.contact.strip(),
        answers=answers,
        decision=decision,
        change=wording.change.strip(),
    )


@transaction.atomic
def publish(member: Member, dossier_id: int, wording: Wording, *, at: datetime) -> str:
    """Publish an edition and return the permanent code of the entry.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs to publish (403), it is a sketch, or the text
            leaves its reader with nothing (409).
    """
    file = standing.lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier("")
    check_may_publish(member, file)
    on = standing.day_of(at)
    row = Entry.objects.select_for_update().filter(dossier_id=dossier_id).first()
    code = draw() if row is None else row.code
    number = 1 if row is None else row.edition + 1
    since = on if row is None else standing.day_of(row.first_published_at)
    entry = worded(draft_of(file, on, code=code, edition=number, since=since), wording)
    if wrong := [each for each in shortcomings(entry, shipped_bank(), (), shipped_limits(), on) if each.blocking]:
        language = current_language()
        raise RefusedError(f"{wrong[0].sentence.in_(language)} {wrong[0].remedy.in_(language)}")
    if row is not None and number > 1 and not entry.change:
        raise RefusedError(_("Dites en une phrase ce que change cette édition : l’historique public la montre."))
    row = row or Entry(code=code, dossier_id=file.id, authority_id=file.authority_id, first_published_at=at)
    write_edition(row, entry, announcement_of(file, entry), by=member.user_id, at=at)
    standing.establish(file.id, {"register_published": YES}, origin=_origin(code), at=at)
    record(file.authority_id, ENTRY_PUBLISHED.code, member.actor, file.subject, at, {"edition": number, "entry": code})
    return code


@transaction.atomic
def withdraw(member: Member, dossier_id: int, reason: str, *, at: datetime) -> None:
    """Take an entry out of the lists; its address goes on answering, and says why.

    Raises:
        RefusedError: nothing is published (404), it is not theirs (403), or no reason is given.
    """
    file = standing.lock(dossier_id)
    if file.authority_id != member.authority.id:
        raise no_such_dossier("")
    check_may_withdraw(member)
    row = Entry.objects.select_for_update().filter(dossier_id=dossier_id, withdrawn_at=None).first()
    if row is None:
        raise RefusedError(_("Ce dossier n’est pas au registre."), status=404)
    if not reason.strip():
        raise RefusedError(_("Dites pourquoi : l’adresse imprimée sur les courriers répond toujours, et le dira."))
    row.withdrawn_at, row.withdrawn_because, row.updated_at = at, reason.strip(), at
    row.save()
    standing.withdraw_established(file.id, _origin(row.code), at=at)
    record(file.authority_id, ENTRY_WITHDRAWN.code, member.actor, file.subject, at, {"reason": reason.strip()})


def _origin(code: str) -> str:
    """Return what establishes that a use has its entry in the public register: the entry itself."""
    return f"register:{code}"
