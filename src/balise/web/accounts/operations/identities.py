# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Recognising somebody whom an identity provider vouches for.

The key is the pair (issuer, ``sub``), the only thing that neither changes nor is given to somebody else. An e-mail
address is both: it serves once, to find the invitation of a first sign-in, and never opens an account that another
identity already holds.

From then on the provider alone opens the account. A password kept beside it would still be good the day the provider
lets the person go.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.accounts.addresses import one_way
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.operations.acceptance import open_invitation, refuse_the_invitation_of_another, take
from balise.web.accounts.operations.closing import CLOSED
from balise.web.ui.names import clean_name
from balise.web.ui.refusals import RefusedError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """A person, as a provider describes them once its signature is verified."""

    issuer: str
    sub: str
    email: str
    email_verified: bool | None
    """None: the provider says nothing of it, as those that keep the directory themselves do."""
    name: str


@transaction.atomic
def recognise(identity: Identity, token_digest: str | None, *, at: datetime) -> User:
    """Return the account of this person, taking the invitation of that digest if they came by one.

    Nobody is let in without an invitation, however well the provider knows them.
    """
    user = User.objects.select_for_update().filter(issuer=identity.issuer, sub=identity.sub).first()
    if user is not None:
        _refuse_closed(user)
        _follow_address(user, identity)
        _leave_to_the_provider(user)
        if token_digest:
            _take_own(open_invitation(token_digest, at), user, at)
        return user
    invitation = open_invitation(token_digest, at) if token_digest else _invitation_of(identity, at)
    if invitation is None:
        raise RefusedError(
            _(
                "Vous êtes bien identifié, mais personne ne vous a encore invité sur ce site. Demandez une invitation "
                "à l’administrateur de votre collectivité, puis ouvrez le lien que vous recevrez."
            ),
            status=403,
        )
    user = _account_for(invitation, identity)
    take(invitation, user, at)
    return user


def _invitation_of(identity: Identity, at: datetime) -> Invitation | None:
    """Return the latest open invitation sent to an address that the provider has verified."""
    if identity.email_verified is not True or not identity.email:
        return None
    pending = Invitation.objects.select_for_update().filter(
        email=identity.email, accepted_at=None, revoked_at=None, expires_at__gt=at
    )
    return pending.order_by("-created_at", "-pk").first()


def _account_for(invitation: Invitation, identity: Identity) -> User:
    """Return the account that this identity will hold from now on: a new one, or the one that was invited."""
    user = User.objects.select_for_update().filter(email=invitation.email).first()
    if user is None:
        user = User(email=invitation.email, name=clean_name(identity.name) or invitation.name)
    else:
        _refuse_closed(user)
        _refuse_somebody_else(user, identity)
    user.issuer, user.sub = identity.issuer, identity.sub
    user.set_unusable_password()
    user.save()
    _follow_address(user, identity)
    return user


def _take_own(invitation: Invitation, user: User, at: datetime) -> None:
    """Take an invitation by a link, if it is for the address of the account: the same check as with a password."""
    refuse_the_invitation_of_another(invitation, user)
    take(invitation, user, at)


def _leave_to_the_provider(user: User) -> None:
    """Take its password from an account linked by an earlier version, which let it be kept."""
    if user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])


def _refuse_closed(user: User) -> None:
    if not user.is_active:
        raise RefusedError(str(CLOSED), status=403)


def _refuse_somebody_else(user: User, identity: Identity) -> None:
    """Refuse to hand an account over: to whoever was given somebody's former address, or somebody's link."""
    if user.sub:
        raise RefusedError(
            _(
                "L’adresse invitée est encore celle du compte d’une autre personne. Demandez à l’administrateur de "
                "votre collectivité de vous inviter à une autre adresse."
            ),
            status=403,
        )
    if one_way(identity.email) != user.email or identity.email_verified is False:
        raise RefusedError(
            _(
                "Un compte existe déjà à l’adresse invitée, et votre identité porte une autre adresse. Connectez-vous "
                "à ce compte avec son mot de passe pour accepter l’invitation."
            ),
            status=403,
        )


def _follow_address(user: User, identity: Identity) -> None:
    """Keep the address that the provider gives today, unless it says it never checked it or somebody else bears it."""
    email = one_way(identity.email)
    if not email or identity.email_verified is False or email == user.email:
        return
    if User.objects.filter(email=email).exclude(pk=user.pk).exists():
        logger.warning("Person %s keeps the former address: another account bears the new one.", user.pk)
        return
    user.email = email
    user.save(update_fields=["email"])
