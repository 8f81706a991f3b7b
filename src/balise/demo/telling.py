# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The dossiers of the story: opened, filled in, submitted, judged, decided, by those who do so on the site.

Each kind of event is one call of an operation of the site, at the instant at which it is told to have happened. What
the site refuses stops the story: nothing here goes round a rule.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Evidence
from balise.core.states import State
from balise.core.triage import DECLARATION_QUESTIONS
from balise.demo.documents import document
from balise.demo.examples import example
from balise.demo.scenario import (
    Asking,
    Attaching,
    Beginning,
    Copying,
    Excepting,
    Filling,
    Hearing,
    Lifting,
    Moving,
    Opining,
    Proving,
    Publishing,
    Saying,
    SettingAside,
    Story,
)
from balise.demo.stocking import Stock
from balise.demo.timeline import Happening
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.comments import say
from balise.web.assessments.operations.copies import copy
from balise.web.assessments.operations.dossiers import create, open_declared, save_answers
from balise.web.assessments.operations.evidence import NewEvidence, attach
from balise.web.assessments.operations.sharing import share
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.sharing import shared_dossier
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.operations.perform import perform
from balise.web.governance.operations.reservations import lift
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.organisations.members import Member
from balise.web.transparency.draft import draft_of, texts_of
from balise.web.transparency.operations.proofs import prove
from balise.web.transparency.operations.publication import Wording, publish
from balise.web.transparency.operations.questions import Asker, answer, ask
from balise.web.transparency.operations.unused_channels import say_unused
from balise.web.transparency.queries.entries import entry_of_dossier
from balise.web.transparency.queries.questions import question_behind
from balise.web.ui.refusals import RefusedError

GIVEN_BY_OTHERS = frozenset({"dpo_opinion", "ciso_opinion", "it_opinion"})
"""What the examples say and nobody types on the site: those who are asked answer."""

SAID_BY_THE_CATALOGUE = frozenset({"catalogue_status", "data_class_allowed"})
"""The same, once the dossier names its tool."""

EVERY = timedelta(minutes=7)
"""What separates two events of one dossier on the same day."""

_READABLE = {".pdf": ".pdf", ".png": ".png"}
_FIRST_NAME_OF_A_FILE = "piece"


class NotRefusedError(Exception):
    """The site accepted what the story tells that it refuses."""


class Teller:
    """Plays the events of dossiers."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.cast = stock.cast
        self.calendar = stock.calendar
        self.dossiers: dict[str, int] = {}
        self.places: dict[str, str] = {}
        self.acts: Mapping[str, Callable[[Story, Member, Any, datetime], object]] = {
            "begin": self.begin,
            "fill": self.fill,
            "copy": self.copy,
            "open": self.open,
            "attach": self.attach,
            "say": self.say,
            "share": self.share,
            "ask": self.ask,
            "opine": self.opine,
            "grant": self.grant,
            "ask_in_vain": self.ask_in_vain,
            "move": self.move,
            "lift": self.lift,
            "publish": self.publish,
            "prove": self.prove,
            "set_aside": self.set_aside,
            "hear": self.hear,
        }

    def tells(self, stories: tuple[Story, ...]) -> Iterator[Happening]:
        """Yield every event of these stories."""
        for order, story in enumerate(stories):
            self.places[story.id] = story.place
            for rank, event in enumerate(story.events):
                at = self.calendar.instant(event.on, 9, 5) + rank * EVERY + order * timedelta(seconds=1)
                yield Happening(at, partial(self._play, story, event.by, *event.act))

    def _play(self, story: Story, person: str, act: str, said: Any, at: datetime) -> None:
        self.acts[act](story, self.cast.member(person, story.place), said, at)

    def file(self, story: Story) -> DossierFile:
        """Return the dossier of a story as it stands."""
        return file_of(self.dossiers[story.id])

    def begin(self, story: Story, member: Member, said: Beginning, at: datetime) -> None:
        """Open the dossier."""
        answers = self.answers(said.example, said.leave_out, said.answers, tool=said.tool)
        if said.state is State.DECLARED:
            answers = {name: value for name, value in answers.items() if name in DECLARATION_QUESTIONS}
        file = create(
            member,
            story.title,
            unit_id=self.cast.unit(member, said.unit),
            tool_id=self.stock.tool(said.tool),
            answers=answers,
            state=said.state,
            at=at,
        )
        self.dossiers[story.id] = file.id

    def fill(self, story: Story, member: Member, said: Filling, at: datetime) -> None:
        """Answer questions of the form."""
        file = self.file(story)
        answers = self.answers(said.example, said.leave_out, said.answers, tool="" if file.tool_id is None else "any")
        saved = save_answers(member, file.id, file.revision, answers, at=at)
        if saved.conflicts:
            raise ValueError(f"{story.id}: nobody else was writing, and there are conflicts.")

    def answers(
        self, name: str, left_out: tuple[str, ...], ours: Mapping[str, AnswerValue], *, tool: str
    ) -> dict[str, AnswerValue]:
        """Return what is typed: the answers of an example but those that acts establish, then ours."""
        never = GIVEN_BY_OTHERS | set(left_out) | (SAID_BY_THE_CATALOGUE if tool else frozenset())
        theirs = example(name).answers if name else {}
        kept = {question: value for question, value in theirs.items() if question not in never}
        return self.calendar.answers({**kept, **ours})

    def copy(self, story: Story, member: Member, said: Copying, at: datetime) -> None:
        """Start from a dossier that another authority shares."""
        theirs = file_of(self.dossiers[said.story])
        source = shared_dossier(member, self.places[said.story], theirs.number)
        unit = self.cast.unit(member, said.unit)
        self.dossiers[story.id] = copy(member, source, title=story.title, unit_id=unit, at=at).id

    def open(self, story: Story, member: Member, _said: bool, at: datetime) -> None:
        """Make a dossier of a declared use."""
        open_declared(member, self.dossiers[story.id], at=at)

    def attach(self, story: Story, member: Member, said: Attaching, at: datetime) -> None:
        """Add documents."""
        file = self.file(story)
        evidence = example(said.example).evidence if said.example else (_piece(said),)
        bank, frameworks = bank_of(file.references), frameworks_of(file.references)
        known = {*bank.by_id, *(criterion.id for framework in frameworks for criterion in framework.criteria)}
        for rank, piece in enumerate(evidence):
            dated = self.calendar.day_or_none(piece.dated)
            if dated is not None and dated > at.date():
                continue
            name = _file_name(piece)
            new = NewEvidence(
                SimpleUploadedFile(name, document(name, piece.title)),
                piece.title,
                tuple(found for found in piece.supports if found in known),
                dated,
                self.calendar.day_or_none(piece.expires_on),
            )
            attach(member, file.id, new, at=at + rank * timedelta(seconds=40))

    def say(self, story: Story, member: Member, said: Saying, at: datetime) -> None:
        """Leave a comment."""
        say(member, self.dossiers[story.id], said.text, about=said.about, at=at)

    def share(self, story: Story, member: Member, _said: bool, at: datetime) -> None:
        """Let the other authorities start from the dossier."""
        share(member, self.dossiers[story.id], at=at)

    def publish(self, story: Story, member: Member, said: Publishing, at: datetime) -> None:
        """Publish an edition at the register."""
        draft = draft_of(self.file(story), timezone.localtime(at).date())
        wording = Wording(
            title=said.title or draft.title,
            summary=said.summary or draft.summary,
            contact=draft.contact,
            reason=said.reason,
            change=said.change,
            texts=texts_of(draft),
        )
        publish(member, self.dossiers[story.id], wording, at=at)

    def prove(self, story: Story, member: Member, said: Proving, at: datetime) -> None:
        """Record where notices are seen."""
        since = self.calendar.day(said.since)
        for channel in said.channels:
            prove(member, self.dossiers[story.id], channel, since, said.seen_at, at=at)

    def set_aside(self, story: Story, member: Member, said: SettingAside, at: datetime) -> None:
        """Say by which channels the use does not pass."""
        for channel in said.channels:
            say_unused(member, self.dossiers[story.id], channel, said.reason, at=at)

    def hear(self, story: Story, member: Member, said: Hearing, at: datetime) -> None:
        """Have a resident write through the public entry, then somebody answer."""
        entry = entry_of_dossier(self.dossiers[story.id])
        if entry is None:
            raise ValueError(f"{story.id}: nobody writes about what is not published.")
        private = ask(entry.entry.id, said.kind, said.text, Asker(), at=self.calendar.instant(said.asked_on, 18, 40))
        asked = question_behind(private)
        if said.answer and asked is not None:
            answer(member, asked.id, said.answer, at=at)

    def ask(self, story: Story, member: Member, said: Asking, at: datetime) -> None:
        """Request opinions."""
        deadline = self.calendar.day(said.deadline)
        request_opinions(member, self.dossiers[story.id], said.bodies, deadline, said.question, at=at)

    def opine(self, story: Story, member: Member, said: Opining, at: datetime) -> None:
        """Give an opinion that was requested."""
        number = self.dossiers[story.id]
        asked = next(each for each in instruction_of(number).opinions if each.body is said.body and each.pending)
        give_opinion(member, number, asked.id, said.value, said.text, said.reservations, at=at)

    def grant(self, story: Story, member: Member, said: Excepting, at: datetime) -> None:
        """Record an exception to the charter."""
        expires = self.calendar.day(said.expires_on)
        number = self.dossiers[story.id]
        grant_exception(member, number, said.criterion, said.motive, said.deciding_authority, expires, at=at)

    def ask_in_vain(self, story: Story, member: Member, said: Excepting, at: datetime) -> None:
        """Try to record an exception, which the site refuses; the refusal leaves no trace."""
        try:
            self.grant(story, member, said, at)
        except RefusedError:
            return
        raise NotRefusedError(f"{story.id}: an exception to {said.criterion} passed.")

    def move(self, story: Story, member: Member, said: Moving, at: datetime) -> None:
        """Do one of the acts of the workflow."""
        perform(member, self.dossiers[story.id], said.act, self._proposal(said), at=at)

    def lift(self, story: Story, member: Member, said: Lifting, at: datetime) -> None:
        """Lift a reservation."""
        number = self.dossiers[story.id]
        wanted = said.reservation
        found = next(each for each in instruction_of(number).reservations if wanted in {each.text, each.criterion})
        lift(member, number, found.id, said.note, self.calendar.answers(said.answers), at=at)

    def _proposal(self, said: Moving) -> Proposal:
        reservations = tuple(
            ReservationProposal(
                text=each.text,
                due_on=self.calendar.day(each.due_on),
                criterion=each.criterion,
                before_deployment=each.before_deployment,
                assignee_id=self.cast.accounts[each.assignee] if each.assignee else None,
            )
            for each in said.reservations
        )
        return Proposal(
            motive=said.motive,
            deciding_authority=said.deciding_authority,
            review_date=self.calendar.day_or_none(said.review_on),
            experiment_ends_on=self.calendar.day_or_none(said.ends_on),
            reservations=reservations,
            exit_on=self.calendar.day_or_none(said.executed_on),
            data_fate=said.data_fate,
            substitute=said.substitute,
            note=said.motive if said.executed_on is not None else "",
            begun=True,
            gaps_accepted=True,
        )


def _piece(said: Attaching) -> Evidence:
    return Evidence(_FIRST_NAME_OF_A_FILE, said.title, said.supports, said.file, None, said.dated, said.expires_on)


def _file_name(piece: Evidence) -> str:
    """Return the name of the file that stands for a document: a PDF, an image, or else a text."""
    path = PurePosixPath(piece.location or piece.id)
    return (path.stem or piece.id) + _READABLE.get(path.suffix, ".txt")
