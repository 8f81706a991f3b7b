# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of people. Private to this app: write by ``operations``, read by ``queries``."""

from collections.abc import Iterator
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from balise.web.accounts.addresses import AddressField


class UserManager(BaseUserManager["User"]):
    """Finds people by their e-mail address, whatever its capitals."""


class User(AbstractBaseUser):
    """A person with an account. What they may do is said by their memberships, never here."""

    email = AddressField(_("adresse électronique"), max_length=254, unique=True)
    name = models.CharField(_("nom"), max_length=150)
    is_active = models.BooleanField(default=True)
    issuer = models.CharField(max_length=255, blank=True)
    """The identity provider that vouches for this person; empty for a local account."""
    sub = models.CharField(max_length=255, blank=True)
    """The provider's own identifier of the person: the only one that never changes."""
    language = models.CharField(max_length=2, default="fr")
    session_round = models.PositiveIntegerField(default=0)
    """Every session opened in an earlier round is over: what « fermer mes autres sessions » turns."""
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        """One account an address, and one a person of a provider."""

        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email_one_way"),
            models.UniqueConstraint(
                fields=["issuer", "sub"], condition=~models.Q(sub=""), name="accounts_user_identity"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_session_auth_hash(self) -> str:
        """Return what a session must hold to be this person's: it changes with the password and with the round."""
        return f"{super().get_session_auth_hash()}.{self.session_round}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Yield the same for each secret key that this one replaced."""
        for kept in super().get_session_auth_fallback_hash():
            yield f"{kept}.{self.session_round}"


class Invitation(models.Model):
    """A place offered to somebody in an authority, until they take it, or it expires, or it is taken back."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    email = AddressField(max_length=254)
    name = models.CharField(max_length=150)
    roles = models.JSONField()
    """The roles offered, in the order in which roles are always written."""
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody when the command line invites: the very first administrator."""
    invited_by_name = models.CharField(max_length=200)
    token_digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of what stands in the link. The link itself is known only to whoever received it."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """A person is invited once at a time in an authority."""

        constraints = [
            models.UniqueConstraint(
                fields=["authority", "email"],
                condition=models.Q(accepted_at=None, revoked_at=None),
                name="accounts_invitation_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.authority_id})"


class Attempt(models.Model):
    """One use of a page that must not be used too often; forgotten after an hour."""

    page = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    """SHA-256 of the address, e-mail or network: nothing to read here."""
    at = models.DateTimeField()

    class Meta:
        """Attempts are counted by page and key."""

        indexes = [models.Index(fields=["page", "key", "at"], name="accounts_attempt_count")]

    def __str__(self) -> str:
        return f"{self.page} {self.at}"
