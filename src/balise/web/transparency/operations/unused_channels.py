# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Saying that a use does not pass by a channel that its answers let suppose, and taking that back.

The answers say what a tool is used to do, hardly ever by which carrier it arrives. Whoever knows says so once, with a
reason that the dossier keeps, instead of filing the proof of a notice in a letter that nobody sends.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.notices import DEDUCED, Channel, without
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations import standing
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.transparency.acts import CHANNEL_UNUSED, CHANNEL_USED_AGAIN
from balise.web.transparency.models import UnusedChannel
from balise.web.transparency.notice_board import all_needs_of
from balise.web.transparency.operations.following import follow_notices
from balise.web.transparency.operations.proofs import locked_to_prove
from balise.web.transparency.queries.proofs import channels_shown
from balise.web.transparency.queries.unused_channels import fingerprint, unused_of
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def say_unused(member: Member, dossier_id: int, channel: Channel, reason: str, *, at: datetime) -> int:
    """Record that the use does not pass by a channel, and why; return the id of what was said.

    What was said of the same channel under other answers gives way to it.

    Raises:
        RefusedError: there is no such dossier (404), it is not theirs (403), no reason is given (400), or the channel
            is named by an answer, bears a notice, is already said unused or is the last that tells people (409).
    """
    file = locked_to_prove(member, dossier_id)
    if not reason.strip():
        raise RefusedError(_("Dites pourquoi : la raison reste au dossier, avec votre nom."), status=400)
    check_may_be_unused(file, channel, at)
    standing_yet = UnusedChannel.objects.filter(dossier_id=dossier_id, channel=channel.value, withdrawn_at=None)
    standing_yet.update(withdrawn_at=at)
    row = UnusedChannel.objects.create(
        dossier_id=dossier_id,
        channel=channel.value,
        reason=reason.strip(),
        answers=fingerprint(file, channel),
        by_id=member.user_id,
        at=at,
    )
    details = {"channel": channel.value, "reason": row.reason}
    record(file.authority_id, CHANNEL_UNUSED.code, member.actor, file.subject, at, details)
    follow_notices(file.id, member.actor, at)
    return row.pk


@transaction.atomic
def say_used(member: Member, dossier_id: int, unused_id: int, *, at: datetime) -> None:
    """Record that the use passes by a channel after all: its notice is asked for again.

    Raises:
        RefusedError: there is no such dossier, or nothing of the sort was said of it (404), or it is not theirs (403).
    """
    file = locked_to_prove(member, dossier_id)
    rows = UnusedChannel.objects.select_for_update()
    row = rows.filter(pk=unused_id, dossier_id=dossier_id, withdrawn_at=None).first()
    if row is None:
        raise nothing_of_the_sort()
    row.withdrawn_at = at
    row.save()
    record(file.authority_id, CHANNEL_USED_AGAIN.code, member.actor, file.subject, at, {"channel": row.channel})
    follow_notices(file.id, member.actor, at)


def nothing_of_the_sort() -> RefusedError:
    """Return the refusal that says neither whether it was said elsewhere, nor of what."""
    return RefusedError(_("Rien de tel n’est dit des supports de ce dossier."), status=404)


def check_may_be_unused(file: DossierFile, channel: Channel, at: datetime) -> None:
    """Refuse to set aside a channel that an answer names, that bears a notice, or without which nobody is told.

    Raises:
        RefusedError: it cannot be set aside (409), or the use does not lead to it (404).
    """
    needs = all_needs_of(file, standing.day_of(at))
    if channel not in {need.channel for need in needs}:
        raise RefusedError(_("D’après les réponses, l’usage ne passe pas par ce support."), status=404)
    if channel not in DEDUCED:
        raise RefusedError(
            _("Une réponse du dossier dit que l’usage passe par ce support : c’est elle qu’il faut corriger.")
        )
    if channel in channels_shown([file.id]).get(file.id, ()):
        raise RefusedError(_("Une mention est en place sur ce support. Si la preuve est fausse, retirez-la d’abord."))
    already = {each.channel for each in unused_of(file.id) if each.holds(file)}
    if channel in already:
        raise RefusedError(_("C’est déjà dit de ce support."))
    if channel in {need.channel for need in without(needs, {*already, channel})}:
        raise RefusedError(
            _(
                "Ce support est le dernier où le public serait prévenu autant qu’il doit l’être. Si l’usage n’atteint "
                "personne, corrigez les réponses du dossier."
            )
        )
