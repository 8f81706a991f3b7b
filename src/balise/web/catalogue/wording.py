# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answers of the catalogue in words and marks, for every page alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from balise.rendering import html
from balise.rendering.document import Paragraph, Tone, Verdict
from balise.rendering.typography import AND, capitalised, date_in_words, joined
from balise.web.catalogue.fact_fields import fact_fields
from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.matrix import Answer, Said
from balise.web.catalogue.vocabulary import (
    IN_PRINCIPLE,
    KIND_LABELS,
    NO_LONGER,
    NOT_SAID,
    PARTLY,
    PERMISSION_LABELS,
    SHORT_LABELS,
    TONES,
    data_classes,
    task_label,
)
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as a page shows it."""

    tone: str
    word: str
    short: str
    """The same in two words, for a cell of a table."""
    allowed: bool
    conditions: tuple[str, ...]
    """What to keep, or why it is refused."""
    origins: tuple[str, ...]
    """Whose rule it is, since when and until when."""
    until: date | None
    """The last day for which it holds, when there is one."""
    since: date | None = None
    """The first day on which what was allowed is so no more."""
    over: tuple[str, ...] = ()
    """What was said, by whom, and when it ran out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a matrix, and the numbers of the notes that say its conditions, or why it is refused."""

    label: str
    """The head of its column, said again where a narrow screen stacks the cells."""
    told: Told
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a matrix."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix as a page shows it: a sentence that many cells share is written once, under it."""

    rows: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact in words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """All that one source says, in the order of the fields."""

    source: str
    dated: date
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A tool in a list."""

    entry: Entry
    kind: str
    whole: Told
    reasons: tuple[str, ...]
    classes: tuple[str, ...]
    """The data classes it may be given, in words."""
    review_due: bool = False
    """Whoever reads has to look at it again, and the day for it has come."""


def told(answer: Answer) -> Told:
    """Return an answer in words."""
    since = _no_longer_since(answer)
    return Told(
        tone=(TONES[answer.permission] if since is None else Tone.STOP).value,
        word=capitalised(_word(answer, since)),
        short=capitalised(str(SHORT_LABELS[answer.permission] if since is None else NO_LONGER)),
        allowed=answer.allowed,
        conditions=answer.conditions,
        origins=tuple(dict.fromkeys(_origin(said) for said in _each_once(answer.grounds))),
        until=min((said.until for said in answer.grounds if said.until is not None), default=None),
        since=since,
        over=tuple(_ended(said) for said in answer.over),
    )


def _word(answer: Answer, since: date | None) -> str:
    """Return what is answered, in one word or a few."""
    if since is not None:
        return _("n’est plus autorisé depuis le %(day)s") % {"day": date_in_words(since, current_language())}
    if answer.partial:
        return str(PARTLY)
    if answer.in_principle:
        return str(IN_PRINCIPLE)
    return str(NOT_SAID if answer.permission is None else PERMISSION_LABELS[answer.permission])


def _no_longer_since(answer: Answer) -> date | None:
    """Return the first day without a permission that has run out; the last to end, when several have."""
    ends = [said.until for said in answer.over if said.permission.allows and said.until is not None]
    return max(ends) + timedelta(days=1) if ends else None


def _ended(said: Said) -> str:
    """Return what was said and has run out: its authority has to speak again."""
    words = {
        "who": said.authority,
        "said": PERMISSION_LABELS[said.permission],
        "day": "" if said.until is None else date_in_words(said.until, current_language()),
    }
    return _("%(who)s : %(said)s jusqu’au %(day)s, et rien n’est dit depuis.") % words


def _each_once(grounds: Sequence[Said]) -> list[Said]:
    """Return the rules without that of the whole tool, where the same authority says the same day more precisely."""
    precise = {(said.authority, said.on) for said in grounds if not said.whole}
    return [said for said in grounds if not said.whole or (said.authority, said.on) not in precise]


def _origin(said: Said) -> str:
    language = current_language()
    parts = [_("tout l’outil, %(who)s") % {"who": said.authority} if said.whole else said.authority]
    if said.on is not None:
        parts.append(_("décidé le %(day)s") % {"day": date_in_words(said.on, language)})
    if said.until is not None:
        parts.append(_("jusqu’au %(day)s") % {"day": date_in_words(said.until, language)})
    return ", ".join(parts)


def verdict(tone: Tone, word: str, *sentences: str) -> SafeString:
    """Return the answer as every page of Balise shows one: shape, word, then what it means."""
    blocks = tuple(Paragraph.of(sentence) for sentence in sentences if sentence)
    return mark_safe(html.to_fragment((Verdict(tone, word, blocks),)))  # noqa: S308 - escaped by the writer


def card(entry: Entry, on: date, task: str | None = None, *, review_due: bool = False) -> Card:
    """Return a tool as a list shows it."""
    language = current_language()
    labels = data_classes()
    return Card(
        entry=entry,
        kind=str(KIND_LABELS[entry.kind]),
        whole=told(entry.whole(on)),
        reasons=entry.preference.reasons(language),
        classes=tuple(labels[one].in_(language) for one in entry.open_classes(on, task)),
        review_due=review_due,
    )


def matrix_of(entry: Entry, on: date) -> Matrix:
    """Return the matrix of a tool, line by line, with its notes in the order in which they are met."""
    language = current_language()
    notes: dict[str, int] = {}
    rows = tuple(
        Row(
            capitalised(task_label(task).in_(language)),
            tuple(
                _cell(label, told(entry.answer(task, data_class, on)), notes)
                for label, data_class in zip(class_labels(), data_classes(), strict=True)
            ),
        )
        for task in entry.rows()
    )
    return Matrix(rows, tuple(notes))


def _cell(label: str, said: Told, notes: dict[str, int]) -> Cell:
    """Return a cell, its sentences numbered after those already met."""
    return Cell(label, said, tuple(notes.setdefault(one, len(notes) + 1) for one in said.conditions))


def facts_by_source(entry: Entry) -> Iterator[SourceGroup]:
    """Return what is established of a tool, each source once, the latest first."""
    language = current_language()
    found: dict[tuple[date, str], list[FactLine]] = {}
    for field in fact_fields().values():
        fact = entry.facts.get(field.id)
        if fact is not None:
            line = FactLine(capitalised(field.label.in_(language)), field.in_words(fact.value, fact.per, language))
            found.setdefault((fact.dated, fact.source), []).append(line)
    for dated, source in sorted(found, key=lambda one: (-one[0].toordinal(), one[1])):
        yield SourceGroup(source, dated, tuple(found[dated, source]))


def class_labels() -> tuple[str, ...]:
    """Return the data classes for the head of a table, in order: what is said of all is left to its caption."""
    labels = (label.in_(current_language()) for label in data_classes().values())
    return tuple(capitalised(label.removeprefix("données ").removesuffix(" data")) for label in labels)


def in_one_answer(entry: Entry, on: date, *, may_decide: bool) -> SafeString:
    """Return the first thing that the page of a tool says: may I use it, and with what.

    Whoever decides on tools is also told what is left for them to do.
    """
    language = current_language()
    whole = entry.whole(on)
    labels = data_classes()
    open_to = [labels[one].in_(language) for one in entry.open_classes(on)]
    shut = [label.in_(language) for one, label in labels.items() if one not in entry.open_classes(on)]
    said = told(whole)
    if entry.retired_at is not None:
        return verdict(
            Tone.STOP, _("Retiré du catalogue"), entry.retired_because, _("Plus personne ne doit s’en servir.")
        )
    if not open_to:
        word = said.word
        if whole.in_principle and may_decide:
            word = _("Autorisé en principe, mais aucune donnée n’est encore ouverte : remplissez le tableau.")
        return verdict(Tone(said.tone), word, *said.conditions, *said.over, _("Ne lui confiez rien pour l’instant."))
    return verdict(
        Tone(said.tone),
        said.word,
        _("Vous pouvez lui confier, pour certaines tâches au moins : %(classes)s.")
        % {"classes": joined(open_to, AND, language)},
        _("Jamais : %(classes)s.") % {"classes": joined(shut, AND, language)} if shut else "",
        *said.conditions,
    )


def origins_of(entry: Entry, on: date) -> tuple[str, ...]:
    """Return the authorities whose rules the matrix of a tool holds, each once."""
    found = (
        said.authority
        for task in entry.rows()
        for data_class in data_classes()
        for said in entry.answer(task, data_class, on).grounds
    )
    return tuple(dict.fromkeys(found))
