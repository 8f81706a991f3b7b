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
from typing import BinaryIO

from balise.web.journal.verification import INSTALLATION, Fault, Finding, HeadPlace

LARGEST_CHAIN, LARGEST_NUMBER = 2**63 - 1, 2**31 - 1
"""The largest that a database takes: a place beyond them is none."""


class WitnessError(Exception):
    """A file that is not a list of places: none of its lines is one."""

    def __init__(self, path: Path, unread: int) -> None:
        super().__init__(str(path))
        self.unread = unread


@dataclass(frozen=True, slots=True)
class Witness:
    """Places noted earlier, and the last day on which they were, when the file says it."""

    places: tuple[HeadPlace, ...]
    on: date | None
    unread: int = 0
    """The lines that are no place: cut short by a full disk, or altered."""
    closed: OSError | None = None
    """Why the system did not open the file, which is there: what it holds is then unknown."""

    @property
    def chains(self) -> frozenset[int]:
        """Return the journals of which it says how far they went."""
        return frozenset(place.chain for place in self.places)


def line_of(place: HeadPlace, on: date) -> str:
    """Return a place as one line of the file."""
    return json.dumps({"chain": place.chain, "number": place.number, "digest": place.digest, "on": on.isoformat()})


def note(path: Path, places: Iterable[HeadPlace], on: date) -> None:
    """Add places to the file, in one write, on lines of their own even after one that a full disk cut short.

    Raises:
        OSError: the file cannot be written.
    """
    lines = "".join(f"{line_of(place, on)}\n" for place in places).encode()
    if not lines:
        return
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with open(descriptor, "ab+", buffering=0) as file:  # noqa: PTH123 - a descriptor, for its permissions
        file.write(lines if _ends_whole(file) else b"\n" + lines)
        os.fsync(descriptor)


def _ends_whole(file: BinaryIO) -> bool:
    """Tell whether nothing is written yet, or the last line was written to its end."""
    if file.seek(0, os.SEEK_END) == 0:
        return True
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def read_witness(path: Path) -> Witness:
    """Read a file of places; a line cut short is counted, and takes nothing from the others.

    Raises:
        WitnessError: no line is a place, though something is written.
        OSError: the file cannot be read.
    """
    places: dict[HeadPlace, None] = {}
    days: set[date] = set()
    lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    unread = 0
    for line in lines:
        try:
            place, on = _place_of(line)
        except (ValueError, KeyError, TypeError, RecursionError):
            unread += 1
            continue
        places[place] = None
        days.update([] if on is None else [on])
    if lines and not places:
        raise WitnessError(path, unread)
    return Witness(tuple(places), max(days, default=None), unread)


def faults_of(witness: Witness, noted: Iterable[int], today: date) -> tuple[Finding, ...]:
    """Return what is wrong with the witness itself; ``noted``: the chains of which it must show a place."""
    missing = tuple(Finding(chain, 0, Fault.WITNESS_MISSING) for chain in sorted(set(noted) - witness.chains))
    unread = (Finding(INSTALLATION, 0, Fault.WITNESS_UNREAD),) if witness.unread else ()
    closed = (Finding(INSTALLATION, 0, Fault.WITNESS_CLOSED),) if witness.closed else ()
    ahead = (Finding(INSTALLATION, 0, Fault.WITNESS_AHEAD),) if witness.on and witness.on > today else ()
    return (*missing, *unread, *closed, *ahead)


def _place_of(line: bytes) -> tuple[HeadPlace, date | None]:
    """Read one line; what is no place raises one of the errors of reading JSON, whoever wrote it."""
    noted = json.loads(line)
    chain, number, digest = noted["chain"], noted["number"], noted["digest"]
    if type(chain) is not int or type(number) is not int or not isinstance(digest, str):
        raise TypeError(line)
    if not (0 < chain <= LARGEST_CHAIN and 0 <= number <= LARGEST_NUMBER):
        raise ValueError(line)
    return HeadPlace(chain, number, digest), date.fromisoformat(noted["on"]) if "on" in noted else None
