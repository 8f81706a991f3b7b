# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What must hold between the parts of a framework: names that exist, dates in order, versions that stay."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from yaml import MappingNode, Node, SequenceNode

from balise.core.cases import Case
from balise.core.conditions import Score
from balise.core.dates import Period
from balise.core.frameworks import Commitment, Criterion, Framework, Indicator, Principle, Scope, Status
from balise.core.language import Text
from balise.core.messages import Gap, Place, Problem
from balise.core.questions import Question
from balise.core.references import Source
from balise.core.suggestions import suggestion
from balise.loading.decoding import IDENTIFIER, VERSION, Reading
from balise.loading.identifiers import check_identifiers, met

A_PRINCIPLE = Text("Le principe", "The principle")
A_COMMITMENT = Text("L’engagement", "The commitment")
A_CRITERION = Text("Le critère", "The criterion")
A_SOURCE = Text("La source", "The source")


class Locator:
    """Finds where a field was written, whichever file it is in."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = readings

    def __call__(self, kind: type, identifier: str, name: str = "") -> Place:
        """Return the place of a field, else of the thing that should hold it, else of the first file."""
        for reading in self.readings:
            for key in ((kind.__name__, identifier, name), (kind.__name__, identifier, "")):
                if key in reading.places:
                    return reading.places[key]
        return Place(self.readings[0].file) if self.readings else Place("")

    def key_within(self, kind: type, identifier: str, *path: str | int) -> Place:
        """Return where the last key of a path is written inside a thing; the thing itself when it is not."""
        return self._within(kind, identifier, path, 0)

    def value_within(self, kind: type, identifier: str, *path: str | int) -> Place:
        """Return where the value at the end of a path of keys and ranks is written inside a thing."""
        return self._within(kind, identifier, path, 1)

    def _within(self, kind: type, identifier: str, path: Sequence[str | int], side: int) -> Place:
        for reading in self.readings:
            pair = _pair_at(reading.nodes.get((kind.__name__, identifier)), path)
            if pair is not None:
                return reading.place(pair[side])
        return self(kind, identifier, str(path[0]))


def _pair_at(node: Node | None, path: Sequence[str | int]) -> tuple[Node, Node] | None:
    """Return the key and the value at the end of a path; twice the item when it ends in a list."""
    pair: tuple[Node, Node] | None = None
    for step in path:
        match node:
            case SequenceNode(value=items) if isinstance(step, int) and step < len(items):
                pair = (items[step], items[step])
            case MappingNode(value=pairs):
                pair = next(((key, value) for key, value in pairs if key.value == step), None)
            case _:
                return None
        node = pair[1] if pair is not None else None
    return pair


def check_structure(
    framework: Framework | None,
    commitments: Sequence[Commitment],
    criteria: Sequence[Criterion],
    cases: Sequence[Case],
    readings: Sequence[Reading],
) -> Iterator[Problem]:
    """Yield every breach; without a framework, only what the parts say by themselves."""
    for kind in (Framework, Commitment, Criterion, Principle, Source, Question, Indicator, Score):
        yield from check_identifiers(kind, readings)
    if framework is None:
        return
    locate = Locator(readings)
    yield from _names(framework, commitments, criteria, cases, locate)
    yield from _prefixes(framework, commitments, criteria, locate)
    yield from _scopes(commitments, criteria, locate)
    yield from _dates(framework, criteria, locate)
    yield from _versions(framework, locate)


def _unknown(what: Text, identifier: str, known: Iterable[str], section: str, place: Place) -> Iterator[Problem]:
    names = tuple(known)
    values: dict[str, Gap] = {"what": what, "id": identifier}
    if not names:
        yield Problem("BAL-208", place, {**values, "section": section})
    elif identifier not in names:
        yield Problem("BAL-203", place, {**values, **suggestion(identifier, names)})


def _names(
    framework: Framework,
    commitments: Sequence[Commitment],
    criteria: Sequence[Criterion],
    cases: Sequence[Case],
    locate: Locator,
) -> Iterator[Problem]:
    """Every name used must be that of something, be it refused for another mistake."""
    sources = [source.id for source in framework.sources]
    principles = [principle.id for principle in framework.principles]
    known_commitments = met(Commitment, locate.readings)
    known_criteria = met(Criterion, locate.readings)
    for commitment in commitments:
        place = locate(Commitment, commitment.id, "principle")
        yield from _unknown(A_PRINCIPLE, commitment.principle, principles, "principles", place)
        if not commitment.sources:
            yield Problem("BAL-301", locate(Commitment, commitment.id, "sources"), {"id": commitment.id})
        for rank, citation in enumerate(commitment.sources):
            place = locate.value_within(Commitment, commitment.id, "sources", rank, "source")
            yield from _unknown(A_SOURCE, citation.source, sources, "sources", place)
    for criterion in criteria:
        place = locate(Criterion, criterion.id, "commitment")
        yield from _unknown(A_COMMITMENT, criterion.commitment, known_commitments, "commitments", place)
        for rank, citation in enumerate(criterion.sources):
            place = locate.value_within(Criterion, criterion.id, "sources", rank, "source")
            yield from _unknown(A_SOURCE, citation.source, sources, "sources", place)
    for case in cases:
        for criterion_id in case.findings:
            place = locate.key_within(Case, case.name, "findings", criterion_id)
            yield from _unknown(A_CRITERION, criterion_id, known_criteria, "criteria", place)


def _prefixes(
    framework: Framework, commitments: Sequence[Commitment], criteria: Sequence[Criterion], locate: Locator
) -> Iterator[Problem]:
    """An id begins with that of what holds it, when that one is right; a retired one never comes back."""
    holders = {name for name in (framework.id, *met(Commitment, locate.readings)) if IDENTIFIER.fullmatch(name)}
    parts: list[tuple[type, str, str]] = [(Commitment, item.id, framework.id) for item in commitments]
    parts += [(Criterion, item.id, item.commitment) for item in criteria]
    parts += [(Principle, item.id, framework.id) for item in framework.principles]
    twice = {name for name, count in Counter((kind, name) for kind, name, _ in parts).items() if count > 1}
    for kind, identifier, holder in parts:
        if (kind, identifier) in twice:
            continue  # already told to be taken twice, and which of the two is misplaced cannot be known
        place = locate(kind, identifier, "id")
        if holder in holders and not identifier.startswith(f"{holder}:"):
            tail = identifier.rpartition(":")[2]
            yield Problem("BAL-204", place, {"id": identifier, "prefix": f"{holder}:", "nearest": f"{holder}:{tail}"})
        if identifier in framework.retired:
            yield Problem("BAL-202", place, {"id": identifier})


def _scopes(commitments: Sequence[Commitment], criteria: Sequence[Criterion], locate: Locator) -> Iterator[Problem]:
    """A commitment on dossiers is checked by criteria; one on the organisation by none."""
    judged = {criterion.commitment for criterion in criteria}
    judged.update(name.rpartition(":")[0] for name in met(Criterion, locate.readings))
    organisation = {item.id for item in commitments if item.scope is Scope.ORGANISATION}
    for commitment in commitments:
        if commitment.scope is Scope.DOSSIER and commitment.id not in judged:
            yield Problem("BAL-601", locate(Commitment, commitment.id), {"id": commitment.id})
    for criterion in criteria:
        if criterion.commitment in organisation:
            place = locate(Criterion, criterion.id, "commitment")
            yield Problem("BAL-602", place, {"id": criterion.id, "commitment": criterion.commitment})


def _dates(framework: Framework, criteria: Sequence[Criterion], locate: Locator) -> Iterator[Problem]:
    """A period ends after it begins; a source is reviewed after it is published."""
    yield from _period(framework.in_force, locate(Framework, framework.id, "in_force"))
    for criterion in criteria:
        if criterion.in_force is not None:
            yield from _period(criterion.in_force, locate(Criterion, criterion.id, "in_force"))
    for source in framework.sources:
        if source.published_on is not None and source.last_reviewed_on < source.published_on:
            yield Problem(
                "BAL-303",
                locate(Source, source.id, "last_reviewed_on"),
                {"reviewed": str(source.last_reviewed_on), "published": str(source.published_on)},
            )


def _period(period: Period, place: Place) -> Iterator[Problem]:
    if period.start is not None and period.end is not None and period.end <= period.start:
        yield Problem("BAL-304", place, {"start": str(period.start), "end": str(period.end)})


def _versions(framework: Framework, locate: Locator) -> Iterator[Problem]:
    """A published version says for ever what it said on the day it was published."""
    if not VERSION.fullmatch(framework.version):
        yield Problem("BAL-108", locate(Framework, framework.id, "version"), {"value": framework.version})
        return
    entry = next((item for item in framework.published if item.version == framework.version), None)
    if entry is None:
        if framework.status is Status.PUBLISHED:
            values = {"version": framework.version, "current": framework.digest}
            yield Problem("BAL-206", locate(Framework, framework.id, "status"), values)
    elif entry.digest != framework.digest:
        values = {
            "version": framework.version,
            "next": _next_version(framework.version),
            "published": entry.digest[:19] + "…",
            "current": framework.digest,
        }
        yield Problem("BAL-205", locate(Framework, framework.id, "version"), values)


def _next_version(version: str) -> str:
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0"
