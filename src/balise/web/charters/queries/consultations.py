# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Consultations, what was said in them, and how many were held in a year."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from balise.core.consultations import Group, Window, in_order
from balise.web.charters.models import Consultation, Contribution
from balise.web.charters.records import ConsultationRecord, ContributionRecord
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Held:
    """How many consultations ended in a year, and how many of them asked the staff committee."""

    all: int
    staff_committee: int
    numbers: tuple[int, ...]
    """The consultations counted: the rows of the figure."""


def consultations_of(authority_id: int, draft_id: int | None = None) -> tuple[ConsultationRecord, ...]:
    """Return the consultations of an authority, or those on one draft, the last to end first."""
    rows = _rows().filter(authority_id=authority_id)
    if draft_id is not None:
        rows = rows.filter(draft_id=draft_id)
    return tuple(to_record(row) for row in rows)


def consultations_on(dossier_id: int) -> tuple[ConsultationRecord, ...]:
    """Return the consultations on a dossier, the last to end first."""
    return tuple(to_record(row) for row in _rows().filter(dossier_id=dossier_id))


def consultation_of(authority_id: int, consultation_id: int) -> ConsultationRecord:
    """Return one consultation.

    Raises:
        RefusedError: the authority holds none of that number (404).
    """
    row = _rows().filter(authority_id=authority_id, pk=consultation_id).first()
    if row is None:
        raise RefusedError(_("Cette concertation n’existe pas."), status=404)
    return to_record(row)


def open_to_contribute(authority_id: int, user_id: int, on: date) -> tuple[ConsultationRecord, ...]:
    """Return the consultations that run on a day and in which a person has not contributed, the first to end first."""
    rows = _rows().filter(authority_id=authority_id, opens_on__lte=on, closes_on__gte=on, ended_on=None)
    spoken = Contribution.objects.filter(by_id=user_id).values("consultation_id")
    return tuple(to_record(row) for row in rows.exclude(pk__in=spoken).order_by("closes_on", "pk"))


def public_consultations(authority_id: int) -> tuple[ConsultationRecord, ...]:
    """Return the consultations in which residents are asked, the last to end first."""
    return tuple(each for each in consultations_of(authority_id) if each.is_public)


def public_consultation(authority_id: int, consultation_id: int) -> ConsultationRecord:
    """Return a consultation in which residents are asked.

    Raises:
        RefusedError: there is none of that number (404).
    """
    found = consultation_of(authority_id, consultation_id)
    if not found.is_public:
        raise RefusedError(_("Cette concertation n’existe pas."), status=404)
    return found


def contributions_to(
    consultation_id: int, *, shown_only: bool = True, group: Group | None = None
) -> tuple[ContributionRecord, ...]:
    """Return what was said in a consultation, the last first; all of it for those who moderate."""
    rows = Contribution.objects.filter(consultation_id=consultation_id).order_by("-at", "-pk")
    if shown_only:
        rows = rows.filter(state=Contribution.State.SHOWN)
    if group is not None:
        rows = rows.filter(group=group.value)
    return tuple(to_contribution(row) for row in rows)


def contribution_of(consultation_id: int, contribution_id: int) -> ContributionRecord:
    """Return one contribution.

    Raises:
        RefusedError: the consultation has none of that number (404).
    """
    row = Contribution.objects.filter(consultation_id=consultation_id, pk=contribution_id).first()
    if row is None:
        raise RefusedError(_("Cette contribution n’existe pas."), status=404)
    return to_contribution(row)


def who_was_consulted(draft_id: int, before: date) -> tuple[Group, ...]:
    """Return the groups that could speak of a draft by a day, that of the vote: later, nobody is consulted on it."""
    rows = Consultation.objects.filter(draft_id=draft_id, opens_on__lte=before).values_list("groups", flat=True)
    return in_order(frozenset(Group(group) for groups in rows for group in groups))


def consultations_held(authority_id: int, year: int) -> Held:
    """Return the consultations that ended in a year: a year counts what it has finished."""
    ended = Consultation.objects.annotate(over_on=Coalesce("ended_on", "closes_on"))
    rows = ended.filter(authority_id=authority_id, over_on__year=year).order_by("pk")
    found = list(rows.values_list("pk", "groups"))
    asked = sum(Group.STAFF_COMMITTEE.value in groups for _number, groups in found)
    return Held(len(found), asked, tuple(number for number, _groups in found))


def to_record(row: Consultation) -> ConsultationRecord:
    """Return a row as the rest of the site knows it."""
    return ConsultationRecord(
        id=row.pk,
        authority_id=row.authority_id,
        title=row.title,
        presentation=row.presentation,
        groups=in_order(frozenset(Group(group) for group in row.groups)),
        window=Window(row.opens_on, row.closes_on, row.ended_on),
        platform=row.platform,
        documents=tuple((each["title"], each["address"]) for each in row.documents),
        synthesis=row.synthesis,
        synthesis_at=row.synthesis_at,
        draft_id=row.draft_id,
        draft_title="" if row.draft is None else row.draft.title,
        consulted=row.consulted,
        dossier_id=row.dossier_id,
        dossier_number="" if row.dossier is None else row.dossier.number,
        dossier_title="" if row.dossier is None else row.dossier.title,
    )


def to_contribution(row: Contribution) -> ContributionRecord:
    """Return a row as the rest of the site knows it."""
    return ContributionRecord(
        id=row.pk,
        group=Group(row.group),
        text=row.text,
        at=row.at,
        state=row.state,
        why_aside=row.why_aside,
        answer=row.answer,
        answered_at=row.answered_at,
    )


def _rows() -> QuerySet[Consultation]:
    return Consultation.objects.select_related("draft", "dossier").order_by("-closes_on", "-pk")
