# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading people and invitations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from balise.core.roles import Role
from balise.web.accounts.models import Invitation, User
from balise.web.accounts.tokens import digest_of


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation, as the person invited and the administrator who invited them read it."""

    id: int
    authority_id: int
    authority_name: str
    email: str
    name: str
    roles: tuple[Role, ...]
    unit_name: str
    invited_by_name: str
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Tell whether the invitation can be accepted at this instant."""
        return self.accepted_at is None and self.revoked_at is None and at < self.expires_at

    def has_expired(self, at: datetime) -> bool:
        """Tell whether nobody took it in time."""
        return self.accepted_at is None and self.revoked_at is None and at >= self.expires_at


@dataclass(frozen=True, slots=True)
class Known:
    """What the page of an invitation must know of an account that already bears its address."""

    id: int
    local: bool
    """The person can sign in with a password."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account, as whoever runs the site reads the list of them."""

    id: int
    email: str
    name: str
    open: bool
    by_provider: bool
    """The identity provider opens it; a password otherwise."""
    created_at: datetime
    last_sign_in: datetime | None


def every_account() -> tuple[Account, ...]:
    """Return every account of the installation, closed ones too, in the order of their addresses."""
    return tuple(
        Account(
            id=user.pk,
            email=user.email,
            name=user.name,
            open=user.is_active,
            by_provider=bool(user.sub),
            created_at=user.created_at,
            last_sign_in=user.last_login,
        )
        for user in User.objects.order_by("email")
    )


def invitation_of(token: str) -> Invited | None:
    """Return the invitation of a link, or None: nobody was ever sent this one."""
    row = _rows().filter(token_digest=digest_of(token)).first()
    return None if row is None else _invited(row)


def pending_invitations(authority_id: int) -> tuple[Invited, ...]:
    """Return the invitations that nobody has answered or taken back, the latest first; some may have expired."""
    rows = _rows().filter(authority_id=authority_id, accepted_at=None, revoked_at=None)
    return tuple(_invited(row) for row in rows.order_by("-created_at", "-pk"))


def known_account(email: str) -> Known | None:
    """Return the account that bears this address, or None."""
    user = User.objects.filter(email=email).first()
    return None if user is None else Known(user.pk, user.has_usable_password())


def names_of(user_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these people, by identifier."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("pk", "name"))


def _rows() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("authority", "unit")


def _invited(row: Invitation) -> Invited:
    return Invited(
        id=row.pk,
        authority_id=row.authority_id,
        authority_name=row.authority.name,
        email=row.email,
        name=row.name,
        roles=tuple(Role(role) for role in row.roles),
        unit_name="" if row.unit is None else row.unit.name,
        invited_by_name=row.invited_by_name,
        created_at=row.created_at,
        expires_at=row.expires_at,
        accepted_at=row.accepted_at,
        revoked_at=row.revoked_at,
    )
