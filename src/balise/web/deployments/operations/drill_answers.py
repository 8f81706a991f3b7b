# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What drills answer for a dossier: what the last conclusive one proves, as long as its report is there."""

from datetime import datetime

from balise.core.conditions import AnswerValue
from balise.core.questions import YES
from balise.web.assessments.expected_evidence import DRILL_DONE, DRILL_ON
from balise.web.assessments.operations import standing
from balise.web.deployments.models import Deployment
from balise.web.journal.operations import Subject

ORIGIN = "drill:"
"""How the origin of what drills establish begins, before the number of their deployment: ``drill:12``."""


def settle_after(chain: int, act: str, subject: Subject, at: datetime) -> None:  # noqa: ARG001 - what an act is
    """Have the answers follow the reports that are left, once a document was taken away from a dossier."""
    if act == "dossier.evidence_removed":
        row = Deployment.objects.filter(dossier_id=int(subject.id)).first()
        if row is not None:
            settle(row, at)


def settle(row: Deployment, at: datetime) -> None:
    """Establish what the last conclusive drill whose report is still there proves; nothing when none is."""
    left = row.drills.filter(shortfall="", report__removed_at=None).order_by("-at", "-pk").first()
    proved: dict[str, AnswerValue] = {}
    if left is not None:
        proved = {DRILL_DONE: YES, DRILL_ON: standing.day_of(left.at)}
    standing.establish(row.dossier_id, proved, origin=f"{ORIGIN}{row.pk}", at=at)
