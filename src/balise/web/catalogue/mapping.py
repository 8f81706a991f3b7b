# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rows turned into what the pages and the rules read: a tool with its voices, its facts and its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from balise.web.catalogue.matrix import Answer, Said, Voice, answer, of_the_whole, open_classes, rows_of
from balise.web.catalogue.models import Authorisation, Ruling, Tool, ToolFact
from balise.web.catalogue.preference import NO_VENDOR, Preference
from balise.web.catalogue.vocabulary import Kind, Permission


@dataclass(frozen=True, slots=True)
class Fact:
    """Something established, with what it rests on."""

    field: str
    value: str
    per: str
    source: str
    dated: date


@dataclass(frozen=True, slots=True)
class Word:
    """The ruling of one authority, with all that it explains."""

    authority_id: int
    authority: str
    permission: Permission
    reason: str
    explanation: str
    alternatives: str
    decided_at: datetime
    review_on: date | None


@dataclass(frozen=True)
class Entry:
    """A tool as an authority sees it in its catalogue."""

    id: int
    name: str
    slug: str
    kind: Kind
    summary: str
    host_software: str
    host_vendor: str
    authority_id: int
    authority: str
    inherited: bool
    """It belongs to the catalogue that the authority follows."""
    proposed_at: datetime | None
    proposed_by_id: int | None
    retired_at: datetime | None
    retired_because: str
    exit_plan: str
    substitute_id: int | None
    substitute: str
    last_drill_on: date | None
    last_drill: str
    voices: tuple[Voice, ...]
    words: tuple[Word, ...]
    facts: Mapping[str, Fact]

    @property
    def preference(self) -> Preference:
        """Return the place that its facts give it."""
        return Preference.from_facts({field: fact.value for field, fact in self.facts.items()})

    @property
    def embedded(self) -> bool:
        """Tell whether it is hidden in a business software."""
        return self.kind is Kind.EMBEDDED

    @property
    def without_vendor(self) -> bool:
        """Tell whether nobody supplies it: the authority made it, or installed it by itself."""
        country = self.facts.get("vendor_country")
        return not self.host_vendor and country is not None and country.value == NO_VENDOR

    @property
    def order(self) -> tuple[tuple[int, ...], str]:
        """Return its place in a list: French and European first, then in alphabetical order."""
        return (self.preference.rank, self.name.casefold())

    def answer(self, task: str, data_class: str, on: date) -> Answer:
        """Return what the catalogue says of a task with a data class."""
        return answer(self.voices, task, data_class, on)

    def whole(self, on: date) -> Answer:
        """Return what the catalogue says of the tool in one word."""
        return of_the_whole(self.voices, on)

    def rows(self) -> tuple[str, ...]:
        """Return the lines of its matrix."""
        return rows_of(self.voices)

    def open_classes(self, on: date, task: str | None = None) -> tuple[str, ...]:
        """Return the data classes that it may be given."""
        return open_classes(self.voices, on, task)


def entry_of(tool: Tool, chain: Sequence[int], names: Mapping[int, str]) -> Entry:
    """Return a tool, heard by the first authority of ``chain`` and by those it follows up to the tool's own."""
    heard = tuple(chain[: chain.index(tool.authority_id) + 1])
    rulings = {row.authority_id: row for row in tool.rulings.all()}
    cells: dict[int, list[Authorisation]] = {}
    for row in tool.authorisations.all():
        cells.setdefault(row.authority_id, []).append(row)
    retired = _retired(tool, names)
    return Entry(
        id=tool.pk,
        name=tool.name,
        slug=tool.slug,
        kind=Kind(tool.kind),
        summary=tool.summary,
        host_software=tool.host_software,
        host_vendor=tool.host_vendor,
        authority_id=tool.authority_id,
        authority=names[tool.authority_id],
        inherited=tool.authority_id != chain[0],
        proposed_at=tool.proposed_at,
        proposed_by_id=tool.proposed_by_id,
        retired_at=tool.retired_at,
        retired_because=tool.retired_because,
        exit_plan=tool.exit_plan,
        substitute_id=tool.substitute_id,
        substitute="" if tool.substitute is None else tool.substitute.name,
        last_drill_on=tool.last_drill_on,
        last_drill=tool.last_drill,
        voices=tuple(
            Voice(
                names[authority_id],
                retired
                if retired is not None and authority_id == tool.authority_id
                else _ruling(rulings.get(authority_id), names[authority_id], own=authority_id == tool.authority_id),
                _cells(cells.get(authority_id, ()), names[authority_id]),
            )
            for authority_id in heard
        ),
        words=tuple(_word(rulings[one], names[one]) for one in heard if one in rulings),
        facts=latest_facts(tool.facts.all()),
    )


def latest_facts(rows: Iterable[ToolFact]) -> dict[str, Fact]:
    """Return the last fact of each field, by the day for which its source holds."""
    ordered = sorted(rows, key=lambda row: (row.dated, row.pk))
    return {row.field: Fact(row.field, row.value, row.per, row.source, row.dated) for row in ordered}


def _retired(tool: Tool, names: Mapping[int, str]) -> Said | None:
    """A retired tool is forbidden by whoever retired it, whatever its matrix still says."""
    if tool.retired_at is None:
        return None
    on = timezone.localtime(tool.retired_at).date()
    return Said(Permission.FORBIDDEN, names[tool.authority_id], on, tool.retired_because, whole=True)


def _ruling(row: Ruling | None, name: str, *, own: bool) -> Said | None:
    """Return the ruling; an authority that has said nothing of its own tool yet is still evaluating it."""
    if row is None:
        return Said(Permission.UNDER_EVALUATION, name, whole=True) if own else None
    on = timezone.localtime(row.decided_at).date()
    return Said(Permission(row.permission), name, on, row.reason, whole=True)


def _cells(rows: Iterable[Authorisation], name: str) -> dict[tuple[str, str], Said]:
    return {
        (row.use, row.data_class): Said(
            Permission(row.permission), name, timezone.localtime(row.decided_at).date(), row.condition, row.until
        )
        for row in rows
    }


def _word(row: Ruling, name: str) -> Word:
    return Word(
        row.authority_id,
        name,
        Permission(row.permission),
        row.reason,
        row.explanation,
        row.alternatives,
        row.decided_at,
        row.review_on,
    )
