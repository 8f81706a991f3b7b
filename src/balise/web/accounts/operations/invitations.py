# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Inviting somebody into an authority, sending the invitation again, taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from balise.core.language import Language
from balise.core.roles import HUMAN_ROLES, ROLE_LABELS, Role
from balise.web.accounts.addresses import one_way
from balise.web.accounts.letters import send_invitation
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.tokens import digest_of, new_token
from balise.web.journal.operations import Actor, Subject, record
from balise.web.ui.names import clean_name
from balise.web.ui.refusals import RefusedError


class Place(Protocol):
    """The authority that somebody is invited into."""

    @property
    def id(self) -> int:
        """Return its identifier."""

    @property
    def name(self) -> str:
        """Return its name."""


class Inviter(Protocol):
    """Whoever invites: a member of the authority, as the app above knows it."""

    @property
    def actor(self) -> Actor:
        """Return the person as the journal names them."""

    @property
    def authority(self) -> Place:
        """Return where they act."""


@dataclass(frozen=True, slots=True)
class AtTheConsole:
    """Whoever runs Balise on the server: how the very first administrator comes in."""

    authority: Place
    actor: Actor


@transaction.atomic
def invite(
    member: Inviter, email: str, name: str, roles: Iterable[Role], unit_id: int | None = None, *, at: datetime
) -> str:
    """Offer roles in the authority of ``member`` to somebody; return the path of the link, which is also e-mailed.

    The link is returned because mail gets lost: whoever invites may hand it over. It is not kept, and nobody can
    show it again.

    Raises:
        RefusedError: it makes no sense, another is pending, or the account of this address is closed.
    """
    email, name = _address(email), _name(name)
    _refuse_a_closed_account(email)
    offered = _roles(roles)
    _make_room(member, email, at)
    token = new_token()
    invitation = Invitation.objects.create(
        authority_id=member.authority.id,
        unit_id=unit_id,
        email=email,
        name=name,
        roles=[role.value for role in offered],
        invited_by_id=member.actor.id,
        invited_by_name=member.actor.name,
        token_digest=digest_of(token),
        created_at=at,
        expires_at=_end(at),
    )
    if invitation.unit is not None and invitation.unit.authority_id != member.authority.id:
        raise RefusedError(_("Ce service n’est pas de votre collectivité. Choisissez-en un autre."))
    _record(member, "account.invited", invitation, at)
    return _send(invitation, token)


@transaction.atomic
def resend(member: Inviter, invitation_id: int, *, at: datetime) -> str:
    """Send a pending invitation again, under a new link and for as long as the first time; return the new path."""
    return _renew(member, _pending(member, invitation_id), "account.invitation_sent_again", at)


@transaction.atomic
def replace(member: Inviter, invitation_id: int, name: str, roles: Iterable[Role], *, at: datetime) -> str:
    """Offer a pending invitation under another name and with other roles, by a new link; return the new path.

    The unit offered stays. It is told as an invitation: whoever reads the journal must see which roles are offered.
    """
    invitation = _pending(member, invitation_id)
    invitation.name, invitation.roles = _name(name), [role.value for role in _roles(roles)]
    return _renew(member, invitation, "account.invited", at)


@transaction.atomic
def revoke_invitation(member: Inviter, invitation_id: int, *, at: datetime) -> None:
    """Take a pending invitation back: its link opens nothing any more."""
    invitation = _pending(member, invitation_id)
    invitation.revoked_at = at
    invitation.save(update_fields=["revoked_at"])
    _record(member, "account.invitation_revoked", invitation, at)


def _renew(member: Inviter, invitation: Invitation, act: str, at: datetime) -> str:
    """Keep a pending invitation as it now is, under a new link and for as long as the first time, and send it."""
    _refuse_a_closed_account(invitation.email)
    token = new_token()
    invitation.token_digest, invitation.expires_at = digest_of(token), _end(at)
    invitation.save(update_fields=["name", "roles", "token_digest", "expires_at"])
    _record(member, act, invitation, at)
    return _send(invitation, token)


def _address(email: str) -> str:
    try:
        validate_email(one_way(email))
    except ValidationError as error:
        raise RefusedError(
            _("« %(email)s » n’est pas une adresse électronique. Vérifiez-la, par exemple prenom.nom@commune.fr.")
            % {"email": email}
        ) from error
    return one_way(email)


def _refuse_a_closed_account(email: str) -> None:
    """Refuse what could never be accepted: only whoever runs the server opens a closed account again."""
    if User.objects.filter(email=email, is_active=False).exists():
        raise RefusedError(
            _(
                "Le compte de l’adresse %(email)s est fermé : l’invitation ne pourrait pas être acceptée. Demandez à "
                "qui tient le serveur de le rouvrir (« balise account reopen %(email)s »), puis invitez la personne."
            )
            % {"email": email}
        )


def _name(name: str) -> str:
    cleaned = clean_name(name)
    if not cleaned:
        raise RefusedError(_("Il manque le nom de la personne invitée. Écrivez son prénom et son nom."))
    return cleaned


def _roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    wanted = set(roles)
    offered = tuple(role for role in HUMAN_ROLES if role in wanted)
    if not offered or len(offered) != len(wanted):
        raise RefusedError(_("Une invitation donne au moins un rôle, parmi ceux d’une collectivité. Choisissez-en un."))
    return offered


def _make_room(member: Inviter, email: str, at: datetime) -> None:
    """Forget an invitation that nobody took in time; refuse a second one while the first is open."""
    pending = Invitation.objects.select_for_update().filter(
        authority_id=member.authority.id, email=email, accepted_at=None, revoked_at=None
    )
    for earlier in pending:
        if at < earlier.expires_at:
            raise RefusedError(
                _(
                    "%(name)s a déjà une invitation en attente à cette adresse. Renvoyez-la, ou retirez-la pour en "
                    "faire une autre."
                )
                % {"name": earlier.name}
            )
        earlier.revoked_at = at
        earlier.save(update_fields=["revoked_at"])


def _pending(member: Inviter, invitation_id: int) -> Invitation:
    row = (
        Invitation.objects.select_for_update(of=("self",))
        .filter(pk=invitation_id, authority_id=member.authority.id)
        .first()
    )
    if row is None:
        raise RefusedError(_("Cette invitation n’existe pas dans votre collectivité."), status=404)
    if row.accepted_at is not None or row.revoked_at is not None:
        raise RefusedError(_("Cette invitation a déjà été acceptée ou retirée. Rechargez la page."))
    return row


def _end(at: datetime) -> datetime:
    return at + timedelta(days=settings.INVITATION_DAYS)


def _record(member: Inviter, act: str, invitation: Invitation, at: datetime) -> None:
    record(
        member.authority.id,
        act,
        member.actor,
        Subject("invitation", str(invitation.pk), invitation.name),
        at,
        {"roles": list(role_names(invitation)), "role_codes": invitation.roles},
    )


def role_names(invitation: Invitation) -> tuple[str, ...]:
    """Return the roles of an invitation as French names them."""
    return tuple(ROLE_LABELS[Role(role)].in_(Language.FRENCH) for role in invitation.roles)


def _send(invitation: Invitation, token: str) -> str:
    link = reverse("accounts:invitation", kwargs={"token": token})
    send_invitation(
        invitation.email,
        name=invitation.name,
        authority=invitation.authority.name,
        roles=role_names(invitation),
        invited_by=invitation.invited_by_name if invitation.invited_by_id else "",
        link=link,
        expires_at=invitation.expires_at,
    )
    return link
