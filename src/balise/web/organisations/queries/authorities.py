# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tree of local authorities: a metropolis, its city and its communes on one installation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from balise.web.organisations.members import Place
from balise.web.organisations.models import LocalAuthority


def place(authority: LocalAuthority) -> Place:
    """Return the authority as other apps know it."""
    return Place(authority.pk, authority.slug, authority.name, authority.kind, authority.single_handed)


def place_of(slug: str) -> Place | None:
    """Return the authority of that address, or None."""
    authority = LocalAuthority.objects.filter(slug=slug).first()
    return None if authority is None else place(authority)


def authority_id_of(slug: str) -> int | None:
    """Return the identifier of the authority of that address, or None."""
    return LocalAuthority.objects.filter(slug=slug).values_list("pk", flat=True).first()


def authority_names(authority_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these authorities, by identifier."""
    return dict(LocalAuthority.objects.filter(pk__in=set(authority_ids)).values_list("pk", "name"))


def authority_slugs(authority_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these authorities in addresses, by identifier."""
    return dict(LocalAuthority.objects.filter(pk__in=set(authority_ids)).values_list("pk", "slug"))


def ancestors(authority_id: int) -> tuple[Place, ...]:
    """Return the authorities above, the nearest first."""
    rows = {row.pk: row for row in LocalAuthority.objects.all()}
    return tuple(place(row) for row in _above(rows, authority_id))


def _above(rows: dict[int, LocalAuthority], authority_id: int) -> Iterator[LocalAuthority]:
    seen = {authority_id}
    row = rows.get(authority_id)
    while row is not None and row.parent_id is not None and row.parent_id not in seen:
        seen.add(row.parent_id)
        row = rows[row.parent_id]
        yield row


def descendants(authority_id: int) -> tuple[Place, ...]:
    """Return the authorities below, level by level, each level in alphabetical order."""
    children: dict[int | None, list[LocalAuthority]] = {}
    for row in LocalAuthority.objects.order_by("name", "pk"):
        children.setdefault(row.parent_id, []).append(row)
    found: list[Place] = []
    level, seen = [authority_id], {authority_id}
    while level:
        rows = [row for parent in level for row in children.get(parent, []) if row.pk not in seen]
        found += [place(row) for row in rows]
        level = [row.pk for row in rows]
        seen |= set(level)
    return tuple(found)


def territories(authority_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return each of these authorities with all those below it, by identifier: one query for all of them."""
    children: dict[int, list[int]] = {}
    for pk, parent in LocalAuthority.objects.exclude(parent=None).values_list("pk", "parent_id"):
        children.setdefault(parent, []).append(pk)
    return {each: _with_those_below(each, children) for each in authority_ids}


def _with_those_below(authority_id: int, children: Mapping[int, list[int]]) -> frozenset[int]:
    found, level = {authority_id}, [authority_id]
    while level:
        level = [child for parent in level for child in children.get(parent, ()) if child not in found]
        found.update(level)
    return frozenset(found)


def any_authority() -> bool:
    """Tell whether the installation has at least one authority."""
    return LocalAuthority.objects.exists()


@dataclass(frozen=True, slots=True)
class Branch:
    """An authority with those below it."""

    place: Place
    branches: tuple["Branch", ...]


def family_of(authority_id: int) -> Branch:
    """Return the whole tree where the authority stands, from the one above all others."""
    rows = list(LocalAuthority.objects.order_by("name", "pk"))
    above = [row.pk for row in _above({row.pk: row for row in rows}, authority_id)]
    root = next(row for row in rows if row.pk == (above or [authority_id])[-1])
    return _branch(root, rows)


def _branch(row: LocalAuthority, rows: list[LocalAuthority]) -> Branch:
    return Branch(place(row), tuple(_branch(child, rows) for child in rows if child.parent_id == row.pk))


def every_place() -> tuple[Place, ...]:
    """Return every authority of the installation, in alphabetical order."""
    return tuple(map(place, LocalAuthority.objects.order_by("name", "pk")))
