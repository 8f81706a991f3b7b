# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every act of the workflow has in common: the dossier held, the rules asked, the state entered, the act told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import translation

from balise.core.roles import Role
from balise.core.situation import Situation
from balise.core.states import DECISIONS, Act, State
from balise.core.workflow import Refused, move, transition
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.assessments.queries.verdicts import Judged, judged
from balise.web.governance.acts import MOVES
from balise.web.governance.contributions import tell_followers
from balise.web.governance.letters import Words
from balise.web.governance.operations.letters import write
from balise.web.governance.permissions import roles_on, sets_aside_a_decision
from balise.web.governance.proposals import Proposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.records import Instruction
from balise.web.governance.refusals import ActRefusedError, DecisionUnreadError
from balise.web.governance.situation import project_status, situation_of
from balise.web.journal.operations import SYSTEM, Actor, record
from balise.web.organisations.members import Member
from balise.web.organisations.queries import Contact, contacts_of


@dataclass(frozen=True, slots=True)
class Hold:
    """A dossier held for the transaction of an act, with all that was done about it."""

    file: DossierFile
    instruction: Instruction
    judged: Judged
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """An act that the rules allow, about to be written."""

    act: Act
    target: State
    hold: Hold
    situation: Situation
    proposal: Proposal
    actor: Actor
    slug: str


def hold(member: Member | None, dossier_id: int, *, at: datetime, on: date | None = None) -> Hold:
    """Hold a dossier that the person may read; nobody, when the system acts. ``on`` is the day of ``at`` unless given.

    Raises:
        RefusedError: there is none for this person (404).
    """
    file = standing.lock(dossier_id)
    if member is not None and not may_read(member, file):
        raise no_such_dossier("")
    day = on or standing.day_of(at)
    return Hold(file, instruction_of(file.id), judged(file, day), day, at)


def begin(member: Member, dossier_id: int, act: Act, proposal: Proposal, *, at: datetime) -> Move:
    """Hold the dossier and ask the rules.

    Raises:
        RefusedError: there is no such dossier for this person (404).
        DecisionUnreadError: the act sets aside a decision that the person has not read.
        ActRefusedError: something stands in the way.
    """
    held = hold(member, dossier_id, at=at)
    _check_read(member, held, act, proposal)
    situation = situation_of(
        held.file, held.instruction, held.judged, held.on, member=member, act=act, proposal=proposal
    )
    target = _target(act, held.file.state, situation, roles_on(member, held.file))
    return Move(act, target, held, situation, proposal, member.actor, member.authority.slug)


def begin_alone(held: Hold, act: Act, proposal: Proposal, slug: str) -> Move:
    """Ask the rules for an act that nobody does: it falls due.

    Raises:
        ActRefusedError: something stands in the way.
    """
    situation = situation_of(held.file, held.instruction, held.judged, held.on, act=act, proposal=proposal)
    target = _target(act, held.file.state, situation, {Role.SYSTEM})
    return Move(act, target, held, situation, proposal, SYSTEM, slug)


def settle(
    made: Move,
    details: Mapping[str, Any] | None = None,
    *,
    review_on: date | None = None,
    instruction: Instruction | None = None,
    tell: Iterable[int] = (),
) -> None:
    """Enter the state, establish what it says of the project, record the act, and tell these people.

    ``instruction`` is given by an act that changed what was done (a decision); those who act are not told.
    """
    file, at = made.hold.file, made.hold.at
    decided = made.act in DECISIONS
    by = made.actor.id
    if review_on is None:
        standing.enter_state(file.id, made.target, at=at, decided=decided, by=by)
    else:
        standing.enter_state(file.id, made.target, at=at, review_on=review_on, decided=decided, by=by)
    establish_status(made.target, file, instruction or made.hold.instruction, at=at)
    told = {"number": file.number, "from": made.hold.file.state.value, "to": made.target.value}
    told |= {"motive": made.proposal.motive} if made.proposal.motive else {}
    told |= dict(details or {})
    record(file.authority_id, MOVES[made.act].code, made.actor, file.subject, at, told)
    contacts = [each for each in contacts_of(file.authority_id, tell) if each.user_id != made.actor.id]
    tell_of(made, contacts, told)
    tell_followers(file.id, made.actor, at)


def tell_of(made: Move, contacts: Iterable[Contact], details: Mapping[str, Any]) -> None:
    """Write to these people what was done."""
    file, act = made.hold.file, MOVES[made.act]
    with translation.override("fr"):
        sentence = act.told(act.words(details) | {"actor": made.actor.name, "subject": file.title})
    key = f"move:{file.id}:{made.act.value}:{made.hold.at.isoformat()}"
    write(file, made.slug, contacts, Words(key, f"{file.number} – {file.title}", (sentence,)), at=made.hold.at)


def establish_status(state: State, file: DossierFile, instruction: Instruction, *, at: datetime) -> None:
    """Make the state of the dossier say where the project is, in the place of what was typed."""
    status = project_status(state, file, instruction)
    origin = f"state:{file.id}"
    if status is None:
        standing.withdraw_established(file.id, origin, at=at)
    else:
        standing.establish(file.id, {"project_status": status}, origin=origin, at=at)


def _check_read(member: Member, held: Hold, act: Act, proposal: Proposal) -> None:
    """See that nobody replaces a decision that somebody else has just taken, and that their page did not show."""
    row, decision = transition(act, held.file.state), held.instruction.decision
    if decision is None or row is None or row.by.isdisjoint(roles_on(member, held.file)):
        return
    if sets_aside_a_decision(act, held.file.state) and proposal.replaces != decision.id:
        raise DecisionUnreadError


def _target(act: Act, state: State, situation: Situation, roles: Iterable[Role]) -> State:
    try:
        return move(act, state, situation, frozenset(roles))
    except Refused as refused:
        raise ActRefusedError(refused.ruling.obstacles) from refused
