# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What makes an entry tamper-evident: a keyed digest over its every word and over the entry before it.

A plain hash chain can be recomputed by whoever edits it; the key, which is not in the database, is what an
editor of the database lacks.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64
"""What stands before the first entry of a chain."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """Every word of an entry that its digest covers."""

    chain: int
    number: int
    at: datetime
    act: str
    actor_id: int | None
    actor_name: str
    subject_kind: str
    subject_id: str
    subject_title: str
    details: str
    """Canonical JSON: the exact characters that were sealed."""
    previous: str

    def digest(self, key: str) -> str:
        """Return the seal of the entry, in hexadecimal."""
        words = (
            self.chain,
            self.number,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.act,
            self.actor_id,
            self.actor_name,
            self.subject_kind,
            self.subject_id,
            self.subject_title,
            self.details,
            self.previous,
        )
        return _seal(key, words)


def seal_of_head(key: str, chain: int, number: int, digest: str) -> str:
    """Return the seal of the last place of a chain: without it, cutting the end of a journal would not show."""
    return _seal(key, ("head", chain, number, digest))


def seal_of_roll(key: str, chains: str) -> str:
    """Return the seal of the list of the chains: without it, a chain removed with its authority would not show."""
    return _seal(key, ("roll", chains))


class Kept:
    """What a chain holds up to some place, entry after entry, in one digest.

    The seals of a lost key say nothing any more: the words they covered are digested anew, with the key that takes
    over, so that a change made from that day on is found.
    """

    def __init__(self, key: str) -> None:
        self._key = key
        self._digest = hmac.new(key.encode(), b"kept", sha256)

    def add(self, words: Sealed | None, digest: str) -> None:
        """Add the next entry; ``words``: none when they cannot be read."""
        try:
            said = "" if words is None else words.digest(self._key)
        except (AttributeError, TypeError, ValueError):
            said = ""
        self._digest.update(f"{said}{digest}\n".encode())

    def digest(self) -> str:
        """Return the digest of all that was added, in hexadecimal."""
        return self._digest.hexdigest()


def seal_of_lost(key: str, chain: int, until: int, words: str) -> str:
    """Return the seal of the place up to which a lost key sealed a chain: moved further, it would excuse anything."""
    return _seal(key, ("lost", chain, until, words))


def fingerprint(key: str) -> str:
    """Return what tells one key from another without telling the key."""
    return _seal(key, ("fingerprint",))[:16]


def canonical_chains(chains: Iterable[int]) -> str:
    """Return a list of chains as the characters that are stored and sealed."""
    return json.dumps(sorted(set(chains)), separators=(",", ":"))


def canonical_details(details: Mapping[str, Any]) -> str:
    """Return details as the characters that are stored and sealed."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _seal(key: str, words: tuple[Any, ...]) -> str:
    content = json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode()
    return hmac.new(key.encode(), content, sha256).hexdigest()
