# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The witness of the journals: their last places, noted day after day in a file outside the database.

Seals find what was changed in a journal. They cannot find that its last entries were taken away and its last place
put back as it was: that is a journal as it once honestly stood. Only something written elsewhere remembers that it
went further. The file only grows; an old copy of it stays true, since a journal loses nothing.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from balise.web.journal.verification import HeadPlace


class WitnessError(Exception):
    """A file that is not a list of places."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Places noted earlier, and the last day on which they were, when the file says it."""

    places: tuple[HeadPlace, ...]
    on: date | None

    @property
    def chains(self) -> frozenset[int]:
        """Return the journals of which it says how far they went."""
        return frozenset(place.chain for place in self.places)


def line_of(place: HeadPlace, on: date) -> str:
    """Return a place as one line of the file."""
    return json.dumps({"chain": place.chain, "number": place.number, "digest": place.digest, "on": on.isoformat()})


def note(path: Path, places: Iterable[HeadPlace], on: date) -> None:
    """Add places to the file, in one write: whoever reads it meanwhile, or a power cut, finds whole lines.

    Raises:
        OSError: the file cannot be written.
    """
    lines = "".join(f"{line_of(place, on)}\n" for place in places).encode()
    if not lines:
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with open(descriptor, "ab", buffering=0) as file:  # noqa: PTH123 - a descriptor, for its permissions
        file.write(lines)
        os.fsync(descriptor)


def read_witness(path: Path) -> Witness:
    """Read a file of places.

    Raises:
        WitnessError: a line is not a place.
        OSError: the file cannot be read.
    """
    places: dict[HeadPlace, None] = {}
    days: set[date] = set()
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip():
                continue
            noted = json.loads(line)
            places[HeadPlace(int(noted["chain"]), int(noted["number"]), str(noted["digest"]))] = None
            if "on" in noted:
                days.add(date.fromisoformat(noted["on"]))
    except (ValueError, KeyError, TypeError) as error:
        raise WitnessError(str(path)) from error
    return Witness(tuple(places), max(days, default=None))
