# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Finding what was done to a journal behind its back: each entry is sealed again and compared.

What is found: an entry edited, deleted, inserted, moved, or cut off at the end; a chain removed whole. What cannot be
found from the database alone: a whole database, or the end of one journal with its last place, put back to an earlier
day. For that, the last places of the chains (``heads``) are kept elsewhere (``witness``), and given back to
``verify``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from django.apps import apps

from balise.core.language import Text
from balise.web.journal.models import Entry, Head
from balise.web.journal.sealing import GENESIS, Sealed, seal_of_head

CHUNK = 2000
"""How many entries are read at a time."""

_NOTED = 400
"""How many places noted earlier are looked for at a time."""
_COLUMNS = ("pk", "chain_id", "number", "previous", "digest")


class Fault(StrEnum):
    """What can be wrong with a chain."""

    ALTERED = "altered"
    BROKEN_LINK = "broken_link"
    MISSING = "missing"
    CUT_SHORT = "cut_short"
    HEAD_ALTERED = "head_altered"
    HEADLESS = "headless"
    REMOVED = "removed"
    BEHIND_WITNESS = "behind_witness"


FAULT_WORDS: Mapping[Fault, Text] = {
    Fault.ALTERED: Text(
        "l’entrée ne porte plus les mots qui ont été scellés", "the entry no longer bears the words that were sealed"
    ),
    Fault.BROKEN_LINK: Text("l’entrée ne suit pas celle qui la précède", "the entry does not follow the one before it"),
    Fault.MISSING: Text("il manque une ou plusieurs entrées avant celle-ci", "entries are missing before this one"),
    Fault.CUT_SHORT: Text("la fin du journal a été retirée", "the end of the journal was removed"),
    Fault.HEAD_ALTERED: Text(
        "la dernière place du journal a été modifiée", "the last place of the journal was changed"
    ),
    Fault.HEADLESS: Text(
        "le journal a des entrées mais plus de dernière place", "the journal has entries but no last place"
    ),
    Fault.REMOVED: Text(
        "la collectivité n’a plus de journal du tout", "the local authority has no journal left at all"
    ),
    Fault.BEHIND_WITNESS: Text(
        "le journal ne contient plus une place relevée auparavant", "the journal no longer holds a place noted earlier"
    ),
}
"""What each fault means, in words."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, where it is."""

    chain: int
    number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class HeadPlace:
    """The last place of a chain: what is kept elsewhere as a witness."""

    chain: int
    number: int
    digest: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was read, and what is wrong with it."""

    chains: int
    entries: int
    findings: tuple[Finding, ...]


def heads() -> tuple[HeadPlace, ...]:
    """Return the last place of every chain."""
    return tuple(HeadPlace(head.chain_id, head.number, head.digest) for head in Head.objects.order_by("chain_id"))


def verify(key: str, witnesses: Iterable[HeadPlace] = ()) -> Verification:
    """Seal every entry again, chain by chain, and report all that does not agree."""
    reader = _Reader(key)
    findings = [*reader.entries(), *reader.ends(), *_witnessed(witnesses)]
    return Verification(len(reader.last), reader.count, tuple(findings))


class _Place(NamedTuple):
    """Where an entry stands, without the words that somebody may have made unreadable."""

    pk: int
    chain: int
    number: int
    previous: str
    digest: str


class _Reader:
    """Walks the chains in one pass, in constant memory but for the last place of each."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.count = 0
        self.last: dict[int, tuple[int, str]] = {head.chain: (0, GENESIS) for head in heads()}

    def entries(self) -> Iterator[Finding]:
        """Check each entry against its own seal and against the entry before it."""
        places = Entry.objects.order_by("chain_id", "number").values_list(*_COLUMNS).iterator(chunk_size=CHUNK)
        while chunk := [_Place(*row) for row in islice(places, CHUNK)]:
            sealed = _sealed(chunk)
            for place in chunk:
                self.count += 1
                yield from self._follows(place)
                if not _answers(sealed.get(place.pk), self.key, place.digest):
                    yield Finding(place.chain, place.number, Fault.ALTERED)

    def _follows(self, place: _Place) -> Iterator[Finding]:
        number, digest = self.last.get(place.chain, (0, GENESIS))
        if place.number != number + 1:
            yield Finding(place.chain, place.number, Fault.MISSING)
        elif place.previous != digest:
            yield Finding(place.chain, place.number, Fault.BROKEN_LINK)
        self.last[place.chain] = (place.number, place.digest)

    def ends(self) -> Iterator[Finding]:
        """Check that each chain ends where its head says, and that no authority has lost its own."""
        held = {head.chain_id: head for head in Head.objects.all()}
        for chain, (number, digest) in sorted(self.last.items()):
            head = held.get(chain)
            if head is None:
                yield Finding(chain, number, Fault.HEADLESS)
            elif head.seal != seal_of_head(self.key, chain, head.number, head.digest):
                yield Finding(chain, head.number, Fault.HEAD_ALTERED)
            elif (head.number, head.digest) != (number, digest):
                yield Finding(chain, head.number, Fault.CUT_SHORT)
        # Founding an authority is its first act: one without a journal has lost it.
        for chain in sorted(_authorities() - self.last.keys()):
            yield Finding(chain, 0, Fault.REMOVED)


def _answers(words: Sealed | None, key: str, digest: str) -> bool:
    """Tell whether the words are those that were sealed; words that cannot be read are not."""
    try:
        return words is not None and words.digest(key) == digest
    except (AttributeError, TypeError, ValueError):
        return False


def _authorities() -> set[int]:
    """Return every authority of the installation; the app that keeps them is above this one."""
    authority = apps.get_model("organisations", "LocalAuthority")
    return set(authority._default_manager.values_list("pk", flat=True))


def _sealed(places: Sequence[_Place]) -> dict[int, Sealed]:
    """Return the words of several entries; one whose words cannot be read any more is left out."""
    try:
        rows = Entry.objects.in_bulk([place.pk for place in places])
        return {pk: row.sealed() for pk, row in rows.items()}
    except (TypeError, ValueError):
        if len(places) == 1:
            return {}
        return {pk: words for place in places for pk, words in _sealed([place]).items()}


def _witnessed(witnesses: Iterable[HeadPlace]) -> Iterator[Finding]:
    """Check that every place noted earlier is still there, word for word; a few hundred at a time."""
    noted = iter(sorted({place for place in witnesses if place.number}, key=lambda place: (place.chain, place.number)))
    while batch := list(islice(noted, _NOTED)):
        rows = Entry.objects.filter(
            chain_id__in={place.chain for place in batch}, number__in={place.number for place in batch}
        )
        there = {HeadPlace(*row) for row in rows.values_list("chain_id", "number", "digest").iterator()}
        yield from (Finding(place.chain, place.number, Fault.BEHIND_WITNESS) for place in batch if place not in there)
