# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Saying that a notice is in place, with a file that shows it if there is one, and taking it back."""

import secrets
from datetime import date, datetime
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.notices import Channel
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.assessments.received_files import ReceivedFile, received
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.transparency.acts import NOTICE_NO_LONGER_SHOWN, NOTICE_SHOWN
from balise.web.transparency.models import NoticeProof
from balise.web.transparency.operations.following import follow_notices
from balise.web.transparency.permissions import check_may_prove
from balise.web.transparency.queries.unused_channels import unused_of
from balise.web.ui.refusals import RefusedError


def prove(
    member: Member,
    dossier_id: int,
    channel: Channel,
    shown_on: date,
    seen_at: str,
    upload: "UploadedFile[bytes] | None" = None,
    *,
    at: datetime,
) -> int:
    """Record where a notice can be seen, and since when; return the id of the proof.

    The public entry that said this notice missing says so no longer, from this moment on. The file is kept under a
    name that nobody chose, in the folder of the dossier: a backup takes it with the others.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), the day is to come, neither a place nor a
            file is given, the dossier says that the use does not pass there, or the file is empty, too large or of a
            kind that is not accepted (400).
    """
    shown = None if upload is None else received(upload)
    stored = ""
    try:
        with transaction.atomic():
            file = locked_to_prove(member, dossier_id)
            _check_proves(shown_on, seen_at, shown, at)
            _check_used(file, channel)
            if upload is not None:
                stored = default_storage.save(f"{dossier_id}/{secrets.token_hex(16)}", upload)
            row = NoticeProof.objects.create(
                dossier_id=dossier_id,
                channel=channel.value,
                shown_on=shown_on,
                seen_at=seen_at.strip(),
                file=stored,
                by_id=member.user_id,
                at=at,
                **_columns(shown),
            )
            details = {**_told(row), "shown_on": shown_on.isoformat()}
            record(file.authority_id, NOTICE_SHOWN.code, member.actor, file.subject, at, details)
            follow_notices(file.id, member.actor, at)
    except BaseException:
        if stored:
            default_storage.delete(stored)
        raise
    return row.pk


@transaction.atomic
def take_back(member: Member, dossier_id: int, proof_id: int, *, at: datetime) -> None:
    """Record that a notice is no longer where it was; its file is deleted once the act is recorded.

    The public entry that said it in place says so no longer, from this moment on.

    Raises:
        RefusedError: there is no such dossier or proof (404), or it is not theirs (403).
    """
    file = locked_to_prove(member, dossier_id)
    row = NoticeProof.objects.select_for_update().filter(pk=proof_id, dossier_id=dossier_id, withdrawn_at=None).first()
    if row is None:
        raise no_such_proof()
    stored = row.file.name or ""
    row.withdrawn_at, row.file = at, ""
    row.save()
    record(file.authority_id, NOTICE_NO_LONGER_SHOWN.code, member.actor, file.subject, at, _told(row))
    follow_notices(file.id, member.actor, at)
    if stored:
        transaction.on_commit(lambda: default_storage.delete(stored))


def no_such_proof() -> RefusedError:
    """Return the refusal that says neither whether the proof exists elsewhere, nor whose it is."""
    return RefusedError(_("Cette preuve n’existe pas dans ce dossier."), status=404)


def locked_to_prove(member: Member, dossier_id: int) -> DossierFile:
    """Return a dossier, held for this transaction, whose notices are told by whoever asks.

    Raises:
        RefusedError: there is no such dossier (404), or it is not theirs (403).
    """
    file = standing.lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier("")
    check_may_prove(member, file)
    return file


def _check_used(file: DossierFile, channel: Channel) -> None:
    if any(each.channel is channel and each.holds(file) for each in unused_of(file.id)):
        raise RefusedError(_("Le dossier dit que l’usage ne passe pas par ce support : revenez d’abord là-dessus."))


def _check_proves(shown_on: date, seen_at: str, shown: ReceivedFile | None, at: datetime) -> None:
    if shown_on > standing.day_of(at):
        raise RefusedError(_("Ce jour n’est pas encore venu : une preuve dit ce qui est en place."))
    if not seen_at.strip() and shown is None:
        raise RefusedError(
            _("Dites où la mention se voit (une adresse, un modèle de lettre, un lieu), ou joignez un fichier.")
        )


def _columns(shown: ReceivedFile | None) -> dict[str, Any]:
    if shown is None:
        return {}
    return {
        "filename": shown.filename,
        "media_type": shown.media_type,
        "size": shown.size,
        "sha256": shown.sha256,
    }


def _told(row: NoticeProof) -> dict[str, str]:
    """Return what the journal keeps: where to look or the name of the file, and the fingerprint of what was there."""
    told = {"channel": row.channel, "seen_at": row.seen_at or row.filename}
    return {**told, "filename": row.filename, "sha256": row.sha256} if row.sha256 else told
