# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The notices of a dossier that somebody has seen in place, and the files that show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files import File

from balise.core.notices import Channel
from balise.web.assessments.files import DossierFile
from balise.web.transparency.models import NoticeProof


@dataclass(frozen=True, slots=True)
class Proof:
    """A notice seen in place: where to look, or a file that shows it."""

    id: int
    channel: Channel
    shown_on: date
    seen_at: str
    filename: str = ""
    media_type: str = ""
    size: int = 0

    @property
    def named(self) -> str:
        """Return what tells this proof from the others: where it is seen, or the name of its file."""
        return self.seen_at or self.filename


def proofs_of(dossier_id: int) -> tuple[Proof, ...]:
    """Return the proofs that hold, the oldest first."""
    rows = NoticeProof.objects.filter(dossier_id=dossier_id, withdrawn_at=None).order_by("shown_on", "pk")
    return tuple(_proof(row) for row in rows)


def proof_of(file: DossierFile, proof_id: int) -> Proof | None:
    """Return a proof of this dossier that holds, or None."""
    row = _standing(file, proof_id)
    return None if row is None else _proof(row)


def content_of(file: DossierFile, proof_id: int) -> "File[bytes] | None":
    """Return the file of a proof, to be read; None when it has none, or when the file itself is missing."""
    row = _standing(file, proof_id)
    if row is None or not row.file.name or not row.file.storage.exists(row.file.name):
        return None
    return row.file.open("rb")


def shown_since(proofs: Iterable[Proof]) -> Mapping[Channel, date]:
    """Return since when each channel bears its notice."""
    since: dict[Channel, date] = {}
    for proof in proofs:
        since[proof.channel] = min(proof.shown_on, since.get(proof.channel, proof.shown_on))
    return since


def channels_shown(dossier_ids: Iterable[int]) -> dict[int, frozenset[Channel]]:
    """Return the channels that bear a notice, by dossier, in one query whatever their number."""
    shown: dict[int, set[Channel]] = {}
    rows = NoticeProof.objects.filter(dossier_id__in=list(dossier_ids), withdrawn_at=None)
    for dossier_id, channel in rows.values_list("dossier_id", "channel"):
        shown.setdefault(dossier_id, set()).add(Channel(channel))
    return {dossier_id: frozenset(channels) for dossier_id, channels in shown.items()}


def _standing(file: DossierFile, proof_id: int) -> NoticeProof | None:
    return NoticeProof.objects.filter(dossier_id=file.id, pk=proof_id, withdrawn_at=None).first()


def _proof(row: NoticeProof) -> Proof:
    return Proof(row.pk, Channel(row.channel), row.shown_on, row.seen_at, row.filename, row.media_type, row.size)
