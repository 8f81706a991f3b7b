# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entry of a dossier that moves: what acts establish follows at once, what somebody worded stays as it is.

A register that says “in service” of a tool suspended this morning lies to whoever reads it this afternoon. The words
for the public, on the other hand, are nobody's but those of whoever published them.
"""

from dataclasses import replace
from datetime import date, datetime

from balise.core.language import Language
from balise.core.register import PublicDecision, PublicStatus, RegisterEntry, public_status
from balise.rendering.register_words import STATUS_WORDS
from balise.rendering.typography import quoted
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.journal.operations import Actor, record
from balise.web.transparency.acts import ENTRY_FOLLOWED
from balise.web.transparency.draft import draft_of
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry
from balise.web.transparency.operations.editions import announcement_of, write_edition
from balise.web.transparency.queries.in_lists import REFUSALS
from balise.web.transparency.queries.portal_settings import description_of


def follow(dossier_id: int, actor: Actor, at: datetime) -> None:
    """Publish an edition when what the register says of a use is no longer so; called inside the transaction of an act.

    A dossier sent back to be completed keeps the status under which residents know it, but for a yes so set aside.
    """
    row = Entry.objects.select_for_update().filter(dossier_id=dossier_id, withdrawn_at=None).first()
    if row is None:
        return
    file = standing.lock(dossier_id)
    last = entry_from(Edition.objects.get(entry=row, number=row.edition).content)
    now = _now(last, file, standing.day_of(at))
    if _established(now) == _established(last):
        return
    candid = description_of(file.authority_id).publishes_refusals
    entry = replace(
        now, edition=row.edition + 1, published_on=standing.day_of(at), change=_change(last, now, candid=candid)
    )
    write_edition(row, entry, announcement_of(file, entry), by=actor.id, at=at)
    record(file.authority_id, ENTRY_FOLLOWED.code, actor, file.subject, at, {"edition": entry.edition})


def _now(last: RegisterEntry, file: DossierFile, on: date) -> RegisterEntry:
    """Return the last edition with what acts have established since: none of its words, none of its findings."""
    if public_status(file.state, file.answers) is None:
        accepted = last.status is PublicStatus.ACCEPTED
        return replace(last, status=PublicStatus.UNDER_REVIEW, decision=None) if accepted else last
    drawn = draft_of(file, on, code=last.id, edition=last.edition, since=last.first_published_on)
    return replace(
        last,
        status=drawn.status,
        decision=_worded(last.decision, drawn.decision),
        in_service_on=drawn.in_service_on,
        ended_on=drawn.ended_on,
        review_on=drawn.review_on,
        notices=drawn.notices,
    )


def _established(entry: RegisterEntry) -> tuple[object, ...]:
    """Return what makes an edition; notices follow with it, and make none by themselves."""
    decision = None if entry.decision is None else replace(entry.decision, reason="")
    return entry.status, decision, entry.in_service_on, entry.ended_on, entry.review_on


def _worded(last: PublicDecision | None, drawn: PublicDecision | None) -> PublicDecision | None:
    """Return the decision with its public reason, where it is the one for which the reason was written."""
    if last is None or drawn is None or replace(last, reason="") != drawn:
        return drawn
    return last


def _change(last: RegisterEntry, now: RegisterEntry, *, candid: bool) -> str:
    """Return what the edition changes; a refusal that is not published is not named in the one that follows it."""
    told = {last.status.value, now.status.value}
    if len(told) == 1 or (not candid and not told.isdisjoint(REFUSALS)):
        return "La fiche suit le dossier."
    words = [quoted(STATUS_WORDS[entry.status].fr, Language.FRENCH) for entry in (last, now)]
    return f"La fiche suit le dossier : {words[0]} devient {words[1]}."
