# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Everything that happens in the story, in the order of the clock.

Each part of the story yields what happens in it; the timeline plays the whole from the oldest to the newest, so that
the journal of each authority is written in the order in which a reader expects it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens at an instant."""

    at: datetime
    play: Callable[[datetime], object]


def in_order(happenings: Iterable[Happening]) -> tuple[Happening, ...]:
    """Return what happens, the oldest first; what happens at the same instant keeps the order in which it was given."""
    return tuple(sorted(happenings, key=lambda happening: happening.at))
