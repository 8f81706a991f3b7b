# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How many were trained, by audience and unit; what was held in a period. Persons are counted, never listed."""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from balise.core.training import Audience, Cell, Coverage, Form, coverage
from balise.web.literacy.models import Attestation, Headcount, Session
from balise.web.organisations.queries import units_of


@dataclass(frozen=True, slots=True)
class HeldSession:
    """A session that took place, as evidence tells it: what, for whom, when, never who."""

    title: str
    audience: Audience
    form: Form
    on: date
    hours: str
    provider: str
    present: int
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trained:
    """What was done in a period."""

    sessions: tuple[HeldSession, ...]
    attestations: int
    outside: int


def cells_of(authority_id: int, on: date) -> tuple[Cell, ...]:
    """Return how many people of each audience and unit hold an attestation that counts on a day, and of how many."""
    valid = _attestations(authority_id).filter(followed_on__lte=on)
    return _cells(authority_id, valid.filter(Q(expires_on=None) | Q(expires_on__gte=on)))


def trained(authority_id: int, first: date, last: date) -> tuple[Cell, ...]:
    """Return how many people of each audience and unit followed a training from a day to another, and of how many.

    Whole numbers, for whoever computes further (``core/annual``): they are shown through ``core.training.coverage``.
    """
    return _cells(authority_id, _attestations(authority_id).filter(followed_on__gte=first, followed_on__lte=last))


def coverage_of(authority_id: int, on: date) -> Coverage:
    """Return what may be told of it."""
    return coverage(cells_of(authority_id, on))


def whole_coverage_of(authority_id: int, on: date, *, with_people: bool = True) -> Coverage:
    """Return the same with every audience, those of which nobody was trained too: a gap is a piece of news.

    For a day long past, it is told without how many people there are, which nobody dated.
    """
    cells = [cell if with_people else replace(cell, people=None) for cell in cells_of(authority_id, on)]
    known = {cell.audience for cell in cells}
    return coverage([*cells, *(Cell(audience, "", 0, None) for audience in Audience if audience not in known)])


def headcounts_of(authority_id: int) -> dict[tuple[Audience, int | None], int]:
    """Return how many people there are to train, where it was said."""
    rows = Headcount.objects.filter(authority_id=authority_id)
    return {(Audience(row.audience), row.unit_id): row.people for row in rows}


def trained_between(authority_id: int, first: date, last: date) -> Trained:
    """Return what was held and attested from a day to another, both included: what the annual report counts."""
    begin, end = _midnight(first), _midnight(last + timedelta(days=1))
    rows = Session.objects.filter(
        path__authority_id=authority_id, cancelled_at=None, ends_at__gte=begin, ends_at__lt=end
    ).select_related("path")
    held = tuple(_held(row) for row in rows.order_by("starts_at", "pk"))
    issued = Attestation.objects.filter(
        authority_id=authority_id, withdrawn_at=None, followed_on__gte=first, followed_on__lte=last
    )
    return Trained(held, issued.count(), issued.filter(registration=None).count())


def _attestations(authority_id: int) -> QuerySet[Attestation]:
    return Attestation.objects.filter(authority_id=authority_id, withdrawn_at=None).select_related("registration")


def _cells(authority_id: int, attestations: QuerySet[Attestation]) -> tuple[Cell, ...]:
    """Count people, each once however many attestations they hold in a cell."""
    every = units_of(authority_id, with_closed=True)
    units = {unit.id: unit.name for unit in every}
    people = {(row.audience, row.unit_id): row.people for row in Headcount.objects.filter(authority_id=authority_id)}
    found: dict[tuple[str, int | None], set[str]] = defaultdict(set)
    for row in attestations:
        found[row.audience, row.unit_id].add(_person(row))
    lacking = _places([unit.id for unit in units_of(authority_id)], set(people) | set(found))
    places = sorted(set(people) | set(found) | lacking, key=lambda place: (place[0], units.get(place[1] or 0, "")))
    return tuple(
        Cell(
            Audience(audience),
            units.get(unit_id or 0, ""),
            len(found.get((audience, unit_id), ())),
            people.get((audience, unit_id)),
        )
        for audience, unit_id in places
        if people.get((audience, unit_id)) != 0 or (audience, unit_id) in found
    )


def _places(units: Sequence[int], known: AbstractSet[tuple[str, int | None]]) -> set[tuple[str, int | None]]:
    """Return the units of which nothing is known, and that a total must not leave out in silence.

    The staff of every unit counts as soon as that of one is told apart from the rest.
    """
    told_apart = {audience for audience, unit_id in known if unit_id is not None}
    return {(audience, unit_id) for audience in told_apart for unit_id in units}


def _held(row: Session) -> HeldSession:
    return HeldSession(
        title=row.path.title,
        audience=Audience(row.path.audience),
        form=Form(row.form),
        on=timezone.localtime(row.starts_at).date(),
        hours="" if row.path.hours is None else f"{row.path.hours.normalize():f}",
        provider=row.provider,
        present=row.registrations.filter(withdrawn_at=None, present=True).count(),
        content=tuple(row.path.content.splitlines()),
    )


def _person(row: Attestation) -> str:
    """Return what tells people apart: their account, their address, or else their name."""
    if row.user_id is not None:
        return f"user:{row.user_id}"
    if row.registration is not None and row.registration.email:
        return f"email:{row.registration.email}"
    return f"name:{row.name.casefold()}"


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
