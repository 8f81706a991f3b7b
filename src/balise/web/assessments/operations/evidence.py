# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The documents of a dossier: attaching one, taking one away. Reading one is a query.

A document removed leaves its trace: who, when and why, with its fingerprint, in the journal and on its row. The file
itself is deleted: what somebody attached by mistake (a list of names, a contract that is secret) must really go.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.core.roles import Role
from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import EvidenceFile
from balise.web.assessments.operations.standing import day_of, lock, refresh
from balise.web.assessments.permissions import (
    BEING_WRITTEN,
    check_may_write_for,
    may_read,
    may_write_for,
    no_such_dossier,
)
from balise.web.assessments.received_files import ReceivedFile, received
from balise.web.journal.operations import record
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.organisations.members import Member
from balise.web.ui.names import readable_line
from balise.web.ui.refusals import RefusedError

LONGEST_TITLE = 200
LONGEST_MOTIVE = 1000
TITLE_TOO_LONG = gettext_lazy("Ce titre est trop long : quelques mots suffisent.")
MOTIVE_MISSING = gettext_lazy("Dites pourquoi cette pièce est retirée : le journal du dossier le gardera.")
MOTIVE_TOO_LONG = gettext_lazy("Ce motif est trop long. Une ou deux phrases suffisent.")
ENDS_TOO_SOON = gettext_lazy("La pièce ne peut pas expirer avant sa propre date. Vérifiez les deux dates.")
BEFORE_ANY_DECISION = BEING_WRITTEN | {State.SUBMITTED, State.IN_REVIEW}
"""The states in which nothing has been decided yet, unless the dossier was reopened."""


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A document somebody brings, with what they say of it."""

    upload: "UploadedFile[bytes]"
    title: str
    supports: tuple[str, ...] = ()
    dated: date | None = None
    expires_on: date | None = None


def may_attach(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may attach documents: those who write the dossier, until it is archived.

    Even during the review, unlike answers: that is when a missing document is asked for.
    """
    return may_write_for(member, file) and file.state is not State.ARCHIVED


def may_remove(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may take documents away: once a decision rests on them, reviewers alone.

    A decision stays even when its dossier becomes a draft again. The others bring a newer document beside the old one.
    """
    undecided = file.decided_at is None and file.state in BEFORE_ANY_DECISION
    return may_attach(member, file) and (undecided or member.holds(Role.REVIEWER))


def check_may_remove(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not take documents away.

    Raises:
        RefusedError: 404, 403, or 409 when the dossier is archived.
    """
    check_may_attach(member, file)
    if not may_remove(member, file):
        raise RefusedError(
            _(
                "Une décision repose sur cette pièce : seul un instructeur la retire. Si elle est périmée ou fausse, "
                "joignez celle qui la remplace ; l’ancienne reste au dossier."
            ),
            status=403,
        )


def attach(member: Member, dossier_id: int, new: NewEvidence, *, at: datetime) -> int:
    """Keep a document under a name that nobody chose, in the folder of the dossier; return its id.

    Raises:
        RefusedError: not theirs, too large, empty, of a kind that is not accepted, or already there.
    """
    checked = _checked(new)
    file_received = checked.file
    digest = file_received.sha256
    stored = ""
    try:
        with transaction.atomic():
            file = lock(dossier_id)
            check_may_attach(member, file)
            _check_supports(new.supports, file)
            _check_not_there(file, digest)
            stored = default_storage.save(f"{dossier_id}/{secrets.token_hex(16)}", new.upload)
            row = EvidenceFile.objects.create(
                dossier_id=dossier_id,
                title=checked.title,
                supports=list(new.supports),
                file=stored,
                filename=file_received.filename,
                media_type=file_received.media_type,
                size=file_received.size,
                sha256=digest,
                dated=new.dated,
                expires_on=new.expires_on,
                added_by_id=member.user_id,
                added_at=at,
            )
            details = {"title": row.title, "filename": row.filename, "sha256": digest, "supports": list(new.supports)}
            record(member.authority.id, "dossier.evidence_added", member.actor, file.subject, at, details)
            refresh(dossier_id, day_of(at))
    except BaseException:
        if stored:
            default_storage.delete(stored)
        raise
    return row.pk


@transaction.atomic
def remove(member: Member, dossier_id: int, evidence_id: int, motive: str, *, at: datetime) -> None:
    """Take a document away for a stated motive; the file is deleted once the act is recorded.

    Raises:
        RefusedError: not theirs, a decision rests on it, no such document, or no motive.
    """
    file = lock(dossier_id)
    check_may_remove(member, file)
    row = (
        EvidenceFile.objects.select_for_update().filter(dossier_id=dossier_id, pk=evidence_id, removed_at=None).first()
    )
    if row is None:
        raise no_such_evidence()
    said = readable_line(motive)
    if not said:
        raise RefusedError(str(MOTIVE_MISSING))
    if len(said) > LONGEST_MOTIVE:
        raise RefusedError(str(MOTIVE_TOO_LONG))
    stored = row.file.name or ""
    row.file, row.removed_by_id, row.removed_at = "", member.user_id, at
    row.save()
    details = {"title": row.title, "filename": row.filename, "sha256": row.sha256, "motive": said}
    record(member.authority.id, "dossier.evidence_removed", member.actor, file.subject, at, details)
    refresh(dossier_id, day_of(at))
    transaction.on_commit(lambda: default_storage.delete(stored))


def no_such_evidence() -> RefusedError:
    """Return the refusal that says neither whether the document exists elsewhere, nor whose it is."""
    return RefusedError(_("Cette pièce n’est pas dans ce dossier, ou elle en a été retirée."), status=404)


@dataclass(frozen=True, slots=True)
class _Checked:
    title: str
    file: ReceivedFile


def _checked(new: NewEvidence) -> _Checked:
    """Return what is kept of a file and of what is said of it, or refuse it."""
    file = received(new.upload)
    title = readable_line(new.title) or file.filename
    if len(title) > LONGEST_TITLE:
        raise RefusedError(str(TITLE_TOO_LONG), status=400)
    if new.dated is not None and new.expires_on is not None and new.expires_on <= new.dated:
        raise RefusedError(str(ENDS_TOO_SOON), status=400)
    return _Checked(title, file)


def check_may_attach(member: Member, file: DossierFile) -> None:
    """Refuse whoever may not attach documents.

    Raises:
        RefusedError: 404, 403, or 409 when the dossier is archived.
    """
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    check_may_write_for(member, file)
    if not may_attach(member, file):
        raise RefusedError(_("Ce dossier est archivé : ses pièces ne changent plus."))


def _check_supports(names: Iterable[str], file: DossierFile) -> None:
    bank = bank_of(file.references)
    criteria = {item.id for framework in frameworks_of(file.references) for item in framework.criteria}
    if any(name not in bank.by_id and name not in criteria for name in names):
        raise RefusedError(_("Une pièce appuie une question ou un critère du dossier. Choisissez dans la liste."))


def _check_not_there(file: DossierFile, digest: str) -> None:
    same = next((piece for piece in file.evidence if piece.sha256 == digest), None)
    if same is not None:
        raise RefusedError(
            _(
                "Ce fichier est déjà au dossier, sous le titre « %(title)s ». Il n’a pas été ajouté une seconde fois : "
                "pour changer ce qu’il appuie, retirez-le d’abord."
            )
            % {"title": same.title}
        )
