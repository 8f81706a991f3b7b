# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a year was, frozen: all that the figures of an annual report are computed from, and nothing else.

The record is public once the report is: whoever doubts a figure computes it again. So it names dossiers by their
numbers alone, holds no title, no motive and no name, and gives of a dossier the answers that a figure counts. What
nobody knows is None, which is not zero: the figures then say so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from balise.core.annual.figure import Figure
from balise.core.dates import add_months
from balise.core.evaluation import Result
from balise.core.frameworks import Modality, Scope
from balise.core.incidents import Nature
from balise.core.language import Text
from balise.core.notice_coverage import Announcement
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.states import Act, State

FORMAT = 1
"""Of the record: a later version of Balise knows what an older one wrote."""

MONTHS = 12

FACTS = (
    "audience",
    "interaction_mode",
    "policy_area",
    "embedded_in_software",
    "personal_data",
    "dpia",
    "ai_act_role",
    "annex_iii_areas",
    "fria",
    "individual_decisions",
    "crpa_rules_published",
    "staff_committee",
    "job_impact_assessed",
    "annual_cost",
    "energy_kwh_low",
    "energy_kwh_high",
    "hosting",
    "licence",
)
"""The answers that figures count: the others stay in the dossier."""

Fact = bool | int | float | str | tuple[str, ...]
"""Whole numbers stay whole: a record written and read again has the same digest."""


@dataclass(frozen=True, slots=True)
class YearPeriod:
    """Twelve whole months: usage is counted by month, and a review may follow the year of its charter."""

    first_day: date
    last_day: date

    @classmethod
    def ending(cls, year: int, month: int = MONTHS) -> "YearPeriod":
        """Return the twelve months that end with this one; the calendar year when no month is named."""
        first = add_months(date(year, month, 1), 1 - MONTHS)
        return cls(first, add_months(date(year, month, 1), 1) - timedelta(days=1))

    @property
    def year(self) -> int:
        """Return the year by which people name it: that of its last day."""
        return self.last_day.year

    @property
    def before(self) -> "YearPeriod":
        """Return the twelve months before."""
        return YearPeriod(add_months(self.first_day, -MONTHS), self.first_day - timedelta(days=1))

    @property
    def is_calendar_year(self) -> bool:
        """Tell whether it begins on 1 January."""
        return (self.first_day.month, self.first_day.day) == (1, 1)

    def holds(self, day: date | None) -> bool:
        """Tell whether a day is in it."""
        return day is not None and self.first_day <= day <= self.last_day

    def over_by(self, day: date | None) -> bool:
        """Tell whether something of that day had happened when it ended."""
        return day is not None and day <= self.last_day


@dataclass(frozen=True, slots=True)
class AuthorityFacts:
    """Whose report it is."""

    slug: str
    name: str
    population: int | None = None
    staff_count: int | None = None


@dataclass(frozen=True, slots=True)
class CommitmentFacts:
    """A commitment of the charter that judged the year."""

    id: str
    number: str
    title: Text
    scope: Scope
    modality: Modality


@dataclass(frozen=True, slots=True)
class CharterFacts:
    """The charter in force on the last day."""

    reference: str
    title: Text
    digest: str
    since: date
    commitments: tuple[CommitmentFacts, ...]


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A decision about a dossier."""

    act: Act
    on: date


@dataclass(frozen=True, slots=True)
class Service:
    """A stretch of time during which the tool served; no end when it still did on the last day."""

    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExceptionTaken:
    """Leave not to keep a criterion for a time."""

    criterion: str
    granted_on: date
    ends_on: date
    """The first day on which it no longer stands: its expiry, or the day it was revoked."""


@dataclass(frozen=True, slots=True)
class ReservationTaken:
    """Something to do by a day."""

    criterion: str
    set_on: date
    due_on: date
    done_on: date | None = None
    without_object: bool = False


@dataclass(frozen=True, slots=True)
class OpinionTaken:
    """An opinion that a body gave."""

    body: OpinionBody
    value: OpinionValue
    on: date


@dataclass(frozen=True, slots=True)
class DossierYear:
    """One dossier, as it stood on the last day of the year; of one never submitted, only that it existed."""

    state: State
    opened_on: date
    number: str = ""
    """Empty when it was never submitted: nobody is told of a sketch."""
    unit: str = ""
    declared: bool = False
    """It began as the declaration of a use that served without a dossier."""
    regularised_on: date | None = None
    """The first day on which a declared use was opened as a dossier."""
    submitted_on: date | None = None
    """For the first time."""
    published_on: date | None = None
    """For the first time, at the public register; None too when it has been withdrawn from it."""
    review_on: date | None = None
    judged_on: date | None = None
    """The day of the verdict from which what follows is taken: the last that an act kept."""
    results: Mapping[str, Result] = field(default_factory=dict)
    """The result of every criterion of the charter."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    decisions: tuple[DecisionTaken, ...] = ()
    services: tuple[Service, ...] = ()
    exceptions: tuple[ExceptionTaken, ...] = ()
    reservations: tuple[ReservationTaken, ...] = ()
    opinions: tuple[OpinionTaken, ...] = ()
    notices: Announcement | None = None
    """Whether people were told of it, on the last day; None when nothing lets one say."""
    drilled: bool = False
    """An exit drill was filed by the last day."""
    exit_proved_until: date | None = None
    """The last day on which the last conclusive drill counts as proof."""


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question or a contest that came from the public."""

    asked_on: date
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class UsageLine:
    """What went through the gateway for one deployment and one model; amounts as the journal keeps them."""

    deployment: str
    model: str
    jurisdiction: str = ""
    """Empty, as the next two, when the model is no longer known: a category of its own."""
    hosting: str = ""
    licence: str = ""
    calls: int = 0
    served: int = 0
    refused: int = 0
    tokens: int = 0
    energy_min: int = 0
    """µWh."""
    energy_max: int = 0
    carbon_min: int = 0
    """µg of CO₂ equivalent."""
    carbon_max: int = 0


@dataclass(frozen=True, slots=True)
class MeasuredUsage:
    """The usage that the gateway measured in the year; an authority whose gateway served nothing has no line."""

    lines: tuple[UsageLine, ...] = ()
    refusals: Mapping[str, int] = field(default_factory=dict)
    """How many calls were refused in the name of each commitment."""
    cited: Mapping[str, Text] = field(default_factory=dict)
    """What those that are not of the charter are called: the law, and its article."""
    method: str = ""
    """Of the footprint."""


class OutsideStanding(StrEnum):
    """What the authority says of a service seen from outside the gateway."""

    APPROVED = "approved"
    NOT_APPROVED = "not_approved"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OutsideLine:
    """A service of AI seen in the logs of the house, aggregated: no address and no person is behind it."""

    service: str
    standing: OutsideStanding
    requests: int


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """How many people of an audience hold a training that counts on the last day; None where too few to be told."""

    audience: str
    trained: int | None
    people: int | None = None


@dataclass(frozen=True, slots=True)
class IncidentReported:
    """An incident as the public may know of it: which dossier, of which nature, reported when; nothing of its words."""

    number: str
    nature: Nature
    reported_on: date


class Kept(StrEnum):
    """What became of something that was promised."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Pledge:
    """What the report of last year promised for this one, and what became of it."""

    text: str
    kept: Kept = Kept.UNKNOWN


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report of this authority that the public could read when the year was frozen."""

    first_day: date
    last_day: date
    published_on: date


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """The report before this one, as it was published: what this one is compared with."""

    first_day: date
    last_day: date
    digest: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class YearRecord:
    """All that a report is computed from."""

    period: YearPeriod
    authority: AuthorityFacts
    charter: CharterFacts | None
    dossiers: tuple[DossierYear, ...] = ()
    questions: tuple[QuestionAsked, ...] = ()
    usage: MeasuredUsage | None = None
    outside: tuple[OutsideLine, ...] | None = None
    trainings: tuple[TrainingLine, ...] | None = None
    incidents: tuple[IncidentReported, ...] | None = None
    """None in the reports that were frozen before there was a register of them."""
    pledges: tuple[Pledge, ...] | None = None
    """None when no report came before: nothing was promised."""
    published: tuple[PublishedReport, ...] = ()
    previous: PreviousYear | None = None
    format: int = FORMAT

    @property
    def filed(self) -> tuple[DossierYear, ...]:
        """Return the dossiers that were submitted by the last day."""
        return tuple(each for each in self.dossiers if self.period.over_by(each.submitted_on))
