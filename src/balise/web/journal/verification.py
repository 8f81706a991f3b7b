# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Finding what was done to a journal behind its back: each entry is sealed again and compared.

What is found: an entry edited, deleted, inserted, moved, or cut off at the end; a chain removed whole. What cannot be
found from the database alone: a whole database put back to an earlier day. For that, the last places of the chains
(``heads``) are kept elsewhere, and given back to ``verify``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from balise.core.language import Text
from balise.web.journal.models import Entry, Head
from balise.web.journal.sealing import GENESIS, seal_of_head


class Fault(StrEnum):
    """What can be wrong with a chain."""

    ALTERED = "altered"
    BROKEN_LINK = "broken_link"
    MISSING = "missing"
    CUT_SHORT = "cut_short"
    HEAD_ALTERED = "head_altered"
    HEADLESS = "headless"
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


class _Reader:
    """Walks the chains in one pass, in constant memory but for the last place of each."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.count = 0
        self.last: dict[int, tuple[int, str]] = {head.chain: (0, GENESIS) for head in heads()}

    def entries(self) -> Iterator[Finding]:
        """Check each entry against its own seal and against the entry before it."""
        for entry in Entry.objects.order_by("chain_id", "number").iterator(chunk_size=2000):
            self.count += 1
            number, digest = self.last.get(entry.chain_id, (0, GENESIS))
            if entry.number != number + 1:
                yield Finding(entry.chain_id, entry.number, Fault.MISSING)
            elif entry.previous != digest:
                yield Finding(entry.chain_id, entry.number, Fault.BROKEN_LINK)
            if entry.sealed().digest(self.key) != entry.digest:
                yield Finding(entry.chain_id, entry.number, Fault.ALTERED)
            self.last[entry.chain_id] = (entry.number, entry.digest)

    def ends(self) -> Iterator[Finding]:
        """Check that each chain ends where its head says."""
        held = {head.chain_id: head for head in Head.objects.all()}
        for chain, (number, digest) in sorted(self.last.items()):
            head = held.get(chain)
            if head is None:
                yield Finding(chain, number, Fault.HEADLESS)
            elif head.seal != seal_of_head(self.key, chain, head.number, head.digest):
                yield Finding(chain, head.number, Fault.HEAD_ALTERED)
            elif (head.number, head.digest) != (number, digest):
                yield Finding(chain, head.number, Fault.CUT_SHORT)


def _witnessed(witnesses: Iterable[HeadPlace]) -> Iterator[Finding]:
    """Check that every place noted earlier is still there, word for word."""
    for place in witnesses:
        if (
            place.number
            and not Entry.objects.filter(chain_id=place.chain, number=place.number, digest=place.digest).exists()
        ):
            yield Finding(place.chain, place.number, Fault.BEHIND_WITNESS)
