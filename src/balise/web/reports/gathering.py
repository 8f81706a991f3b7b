# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a year was, gathered from the apps that know it, each through its own door.

Only what had happened by the end of the last day counts, whatever happened since: states are those that the journal had
written, verdicts those that acts had kept. What is not dated (the unit of a dossier, where a model is hosted) is told
as it is on the day of the freeze; the report says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from balise.core.annual.record import (
    FACTS,
    AuthorityFacts,
    CharterFacts,
    CommitmentFacts,
    DecisionTaken,
    DossierYear,
    ExceptionTaken,
    Fact,
    IncidentReported,
    MeasuredUsage,
    OpinionTaken,
    OutsideLine,
    OutsideStanding,
    QuestionAsked,
    ReservationTaken,
    Service,
    TrainingLine,
    UsageLine,
    YearPeriod,
    YearRecord,
)
from balise.core.language import Language, Text
from balise.core.notice_coverage import Announcement, announcement, to_users
from balise.core.notices import Channel
from balise.core.states import IN_SERVICE, State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import typed_answers
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.assessments.queries.kept_verdicts import KeptVerdict, last_verdicts
from balise.web.deployments.queries.usage import UnreadUsage
from balise.web.deployments.queries.year import ModelFacts, exits_proven, model_facts, year_usage
from balise.web.governance.queries.instruction import instruction_of
from balise.web.governance.records import Instruction
from balise.web.incidents.queries.incidents import reported_between
from balise.web.journal.queries import search_entries
from balise.web.literacy.queries.coverage import coverage_of
from balise.web.measures.reconciling import outside_between
from balise.web.organisations.frameworks import bank_of, framework_of, kept_versions
from balise.web.organisations.members import Place
from balise.web.organisations.queries import lead_history
from balise.web.organisations.queries.settings import settings_of
from balise.web.reports.periods import end_of
from balise.web.transparency.notice_board import needs_of
from balise.web.transparency.queries.by_then import asked_by, channels_shown_by, published_by, unused_channels_by
from balise.web.transparency.queries.unused_channels import Unused


@dataclass(frozen=True, slots=True)
class Gathered:
    """The record of a year, and what could not be read for it."""

    record: YearRecord
    usage_unread: str = ""


@dataclass(slots=True)
class _Course:
    """What the journal says of one dossier until the end."""

    state: State | None = None
    began: State | None = None
    submitted_on: date | None = None
    regularised_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """All that was read once for every dossier of an authority."""

    period: YearPeriod
    charter: str
    """The id of the charter, empty when there was none."""
    courses: Mapping[int, _Course]
    verdicts: Mapping[int, tuple[KeptVerdict, ...]]
    shown: Mapping[int, frozenset[Channel]]
    unused: Mapping[int, tuple[Unused, ...]]
    published: Mapping[int, date]
    exits: Mapping[int, date | None]


def gather(place: Place, period: YearPeriod) -> Gathered:
    """Return what the year of an authority was, without what people add to it (promises kept, reports before)."""
    until = end_of(period)
    charter = _charter(place.id, until)
    known = _Known(
        period,
        "" if charter is None else charter.reference.partition("@")[0],
        _courses(place.id, until),
        last_verdicts(place.id, until),
        channels_shown_by(place.id, until),
        unused_channels_by(place.id, until),
        published_by(place.id, until),
        exits_proven(place.id, until),
    )
    files = (file for file in dossiers_in_states(State, place.id) if file.created_at < until)
    usage, unread = _usage(place.slug, period, charter)
    said = settings_of(place.id)
    record = YearRecord(
        period=period,
        authority=AuthorityFacts(place.slug, said.name, said.population, said.staff_count),
        charter=charter,
        dossiers=tuple(sorted((_dossier(file, known) for file in files), key=_order)),
        questions=tuple(QuestionAsked(each.on, each.answered_on) for each in asked_by(place.id, until)),
        usage=usage,
        outside=_outside(place, period),
        trainings=_trainings(place.id, period),
        incidents=_incidents(place.id, period),
    )
    return Gathered(record, unread)


def _outside(place: Place, period: YearPeriod) -> tuple[OutsideLine, ...] | None:
    seen = outside_between(place, f"{period.first_day:%Y-%m}", f"{period.last_day:%Y-%m}")
    if seen is None:
        return None
    standings = {True: OutsideStanding.APPROVED, False: OutsideStanding.NOT_APPROVED}
    return tuple(OutsideLine(each.name, standings[each.approved], each.requests) for each in seen)


def _trainings(authority_id: int, period: YearPeriod) -> tuple[TrainingLine, ...] | None:
    """Return how many were trained on the last day; None where no training was given nor anybody counted."""
    totals = coverage_of(authority_id, period.last_day).totals
    return tuple(TrainingLine(each.audience.value, each.trained, each.people) for each in totals) or None


def _incidents(authority_id: int, period: YearPeriod) -> tuple[IncidentReported, ...]:
    """Return the incidents that were reported in the year: their words, and whoever said them, stay where they are."""
    found = reported_between(authority_id, period.first_day, period.last_day)
    return tuple(IncidentReported(each.number, each.nature, each.on) for each in found)


def _order(dossier: DossierYear) -> tuple[str, date, str]:
    return dossier.number, dossier.opened_on, dossier.state.value


def _charter(authority_id: int, until: datetime) -> CharterFacts | None:
    """Return the charter that led when the year ended; in force since the authority first took one of that name."""
    history = [each for each in lead_history(authority_id) if each.since < until]
    if not history:
        return None
    last = history[-1]
    framework = framework_of(last.reference)
    same = [each.since for each in history if each.reference.partition("@")[0] == framework.id]
    return CharterFacts(
        last.reference,
        last.title,
        framework.digest,
        timezone.localtime(min(same)).date(),
        tuple(
            CommitmentFacts(each.id, each.number, each.title, each.scope, each.modality)
            for each in framework.commitments
        ),
    )


def _courses(authority_id: int, until: datetime) -> dict[int, _Course]:
    """Return what the journal says that each dossier went through: one reading of it, from the last entry back."""
    courses: dict[int, _Course] = {}
    for entry in search_entries(authority_id, beginning="dossier", until=until).all():
        if not entry.subject_id.isdigit():
            continue
        course = courses.setdefault(int(entry.subject_id), _Course())
        day = timezone.localtime(entry.at).date()
        to = entry.details.get("to")
        if to in set(State):
            course.state = course.state or State(to)
        if entry.act == "dossier.submitted":
            course.submitted_on = day
        elif entry.act == "dossier.declaration_opened":
            course.regularised_on = day
            course.state = course.state or State.DRAFT
        elif entry.act == "dossier.declared":
            course.began = State.DECLARED
    return courses


def _dossier(file: DossierFile, known: _Known) -> DossierYear:
    """Return a dossier as it stood; one never submitted says no more than that it existed."""
    course = known.courses.get(file.id, _Course())
    declared = course.began is State.DECLARED
    state = course.state or (State.DECLARED if declared else State.DRAFT)
    opened = timezone.localtime(file.created_at).date()
    if course.submitted_on is None:
        return DossierYear(state, opened, declared=declared, regularised_on=course.regularised_on)
    verdicts = known.verdicts.get(file.id, ())
    charter = next((each for each in verdicts if each.framework.partition("@")[0] == known.charter), None)
    answers = {} if not verdicts else verdicts[0].answers
    return DossierYear(
        state=state,
        opened_on=opened,
        number=file.number,
        unit=file.unit_name,
        declared=declared,
        regularised_on=course.regularised_on,
        submitted_on=course.submitted_on,
        published_on=known.published.get(file.id),
        review_on=_review(file, state, known.period),
        judged_on=None if charter is None else charter.on,
        results={} if charter is None else dict(charter.results),
        facts=dict(_facts(answers)),
        notices=_notices(file, state, answers, known),
        drilled=file.id in known.exits,
        exit_proved_until=known.exits.get(file.id),
        **_decided(instruction_of(file.id), known.period),
    )


def _review(file: DossierFile, state: State, period: YearPeriod) -> date | None:
    """Return the review date of a use in service, as far as it can be known: a later one has taken its place."""
    deployed = None if file.deployed_at is None else timezone.localtime(file.deployed_at).date()
    return file.review_on if state in IN_SERVICE and period.over_by(deployed) else None


def _facts(answers: Mapping[str, Any]) -> Iterable[tuple[str, Fact]]:
    for name in FACTS:
        value = answers.get(name)
        if value is not None:
            yield name, tuple(value) if isinstance(value, list) else value


def _notices(file: DossierFile, state: State, answers: Mapping[str, Any], known: _Known) -> Announcement | None:
    if state not in IN_SERVICE or not answers:
        return None
    as_then = replace(file, answers=typed_answers(answers, bank_of(file.references)))
    needs = needs_of(as_then, known.period.last_day, known.unused.get(file.id, ()))
    found = announcement(to_users(needs), known.shown.get(file.id, frozenset()))
    return None if found is Announcement.UNKNOWN else found


def _decided(instruction: Instruction, period: YearPeriod) -> dict[str, Any]:
    """Return what was decided about a dossier by the last day."""
    return {
        "decisions": tuple(
            DecisionTaken(each.act, each.on) for each in instruction.decisions if period.over_by(each.on)
        ),
        "services": tuple(
            Service(each.started_on, each.ended_on if period.over_by(each.ended_on) else None)
            for each in instruction.services
            if period.over_by(each.started_on)
        ),
        "exceptions": tuple(
            ExceptionTaken(
                each.criterion,
                each.granted_on,
                each.revoked_on if each.revoked_early and each.revoked_on is not None else each.expires_on,
            )
            for each in instruction.exceptions
            if period.over_by(each.granted_on)
        ),
        "reservations": tuple(
            ReservationTaken(
                each.criterion,
                each.set_on,
                each.due_on,
                each.done_on if period.over_by(each.done_on) else None,
                each.without_object and period.over_by(each.done_on),
            )
            for each in instruction.binding_reservations()
            if period.over_by(each.set_on)
        ),
        "opinions": tuple(
            OpinionTaken(each.body, each.value, each.given_on)
            for each in instruction.opinions
            if each.value is not None and each.given_on is not None and period.over_by(each.given_on)
        ),
    }


def _usage(slug: str, period: YearPeriod, charter: CharterFacts | None) -> tuple[MeasuredUsage | None, str]:
    """Return what the gateway measured, and why it could not be read; a gateway that saw nothing measured nothing."""
    found = year_usage(slug, f"{period.first_day:%Y-%m}", f"{period.last_day:%Y-%m}")
    if isinstance(found, UnreadUsage):
        return None, found.because
    if not found.totals:
        return None, ""
    facts, nothing = model_facts(), ModelFacts("", "", "")
    lines = tuple(
        UsageLine(
            deployment,
            model,
            (told := facts.get(model, nothing)).jurisdiction,
            told.hosting,
            told.licence,
            totals.calls,
            totals.served,
            totals.refused,
            totals.tokens_in + totals.tokens_out,
            totals.energy_min,
            totals.energy_max,
            totals.carbon_min,
            totals.carbon_max,
        )
        for (deployment, model), totals in sorted(found.totals.items())
    )
    refusals = dict(sorted(found.refusals.items()))
    return MeasuredUsage(lines, refusals, _cited(refusals, charter)), ""


def _cited(refusals: Iterable[str], charter: CharterFacts | None) -> dict[str, Text]:
    """Return the titles of the commitments of laws, and of charters left since, that refusals cite."""
    own = set() if charter is None else {each.id for each in charter.commitments}
    titles = ((each, _title_of(each)) for each in refusals if each and each not in own)
    return {each: title for each, title in titles if title is not None}


def _title_of(commitment: str) -> Text | None:
    for framework in kept_versions(commitment.partition(":")[0]):
        found = framework.commitments_by_id.get(commitment)
        if found is not None:
            french, english = (
                f"{framework.title.in_(language)}, {found.number}. {found.title.in_(language)}" for language in Language
            )
            return Text(french, english)
    return None
