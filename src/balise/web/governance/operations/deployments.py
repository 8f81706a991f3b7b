# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Putting a tool in service, judging it again while it serves, stopping it for a time, starting it again."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from balise.core.day_words import day_in_words
from balise.core.roles import Role
from balise.core.states import Act
from balise.web.assessments.operations import standing
from balise.web.governance.evidence_gaps import GapsNotAcceptedError, evidence_gaps
from balise.web.governance.models import Deployment
from balise.web.governance.operations.moving import Move, begin, settle
from balise.web.governance.proposals import Proposal
from balise.web.governance.records import Instruction
from balise.web.journal.told import in_both, together
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.queries import members_with

SERVICE_ACTS = frozenset({Act.DEPLOY, Act.CONFIRM, Act.RESUME, Act.START_REASSESSMENT, Act.SUSPEND})
"""The acts of this page."""


@transaction.atomic
def deploy(member: Member, dossier_id: int, proposal: Proposal, *, at: datetime) -> None:
    """Put the tool in service, until a review.

    Raises:
        RefusedError: no such dossier, or something stands in the way.
        GapsNotAcceptedError: documents are missing or out of date, and nobody answers for it.
    """
    made = begin(member, dossier_id, Act.DEPLOY, proposal, at=at)
    gaps = evidence_gaps(made.hold.file, made.hold.on)
    if gaps and not proposal.gaps_accepted:
        raise GapsNotAcceptedError(gaps)
    _start(made, member)
    named = in_both(pieces=gaps.named(bank_of(made.hold.file.references)))
    settle_until_review(made, {**gaps.as_details(), "gaps_accepted": True, **named} if gaps else {})


@transaction.atomic
def confirm(member: Member, dossier_id: int, proposal: Proposal, *, at: datetime) -> None:
    """Let the tool serve on, after it was judged again; the service was never interrupted.

    Raises:
        RefusedError: no such dossier, or something stands in the way.
    """
    settle_until_review(begin(member, dossier_id, Act.CONFIRM, proposal, at=at))


@transaction.atomic
def resume(member: Member, dossier_id: int, proposal: Proposal, *, at: datetime) -> None:
    """Put a suspended tool in service again.

    Raises:
        RefusedError: no such dossier, or something stands in the way.
    """
    made = begin(member, dossier_id, Act.RESUME, proposal, at=at)
    _start(made, member)
    settle_until_review(made)


@transaction.atomic
def suspend(member: Member, dossier_id: int, proposal: Proposal, *, at: datetime) -> None:
    """Stop the tool for the time of settling something.

    Raises:
        RefusedError: no such dossier, or something stands in the way.
    """
    stop(begin(member, dossier_id, Act.SUSPEND, proposal, at=at), member.user_id)


@transaction.atomic
def start_reassessment(member: Member, dossier_id: int, proposal: Proposal, *, at: datetime) -> None:
    """Judge again a tool that serves, while it serves.

    Raises:
        RefusedError: no such dossier, or something stands in the way.
    """
    made = begin(member, dossier_id, Act.START_REASSESSMENT, proposal, at=at)
    settle(made, tell=concerned(made))


def stop(made: Move, by: int | None, details: Mapping[str, Any] | None = None) -> None:
    """Write a suspension that the rules allow, decided by somebody or fallen due."""
    end_service(made, made.proposal.motive, by)
    settle(made, details, tell=concerned(made))


def end_service(made: Move, because: str, by: int | None) -> None:
    """End the period during which the tool serves, if it does."""
    Deployment.objects.filter(dossier_id=made.hold.file.id, ended_on=None).update(
        ended_on=made.hold.on, ended_because=because, ended_by_id=by
    )


def concerned(made: Move) -> set[int]:
    """Return whom a change of service concerns: the owner, and the reviewers."""
    file = made.hold.file
    return {file.owner_id, *(contact.user_id for contact in members_with(file.authority_id, Role.REVIEWER))}


def _start(made: Move, member: Member) -> None:
    """Begin the period during which the tool serves, unless one is under way: older decisions left some open."""
    begun = {"started_on": made.hold.on, "started_by_id": member.user_id}
    Deployment.objects.get_or_create(dossier_id=made.hold.file.id, ended_on=None, defaults=begun)


def settle_until_review(
    made: Move,
    details: Mapping[str, Any] | None = None,
    *,
    instruction: Instruction | None = None,
    tell: Iterable[int] = (),
) -> None:
    """Write an act after which the tool serves until a review; whom the service concerns is told, and these people.

    ``instruction`` is given by an act that changed what was done, as for every move.
    """
    review = made.situation.review_date
    if review is None:
        raise ValueError("The rules let a tool serve without a review.")
    file = made.hold.file
    standing.establish(file.id, {"review_date": review}, origin=f"review:{file.id}", at=made.hold.at)
    told = together(in_both(review=day_in_words(review)), details or {})
    settle(made, told, review_on=review, instruction=instruction, tell={*concerned(made), *tell})
