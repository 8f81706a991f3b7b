# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which uses in service of an authority are announced to people, and what the others lack."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from balise.core.notice_coverage import Announcement, Coverage, announcement, coverage, missing_channels, to_users
from balise.core.notices import Channel, Need, NoticeNeed
from balise.core.states import IN_SERVICE
from balise.rendering.register_words import CHANNEL_WORDS
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.transparency.notice_board import needs_of
from balise.web.transparency.queries.proofs import channels_shown
from balise.web.transparency.queries.unused_channels import unused_channels
from balise.web.ui.languages import current_language


@dataclass(frozen=True, slots=True)
class UseLine:
    """A use in service that is not announced, or of which one cannot tell."""

    number: str
    title: str
    unit_name: str
    announcement: Announcement
    channels: tuple[str, ...]
    """Where its notice is missing, or where it is not known whether one is required."""


@dataclass(frozen=True, slots=True)
class Announced:
    """How the uses in service of an authority stand."""

    figures: Coverage
    lacking: tuple[UseLine, ...]
    unknown: tuple[UseLine, ...]


def announced_in(authority_id: int, on: date) -> Announced:
    """Return how the uses in service of an authority stand on a day, in a few queries whatever their number."""
    files = tuple(dossiers_in_states(IN_SERVICE, authority_id))
    shown = channels_shown(file.id for file in files)
    said = unused_channels(file.id for file in files)
    lines = tuple(
        _line(file, to_users(needs_of(file, on, said.get(file.id, ()))), shown.get(file.id, frozenset()))
        for file in files
    )
    return Announced(
        coverage(line.announcement for line in lines),
        tuple(line for line in lines if line.announcement is Announcement.LACKING),
        tuple(line for line in lines if line.announcement is Announcement.UNKNOWN),
    )


def _line(file: DossierFile, needs: tuple[NoticeNeed, ...], shown: Collection[Channel]) -> UseLine:
    standing = announcement(needs, shown)
    wanting = missing_channels(needs, shown) if standing is Announcement.LACKING else tuple(_undecided(needs, shown))
    words = tuple(CHANNEL_WORDS[channel].in_(current_language()) for channel in wanting)
    return UseLine(file.number, file.title, file.unit_name, standing, words)


def _undecided(needs: tuple[NoticeNeed, ...], shown: Collection[Channel]) -> Iterator[Channel]:
    return (need.channel for need in needs if need.need is Need.UNKNOWN and need.channel not in shown)
