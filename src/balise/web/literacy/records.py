# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the pages of trainings are given: never a row."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from balise.core.training import Audience, Form, Standing, Validity


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a quiz."""

    text: str
    choices: tuple[str, ...]
    right: int
    """The place of the right choice."""


@dataclass(frozen=True, slots=True)
class Path:
    """A training."""

    id: int
    title: str
    audience: Audience
    content: tuple[str, ...]
    hours: Decimal | None
    validity_months: int | None
    quiz: tuple[Question, ...]
    pass_mark: int
    closed: bool


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as a list shows it."""

    id: int
    path: Path
    form: Form
    starts_at: datetime
    ends_at: datetime
    place: str
    provider: str
    seats: int | None
    seated: int
    waiting: int
    cancelled: bool
    cancelled_because: str
    changes: int
    mine: Standing | None = None
    """Whether whoever reads has a seat; None when they did not register."""
    i_passed: bool = False
    i_may_answer: bool = False
    """Whether the quiz is open to whoever reads: they have a seat, or were noted present."""

    @property
    def free(self) -> int | None:
        """Return how many seats are left; None when they are not counted."""
        return None if self.seats is None else max(0, self.seats - self.seated)

    @property
    def one_day(self) -> bool:
        """Whether it begins and ends on the same day."""
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who registered."""

    id: int
    user_id: int | None
    name: str
    email: str
    unit: str
    standing: Standing
    present: bool | None
    passed_quiz: bool
    code: str
    """Of the attestation that was issued; empty while there is none."""


@dataclass(frozen=True, slots=True)
class AttestationCard:
    """An attestation, as its page and its PDF say it."""

    id: int
    code: str
    authority: str
    name: str
    audience: Audience
    training: str
    content: tuple[str, ...]
    hours: Decimal | None
    provider: str
    reference: str
    followed_on: date
    issued_on: date
    expires_on: date | None
    validity: Validity
    withdrawn_because: str
