# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Acts by which a dossier comes to its reviewers, goes back, is given up or put away."""

from datetime import datetime

from django.db import transaction

from balise.core.roles import Role
from balise.core.states import Act
from balise.web.assessments.operations import standing
from balise.web.assessments.operations.dossiers import open_declared
from balise.web.governance.operations.moving import begin, settle
from balise.web.governance.proposals import Proposal
from balise.web.organisations.members import Member
from balise.web.organisations.queries import members_with

SIMPLE_STEPS = frozenset({Act.ABANDON, Act.TAKE_BACK, Act.TAKE_UP, Act.SEND_BACK, Act.REOPEN, Act.ARCHIVE})
"""The acts that ``step`` does."""


@transaction.atomic
def submit(member: Member, dossier_id: int, *, at: datetime) -> None:
    """File a dossier for review, and keep the verdict as it is that day.

    Raises:
        RefusedError: no such dossier, or something stands in the way.
    """
    made = begin(member, dossier_id, Act.SUBMIT, Proposal(), at=at)
    reviewers = [contact.user_id for contact in members_with(member.authority.id, Role.REVIEWER)]
    settle(made, tell=reviewers)
    standing.keep_verdict(dossier_id, "submission", by=member.user_id, on=made.hold.on, at=at)


@transaction.atomic
def step(member: Member, dossier_id: int, act: Act, proposal: Proposal, *, at: datetime) -> None:
    """Do one of the acts that change the state and nothing else (``SIMPLE_STEPS``).

    Raises:
        RefusedError: no such dossier, or something stands in the way.
    """
    if act not in SIMPLE_STEPS:
        raise ValueError(f"{act} is more than a step.")
    made = begin(member, dossier_id, act, proposal, at=at)
    settle(made, tell=[made.hold.file.owner_id])


def open_dossier(member: Member, dossier_id: int, *, at: datetime) -> None:
    """Make a dossier of an idea or of a declared use: the app of dossiers does it.

    Raises:
        RefusedError: no such dossier, not theirs, or a dossier already.
    """
    open_declared(member, dossier_id, at=at)
