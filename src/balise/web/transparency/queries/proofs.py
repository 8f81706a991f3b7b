# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier that somebody has seen in place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from balise.core.notices import Channel
from balise.web.transparency.models import NoticeProof


@dataclass(frozen=True, slots=True)
class Proof:
    """A notice seen in place."""

    id: int
    channel: Channel
    shown_on: date
    seen_at: str


def proofs_of(dossier_id: int) -> tuple[Proof, ...]:
    """Return the proofs that hold, the oldest first."""
    rows = NoticeProof.objects.filter(dossier_id=dossier_id, withdrawn_at=None).order_by("shown_on", "pk")
    return tuple(Proof(row.pk, Channel(row.channel), row.shown_on, row.seen_at) for row in rows)


def shown_since(proofs: Iterable[Proof]) -> Mapping[Channel, date]:
    """Return since when each channel bears its notice."""
    since: dict[Channel, date] = {}
    for proof in proofs:
        since[proof.channel] = min(proof.shown_on, since.get(proof.channel, proof.shown_on))
    return since
