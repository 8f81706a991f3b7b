# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Accepting an invitation: with the account one already has, or by opening one."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.operations.closing import CLOSED
from balise.web.accounts.operations.invitations import role_names
from balise.web.accounts.tokens import digest_of
from balise.web.accounts.welcome import welcome
from balise.web.journal.operations import Actor, Subject, record
from balise.web.ui.names import clean_name
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def accept(token: str, user_id: int, *, at: datetime) -> None:
    """Take the place offered by a link, with an account that bears the address invited."""
    invitation = open_invitation(digest_of(token), at)
    user = User.objects.select_for_update().get(pk=user_id)
    refuse_the_invitation_of_another(invitation, user)
    take(invitation, user, at)


@transaction.atomic
def open_account(token: str, *, name: str, password: str, at: datetime, known_to_all: bool = False) -> User:
    """Open the account of somebody invited, and take the place offered.

    ``known_to_all``: the password is that of a demonstration, printed for whoever plays it, and is not judged.

    Raises:
        ValidationError: the password is too easy to guess.
    """
    invitation = open_invitation(digest_of(token), at)
    if User.objects.filter(email=invitation.email).exists():
        raise RefusedError(_("Un compte porte déjà cette adresse. Connectez-vous, puis rouvrez le lien."))
    user = User(email=invitation.email, name=clean_name(name) or invitation.name)
    if not known_to_all:
        validate_password(password, user)
    user.set_password(password)
    user.save()
    take(invitation, user, at)
    return user


def open_invitation(token_digest: str, at: datetime) -> Invitation:
    """Return the invitation of a link, locked, or refuse the link that leads nowhere any more."""
    row = Invitation.objects.select_for_update().filter(token_digest=token_digest).first()
    if row is None or row.accepted_at is not None or row.revoked_at is not None or at >= row.expires_at:
        raise RefusedError(
            _("Ce lien ne sert plus. Demandez une nouvelle invitation à l’administrateur de votre collectivité."),
            status=410,
        )
    return row


def refuse_the_invitation_of_another(invitation: Invitation, user: User) -> None:
    """Refuse an account that does not bear the address invited: a link may be forwarded, roles may not."""
    if user.email != invitation.email:
        raise RefusedError(
            _(
                "Cette invitation est pour %(invited)s, et vous êtes connecté avec %(email)s. Déconnectez-vous, puis "
                "rouvrez le lien."
            )
            % {"invited": invitation.email, "email": user.email}
        )


def take(invitation: Invitation, user: User, at: datetime) -> None:
    """Give the place to the person. Called inside the transaction of the act, on a locked invitation."""
    if not user.is_active:
        raise RefusedError(str(CLOSED))
    invitation.accepted_at, invitation.accepted_by = at, user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    roles = tuple(Role(role) for role in invitation.roles)
    welcome(user.pk, invitation.authority_id, roles, invitation.unit_id, invitation.invited_by_id, at=at)
    record(
        invitation.authority_id,
        "account.joined",
        Actor(user.pk, user.name),
        Subject("invitation", str(invitation.pk), user.name),
        at,
        {"roles": list(role_names(invitation)), "role_codes": invitation.roles},
    )
