# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of local authorities. Private to this app: write by ``operations``, read by ``queries``."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from balise.core.roles import Role
from balise.web.organisations.siren import LONGEST_KEPT


class LocalAuthority(models.Model):
    """A commune, a metropolis, a department…: who votes a charter and keeps a register."""

    class Kind(models.TextChoices):
        """What sort of authority it is."""

        MUNICIPALITY = "municipality", _("commune")
        METROPOLIS = "metropolis", _("métropole")
        INTERMUNICIPAL_BODY = "intermunicipal_body", _("intercommunalité")
        DEPARTMENT = "departement", _("département")
        REGION = "region", _("région")
        PUBLIC_BODY = "public_body", _("établissement public")

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=30, choices=Kind.choices)
    siren = models.CharField(max_length=LONGEST_KEPT, blank=True)
    """As it was typed, without spaces: doubted aloud by ``siren.doubt_about``, never refused."""
    population = models.PositiveIntegerField(null=True, blank=True)
    staff_count = models.PositiveIntegerField(null=True, blank=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    contact = models.EmailField(blank=True)
    single_handed = models.BooleanField(default=False)
    """Too few people to keep apart who files a dossier and who decides on it; said wherever it is used."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """An authority is never its own parent."""

        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="organisations_authority_not_own_parent"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of an authority: a direction, a service within it."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=150)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    closed = models.BooleanField(default=False)

    class Meta:
        """No two units of an authority bear the same name."""

        constraints = [models.UniqueConstraint("authority", Lower("name"), name="organisations_unit_name")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role that a person holds in an authority, from a day to another."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A role is held once at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["user", "authority", "role"],
                condition=models.Q(until=None),
                name="organisations_membership_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.authority_id}"


class FrameworkVersion(models.Model):
    """A published version of a charter or a law, kept word for word: a dossier is pinned to it for ever."""

    framework = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    digest = models.CharField(max_length=80)
    title = models.JSONField()
    files = models.JSONField()
    """The files of the framework, by path: what a reader of the loading room reads again."""
    kept_at = models.DateTimeField()

    class Meta:
        """A version is one text."""

        constraints = [models.UniqueConstraint(fields=["framework", "version"], name="organisations_framework_version")]

    def __str__(self) -> str:
        return f"{self.framework}@{self.version}"


class Adoption(models.Model):
    """A framework by which an authority judges its dossiers, from a day to another."""

    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="adoptions")
    version = models.ForeignKey(FrameworkVersion, on_delete=models.PROTECT, related_name="adoptions")
    lead = models.BooleanField(default=False)
    """The charter by which the authority decides; the others are judged beside it."""
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One charter leads at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["authority"], condition=models.Q(lead=True, until=None), name="organisations_one_lead"
            ),
            models.UniqueConstraint(
                fields=["authority", "version"], condition=models.Q(until=None), name="organisations_adopted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.version_id}"
