# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Finding what was done to a journal behind its back: each entry is sealed again and compared.

What is found: an entry edited, deleted, inserted, moved, or cut off at the end; a chain removed whole, even with its
authority, since the list of the chains is sealed; tables or guards that are no longer those that Balise set. What
cannot be found from the database alone: a whole database, the end of one journal with its last place, or the list of
the chains, put back to an earlier day. For that, the last places of the chains (``heads``) are kept elsewhere
(``witness``), and given back to ``verify``.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain as chained
from itertools import islice
from typing import NamedTuple

from django.apps import apps
from django.db import DatabaseError

from balise.core.language import Text
from balise.web.journal import tables
from balise.web.journal.models import Entry, Head, Roll
from balise.web.journal.sealing import (
    GENESIS,
    Kept,
    Sealed,
    fingerprint,
    seal_of_head,
    seal_of_lost,
    seal_of_roll,
)

CHUNK = 2000
"""How many entries are read at a time."""

INSTALLATION = 0
"""Where a fault is that belongs to no chain: to the tables, to their guards, to the witness."""

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
    UNREADABLE = "unreadable"
    TABLE_ALTERED = "table_altered"
    UNGUARDED = "unguarded"
    ROLL_ALTERED = "roll_altered"
    OTHER_KEY = "other_key"
    LOST_ALTERED = "lost_altered"
    CHANGED_SINCE = "changed_since"
    WITNESS_MISSING = "witness_missing"
    WITNESS_UNREAD = "witness_unread"
    WITNESS_CLOSED = "witness_closed"
    WITNESS_AHEAD = "witness_ahead"


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
    Fault.UNREADABLE: Text(
        "une ligne du journal ne se lit plus : elle n’a pas été écrite ainsi par Balise",
        "a row of the journal can no longer be read: Balise did not write it so",
    ),
    Fault.TABLE_ALTERED: Text(
        "une table du journal, ou une de ses colonnes, n’est plus là : rien n’a pu être vérifié",
        "a table of the journal, or one of its columns, is gone: nothing could be verified",
    ),
    Fault.UNGUARDED: Text(
        "la base ne refuse plus que les entrées du journal soient modifiées ou effacées : ses déclencheurs ont été "
        "retirés ou changés",
        "the database no longer refuses that entries of the journal be changed or deleted: its triggers were removed "
        "or changed",
    ),
    Fault.ROLL_ALTERED: Text(
        "la liste scellée des journaux a été modifiée ou retirée",
        "the sealed list of the journals was changed or removed",
    ),
    Fault.OTHER_KEY: Text(
        "le journal se dit scellé par une autre clé que celle de ce serveur",
        "the journal says that another key than that of this server seals it",
    ),
    Fault.LOST_ALTERED: Text(
        "la place jusqu’à laquelle une clé perdue a scellé ce journal a été modifiée",
        "the place up to which a lost key sealed this journal was changed",
    ),
    Fault.CHANGED_SINCE: Text(
        "une des entrées qu’une clé perdue a scellées, jusqu’à celle-ci, a été changée, ajoutée ou retirée depuis que "
        "la clé de ce serveur a pris la suite",
        "one of the entries that a lost key sealed, up to this one, was changed, added or removed since the key of "
        "this server took over",
    ),
    Fault.WITNESS_MISSING: Text(
        "des places de ce journal ont été relevées, et le témoin n’en montre plus aucune",
        "places of this journal were noted, and the witness no longer shows any",
    ),
    Fault.WITNESS_UNREAD: Text(
        "le témoin a des lignes qui ne se lisent pas", "the witness has lines that cannot be read"
    ),
    Fault.WITNESS_CLOSED: Text("le témoin ne s’ouvre pas", "the witness cannot be opened"),
    Fault.WITNESS_AHEAD: Text("le témoin porte une date à venir", "the witness bears a date to come"),
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
    lost: tuple[HeadPlace, ...] = ()
    """Up to where a lost key sealed a chain, with what it held there: no seal can be verified before that."""


def heads() -> tuple[HeadPlace, ...]:
    """Return the last place of every chain."""
    rows = Head.objects.order_by("chain_id").values_list("chain_id", "number", "digest")
    return tuple(HeadPlace(*row) for row in rows if _numbers(row[0], row[1]))


def noted_chains() -> frozenset[int]:
    """Return the chains of which the witness once knew a place."""
    if not tables.whole() or not tables.up_to_date():
        return frozenset()
    return frozenset(Head.objects.filter(noted=True).values_list("chain_id", flat=True))


def verify(key: str, witnesses: Iterable[HeadPlace] = ()) -> Verification:
    """Seal every entry again, chain by chain, and report all that does not agree."""
    if not tables.whole():
        return Verification(0, 0, (Finding(INSTALLATION, 0, Fault.TABLE_ALTERED),))
    reader = _Reader(key)
    findings: list[Finding] = []
    try:
        for finding in chained(
            reader.guards(), reader.places_of_lost_keys(), reader.entries(), reader.ends(), _witnessed(witnesses)
        ):
            findings.append(finding)  # noqa: PERF402 - what was found stays when the rest cannot be read
    except DatabaseError:  # SQLite keeps what is no text where a text is expected
        findings.append(Finding(INSTALLATION, 0, Fault.UNREADABLE))
    return Verification(len(reader.last), reader.count, tuple(findings), tuple(reader.lost.values()))


class _Place(NamedTuple):
    """Where an entry stands, without the words that somebody may have made unreadable."""

    pk: int
    chain: int
    number: int
    previous: str
    digest: str


def _numbers(*values: object) -> bool:
    """Tell whether these are whole numbers: SQLite keeps whatever it is given in a column of numbers."""
    return all(type(value) is int for value in values)


class _Reader:
    """Walks the chains in one pass, in constant memory but for the last place of each."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.count = 0
        self.last: dict[int, tuple[int, str]] = {head.chain: (0, GENESIS) for head in heads()}
        self.lost: dict[int, HeadPlace] = {}
        self._kept: dict[int, Kept] = {}

    def places_of_lost_keys(self) -> Iterator[Finding]:
        """Read up to where a lost key sealed each chain; a place that this key did not seal excuses nothing."""
        if not tables.tells_lost_keys():
            return
        untouched = {"lost_until": 0, "lost_words": "", "lost_seal": ""}
        rows = Head.objects.exclude(**untouched).values_list("chain_id", "lost_until", "lost_words", "lost_seal")
        for chain, until, words, seal in rows.order_by("chain_id"):
            if not _numbers(chain, until):
                yield Finding(INSTALLATION, 0, Fault.UNREADABLE)
            elif not _End(chain, until, words, seal).agrees(seal_of_lost, self.key):
                yield Finding(chain, until, Fault.LOST_ALTERED)
            else:
                self.lost[chain] = HeadPlace(chain, until, words)
                self._kept[chain] = Kept(self.key)

    def entries(self) -> Iterator[Finding]:
        """Check each entry against its own seal and against the entry before it."""
        places = Entry.objects.order_by("chain_id", "number").values_list(*_COLUMNS).iterator(chunk_size=CHUNK)
        while chunk := [_Place(*row) for row in islice(places, CHUNK)]:
            sealed = _sealed(chunk)
            for place in chunk:
                self.count += 1
                if not _numbers(place.chain, place.number):
                    yield Finding(INSTALLATION, 0, Fault.UNREADABLE)
                    continue
                yield from self._follows(place)
                words = sealed.get(place.pk)
                if place.chain in self.lost and place.number <= self.lost[place.chain].number:
                    self._kept[place.chain].add(words, place.digest)
                elif not _answers(words, self.key, place.digest):
                    yield Finding(place.chain, place.number, Fault.ALTERED)
        for each in self.lost.values():
            if self._kept[each.chain].digest() != each.digest:
                yield Finding(each.chain, each.number, Fault.CHANGED_SINCE)

    def _follows(self, place: _Place) -> Iterator[Finding]:
        number, digest = self.last.get(place.chain, (0, GENESIS))
        if place.number != number + 1:
            yield Finding(place.chain, place.number, Fault.MISSING)
        elif place.previous != digest:
            yield Finding(place.chain, place.number, Fault.BROKEN_LINK)
        self.last[place.chain] = (place.number, place.digest)

    def guards(self) -> Iterator[Finding]:
        """Check that the database still refuses what it was told to refuse."""
        if not tables.guarded():
            yield Finding(INSTALLATION, 0, Fault.UNGUARDED)

    def ends(self) -> Iterator[Finding]:
        """Check that each chain ends where its head says, and that no authority has lost its own."""
        held: dict[int, _End] = {}
        for row in Head.objects.values_list("chain_id", "number", "digest", "seal"):
            if _numbers(row[0], row[1]):
                held[row[0]] = _End(*row)
            else:
                yield Finding(INSTALLATION, 0, Fault.UNREADABLE)
        for each, (number, digest) in sorted(self.last.items()):
            head = held.get(each)
            if head is None:
                yield Finding(each, number, Fault.HEADLESS)
            elif not head.agrees(seal_of_head, self.key):
                yield Finding(each, head.number, Fault.HEAD_ALTERED)
            elif (head.number, head.digest) != (number, digest):
                yield Finding(each, head.number, Fault.CUT_SHORT)
        yield from self._listed()

    def _listed(self) -> Iterator[Finding]:
        """Check the keys that the chains name, and the list of the chains."""
        listed: frozenset[int] = frozenset()
        if tables.up_to_date():
            others = Head.objects.exclude(key__in=("", fingerprint(self.key)))
            named = others.order_by("chain_id").values_list("chain_id", "number")
            yield from (Finding(each, number, Fault.OTHER_KEY) for each, number in named if _numbers(each, number))
            listed, agrees = self._roll()
            if not agrees:
                yield Finding(INSTALLATION, 0, Fault.ROLL_ALTERED)
        # Founding an authority is its first act: one without a journal has lost it.
        for each in sorted((_authorities() | listed) - self.last.keys()):
            yield Finding(each, 0, Fault.REMOVED)

    def _roll(self) -> tuple[frozenset[int], bool]:
        """Return the chains of the sealed list, and whether it is as it was sealed and lacks none."""
        rolls = list(Roll.objects.values_list("chains", "seal"))
        if not rolls:
            return frozenset(), not self.last
        written, seal = rolls[0]
        try:
            agrees = len(rolls) == 1 and seal == seal_of_roll(self.key, written)
        except (TypeError, ValueError):
            agrees = False
        if not agrees:
            return frozenset(), False
        listed = frozenset(json.loads(written))
        return listed, listed >= self.last.keys()


class _End(NamedTuple):
    """A sealed place of a chain: its last one, or the last that a lost key sealed."""

    chain: int
    number: int
    digest: str
    seal: str

    def agrees(self, seal: Callable[[str, int, int, str], str], key: str) -> bool:
        """Tell whether the place is the one that was sealed; words that cannot be sealed are not."""
        try:
            return self.seal == seal(key, self.chain, self.number, self.digest)
        except (TypeError, ValueError):
            return False


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
