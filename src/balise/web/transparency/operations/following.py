# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entry of a dossier that moves: what acts establish follows at once, what somebody worded stays as it is.

A register that says “in service” of a tool suspended this morning lies to whoever reads it this afternoon. The words
for the public, on the other hand, are nobody's but those of whoever published them. What the charter says is nobody's
wording: an edition that follows tells what is found that very day, under whose date it stands.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from balise.core.language import Language
from balise.core.notices import Channel
from balise.core.register import PublicDecision, PublicStatus, RegisterEntry, public_status
from balise.rendering.register_words import CHANNEL_WORDS, STATUS_WORDS
from balise.rendering.typography import AND, joined, quoted
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.governance.queries.instruction import instruction_of
from balise.web.journal.operations import Actor, record
from balise.web.transparency.acts import ENTRY_FOLLOWED
from balise.web.transparency.draft import Found, draft_of, found_of
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry
from balise.web.transparency.notice_board import missing_in_public
from balise.web.transparency.operations.editions import announcement_of, write_edition
from balise.web.transparency.queries.in_lists import REFUSALS
from balise.web.transparency.queries.portal_settings import description_of
from balise.web.transparency.queries.proofs import proofs_of, shown_since


def follow(dossier_id: int, actor: Actor, at: datetime) -> None:
    """Publish an edition when what the register says of a use is no longer so; called inside the transaction of an act.

    A dossier sent back to be completed keeps the status under which residents know it, but for a yes so set aside.
    """
    row = _held(dossier_id)
    if row is None:
        return
    file = standing.lock(dossier_id)
    last = _last(row)
    now = _now(last, file, standing.day_of(at))
    if _established(now) == _established(last):
        return
    candid = description_of(file.authority_id).publishes_refusals
    _write(row, file, replace(now, change=_change(last, now, candid=candid)), actor, at)


def follow_notices(dossier_id: int, actor: Actor, at: datetime) -> None:
    """Publish an edition when what the register says of notices is no longer so; idem for the transaction.

    A notice that has gone goes, one that was said missing and is in place is told; the others stay in the words
    published, since when they were. So does the public figure, when a channel is said unused.
    """
    row = _held(dossier_id)
    if row is None:
        return
    file, last = standing.lock(dossier_id), _last(row)
    now = _notices_now(last, file, standing.day_of(at))
    unmoved = (now.notices, now.missing_notices) == (last.notices, last.missing_notices)
    if unmoved and announcement_of(file, replace(now, published_on=standing.day_of(at))).value == row.announcement:
        return
    found = found_of(file, instruction_of(file.id), standing.day_of(at))
    _write(row, file, replace(_found_again(now, found), change=_notices_changed(last, now)), actor, at)


def _notices_now(last: RegisterEntry, file: DossierFile, on: date) -> RegisterEntry:
    """Return the last edition with the notices that are in place and those that are missing that day."""
    since = shown_since(proofs_of(file.id))
    kept = [
        replace(each, shown_since=max(since[each.channel], each.shown_since or since[each.channel]))
        for each in last.notices
        if each.channel in since
    ]
    awaited = [channel for channel in last.missing_notices if channel in since]
    if awaited and public_status(file.state, file.answers) is not None:
        drawn = draft_of(file, on, code=last.id, edition=last.edition, since=last.first_published_on)
        kept.extend(each for each in drawn.notices if each.channel in awaited)
    order = tuple(Channel)
    kept.sort(key=lambda notice: order.index(notice.channel))
    return replace(last, notices=tuple(kept), missing_notices=missing_in_public(file, last.status, since, on))


def _held(dossier_id: int) -> Entry | None:
    """Return the row of the entry in the lists, held for this transaction; None when there is none."""
    return Entry.objects.select_for_update().filter(dossier_id=dossier_id, withdrawn_at=None).first()


def _last(row: Entry) -> RegisterEntry:
    return entry_from(Edition.objects.get(entry=row, number=row.edition).content)


def _write(row: Entry, file: DossierFile, entry: RegisterEntry, actor: Actor, at: datetime) -> None:
    entry = replace(entry, edition=row.edition + 1, published_on=standing.day_of(at))
    write_edition(row, entry, announcement_of(file, entry), by=actor.id, at=at)
    record(file.authority_id, ENTRY_FOLLOWED.code, actor, file.subject, at, {"edition": entry.edition})


def _now(last: RegisterEntry, file: DossierFile, on: date) -> RegisterEntry:
    """Return the last edition with what acts have established since, and what is found that day: none of its words."""
    if public_status(file.state, file.answers) is None:
        accepted = last.status is PublicStatus.ACCEPTED
        under_review = replace(last, status=PublicStatus.UNDER_REVIEW, decision=None)
        return _found_again(under_review, found_of(file, instruction_of(file.id), on)) if accepted else last
    drawn = draft_of(file, on, code=last.id, edition=last.edition, since=last.first_published_on)
    return replace(
        _found_again(last, drawn),
        status=drawn.status,
        decision=_worded(last.decision, drawn.decision),
        in_service_on=drawn.in_service_on,
        ended_on=drawn.ended_on,
        review_on=drawn.review_on,
        notices=drawn.notices,
        missing_notices=drawn.missing_notices,
    )


def _found_again(entry: RegisterEntry, found: Found | RegisterEntry) -> RegisterEntry:
    """Return the entry with what is found now: an edition bears one day, which is that of its findings too."""
    return replace(
        entry,
        charter=found.charter,
        charter_title=found.charter_title,
        outcome=found.outcome,
        findings=found.findings,
    )


def _established(entry: RegisterEntry) -> tuple[object, ...]:
    """Return what makes an edition; notices and findings follow with it, and acts on a dossier make none by them."""
    decision = None if entry.decision is None else replace(entry.decision, reason="")
    return entry.status, decision, entry.in_service_on, entry.ended_on, entry.review_on


def _notices_changed(last: RegisterEntry, now: RegisterEntry) -> str:
    before, after = ({notice.channel for notice in each.notices} for each in (last, now))
    if gone := [channel for channel in Channel if channel in before - after]:
        return f"La fiche suit le dossier : la mention n’est plus montrée en place pour {_named(gone)}."
    if new := [channel for channel in Channel if channel in after - before]:
        return f"La fiche suit le dossier : la mention est en place pour {_named(new)}."
    if last.missing_notices != now.missing_notices or last.notices == now.notices:
        return "La fiche suit le dossier : les supports où une mention est obligatoire ont changé."
    return "La fiche suit le dossier : la preuve d’une mention a changé."


def _named(channels: Iterable[Channel]) -> str:
    return joined([quoted(CHANNEL_WORDS[each].fr, Language.FRENCH) for each in channels], AND, Language.FRENCH)


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
