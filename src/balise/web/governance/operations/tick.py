# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What time does, every day: suspend what is overdue, open reviews, note silence, recall what falls due.

One transaction a dossier: one that fails stops no other, and is tried again the next day. Run twice, it does nothing
the second time.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from balise.core.day_words import day_in_words
from balise.core.follow_up import Due, Reminder, due_reassessment, due_suspensions, reminders
from balise.core.language import Language, Text
from balise.core.obstacles import Obstacle
from balise.core.opinions import OF_BODY, OpinionBody, OpinionStanding, standing
from balise.core.roles import Role
from balise.core.situation import Situation
from balise.core.states import ACCEPTING, BEGINNINGS, IN_SERVICE, Act, State
from balise.web.assessments.operations import standing as dossiers
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.catalogue.queries.review import due_reviews
from balise.web.governance.acts import EXCEPTION_EXPIRED, OPINION_LAPSED
from balise.web.governance.letters import Words
from balise.web.governance.models import ExceptionGrant, LastTick, Letter, OpinionRequest
from balise.web.governance.operations.deployments import concerned, stop
from balise.web.governance.operations.letters import deliver_waiting, write
from balise.web.governance.operations.moving import Hold, begin_alone, hold, settle
from balise.web.governance.operations.opinions import establish_silence
from balise.web.governance.operations.roundups import write_roundups
from balise.web.governance.operations.tool_reviews import recall, recall_words
from balise.web.governance.permissions import GIVERS
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.follow_up import criterion_title
from balise.web.governance.reminders import reminder_words
from balise.web.governance.situation import situation_of
from balise.web.journal.operations import SYSTEM, record
from balise.web.journal.told import in_both
from balise.web.organisations.queries import Contact, contacts_of, members_with
from balise.web.organisations.queries.authorities import authority_names, authority_slugs

logger = logging.getLogger(__name__)

WATCHED = frozenset({State.SUBMITTED, State.IN_REVIEW, State.SUSPENDED}) | ACCEPTING | IN_SERVICE
"""The states in which something can fall due."""

_READ = WATCHED | BEGINNINGS
"""Of a project that nobody has filed, or that was sent back, the documents alone have a day: nothing else is done."""


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that the periodic work did."""

    authority: str
    number: str
    """That of the dossier; empty for a tool of the catalogue."""
    title: str
    what: str
    """``suspended``, ``reassessment_started``, ``opinion_lapsed``, ``exception_expired``, ``failed``; of a tool,
    ``tool_review_due``.
    """
    because: str


@dataclass(slots=True)
class TickReport:
    """What the periodic work did on a day."""

    on: date
    watched: int = 0
    done: list[Done] = field(default_factory=list)
    failed: list[Done] = field(default_factory=list)
    reminders: int = 0
    """Letters of reminder written."""
    roundups: int = 0
    """E-mails that tell somebody everything that waits for them."""
    sent: int = 0
    waiting: int = 0
    """Letters that no mail server took: they will be tried again."""


def tick(on: date, *, at: datetime) -> TickReport:
    """Do what the day asks, everywhere, and say what was done."""
    report = TickReport(on)
    with translation.override("fr"):
        watched = [(file.authority_id, file.id, file.number, file.title) for file in dossiers_in_states(_READ)]
        ids = {authority_id for authority_id, *_rest in watched}
        slugs, names = authority_slugs(ids), authority_names(ids)
        for authority_id in sorted(ids):
            since = _since(authority_id, on)
            failures = len(report.failed)
            for _authority, dossier_id, number, title in (each for each in watched if each[0] == authority_id):
                report.watched += 1
                day = _Day(on, at, since, slugs[authority_id], names[authority_id], report)
                _guarded(day, dossier_id, number, title)
            if len(report.failed) == failures:
                LastTick.objects.update_or_create(authority_id=authority_id, defaults={"on": max(on, since)})
        _recall_tools(report, at)
        report.roundups = write_roundups(sorted(ids), on, at=at)
        report.waiting = deliver_waiting(at=at).kept
        report.sent = Letter.objects.filter(sent_at=at).count()
    return report


def _recall_tools(report: TickReport, at: datetime) -> None:
    """Recall the tools to look at again, one transaction a tool: one that fails stops no other."""
    reviews = due_reviews(report.on)
    ids = {due.authority_id for due in reviews}
    slugs, names = authority_slugs(ids), authority_names(ids)
    for due in reviews:
        authority = names[due.authority_id]
        try:
            letters = recall(due, authority, slugs[due.authority_id], at=at)
        except Exception as error:
            logger.exception("The periodic work failed on tool %s.", due.tool_id)
            report.failed.append(Done(authority, "", due.name, "failed", str(error)))
            continue
        if letters is not None:
            report.done.append(Done(authority, "", due.name, "tool_review_due", recall_words(due).sentences[0]))
            report.reminders += letters


@dataclass(frozen=True, slots=True)
class _Day:
    """What the work on one dossier needs to know of the rest."""

    on: date
    at: datetime
    since: date
    slug: str
    authority: str
    report: TickReport

    def did(self, held: Hold, what: str, because: str) -> Done:
        return Done(self.authority, held.file.number, held.file.title, what, because)


def _since(authority_id: int, on: date) -> date:
    last = LastTick.objects.filter(authority_id=authority_id).values_list("on", flat=True).first()
    return last or on - timedelta(days=1)


def _guarded(day: _Day, dossier_id: int, number: str, title: str) -> None:
    """Work on one dossier; whatever goes wrong there is reported and goes no further."""
    try:
        with transaction.atomic():
            done, recalled = _work(day, dossier_id)
    except Exception as error:
        logger.exception("The periodic work failed on dossier %s.", dossier_id)
        day.report.failed.append(Done(day.authority, number, title, "failed", str(error)))
    else:
        day.report.done.extend(done)
        day.report.reminders += recalled


def _work(day: _Day, dossier_id: int) -> tuple[list[Done], int]:
    dossiers.refresh(dossier_id, day.on)
    held = hold(None, dossier_id, at=day.at, on=day.on)
    if held.file.state in BEGINNINGS:
        return [], _recall_documents(day, held)
    situation = situation_of(held.file, held.instruction, held.judged, held.on)
    done = [*_lapsed(day, held), *_expired(day, held), *_moved(day, held, situation)]
    moved = any(each.what in {"suspended", "reassessment_started"} for each in done)
    due = () if moved else reminders(situation, since=day.since)
    return done, sum(_recall(day, held, reminder) for reminder in due)


def _recall_documents(day: _Day, held: Hold) -> int:
    """Recall the documents of a project that is still being written: its owner finds them among what is late."""
    situation = situation_of(held.file, held.instruction, held.judged, held.on)
    due = reminders(situation, since=day.since)
    return sum(_recall(day, held, reminder) for reminder in due if reminder.due is Due.EVIDENCE)


def _moved(day: _Day, held: Hold, situation: Situation) -> Iterator[Done]:
    if held.file.state in IN_SERVICE and (overdue := due_suspensions(situation)):
        because = _because(overdue)
        stop(begin_alone(held, Act.SUSPEND, Proposal(motive=because.fr), day.slug), None, in_both(motive=because))
        yield day.did(held, "suspended", because.fr)
    elif held.file.state is State.DEPLOYED and (review := due_reassessment(situation)) is not None:
        because = _because([review])
        made = begin_alone(held, Act.START_REASSESSMENT, Proposal(motive=because.fr), day.slug)
        settle(made, in_both(motive=because), tell=concerned(made))
        yield day.did(held, "reassessment_started", because.fr)


def _lapsed(day: _Day, held: Hold) -> Iterator[Done]:
    for opinion in held.instruction.latest_opinions():
        if opinion.lapsed or standing(opinion.core, day.on) is not OpinionStanding.LATE or not opinion.core.gave_time:
            continue
        OpinionRequest.objects.filter(pk=opinion.id).update(lapsed_at=day.at)
        spoken = held.instruction.has_spoken(opinion.body, day.on)
        if not spoken:
            establish_silence(held, opinion)
        words = in_both(body=OF_BODY[opinion.body], deadline=day_in_words(opinion.deadline))
        details = {"number": held.file.number, "opinion": opinion.id, **words}
        record(held.file.authority_id, OPINION_LAPSED.code, SYSTEM, held.file.subject, day.at, details)
        sentence = OPINION_LAPSED.told({**words, "subject": held.file.title})
        asked = contacts_of(held.file.authority_id, [opinion.requested_by_id])
        said = (sentence, _("L’avis rendu auparavant compte toujours.")) if spoken else (sentence,)
        _tell(day, held, asked, Words(f"opinion-lapsed:{opinion.id}", _subject(held), said))
        yield day.did(held, "opinion_lapsed", sentence)


def _expired(day: _Day, held: Hold) -> Iterator[Done]:
    for granted in held.instruction.exceptions:
        if granted.expiry_recorded or granted.revoked_early or not granted.core.has_expired(day.on):
            continue
        ExceptionGrant.objects.filter(pk=granted.id).update(expired_at=day.at)
        criterion = criterion_title(granted.criterion, held.file.references)
        words = in_both(criterion=criterion, expires=day_in_words(granted.expires_on))
        details = {"number": held.file.number, "exception": granted.id, **words}
        record(held.file.authority_id, EXCEPTION_EXPIRED.code, SYSTEM, held.file.subject, day.at, details)
        sentence = EXCEPTION_EXPIRED.told({**words, "subject": held.file.title})
        people = _owner_and_reviewers(held)
        _tell(day, held, people, Words(f"exception-expired:{granted.id}", _subject(held), (sentence,)))
        yield day.did(held, "exception_expired", sentence)


def _recall(day: _Day, held: Hold, reminder: Reminder) -> int:
    words = reminder_words(reminder, held.file, held.instruction)
    return _tell(day, held, _expected(held, reminder), words)


def _expected(held: Hold, reminder: Reminder) -> Iterable[Contact]:
    """Return those of whom something is expected, and only them."""
    file = held.file
    if reminder.due is Due.OPINION:
        givers = members_with(file.authority_id, GIVERS[OpinionBody(reminder.about)])
        others = tuple(each for each in givers if each.user_id not in {file.owner_id, file.submitted_by_id})
        return others or givers  # where whoever carries it is the only one, they alone can give it or have it given
    if reminder.due is Due.EVIDENCE:
        return contacts_of(file.authority_id, {file.owner_id})
    if reminder.due is Due.RESERVATION and reminder.about.isdecimal():
        reservation = held.instruction.reservation(int(reminder.about))
        if reservation is not None and reservation.assignee_id is not None:
            return contacts_of(file.authority_id, {file.owner_id, reservation.assignee_id})
        return contacts_of(file.authority_id, {file.owner_id})
    return _owner_and_reviewers(held)


def _owner_and_reviewers(held: Hold) -> tuple[Contact, ...]:
    reviewers = [contact.user_id for contact in members_with(held.file.authority_id, Role.REVIEWER)]
    return contacts_of(held.file.authority_id, {held.file.owner_id, *reviewers})


def _tell(day: _Day, held: Hold, contacts: Iterable[Contact], words: Words) -> int:
    return write(held.file, day.slug, contacts, words, at=day.at, send=False)


def _subject(held: Hold) -> str:
    return _("%(number)s – %(title)s") % {"number": held.file.number, "title": held.file.title}


def _because(obstacles: Iterable[Obstacle]) -> Text:
    said = [each.sentence for each in obstacles]
    return Text(" ".join(each.fr for each in said), " ".join(each.in_(Language.ENGLISH) for each in said))
