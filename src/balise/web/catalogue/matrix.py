# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""May this tool be used for this task, with these data? The rules, and nothing but the rules.

A commune that follows the catalogue of its metropolis hears two voices. Where both speak, the strictest wins; where one
is silent, the other is heard; where both are silent, the answer is no. Within one voice, the line of a task stands in
place of « any other task », even once it has expired: a rule that ends must never uncover a wider one.

For the same reason, an authority whose rule has run out is not silent: it has to speak again. Until it does, nothing
that the others say allows; a prohibition that ends is no permission, and neither is a permission that ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, Permission, data_classes, tasks

Place = tuple[str, str]
"""A task and a data class."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that an authority says, with its reason: a condition, or why it is forbidden."""

    permission: Permission
    authority: str
    on: date | None = None
    reason: str = ""
    until: date | None = None
    whole: bool = False
    """Said of the tool as a whole, and not of one cell."""

    def in_force(self, on: date) -> bool:
        """Tell whether it still holds that day; the last day is included."""
        return self.until is None or on <= self.until


@dataclass(frozen=True, slots=True)
class Voice:
    """All that one authority says of a tool."""

    authority: str
    ruling: Said | None = None
    cells: Mapping[Place, Said] = field(default_factory=dict)

    def stated(self, task: str, data_class: str) -> Said | None:
        """Return what was said of a task with a data class, whether it still holds or not."""
        return self.cells.get((task, data_class)) or self.cells.get((EVERY_OTHER_TASK, data_class))

    def cell(self, task: str, data_class: str, on: date) -> Said | None:
        """Return what is said of a task with a data class that day, or None."""
        said = self.stated(task, data_class)
        return said if said is not None and said.in_force(on) else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the catalogue answers, and who said so; no permission when nothing is said."""

    permission: Permission | None
    grounds: tuple[Said, ...] = ()
    partial: bool = False
    """Of a whole tool: open to some tasks or data only, without any condition to keep for those."""
    over: tuple[Said, ...] = ()
    """When nothing is said any more: what was, and has run out."""
    in_principle: bool = False
    """Of a whole tool: allowed by whoever decides, while no cell of the matrix has been filled in."""

    @property
    def allowed(self) -> bool:
        """Tell whether the tool may be used."""
        return self.permission is not None and self.permission.allows

    @property
    def conditions(self) -> tuple[str, ...]:
        """Return every condition to keep, each once."""
        return tuple(dict.fromkeys(said.reason for said in self.grounds if said.reason))


NOTHING_SAID = Answer(None)


def answer(voices: Sequence[Voice], task: str, data_class: str, on: date) -> Answer:
    """Return what these voices together say of a task with a data class."""
    stated = [said for voice in voices if (said := voice.stated(task, data_class)) is not None]
    cells = [said for said in stated if said.in_force(on)]
    over = tuple(said for said in stated if not said.in_force(on))
    heard = [*(voice.ruling for voice in voices if voice.ruling is not None), *cells]
    if over or not cells:
        heard = [one for one in heard if not one.permission.allows]
    return _strictest(heard) if heard else Answer(None, over=over)


def of_the_whole(voices: Sequence[Voice], on: date) -> Answer:
    """Return what can be said of the tool in one word, whatever is done with it.

    Authorised is for a tool open to every task with every data class; open to some only, it is conditional: a reader
    who stops at the word must not take a wider permission than was given. It is then partial if no condition is
    written anywhere, for nobody could tell what to keep.
    """
    closed = [voice.ruling for voice in voices if voice.ruling is not None and not voice.ruling.permission.allows]
    if closed:
        return _strictest(closed)
    answers = [answer(voices, task, data_class, on) for task in rows_of(voices) for data_class in data_classes()]
    grounds = tuple(voice.ruling for voice in voices if voice.ruling is not None)
    if any(found.allowed for found in answers):
        if all(found.permission is Permission.AUTHORISED for found in answers):
            return Answer(Permission.AUTHORISED, grounds)
        partial = not any(found.permission is Permission.CONDITIONAL for found in answers)
        return Answer(Permission.CONDITIONAL, grounds, partial)
    found = _strictest([said for found in answers for said in found.grounds])
    if found.permission is not None:
        return found
    over = tuple(dict.fromkeys(said for found in answers for said in found.over))
    return Answer(None, over=over, in_principle=bool(grounds) and not any(voice.cells for voice in voices))


def rows_of(voices: Iterable[Voice]) -> tuple[str, ...]:
    """Return the lines of the matrix: the tasks of which something is said, then every other task."""
    stated = {task for voice in voices for task, _data_class in voice.cells}
    return (*(task for task in tasks() if task in stated), EVERY_OTHER_TASK)


def open_classes(voices: Sequence[Voice], on: date, task: str | None = None) -> tuple[str, ...]:
    """Return the data classes with which the tool may be used, for that task, or for one at least."""
    rows = rows_of(voices) if task is None else (task,)
    return tuple(
        data_class for data_class in data_classes() if any(answer(voices, row, data_class, on).allowed for row in rows)
    )


def _strictest(said: Sequence[Said]) -> Answer:
    if not said:
        return NOTHING_SAID
    permission = max((one.permission for one in said), key=lambda one: one.strictness)
    return Answer(permission, tuple(one for one in said if one.permission is permission))
