# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the home page of an authority tells a person: what waits for them, what is late, what was decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from balise.core.roles import Role
from balise.core.states import ACTS_DONE, Act, State
from balise.web.assessments.permissions import READ_EVERY_DOSSIER
from balise.web.assessments.queries.lists import (
    GROUPS,
    Found,
    Group,
    Line,
    late_dossiers,
    readable_rows,
)
from balise.web.governance.models import Decision
from balise.web.governance.queries.follow_up import DueLine, Kind, due_lines
from balise.web.organisations.members import Member
from balise.web.ui.languages import current_language

_SHOWN = (Kind.OPINION, Kind.RESERVATION, Kind.EXCEPTION)
"""What has a section of its own; the rest that is late is told beside each dossier."""

MOST_SHOWN = 6
"""A home page that lists everything is a list: the rest is one link away."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision, as a councillor reads it."""

    number: str
    title: str
    act: Act
    words: str
    deciding_authority: str
    motive: str
    on: date


@dataclass(frozen=True, slots=True)
class Home:
    """Everything on the page."""

    opinions: tuple[DueLine, ...]
    to_review: tuple[Line, ...]
    to_do: tuple[DueLine, ...]
    drafts: tuple[Line, ...]
    late: tuple[Line, ...]
    recent: tuple[Line, ...]
    decisions: tuple[DecisionLine, ...]
    exceptions: tuple[DueLine, ...]
    states: Mapping[State, int]
    """How many of the dossiers that the reader may open stand in each state, in the order of their lives."""

    @property
    def nothing_waits(self) -> bool:
        """Whether nobody expects anything of the reader today."""
        return not (self.opinions or self.to_review or self.to_do or self.drafts)

    @property
    def total(self) -> int:
        """Return how many dossiers the reader may open."""
        return sum(self.states.values())


def home_of(member: Member, on: date) -> Home:
    """Return the home page of a person in an authority; the number of queries does not depend on the dossiers.

    A dossier stands in the first section that is about it, and in no other.
    """
    late = late_dossiers(member.authority.id, on)
    rows = readable_rows(member)
    lines = Found(rows, late).lines
    due = [line for kind in _SHOWN for line in due_lines(member, on, kind)]
    mine = [line for line in due if line.mine]
    opinions = tuple(line for line in mine if line.kind is Kind.OPINION)
    to_do = tuple(line for line in mine if line.kind is Kind.RESERVATION)
    shown = {line.number for line in (*opinions, *to_do)}

    def first(found: QuerySet[Any], *order: str) -> tuple[Line, ...]:
        kept = lines(found.exclude(number__in=shown).order_by(*order)[:MOST_SHOWN])
        shown.update(line.number for line in kept)
        return kept

    reviewed = rows.filter(state__in=_values(Group.REVIEWED)) if member.holds(Role.REVIEWER) else rows.none()
    return Home(
        opinions=opinions,
        to_do=to_do,
        to_review=first(reviewed, "submitted_at", "pk"),
        drafts=first(rows.filter(state__in=_values(Group.PREPARING), owner_id=member.user_id), "-updated_at", "-pk"),
        late=first(rows.filter(pk__in=list(late)), "-updated_at", "-pk"),
        recent=first(rows, "-updated_at", "-pk"),
        decisions=_decisions(member) if member.holds(*READ_EVERY_DOSSIER) else (),
        exceptions=tuple(line for line in due if line.kind is Kind.EXCEPTION),
        states=_states(member),
    )


def _states(member: Member) -> dict[State, int]:
    counts = dict(readable_rows(member).order_by().values_list("state").annotate(Count("pk")))
    return {state: counts[state.value] for state in State if state.value in counts}


def _decisions(member: Member) -> tuple[DecisionLine, ...]:
    rows = Decision.objects.filter(dossier__in=readable_rows(member)).select_related("dossier")
    return tuple(
        DecisionLine(
            row.dossier.number,
            row.dossier.title,
            Act(row.act),
            ACTS_DONE[Act(row.act)].in_(current_language()),
            row.deciding_authority,
            row.motive,
            row.on,
        )
        for row in rows.order_by("-at", "-pk")[:MOST_SHOWN]
    )


def _values(group: Group) -> list[str]:
    return [state.value for state in GROUPS[group]]
