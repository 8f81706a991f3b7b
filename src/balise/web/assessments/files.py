# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A dossier as the other apps and the pages know it: everything said of it, read once, that nobody can change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier, Evidence
from balise.core.evaluation import Outcome
from balise.core.states import State
from balise.web.journal.operations import Subject
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class Established:
    """An answer that an act of the site established: nobody types it, and it prevails over what was typed."""

    value: AnswerValue
    origin: str
    """``tool:12``, ``opinion:3``: what established it."""


@dataclass(frozen=True, slots=True)
class DossierFile:
    """One dossier: its answers, where it stands, and what it came to when it was last judged."""

    id: int
    authority_id: int
    authority_name: str
    number: str
    title: str
    state: State
    owner_id: int
    owner_name: str
    unit_id: int | None
    unit_name: str
    tool_id: int | None
    references: tuple[str, ...]
    """The frameworks to which it is pinned, the leading charter first."""
    own_answers: Mapping[str, AnswerValue]
    """What people typed."""
    established: Mapping[str, Established]
    answers: Mapping[str, AnswerValue]
    """What is judged: the answers typed, then over them those that are established."""
    revision: int
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None = None
    submitted_by_id: int | None = None
    """Whoever submitted it last, whom nothing hinders from being a reviewer too."""
    decided_at: datetime | None = None
    deployed_at: datetime | None = None
    review_on: date | None = None
    shared: bool = False
    origin: str = ""
    imported_from: str = ""
    """The address of the entry of another register that it began with."""
    outcome: Outcome | None = None
    """Under the leading charter; None before it was ever judged."""
    blocking: int = 0
    """How many blocking commitments are not kept."""
    correctable: int = 0
    """How many commitments to correct are not kept."""
    missing: int = 0
    """How many answers a finding that counts waits for."""
    evidence: tuple[Evidence, ...] = field(default=())

    @property
    def lead(self) -> str:
        """Return the reference of the leading charter."""
        return self.references[0]

    @property
    def subject(self) -> Subject:
        """Return the dossier as the journal names it."""
        return Subject("dossier", str(self.id), self.title)

    @property
    def core(self) -> Dossier:
        """Return the dossier as the rules read it."""
        return Dossier(self.number, self.title, self.authority_name, self.lead, dict(self.answers), self.evidence)

    def is_owner(self, member: Member) -> bool:
        """Tell whether the person filed the dossier."""
        return member.authority.id == self.authority_id and member.user_id == self.owner_id
