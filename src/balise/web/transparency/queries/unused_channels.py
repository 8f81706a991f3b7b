# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The channels by which a use is said not to pass, by whom, why, and whether what led to them is still so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from balise.core.digests import digest
from balise.core.notices import Channel, answers_leading_to
from balise.web.assessments.files import DossierFile
from balise.web.transparency.models import UnusedChannel


@dataclass(frozen=True, slots=True)
class Unused:
    """That a use does not pass by a channel."""

    id: int
    channel: Channel
    reason: str
    by_name: str
    at: datetime
    answers: str
    """The fingerprint of the answers that led to the channel when it was said."""

    def holds(self, file: DossierFile) -> bool:
        """Tell whether it was said of the use as it is: other answers lead to another use."""
        return self.answers == fingerprint(file, self.channel)


def fingerprint(file: DossierFile, channel: Channel) -> str:
    """Return the fingerprint of the answers of a dossier that lead to a channel."""
    return digest(answers_leading_to(channel, file.answers))


def unused_channels(dossier_ids: Iterable[int]) -> dict[int, tuple[Unused, ...]]:
    """Return what stands, by dossier, the oldest first: one query whatever their number."""
    rows = UnusedChannel.objects.filter(dossier_id__in=list(dossier_ids), withdrawn_at=None).select_related("by")
    said: dict[int, tuple[Unused, ...]] = {}
    for row in rows.order_by("pk"):
        said[row.dossier_id] = (*said.get(row.dossier_id, ()), unused_read(row))
    return said


def unused_of(dossier_id: int) -> tuple[Unused, ...]:
    """Return what stands of one dossier, the oldest first."""
    return unused_channels([dossier_id]).get(dossier_id, ())


def unused_read(row: UnusedChannel) -> Unused:
    """Return what a row says, read with whoever said it."""
    return Unused(row.pk, Channel(row.channel), row.reason, row.by.name, row.at, row.answers)
