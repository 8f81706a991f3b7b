# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The history of a tool on its own page: who, when, and what changed, without naming the tool in every line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from balise.web.catalogue.told_changes import Change, changes_of
from balise.web.journal.queries import Told

FEW = 4
"""The changes shown at once; more are folded."""


@dataclass(frozen=True, slots=True)
class Line:
    """An act, with what it changed."""

    at: datetime
    sentence: str
    changes: tuple[Change, ...]

    @property
    def folded(self) -> bool:
        """Tell whether the changes are so many that one asks for them."""
        return len(self.changes) > FEW


def history(entries: Iterable[Told]) -> Iterator[Line]:
    """Return entries of the journal as the page of their tool tells them."""
    for entry in entries:
        yield Line(entry.at, entry.here, changes_of(entry.act, entry.details))
