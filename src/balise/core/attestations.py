# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an attestation of training says, and what the evidence of article 4 is made of: plain values to be laid out."""

from dataclasses import dataclass
from datetime import date

from balise.core.training import Audience, Coverage, Form, Validity


@dataclass(frozen=True, slots=True)
class AttestationWords:
    """An attestation, as its PDF says it."""

    name: str
    authority: str
    training: str
    audience: Audience
    content: tuple[str, ...]
    hours: str
    """Empty when they were not counted."""
    provider: str
    """Empty when it is the authority itself."""
    reference: str
    followed_on: date
    issued_on: date
    expires_on: date | None
    code: str
    address: str
    """Where anybody checks it."""
    validity: Validity


@dataclass(frozen=True, slots=True)
class Measure:
    """A session that took place."""

    title: str
    audience: Audience
    form: Form
    on: date
    hours: str
    provider: str
    present: int | None
    """None when hidden."""
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LiteracyEvidence:
    """What an authority shows of article 4: measures fitted to roles, and how many people they reached."""

    authority: str
    first: date
    last: date
    measures: tuple[Measure, ...]
    planned: tuple[tuple[str, Audience, tuple[str, ...]], ...]
    """The trainings that are offered: title, audience, content."""
    coverage: Coverage
    attestations: int | None
    """Those of the sessions; None under five, as the next one."""
    outside: int | None
