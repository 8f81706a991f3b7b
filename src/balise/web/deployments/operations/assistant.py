# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Opening the assistant of the site to the use of a dossier, and closing it.

Open, the site holds a key of that one deployment, and presents it for any member of the authority: the charter is
enforced by the same door as for every program. Whoever may make the keys of a dossier opens it, and nobody else.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.deployments.acts import ASSISTANT_OPENED
from balise.web.deployments.drawing import KEY, draw
from balise.web.deployments.models import AccessKey
from balise.web.deployments.operations.keys import check_may_open, keep, revoke_key, told_of
from balise.web.deployments.operations.leaving import locked
from balise.web.deployments.sealing import sealed
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

LABEL = "Assistant du site"
"""The name under which its key is kept; pages say it in the language of their reader."""


@transaction.atomic
def open_assistant(member: Member, dossier_id: int, *, at: datetime) -> None:
    """Have the site hold a key for the use of a dossier.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), nothing is open yet, the dossier is not
            accepted, its use answers the public where the charter refuses it, or the assistant is open (409).
    """
    file, row = locked(member, dossier_id)
    check_may_open(file, member, at)
    if row.keys.filter(for_assistant=True, revoked_at=None).exists():
        raise RefusedError(_("L’assistant est déjà ouvert pour cet usage."))
    drawn = draw(KEY)
    key = keep(row, LABEL, drawn, None, member, at, sealed=sealed(drawn.secret, row.identifier))
    record(file.authority_id, ASSISTANT_OPENED.code, member.actor, file.subject, at, told_of(key))


@transaction.atomic
def close_assistant(member: Member, dossier_id: int, *, at: datetime) -> None:
    """Have the key of the assistant open nothing any more.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), or the assistant is not open (409).
    """
    _file, row = locked(member, dossier_id)
    key = AccessKey.objects.filter(deployment=row, for_assistant=True, revoked_at=None).first()
    if key is None:
        raise RefusedError(_("L’assistant n’est pas ouvert pour cet usage."))
    revoke_key(member, dossier_id, key.pk, at=at)
