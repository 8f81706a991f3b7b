# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Letting the other authorities of the installation start from a dossier, or no longer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.core.states import State
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.standing import lock
from balise.web.assessments.permissions import may_read, no_such_dossier
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

NOT_DECIDED = frozenset({State.IDEA, State.DECLARED, State.DRAFT, State.SUBMITTED, State.IN_REVIEW})


def may_share(member: Member, file: DossierFile) -> bool:
    """Tell whether the person may share the dossier, or stop: reviewers, once it was decided."""
    return may_read(member, file) and member.holds(Role.REVIEWER) and is_decided(file)


def is_decided(file: DossierFile) -> bool:
    """Tell whether a decision stands on the dossier: what is still being written is nobody else's."""
    return file.decided_at is not None and file.state not in NOT_DECIDED


@transaction.atomic
def share(member: Member, dossier_id: int, *, at: datetime) -> None:
    """Let the other authorities read the answers that can be copied, and start from them.

    Raises:
        RefusedError: no such dossier, not a reviewer, not decided yet, or shared already.
    """
    file = _locked(member, dossier_id)
    if not is_decided(file):
        raise RefusedError(_("Un dossier se partage une fois décidé : attendez la décision, puis recommencez."))
    if file.shared:
        raise RefusedError(_("Ce dossier est déjà partagé."))
    Dossier.objects.filter(pk=dossier_id).update(shared=True)
    record(member.authority.id, "dossier.shared", member.actor, file.subject, at, {"number": file.number})


@transaction.atomic
def stop_sharing(member: Member, dossier_id: int, *, at: datetime) -> None:
    """Keep the dossier to its authority again; the copies already made are theirs.

    Raises:
        RefusedError: no such dossier, not a reviewer, or not shared.
    """
    file = _locked(member, dossier_id)
    if not file.shared:
        raise RefusedError(_("Ce dossier n’est pas partagé."))
    Dossier.objects.filter(pk=dossier_id).update(shared=False)
    record(member.authority.id, "dossier.unshared", member.actor, file.subject, at, {"number": file.number})


def _locked(member: Member, dossier_id: int) -> DossierFile:
    file = lock(dossier_id)
    if not may_read(member, file):
        raise no_such_dossier(file.number)
    if not member.holds(Role.REVIEWER):
        raise RefusedError(
            _("Seuls les instructeurs partagent un dossier. Demandez-le à celui qui l’a instruit."), status=403
        )
    return file
