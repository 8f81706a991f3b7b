# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The entry of the public register: what an authority tells everybody of one use of AI.

An entry is not a view of the dossier: it is what somebody published, on a day, and each publication is a new edition.
What is internal (who carries the dossier, opinions, motives, evidence, comments) has no place in the type, so that no
page and no file can let it out. Fields are the questions of the bank that residents may read, in the order in which
they would ask them: one vocabulary for the form, the page, the open data and the registers of other countries.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Outcome, Result
from balise.core.notices import Channel
from balise.core.states import State


class PublicStatus(StrEnum):
    """Where a use stands, for whoever is not of the house."""

    DECLARED = "declared"
    UNDER_REVIEW = "under_review"
    ACCEPTED = "accepted"
    TRIAL = "trial"
    IN_SERVICE = "in_service"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    GIVEN_UP = "given_up"


STATUS_OF: Mapping[State, PublicStatus] = {
    State.DECLARED: PublicStatus.DECLARED,
    State.SUBMITTED: PublicStatus.UNDER_REVIEW,
    State.IN_REVIEW: PublicStatus.UNDER_REVIEW,
    State.ACCEPTED: PublicStatus.ACCEPTED,
    State.ACCEPTED_WITH_RESERVATIONS: PublicStatus.ACCEPTED,
    State.EXPERIMENT: PublicStatus.ACCEPTED,
    State.DEPLOYED: PublicStatus.IN_SERVICE,
    State.UNDER_REASSESSMENT: PublicStatus.IN_SERVICE,
    State.SUSPENDED: PublicStatus.SUSPENDED,
    State.WITHDRAWN: PublicStatus.WITHDRAWN,
    State.ARCHIVED: PublicStatus.WITHDRAWN,
    State.REFUSED: PublicStatus.REFUSED,
    State.CLOSED: PublicStatus.GIVEN_UP,
}
"""How the public reads a state; an idea and a draft have none: nobody is judged on a sketch."""


SERVING = frozenset({PublicStatus.IN_SERVICE, PublicStatus.TRIAL})
"""The use serves."""

UNDER_WAY = SERVING | {PublicStatus.SUSPENDED}
"""The use serves, or has served and may again: people are still owed what was to be told of it."""

OVER = frozenset({PublicStatus.WITHDRAWN, PublicStatus.REFUSED, PublicStatus.GIVEN_UP})
"""Nothing is to come of it: no review, no notice."""


class Part(StrEnum):
    """A part of the page of an entry, in the order in which a resident asks."""

    PURPOSE = "purpose"
    PEOPLE = "people"
    DECISION = "decision"
    DATA = "data"
    TOOL = "tool"
    SOVEREIGNTY = "sovereignty"
    RISKS = "risks"
    STAFF = "staff"
    ACCESS = "access"
    ENVIRONMENT = "environment"
    MONEY = "money"


PUBLIC_QUESTIONS: Mapping[Part, tuple[str, ...]] = {
    Part.PURPOSE: ("purpose", "use_types", "policy_area", "alternatives_considered", "expected_benefit"),
    Part.PEOPLE: (
        "audience",
        "interaction_mode",
        "people_per_year",
        "vulnerable_groups",
        "users_informed",
        "notice_channels",
        "non_ai_path",
        "refusal_without_loss",
    ),
    Part.DECISION: (
        "individual_decisions",
        "automation_level",
        "decisions_per_year",
        "human_review",
        "override_possible",
        "appeal_path",
        "crpa_mention",
        "crpa_explanation_ready",
        "crpa_rules_published",
    ),
    Part.DATA: (
        "data_sources",
        "personal_data",
        "data_class",
        "special_categories",
        "children_data",
        "legal_basis",
        "art30_entry",
        "dpia",
        "retention_defined",
        "reuse_for_training",
        "transfers_outside_eu",
    ),
    Part.TOOL: (
        "technique",
        "self_learning",
        "models_used",
        "licence",
        "developed_by",
        "embedded_in_software",
        "host_software",
        "vendor",
    ),
    Part.SOVEREIGNTY: (
        "vendor_country",
        "hosting",
        "extraterritorial_exposure",
        "export_format",
        "exit_plan",
        "substitute_identified",
        "exit_drill_on",
    ),
    Part.RISKS: ("ai_act_role", "annex_iii_areas", "fria", "risks_assessed", "bias_tests", "incident_procedure"),
    Part.STAFF: ("training_done", "staff_committee", "staff_free_to_refuse"),
    Part.ACCESS: ("rgaa_level", "plain_language"),
    Part.ENVIRONMENT: (
        "requests_per_year",
        "energy_kwh_low",
        "energy_kwh_high",
        "co2_kg_low",
        "co2_kg_high",
        "smallest_model_justified",
    ),
    Part.MONEY: ("annual_cost",),
}
"""What residents may read, part by part. What is not named here never leaves the dossier."""

PUBLIC = frozenset(question for questions in PUBLIC_QUESTIONS.values() for question in questions)


@dataclass(frozen=True, slots=True)
class PublicAuthority:
    """Who publishes."""

    slug: str
    name: str
    kind: str
    siren: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PublicFinding:
    """What was found of one commitment of the charter, when the entry was published."""

    commitment: str
    """Its identifier: ``lyon-2025:2``."""
    title: str
    result: Result
    excepted: bool = False
    """Not kept, and a dated exception covers it: said aloud."""


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """What was decided, and by whom."""

    words: str
    on: date
    deciding_authority: str
    reason: str = ""
    """What the authority tells the public of its reason; never the motive written for the file."""


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """The notice that people read on one channel."""

    channel: Channel
    text: str
    shown_since: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One edition of an entry: all that the public may know of a use, frozen the day it was published."""

    id: str
    """Permanent, the same in every edition: what a letter or a QR code leads to."""
    edition: int
    authority: PublicAuthority
    title: str
    summary: str
    status: PublicStatus
    published_on: date
    """The day of this edition."""
    first_published_on: date
    unit: str = ""
    contact: str = ""
    in_service_on: date | None = None
    ended_on: date | None = None
    review_on: date | None = None
    answers: Mapping[str, AnswerValue] = field(default_factory=dict)
    """By question; only those of ``PUBLIC``."""
    charter: str = ""
    """The reference of the framework by which it was judged: ``lyon-2025@1.0.0``."""
    charter_title: str = ""
    outcome: Outcome | None = None
    findings: tuple[PublicFinding, ...] = ()
    decision: PublicDecision | None = None
    notices: tuple[PublicNotice, ...] = ()
    missing_notices: tuple[Channel, ...] = ()
    """Where people outside the house must be told of a use under way, and were not the day of this edition."""
    tool: str = ""
    """The name of the tool, as the catalogue has it."""
    change: str = ""
    """What this edition changes, in the words of whoever published it."""
    imported_from: str = ""
    """The address of the entry of another register that it began with."""

    def __post_init__(self) -> None:
        """Refuse an answer that residents may not read: what is internal has no place here."""
        if internal := self.answers.keys() - PUBLIC:
            raise ValueError(f"Not for the public: {', '.join(sorted(internal))}")

    def shown_until(self, notice: PublicNotice) -> date | None:
        """Return when a notice ended with its use; None while the use may serve, or when nobody knows."""
        if self.status is not PublicStatus.WITHDRAWN or self.ended_on is None:
            return None
        return None if notice.shown_since is not None and notice.shown_since > self.ended_on else self.ended_on

    def next_review(self) -> date | None:
        """Return when the use is looked at again; None when nothing is to come of it, whatever was planned."""
        return None if self.status in OVER else self.review_on

    def is_review_late(self, on: date) -> bool:
        """Tell whether a review is still awaited whose day is past: it is announced to nobody as to come."""
        planned = self.next_review()
        return planned is not None and planned < on


def public_answers(answers: Mapping[str, AnswerValue]) -> dict[str, AnswerValue]:
    """Return the answers that residents may read, in the order of the page."""
    return {name: answers[name] for names in PUBLIC_QUESTIONS.values() for name in names if name in answers}


def public_status(state: State, answers: Mapping[str, AnswerValue]) -> PublicStatus | None:
    """Return how the public reads where a dossier stands; None when it is not to be published yet."""
    status = STATUS_OF.get(state)
    if status is PublicStatus.IN_SERVICE and answers.get("project_status") == "pilot":
        return PublicStatus.TRIAL
    return status
