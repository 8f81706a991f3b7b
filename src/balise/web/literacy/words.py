# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the templates of trainings are given: words in the language of the reader, beside the records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from balise.core.training import AUDIENCE_LABELS, FORM_LABELS, VALIDITY_LABELS, Validity
from balise.rendering.typography import capitalised
from balise.web.literacy.records import AttestationCard, Path, SessionLine
from balise.web.ui.languages import current_language

_TONES = {Validity.VALID: "ok", Validity.EXPIRED: "fix", Validity.WITHDRAWN: "stop"}


@dataclass(frozen=True, slots=True)
class ShownPath:
    """A training and for whom it is."""

    path: Path
    audience: str


@dataclass(frozen=True, slots=True)
class ShownSession:
    """A session, how it is held, for whom, and whether one may still register."""

    session: SessionLine
    audience: str
    form: str
    over: bool
    begun: bool


@dataclass(frozen=True, slots=True)
class ShownAttestation:
    """An attestation and what it is worth."""

    card: AttestationCard
    audience: str
    worth: str
    tone: str


def shown_path(path: Path) -> ShownPath:
    """Return a training with its words."""
    return ShownPath(path, AUDIENCE_LABELS[path.audience].in_(current_language()))


def shown_session(session: SessionLine, at: datetime) -> ShownSession:
    """Return a session with its words."""
    language = current_language()
    return ShownSession(
        session,
        AUDIENCE_LABELS[session.path.audience].in_(language),
        FORM_LABELS[session.form].in_(language),
        over=session.ends_at <= at,
        begun=session.starts_at <= at,
    )


def shown_sessions(sessions: Iterable[SessionLine], at: datetime) -> list[ShownSession]:
    """Return sessions with their words."""
    return [shown_session(each, at) for each in sessions]


def shown_attestation(card: AttestationCard) -> ShownAttestation:
    """Return an attestation with its words."""
    language = current_language()
    return ShownAttestation(
        card,
        AUDIENCE_LABELS[card.audience].in_(language),
        capitalised(VALIDITY_LABELS[card.validity].in_(language)),
        _TONES[card.validity],
    )
