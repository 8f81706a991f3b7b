# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Are people told? How each use in service stands, and the figure that an authority may publish.

Of the uses in service that must be announced to users, how many have every required notice in place. A use must be
announced when a notice is required on one at least of the channels by which it reaches somebody outside the house;
one notice missing, and the use does not count. A use of which the answers do not let one say whether a notice is
required is unknown: a category of its own, counted neither as announced nor among those that must be. What is only
recommended, and what the law owes to staff, is told on the pages of dossiers and is no part of the figure.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from balise.core.notices import Channel, Need, NoticeNeed


class Announcement(StrEnum):
    """How one use stands, the gravest first."""

    LACKING = "lacking"
    """A required notice is not in place."""
    UNKNOWN = "unknown"
    """An answer is missing, without which one cannot tell whether a notice is required."""
    ANNOUNCED = "announced"
    """Every required notice is in place."""
    NOT_NEEDED = "not_needed"
    """No notice is required."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many uses stand in each way."""

    announced: int = 0
    lacking: int = 0
    unknown: int = 0
    not_needed: int = 0

    @property
    def required(self) -> int:
        """Return how many uses must be announced, as far as is known: what the figure is out of."""
        return self.announced + self.lacking

    @property
    def total(self) -> int:
        """Return how many uses were looked at."""
        return self.required + self.unknown + self.not_needed


def to_users(needs: Iterable[NoticeNeed]) -> tuple[NoticeNeed, ...]:
    """Return the needs towards those outside the house: staff are told by other means, which the public cannot see."""
    return tuple(need for need in needs if need.channel is not Channel.STAFF)


def missing_channels(needs: Iterable[NoticeNeed], shown: Collection[Channel]) -> tuple[Channel, ...]:
    """Return the channels on which a notice is required and is not in place."""
    return tuple(need.channel for need in needs if need.need is Need.REQUIRED and need.channel not in shown)


def announcement(needs: Iterable[NoticeNeed], shown: Collection[Channel]) -> Announcement:
    """Return how a use stands: a notice in place settles its channel, whatever is still unknown of it."""
    listed = tuple(needs)
    if missing_channels(listed, shown):
        return Announcement.LACKING
    if any(need.need is Need.UNKNOWN and need.channel not in shown for need in listed):
        return Announcement.UNKNOWN
    required = any(need.need is Need.REQUIRED for need in listed)
    return Announcement.ANNOUNCED if required else Announcement.NOT_NEEDED


def coverage(announcements: Iterable[Announcement]) -> Coverage:
    """Return how many uses stand in each way."""
    counted = Counter(announcements)
    return Coverage(
        announced=counted[Announcement.ANNOUNCED],
        lacking=counted[Announcement.LACKING],
        unknown=counted[Announcement.UNKNOWN],
        not_needed=counted[Announcement.NOT_NEEDED],
    )
