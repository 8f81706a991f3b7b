# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The lists of dossiers: filtered, sorted, with what is late; from the columns that acts keep up to date.

Nothing is judged here: what a dossier came to is written on its row whenever an answer or an act changes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Concat, StrIndex
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balise.core.evaluation import Outcome
from balise.core.roles import Role
from balise.core.states import IN_SERVICE, STATES_SHOWN_ORDER, State
from balise.rendering.typography import date_in_words
from balise.web.assessments.contributions import lateness_of
from balise.web.assessments.models import Dossier, EvidenceFile
from balise.web.assessments.permissions import NOT_YET_SHOWN, READ_EVERY_DOSSIER
from balise.web.organisations.members import Member
from balise.web.ui.folding import folded
from balise.web.ui.languages import current_language


class Group(StrEnum):
    """The states of dossiers, gathered as a reader looks for them; the values stand in addresses."""

    PREPARING = "preparation"
    REVIEWED = "instruction"
    ACCEPTED = "acceptes"
    IN_USE = "service"
    OVER = "termines"


GROUPS: Mapping[Group, tuple[State, ...]] = {
    Group.PREPARING: (State.IDEA, State.DECLARED, State.DRAFT),
    Group.REVIEWED: (State.SUBMITTED, State.IN_REVIEW),
    Group.ACCEPTED: (State.EXPERIMENT, State.ACCEPTED_WITH_RESERVATIONS, State.ACCEPTED),
    Group.IN_USE: (State.DEPLOYED, State.UNDER_REASSESSMENT, State.SUSPENDED),
    Group.OVER: (State.REFUSED, State.CLOSED, State.WITHDRAWN, State.ARCHIVED),
}
"""Every state is in one group, and in one only."""


class Order(StrEnum):
    """How a list is sorted; the values stand in addresses."""

    WAITING_FIRST = "etape"
    LAST_CHANGED = "recents"
    GRAVEST = "gravite"
    NUMBER = "numero"
    TITLE = "titre"


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for in the list; by default, everything they may read."""

    group: Group | None = None
    outcome: Outcome | None = None
    unit_id: int | None = None
    mine: bool = False
    words: str = ""
    lead: str = ""
    """The reference of the leading charter."""
    late: bool = False
    order: Order = Order.WAITING_FIRST


@dataclass(frozen=True, slots=True)
class Line:
    """A dossier as a list shows it."""

    id: int
    number: str
    title: str
    state: State
    outcome: Outcome | None
    blocking: int
    correctable: int
    missing: int
    awaits_opinions_only: bool
    unit_name: str
    owner_name: str
    lead: str
    updated_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    deployed_at: datetime | None
    review_on: date | None
    shared: bool
    late: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The dossiers that match, not read yet, and what is late."""

    rows: QuerySet[Dossier]
    late: Mapping[int, tuple[str, ...]]

    def lines(self, rows: QuerySet[Dossier] | None = None) -> tuple[Line, ...]:
        """Return these rows, or all of them, as a list shows them; nothing else of them is read."""
        shown = (self.rows if rows is None else rows).values_list(*_SHOWN)
        return tuple(_line(values, self.late.get(values[0], ())) for values in shown)


def readable_rows(member: Member) -> QuerySet[Dossier]:
    """Return the dossiers that the person may read: the rule of ``permissions.may_read``, as the database reads it."""
    rows = Dossier.objects.filter(authority_id=member.authority.id)
    if member.holds(Role.REVIEWER):
        return rows
    own = Q(owner_id=member.user_id) | Q(unit_id__in=member.units)
    if member.holds(*READ_EVERY_DOSSIER):
        return rows.filter(own | ~Q(state__in=[state.value for state in NOT_YET_SHOWN]))
    return rows.filter(own)


def found(member: Member, sought: Sought, on: date) -> Found:
    """Return the dossiers that somebody looks for, among those they may read."""
    rows = readable_rows(member)
    if sought.group is not None:
        rows = rows.filter(state__in=[state.value for state in GROUPS[sought.group]])
    if sought.outcome is not None:
        rows = rows.filter(outcome=sought.outcome.value)
    if sought.unit_id is not None:
        rows = rows.filter(unit_id=sought.unit_id)
    if sought.mine:
        rows = rows.filter(owner_id=member.user_id)
    if sought.lead:
        rows = rows.filter(frameworks__0=sought.lead)
    late = late_dossiers(member.authority.id, on)
    if sought.late:
        rows = rows.filter(pk__in=list(late))
    if sought.words.strip():
        rows = rows.filter(pk__in=_matching(rows, sought.words))
    return Found(_sorted(rows, sought.order), late)


def any_dossier(member: Member) -> bool:
    """Tell whether there is at least one dossier that the person may read."""
    return readable_rows(member).exists()


def lead_references(member: Member) -> tuple[str, ...]:
    """Return the charters to which the dossiers that the person may read are pinned."""
    pinned = readable_rows(member).order_by().values_list("frameworks", flat=True).distinct()
    return tuple(sorted({str(references[0]) for references in pinned}))


def late_dossiers(authority_id: int, on: date) -> dict[int, tuple[str, ...]]:
    """Return what is late in an authority, in sentences, by dossier: reviews, documents, and what others add."""
    late: dict[int, tuple[str, ...]] = {}
    for dossier_id, sentence in (*_late_reviews(authority_id, on), *_expired(authority_id, on)):
        late[dossier_id] = (*late.get(dossier_id, ()), sentence)
    for dossier_id, sentences in lateness_of(authority_id, on).items():
        late[dossier_id] = (*late.get(dossier_id, ()), *sentences)
    return late


def _late_reviews(authority_id: int, on: date) -> Iterable[tuple[int, str]]:
    states = [state.value for state in (*IN_SERVICE, State.SUSPENDED)]
    rows = Dossier.objects.filter(authority_id=authority_id, state__in=states, review_on__lte=on)
    for dossier_id, day in rows.values_list("pk", "review_on"):
        if day is not None:
            yield dossier_id, _("Revue à faire depuis le %(day)s") % {"day": date_in_words(day, current_language())}


def _expired(authority_id: int, on: date) -> Iterable[tuple[int, str]]:
    over = [state.value for state in GROUPS[Group.OVER]]
    pieces = EvidenceFile.objects.filter(dossier__authority_id=authority_id, removed_at=None, expires_on__lte=on)
    counts = pieces.exclude(dossier__state__in=over).order_by().values_list("dossier").annotate(Count("pk"))
    for dossier_id, count in counts:
        yield dossier_id, ngettext("%(count)d pièce périmée", "%(count)d pièces périmées", count) % {"count": count}


_RANK = StrIndex(
    Value(f",{','.join(state.value for state in STATES_SHOWN_ORDER)},"), Concat(Value(","), "state", Value(","))
)
"""Where a state stands among all, in the order shown: much less to put in words, at each page, than a case a state."""


def _sorted(rows: QuerySet[Dossier], order: Order) -> "QuerySet[Dossier]":
    match order:
        case Order.WAITING_FIRST:
            return rows.order_by(_RANK, "-updated_at", "-pk")
        case Order.LAST_CHANGED:
            return rows.order_by("-updated_at", "-pk")
        case Order.GRAVEST:
            return rows.order_by("-blocking", "-correctable", "-missing", "-updated_at", "-pk")
        case Order.NUMBER:
            return rows.order_by("-created_at", "-pk")
        case Order.TITLE:
            return rows.order_by("title", "pk")


def _matching(rows: QuerySet[Dossier], words: str) -> list[int]:
    """Return the dossiers whose number, title, unit or owner holds every word.

    Accents and capitals do not count, on any engine: the words are compared here, for databases disagree about them.
    """
    wanted = folded(words).split()
    texts = rows.order_by().values_list("pk", "number", "title", "unit__name", "owner__name")
    return [
        pk for pk, *parts in texts if all(word in folded(" ".join(part or "" for part in parts)) for word in wanted)
    ]


_SHOWN = (
    "pk",
    "number",
    "title",
    "state",
    "outcome",
    "blocking",
    "correctable",
    "missing",
    "awaits_opinions_only",
    "unit__name",
    "owner__name",
    "frameworks",
    "updated_at",
    "submitted_at",
    "decided_at",
    "deployed_at",
    "review_on",
    "shared",
)
"""What ``Line`` is made of, in its order."""


def _line(values: Sequence[Any], late: tuple[str, ...]) -> Line:
    row = dict(zip(_SHOWN, values, strict=True))
    return Line(
        id=row["pk"],
        number=row["number"],
        title=row["title"],
        state=State(row["state"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        blocking=row["blocking"],
        correctable=row["correctable"],
        missing=row["missing"],
        awaits_opinions_only=row["awaits_opinions_only"],
        unit_name=row["unit__name"] or "",
        owner_name=row["owner__name"],
        lead=row["frameworks"][0],
        updated_at=row["updated_at"],
        submitted_at=row["submitted_at"],
        decided_at=row["decided_at"],
        deployed_at=row["deployed_at"],
        review_on=row["review_on"],
        shared=row["shared"],
        late=late,
    )
