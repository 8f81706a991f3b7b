# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Leaving a tool for good: its exit plan executed, and what became of the data said."""

from datetime import datetime

from django.db import transaction

from balise.core.day_words import day_in_words
from balise.core.states import Act
from balise.web.governance.fates import FATE_LABELS
from balise.web.governance.models import ExitExecution
from balise.web.governance.operations.deployments import concerned, end_service
from balise.web.governance.operations.moving import begin, settle
from balise.web.governance.proposals import Proposal
from balise.web.journal.told import in_both
from balise.web.organisations.members import Member


@transaction.atomic
def withdraw(member: Member, dossier_id: int, proposal: Proposal, *, at: datetime) -> None:
    """Withdraw the tool from service.

    Raises:
        RefusedError: no such dossier, or the exit plan was not executed.
    """
    made = begin(member, dossier_id, Act.WITHDRAW, proposal, at=at)
    if proposal.exit_on is None or proposal.data_fate is None:
        raise ValueError("The rules let a tool be withdrawn without an exit.")
    end_service(made, proposal.note, member.user_id)
    ExitExecution.objects.create(
        dossier_id=dossier_id,
        executed_on=proposal.exit_on,
        data_fate=proposal.data_fate.value,
        substitute=proposal.substitute,
        note=proposal.note,
        by_id=member.user_id,
        at=at,
    )
    details = {
        **in_both(executed=day_in_words(proposal.exit_on), fate=FATE_LABELS[proposal.data_fate]),
        "substitute": proposal.substitute,
        "note": proposal.note,
    }
    settle(made, details, tell=concerned(made))
