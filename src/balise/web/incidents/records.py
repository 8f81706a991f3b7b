# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An incident as pages and the apps above know it: read once, that nobody can change."""

from dataclasses import dataclass
from datetime import date, datetime

from balise.core.incidents import AFFECTED_LABELS, NATURE_LABELS, STEP_LABELS, Affected, Nature, Step
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class StepRecord:
    """Something that was done about it."""

    step: Step
    text: str
    by: str
    at: datetime

    @property
    def label(self) -> str:
        """Return what it was, in words."""
        return STEP_LABELS[self.step].in_(current_language())


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """An incident, and where it stands."""

    id: int
    dossier_id: int
    number: str
    title: str
    nature: Nature
    happened_on: date
    text: str
    affected: Affected
    reported_by: str
    reported_at: datetime
    reported_on: date
    closed_on: date | None
    steps: tuple[StepRecord, ...] = ()
    """The oldest first; empty in lists, which do not show them."""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to answer it."""
        return self.closed_on is None

    @property
    def nature_label(self) -> str:
        """Return its nature in words."""
        return NATURE_LABELS[self.nature].in_(current_language())

    @property
    def affected_label(self) -> str:
        """Return whether people were affected, in words."""
        return AFFECTED_LABELS[self.affected].in_(current_language())


@dataclass(frozen=True, slots=True)
class Telling:
    """What somebody reports."""

    nature: Nature
    happened_on: date
    text: str
    affected: Affected
