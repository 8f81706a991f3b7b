# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The days of the demonstration, moved so that the last written one is today.

The story was written as if today were ``WRITTEN_ON``. Whoever plays it another day finds the same deadlines just as
near and the same delays just as long: every day of the story, and every day found in an answer, moves by as much.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from balise.core.conditions import AnswerValue

WRITTEN_ON = date(2026, 11, 21)
"""The day at which the story was written, and at which the examples are judged."""

PLACE = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the story, seen from the day on which it is played."""

    today: date

    def day(self, written: date) -> date:
        """Return the day that a written one has become."""
        return written + (self.today - WRITTEN_ON)

    def instant(self, written: date, hour: int, minute: int) -> datetime:
        """Return an instant of a written day, where the authorities are."""
        return datetime.combine(self.day(written), time(hour, minute), PLACE)

    def answers(self, written: Mapping[str, AnswerValue]) -> dict[str, AnswerValue]:
        """Return answers with their days moved; what is said in words is left as it was written."""
        return {name: self.day(value) if isinstance(value, date) else value for name, value in written.items()}

    def day_or_none(self, written: date | None) -> date | None:
        """Return the day that a written one has become, if there is one."""
        return None if written is None else self.day(written)
