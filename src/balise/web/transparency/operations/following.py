# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entry of a dossier that moves: what acts establish follows at once, what somebody worded stays as it is.

A register that says “in service” of a tool suspended this morning lies to whoever reads it this afternoon. The words
for the public, on the other hand, are nobody's but those of whoever published them.
"""

from dataclasses import replace
from datetime import datetime

from balise.core.language import Language
from balise.core.register import PublicDecision, RegisterEntry, public_status
from balise.rendering.register_words import STATUS_WORDS
from balise.rendering.typography import quoted
from balise.web.assessments.operations import standing
from balise.web.journal.operations import Actor, record
from balise.web.transparency.acts import ENTRY_FOLLOWED
from balise.web.transparency.draft import draft_of
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry
from balise.web.transparency.operations.editions import announcement_of, write_edition


def follow(dossier_id: int, actor: Actor, at: datetime) -> None:
    """Publish an edition when what the register says of a use is no longer so; called inside the transaction of an act.

    A dossier sent back to be completed keeps the status under which residents know it.
    """
    row = Entry.objects.select_for_update().filter(dossier_id=dossier_id, withdrawn_at=None).first()
    file = standing.lock(dossier_id) if row is not None else None
    if row is None or file is None or public_status(file.state, file.answers) is None:
        return
    last = entry_from(Edition.objects.get(entry=row, number=row.edition).content)
    drawn = draft_of(file, standing.day_of(at), code=row.code, edition=row.edition + 1, since=last.first_published_on)
    if _established(drawn) == _established(last):
        return
    entry = _in_the_words_of(last, drawn)
    write_edition(row, entry, announcement_of(file, entry), by=actor.id, at=at)
    record(file.authority_id, ENTRY_FOLLOWED.code, actor, file.subject, at, {"edition": entry.edition})


def _established(entry: RegisterEntry) -> tuple[object, ...]:
    """Return what acts alone establish; findings and notices follow with them, and make no edition by themselves."""
    decision = None if entry.decision is None else replace(entry.decision, reason="")
    return entry.status, decision, entry.in_service_on, entry.ended_on, entry.review_on


def _in_the_words_of(last: RegisterEntry, drawn: RegisterEntry) -> RegisterEntry:
    return replace(
        drawn,
        title=last.title,
        summary=last.summary,
        contact=last.contact,
        answers=last.answers,
        decision=_worded(last.decision, drawn.decision),
        imported_from=last.imported_from,
        change=_change(last, drawn),
    )


def _worded(last: PublicDecision | None, drawn: PublicDecision | None) -> PublicDecision | None:
    """Return the decision with its public reason, where it is the one for which the reason was written."""
    if last is None or drawn is None or replace(last, reason="") != drawn:
        return drawn
    return last


def _change(last: RegisterEntry, drawn: RegisterEntry) -> str:
    if last.status is drawn.status:
        return "La fiche suit le dossier."
    words = [quoted(STATUS_WORDS[entry.status].fr, Language.FRENCH) for entry in (last, drawn)]
    return f"La fiche suit le dossier : {words[0]} devient {words[1]}."
