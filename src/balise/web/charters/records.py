# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Drafts, consultations and votes as pages and the other apps know them: read once, that nobody can change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from balise.core.consultations import Group, Moment, Window
from balise.web.journal.operations import Subject


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """A charter being written."""

    id: int
    authority_id: int
    title: str
    framework: str
    origin: str
    extends: str
    files: Mapping[str, str]
    revision: int
    updated_at: datetime
    by: str
    abandoned_at: datetime | None
    version: str = ""
    """The reference of the version that a vote made of it."""

    @property
    def is_open(self) -> bool:
        """Tell whether it may still be written."""
        return not self.version and self.abandoned_at is None

    @property
    def subject(self) -> Subject:
        """Return the draft as the journal names it."""
        return Subject("charter_draft", str(self.id), self.title)


@dataclass(frozen=True, slots=True)
class VoteRecord:
    """The deliberation that made a version."""

    version: str
    draft_id: int
    body: str
    on: date
    number: str
    votes_for: int | None
    votes_against: int | None
    abstained: int | None
    address: str


@dataclass(frozen=True, slots=True)
class ConsultationRecord:
    """A consultation."""

    id: int
    authority_id: int
    title: str
    presentation: str
    groups: tuple[Group, ...]
    window: Window
    platform: str
    documents: tuple[tuple[str, str], ...]
    synthesis: str
    synthesis_at: datetime | None
    draft_id: int | None
    draft_title: str
    consulted: Mapping[str, str] | None
    dossier_id: int | None
    dossier_number: str
    dossier_title: str

    @property
    def subject(self) -> Subject:
        """Return the consultation as the journal names it."""
        return Subject("consultation", str(self.id), self.title)

    @property
    def about(self) -> str:
        """Return the title of what it is about."""
        return self.draft_title or self.dossier_title

    @property
    def is_public(self) -> bool:
        """Tell whether residents are asked."""
        return Group.RESIDENTS in self.groups

    def moment(self, on: date) -> Moment:
        """Tell whether contributions are taken that day."""
        return self.window.moment(on)


@dataclass(frozen=True, slots=True)
class ContributionRecord:
    """What somebody said, in the name of a group; who it was is kept for those who answer alone."""

    id: int
    group: Group
    text: str
    at: datetime
    state: str
    why_aside: str
    answer: str
    answered_at: datetime | None
