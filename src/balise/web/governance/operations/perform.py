# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The act of a page, handed to the operation that does it."""

from datetime import datetime

from balise.core.states import DECISIONS, Act
from balise.web.governance.operations import deployments, submission, withdrawals
from balise.web.governance.operations.decisions import decide
from balise.web.governance.proposals import Proposal
from balise.web.organisations.members import Member

_SERVICE = {
    Act.DEPLOY: deployments.deploy,
    Act.CONFIRM: deployments.confirm,
    Act.RESUME: deployments.resume,
    Act.SUSPEND: deployments.suspend,
    Act.START_REASSESSMENT: deployments.start_reassessment,
    Act.WITHDRAW: withdrawals.withdraw,
}


def perform(member: Member, dossier_id: int, act: Act, proposal: Proposal, *, at: datetime) -> None:
    """Do an act of the workflow.

    Raises:
        RefusedError: it may not be done.
    """
    if act in DECISIONS:
        decide(member, dossier_id, act, proposal, at=at)
    elif act in _SERVICE:
        _SERVICE[act](member, dossier_id, proposal, at=at)
    elif act is Act.SUBMIT:
        submission.submit(member, dossier_id, at=at)
    elif act is Act.OPEN:
        submission.open_dossier(member, dossier_id, at=at)
    else:
        submission.step(member, dossier_id, act, proposal, at=at)
