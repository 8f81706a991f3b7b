# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What of the catalogue of an authority may be read by anybody: drawn from a closed list, never what is left over.

Shown: the tools on which the authority, or the one whose catalogue it follows, has given its word, and that are not
retired. A tool that somebody has only proposed, or that is still under evaluation, is a question asked inside. Of a
tool: its name and what it is for, what is said of each task with each data class, the facts of ``PUBLIC_FACTS`` and the
explanation owed for leaving Europe. A commune publishes its own word and nobody else's: a tool of which an authority
that it follows says something waits until that one publishes its catalogue too (``published.py``).
Never shown: prices, the sources of facts (a quotation, a contract), conditions and motives, which are written for
colleagues, exit plans, who proposed, who answers, who uses.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from balise.core.language import Language, Text
from balise.rendering.typography import capitalised
from balise.web.catalogue.fact_fields import fact_fields
from balise.web.catalogue.mapping import Entry, Word
from balise.web.catalogue.models import ToolModel
from balise.web.catalogue.queries.followed import chain_of
from balise.web.catalogue.queries.published import is_published
from balise.web.catalogue.queries.shelf import entry_within, shelf_of
from balise.web.catalogue.vocabulary import (
    EVERY_OTHER_TASK,
    KIND_LABELS,
    Permission,
    data_classes,
    task_label,
)
from balise.web.catalogue.wording import Told, told
from balise.web.organisations.members import Place
from balise.web.ui.folding import folded

PUBLIC_FACTS = (
    "vendor",
    "vendor_country",
    "vendor_seat",
    "licence",
    "hosting",
    "hosting_place",
    "extraterritorial_exposure",
    "secnumcloud",
    "hds",
    "reuse_for_training",
    "transfers_outside_eu",
    "rgaa_level",
    "footprint",
)
"""The facts that anybody may read; the others, ``cost`` first of all, are between the authority and its vendors."""

ANY_TASK = Text("toute tâche", "any task")
"""The only line of a table that says nothing of any task in particular."""


@dataclass(frozen=True, slots=True)
class PublicCell:
    """What is said of a task with a data class: shape and words."""

    label: str
    """The data class."""
    tone: str
    words: str


@dataclass(frozen=True, slots=True)
class PublicRow:
    """A task, and what is said of it with each data class."""

    label: str
    cells: tuple[PublicCell, ...]


@dataclass(frozen=True, slots=True)
class PublicFact:
    """Something established of a tool, and the day for which it holds."""

    label: str
    value: str
    dated: date


@dataclass(frozen=True, slots=True)
class Explained:
    """Why an authority leaves Europe for this tool, and what else it looked at."""

    authority: str
    explanation: str
    alternatives: str


@dataclass(frozen=True, slots=True)
class PublicTool:
    """A tool of the catalogue, as anybody reads it."""

    id: int
    name: str
    kind: str
    summary: str
    within: str
    """The business software that it is hidden in; empty mostly."""
    vendor: str
    inherited_from: str
    """The authority whose catalogue it comes from; empty for one's own."""
    tone: str
    words: str
    allowed: bool
    classes: tuple[str, ...]
    """The data that it may be given for one task at least, in words."""
    place: tuple[str, ...]
    """Why it stands where it does among the others: vendor, hosting, licence."""


@dataclass(frozen=True, slots=True)
class PublicToolPage:
    """All that anybody reads of one tool."""

    tool: PublicTool
    heads: tuple[str, ...]
    rows: tuple[PublicRow, ...]
    facts: tuple[PublicFact, ...]
    models: tuple[str, ...]
    explained: tuple[Explained, ...]
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class ToolsSought:
    """What somebody looks for in the public catalogue."""

    words: str = ""
    data_class: str = ""
    task: str = ""
    origin: str = ""
    """``france`` or ``europe``; empty, whatever it is."""


def public_tools(
    authority: Place, publishing: Collection[int], sought: ToolsSought, on: date, language: Language
) -> tuple[PublicTool, ...]:
    """Return the tools that anybody may read of an authority, French and European first.

    ``publishing`` are the authorities that let the public read their catalogues: this one, and those it follows.
    """
    shelf = shelf_of(authority)
    public = (entry for entry in shelf.entries if _is_public(entry) and is_published(entry, shelf.chain, publishing))
    return tuple(_tool(entry, sought.task or None, on, language) for entry in public if _answers(entry, sought, on))


def public_tool(
    authority: Place, publishing: Collection[int], tool_id: int, on: date, language: Language
) -> PublicToolPage | None:
    """Return what anybody may read of a tool, None when it is not for the public or is none of this authority's."""
    chain = chain_of(authority.id, authority.name)
    entry = entry_within(chain, tool_id)
    if entry is None or not _is_public(entry) or not is_published(entry, chain, publishing):
        return None
    return PublicToolPage(
        _tool(entry, None, on, language),
        _heads(language),
        tuple(_rows(entry, on, language)),
        tuple(_facts(entry, language)),
        tuple(ToolModel.objects.filter(tool_id=entry.id).order_by("model__name").values_list("model__name", flat=True)),
        tuple(_explained(word) for word in entry.words if word.permission.allows and word.explanation),
        max((timezone.localtime(word.decided_at).date() for word in entry.words), default=None),
    )


def _is_public(entry: Entry) -> bool:
    """Tell whether somebody has given their word on a tool that still serves: to evaluate it is to give none yet."""
    given = any(word.permission is not Permission.UNDER_EVALUATION for word in entry.words)
    return entry.retired_at is None and given


def _answers(entry: Entry, sought: ToolsSought, on: date) -> bool:
    text = folded(f"{entry.name} {entry.summary} {entry.host_software} {_vendor(entry)}")
    if any(word not in text for word in folded(sought.words).split()):
        return False
    if sought.data_class or sought.task:
        classes = entry.open_classes(on, sought.task or None)
        if not classes or (sought.data_class and sought.data_class not in classes):
            return False
    if sought.origin == "france":
        return entry.preference.french
    return sought.origin != "europe" or entry.preference.european is True


def _tool(entry: Entry, task: str | None, on: date, language: Language) -> PublicTool:
    said = told(entry.whole(on))
    labels = data_classes()
    return PublicTool(
        id=entry.id,
        name=entry.name,
        kind=capitalised(str(KIND_LABELS[entry.kind])),
        summary=entry.summary,
        within=entry.host_software,
        vendor=_vendor(entry),
        inherited_from=entry.authority if entry.inherited else "",
        tone=said.tone,
        words=said.word,
        allowed=said.allowed,
        classes=tuple(labels[each].in_(language) for each in entry.open_classes(on, task)),
        place=entry.preference.reasons(language),
    )


def _vendor(entry: Entry) -> str:
    fact = entry.facts.get("vendor")
    return entry.host_vendor if fact is None else fact.value


def _heads(language: Language) -> tuple[str, ...]:
    """Return the data classes as the heads of a table: what is said of all is left to its caption."""
    labels = (label.in_(language) for label in data_classes().values())
    return tuple(capitalised(label.removeprefix("données ").removesuffix(" data")) for label in labels)


def _rows(entry: Entry, on: date, language: Language) -> Iterator[PublicRow]:
    for task in entry.rows():
        answers = [told(entry.answer(task, data_class, on)) for data_class in data_classes()]
        cells = tuple(_cell(head, said) for head, said in zip(_heads(language), answers, strict=True))
        label = ANY_TASK if entry.rows() == (EVERY_OTHER_TASK,) else task_label(task)
        yield PublicRow(capitalised(label.in_(language)), cells)


def _cell(head: str, said: Told) -> PublicCell:
    """Return a cell: the conditions and the origins of what is said stay inside."""
    return PublicCell(head, said.tone, said.short)


def _facts(entry: Entry, language: Language) -> Iterator[PublicFact]:
    known = fact_fields()
    for name in PUBLIC_FACTS:
        if (fact := entry.facts.get(name)) is not None:
            field = known[name]
            yield PublicFact(
                capitalised(field.label.in_(language)), field.in_words(fact.value, fact.per, language), fact.dated
            )


def _explained(word: Word) -> Explained:
    return Explained(word.authority, word.explanation, word.alternatives)
