# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What emptying a cell uncovers: the line of every other task, or the rule of the authority that is followed.

A rule that has run out goes on covering the wider ones (``matrix``). Emptying its cell takes that cover away: nobody
may do it without having read what then applies.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from balise.web.catalogue.matrix import Answer, Place, Voice, answer


@dataclass(frozen=True, slots=True)
class Uncovered:
    """An emptied cell in place of which something wider is allowed."""

    place: Place
    before: Answer
    after: Answer


def uncovered(
    before: Sequence[Voice], after: Sequence[Voice], emptied: Iterable[Place], on: date
) -> tuple[Uncovered, ...]:
    """Return the emptied cells in place of which more is allowed than was."""
    found = (Uncovered(place, answer(before, *place, on), answer(after, *place, on)) for place in emptied)
    return tuple(one for one in found if _wider(one.after, one.before))


def _wider(after: Answer, before: Answer) -> bool:
    """Tell whether an answer allows something that the other did not: more, without a condition, or for longer."""
    if after.permission is None or not after.allowed:
        return False
    if before.permission is None or not before.allowed or after.permission.strictness < before.permission.strictness:
        return True
    return not set(before.conditions) <= set(after.conditions) or _last_day(after) > _last_day(before)


def _last_day(found: Answer) -> date:
    return min((said.until for said in found.grounds if said.until is not None), default=date.max)
