# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What people say to each other about a dossier: said, and withdrawn by whoever said it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Comment
from balise.web.assessments.operations.standing import lock
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.journal.operations import record
from balise.web.organisations.frameworks import bank_of, frameworks_of
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

LONGEST_COMMENT = 4000


def may_comment(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may say something: whoever reads the dossier, until it is archived."""
    return may_read(member, file) and file.state is not State.ARCHIVED


@transaction.atomic
def say(member: Member, dossier_id: int, text: str, *, about: str = "", at: datetime) -> int:
    """Add a message to a dossier, about one of its questions or criteria when ``about`` names it; return its id.

    The journal tells that somebody wrote, and about what; never what they wrote, which they may take back.

    Raises:
        RefusedError: not theirs to read, archived, nothing said, too long, or about nothing that exists.
    """
    file = lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    if not may_comment(member, file):
        raise RefusedError(_("Ce dossier est archivé : on n’y écrit plus."))
    said = "\n".join(text.splitlines()).strip()
    if not said:
        raise RefusedError(_("Écrivez votre message avant de l’envoyer."))
    if len(said) > LONGEST_COMMENT:
        raise RefusedError(
            _("Ce message est trop long : %(limit)d signes au plus. Joignez plutôt une pièce.")
            % {"limit": LONGEST_COMMENT}
        )
    if about and not _exists(about, file):
        raise RefusedError(_("Ce message porte sur une question ou un critère qui n’est pas de ce dossier."))
    row = Comment.objects.create(dossier_id=dossier_id, about=about, text=said, by_id=member.user_id, at=at)
    details = {"comment": row.pk, "about": about}
    record(member.authority.id, "dossier.commented", member.actor, file.subject, at, details)
    return row.pk


@transaction.atomic
def withdraw_comment(member: Member, dossier_id: int, comment_id: int, *, at: datetime) -> None:
    """Take back one's own message: its place stays in the conversation, its words go.

    Raises:
        RefusedError: not theirs to read, no such message, or somebody else's.
    """
    file = lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    row = Comment.objects.select_for_update().filter(dossier_id=dossier_id, pk=comment_id).first()
    if row is None:
        raise RefusedError(_("Ce message n’est pas dans ce dossier."), status=404)
    if row.by_id != member.user_id:
        raise RefusedError(_("Seule la personne qui a écrit un message peut le retirer."), status=403)
    if row.withdrawn_at is not None:
        raise RefusedError(_("Ce message est déjà retiré."))
    row.text, row.withdrawn_at = "", at
    row.save()
    record(member.authority.id, "dossier.comment_withdrawn", member.actor, file.subject, at, {"comment": row.pk})


def _exists(about: str, file: DossierFile) -> bool:
    criteria = (item.id for framework in frameworks_of(file.references) for item in framework.criteria)
    return about in bank_of(file.references).by_id or about in criteria
