# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a dossier's life: the states in which it can be, and the acts that move it.

What moves what, and under which conditions, is the table of ``workflow.py``. Here are only the names, the labels
that people read and the order in which lists show them.
"""

from collections.abc import Mapping
from enum import StrEnum

from balise.core.language import Text


class State(StrEnum):
    """Where a dossier is in its life."""

    IDEA = "idea"
    """Sketched by the two-minute triage."""
    DECLARED = "declared"
    """An existing use, said without fear of sanction."""
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_RESERVATIONS = "accepted_with_reservations"
    EXPERIMENT = "experiment"
    """Accepted for a trial that has an end; putting the trial in service is still an act."""
    REFUSED = "refused"
    CLOSED = "closed"
    """No further action: given up, or filed without a decision on the merits."""
    DEPLOYED = "deployed"
    """In service, and followed."""
    UNDER_REASSESSMENT = "under_reassessment"
    """Still in service while it is judged again."""
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    """Out of service for good, its exit plan executed."""
    ARCHIVED = "archived"


class Act(StrEnum):
    """What somebody does to a dossier to change its state."""

    OPEN = "open"
    ABANDON = "abandon"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    TAKE_UP = "take_up"
    SEND_BACK = "send_back"
    DECIDE_FAVOURABLE = "decide_favourable"
    DECIDE_WITH_RESERVATIONS = "decide_with_reservations"
    DECIDE_EXPERIMENT = "decide_experiment"
    DECIDE_REFUSED = "decide_refused"
    DECIDE_CLOSED = "decide_closed"
    DEPLOY = "deploy"
    START_REASSESSMENT = "start_reassessment"
    CONFIRM = "confirm"
    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    ARCHIVE = "archive"


BEGINNINGS = frozenset({State.IDEA, State.DECLARED, State.DRAFT})
"""The states in which a dossier can be created; a copy or a file begins as a draft."""

IN_SERVICE = frozenset({State.DEPLOYED, State.UNDER_REASSESSMENT})
"""The states in which the tool serves: those that are followed, and that can be suspended."""

ACCEPTING = frozenset({State.ACCEPTED, State.ACCEPTED_WITH_RESERVATIONS, State.EXPERIMENT})
"""The states that a decision in favour leads to."""

DECIDED_IN_FAVOUR = ACCEPTING | IN_SERVICE | {State.SUSPENDED}
"""Where a decision in favour stands: what it reserves is to be done, and what comes after it contradicts it."""

ENDED_WITHOUT_A_YES = frozenset({State.REFUSED, State.CLOSED})
"""Where a dossier ends without a yes. A use that was declared does not end with it: it is withdrawn from there."""

IN_FAVOUR = frozenset({Act.DECIDE_FAVOURABLE, Act.DECIDE_WITH_RESERVATIONS, Act.DECIDE_EXPERIMENT})
"""The decisions that let a project go ahead."""

DECISIONS = IN_FAVOUR | {Act.DECIDE_REFUSED, Act.DECIDE_CLOSED}
"""The acts that end a review."""

STATES_SHOWN_ORDER = (
    State.SUBMITTED,
    State.IN_REVIEW,
    State.UNDER_REASSESSMENT,
    State.SUSPENDED,
    State.DRAFT,
    State.DECLARED,
    State.IDEA,
    State.EXPERIMENT,
    State.ACCEPTED_WITH_RESERVATIONS,
    State.ACCEPTED,
    State.DEPLOYED,
    State.REFUSED,
    State.CLOSED,
    State.WITHDRAWN,
    State.ARCHIVED,
)
"""The order of lists: what waits for somebody first, what is over last."""

STATE_LABELS: Mapping[State, Text] = {
    State.IDEA: Text("Idée", "Idea"),
    State.DECLARED: Text("Usage déclaré", "Declared use"),
    State.DRAFT: Text("Brouillon", "Draft"),
    State.SUBMITTED: Text("Déposé", "Submitted"),
    State.IN_REVIEW: Text("En instruction", "In review"),
    State.ACCEPTED: Text("Accepté", "Accepted"),
    State.ACCEPTED_WITH_RESERVATIONS: Text("Accepté sous réserves", "Accepted with reservations"),
    State.EXPERIMENT: Text("Accepté à titre d’essai", "Accepted as an experiment"),
    State.REFUSED: Text("Refusé", "Refused"),
    State.CLOSED: Text("Classé sans suite", "Closed without further action"),
    State.DEPLOYED: Text("En service", "In service"),
    State.UNDER_REASSESSMENT: Text("En réexamen", "Under reassessment"),
    State.SUSPENDED: Text("Suspendu", "Suspended"),
    State.WITHDRAWN: Text("Retiré du service", "Withdrawn from service"),
    State.ARCHIVED: Text("Archivé", "Archived"),
}

STATE_TONES: Mapping[State, str] = {
    State.IDEA: "ask",
    State.DECLARED: "ask",
    State.DRAFT: "ask",
    State.SUBMITTED: "ask",
    State.IN_REVIEW: "ask",
    State.ACCEPTED: "ok",
    State.ACCEPTED_WITH_RESERVATIONS: "fix",
    State.EXPERIMENT: "fix",
    State.REFUSED: "stop",
    State.CLOSED: "quiet",
    State.DEPLOYED: "ok",
    State.UNDER_REASSESSMENT: "fix",
    State.SUSPENDED: "stop",
    State.WITHDRAWN: "quiet",
    State.ARCHIVED: "quiet",
}
"""What a state asks of its reader: the tones of documents by name, and ``quiet`` for what is over."""

ACT_LABELS: Mapping[Act, Text] = {
    Act.OPEN: Text("Ouvrir le dossier", "Open the dossier"),
    Act.ABANDON: Text("Abandonner", "Abandon"),
    Act.SUBMIT: Text("Déposer", "Submit"),
    Act.TAKE_BACK: Text("Reprendre le dossier déposé", "Take the submitted dossier back"),
    Act.TAKE_UP: Text("Prendre en instruction", "Take up for review"),
    Act.SEND_BACK: Text("Renvoyer pour complément", "Send back to be completed"),
    Act.DECIDE_FAVOURABLE: Text("Décider favorablement", "Decide in favour"),
    Act.DECIDE_WITH_RESERVATIONS: Text("Accepter sous réserves", "Accept with reservations"),
    Act.DECIDE_EXPERIMENT: Text("Autoriser un essai", "Allow an experiment"),
    Act.DECIDE_REFUSED: Text("Refuser", "Refuse"),
    Act.DECIDE_CLOSED: Text("Classer sans suite", "Close without further action"),
    Act.DEPLOY: Text("Mettre en service", "Put in service"),
    Act.START_REASSESSMENT: Text("Réexaminer", "Reassess"),
    Act.CONFIRM: Text("Confirmer la mise en service", "Confirm the service"),
    Act.SUSPEND: Text("Suspendre", "Suspend"),
    Act.RESUME: Text("Remettre en service", "Resume the service"),
    Act.WITHDRAW: Text("Retirer du service", "Withdraw from service"),
    Act.REOPEN: Text("Rouvrir", "Reopen"),
    Act.ARCHIVE: Text("Archiver", "Archive"),
}
"""The words of a button."""

ACTS_DONE: Mapping[Act, Text] = {
    Act.OPEN: Text("Dossier ouvert", "Dossier opened"),
    Act.ABANDON: Text("Projet abandonné", "Project abandoned"),
    Act.SUBMIT: Text("Dossier déposé", "Dossier submitted"),
    Act.TAKE_BACK: Text("Dossier repris pour être modifié", "Dossier taken back to be changed"),
    Act.TAKE_UP: Text("Instruction commencée", "Review begun"),
    Act.SEND_BACK: Text("Dossier renvoyé pour complément", "Dossier sent back to be completed"),
    Act.DECIDE_FAVOURABLE: Text("Décision favorable", "Decision in favour"),
    Act.DECIDE_WITH_RESERVATIONS: Text("Acceptation sous réserves", "Acceptance with reservations"),
    Act.DECIDE_EXPERIMENT: Text("Essai autorisé", "Experiment allowed"),
    Act.DECIDE_REFUSED: Text("Refus", "Refusal"),
    Act.DECIDE_CLOSED: Text("Dossier classé sans suite", "Dossier closed without further action"),
    Act.DEPLOY: Text("Mise en service", "Put in service"),
    Act.START_REASSESSMENT: Text("Réexamen commencé", "Reassessment begun"),
    Act.CONFIRM: Text("Service confirmé", "Service confirmed"),
    Act.SUSPEND: Text("Service suspendu", "Service suspended"),
    Act.RESUME: Text("Service repris", "Service resumed"),
    Act.WITHDRAW: Text("Retrait du service", "Withdrawn from service"),
    Act.REOPEN: Text("Dossier rouvert", "Dossier reopened"),
    Act.ARCHIVE: Text("Dossier archivé", "Dossier archived"),
}
"""The same acts once done, as the journal tells them."""
