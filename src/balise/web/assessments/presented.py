# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How a dossier is presented – title, unit, tool –, and what becomes of it when two people change it at once."""

from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True)
class Presented:
    """The title of a dossier, the unit that carries it, the tool that it uses."""

    title: str
    unit_id: int | None
    tool_id: int | None

    def differing(self, other: "Presented") -> tuple[str, ...]:
        """Return the names of what is not the same in both."""
        pairs = zip(fields(self), astuple(self), astuple(other), strict=True)
        return tuple(field.name for field, mine, theirs in pairs if mine != theirs)


@dataclass(frozen=True, slots=True)
class Merged:
    """What to keep, and what somebody else had just changed otherwise: left as they wrote it, for a person to pick."""

    kept: Presented
    disputed: tuple[str, ...]


def merged(seen: Presented, mine: Presented, now: Presented) -> Merged:
    """Put over ``now`` what one person changed of the presentation that they had ``seen``.

    What they did not touch stays as others left it; what both changed to the same thing is no dispute.
    """
    touched = mine.differing(seen)
    disputed = tuple(name for name in touched if name in now.differing(seen) and name in now.differing(mine))
    values = {
        field.name: getattr(mine if field.name in touched and field.name not in disputed else now, field.name)
        for field in fields(Presented)
    }
    return Merged(Presented(**values), disputed)
