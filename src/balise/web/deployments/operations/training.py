# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Handing out the tokens of those who were trained, and taking them back.

The least that lets the gateway know that somebody was trained, without telling it who.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.assessments.operations.standing import day_of
from balise.web.deployments.acts import TOKEN_CREATED, TOKEN_REVOKED
from balise.web.deployments.drawing import TOKEN, draw
from balise.web.deployments.models import StaffToken
from balise.web.deployments.permissions import check_may_attest
from balise.web.journal.operations import Subject, record
from balise.web.organisations.members import Member
from balise.web.organisations.queries.people import Person, person_of
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token just drawn: it is read once, here."""

    id: int
    name: str
    secret: str


@transaction.atomic
def hand_token(member: Member, user_id: int, training: str, valid_until: date, *, at: datetime) -> NewToken:
    """Draw the token of somebody who was trained.

    Raises:
        RefusedError: it is not theirs (403), the person is not of the authority (404), or the day is past (409).
    """
    check_may_attest(member)
    person = _person(member, user_id)
    if not training.strip():
        raise RefusedError(_("Dites quelle formation a été suivie : c’est ce qui sera demandé lors d’un contrôle."))
    if valid_until < day_of(at):
        raise RefusedError(_("Ce jour est déjà passé : donnez le dernier jour où la formation compte."))
    drawn = draw(TOKEN)
    row = StaffToken.objects.create(
        authority_id=member.authority.id,
        user_id=user_id,
        digest=drawn.digest,
        valid_until=valid_until,
        training=training.strip(),
        created_at=at,
        created_by_id=member.user_id,
    )
    told = {"training": row.training, "valid_until": valid_until.isoformat(), "token": str(row.pk)}
    subject = Subject("user", str(user_id), person.name)
    record(member.authority.id, TOKEN_CREATED.code, member.actor, subject, at, told)
    return NewToken(row.pk, person.name, drawn.secret)


@transaction.atomic
def revoke_token(member: Member, token_id: int, *, at: datetime) -> None:
    """Have a token count no more.

    Raises:
        RefusedError: it is not theirs (403), or there is no such token (404).
    """
    check_may_attest(member)
    row = StaffToken.objects.select_for_update().filter(authority_id=member.authority.id, pk=token_id, revoked_at=None)
    found = row.first()
    if found is None:
        raise RefusedError(_("Ce jeton n’existe pas ici, ou il est déjà révoqué."), status=404)
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    name = found.user.name
    subject = Subject("user", str(found.user_id), name)
    record(member.authority.id, TOKEN_REVOKED.code, member.actor, subject, at, {"token": str(found.pk)})


def _person(member: Member, user_id: int) -> Person:
    person = person_of(member.authority.id, user_id)
    if person is None:
        raise RefusedError(_("Cette personne n’a pas de rôle dans la collectivité."), status=404)
    return person
