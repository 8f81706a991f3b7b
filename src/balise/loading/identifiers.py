# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Identifiers: well formed, used once, never reused."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from balise.core.messages import Place, Problem
from balise.loading.decoding import IDENTIFIER, Reading


def check_identifiers(kind: type, readings: Iterable[Reading]) -> Iterator[Problem]:
    """Yield the ids of ``kind`` that are malformed, or taken twice, within a file or across files."""
    taken: dict[str, Place] = {}
    for reading in readings:
        for name, identifier, place in reading.named:
            if name != kind.__name__:
                continue
            if not IDENTIFIER.fullmatch(identifier):
                yield Problem("BAL-107", place, {"value": identifier, "nearest": as_identifier(identifier)})
            elif identifier in taken:
                yield Problem("BAL-201", place, {"id": identifier, "first": str(taken[identifier])})
            taken.setdefault(identifier, place)


def met(kind: type, readings: Iterable[Reading]) -> tuple[str, ...]:
    """Return the ids of that kind, those of refused things included, so that one mistake is told once."""
    return tuple(dict.fromkeys(known for item in readings for name, known, _ in item.named if name == kind.__name__))


def as_identifier(text: str) -> str:
    """Return a valid identifier close to ``text``: « Réversibilité n° 2 » gives ``reversibilite-n-2``."""
    ascii_text = unicodedata.normalize("NFKD", text.replace("’", "-")).encode("ascii", "ignore").decode().lower()
    kept = re.sub(r"[^a-z0-9:_.-]+", "-", ascii_text)
    return ":".join(part.strip("-_.") or "x" for part in kept.split(":"))
