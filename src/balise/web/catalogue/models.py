# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of the catalogue. Private to this app: write by ``operations``, read by ``queries``."""

from typing import Any

from django.db import models
from django.db.models.functions import Lower
from django.utils.text import slugify

from balise.web.catalogue.vocabulary import Kind, Permission

PERMISSIONS = [(permission.value, permission.value) for permission in Permission]
KINDS = [(kind.value, kind.value) for kind in Kind]


class Tool(models.Model):
    """A tool that an authority knows, whether it may be used or not. Facts about it stand in ``ToolFact``."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=KINDS, default=Kind.STANDALONE.value)
    summary = models.TextField(max_length=1000, blank=True)
    """What it is for, in the words of whoever proposed it."""
    host_software = models.CharField(max_length=150, blank=True)
    host_vendor = models.CharField(max_length=150, blank=True)
    exit_plan = models.TextField(max_length=4000, blank=True)
    substitute = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    last_drill_on = models.DateField(null=True, blank=True)
    last_drill = models.TextField(max_length=2000, blank=True)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.TextField(max_length=2000, blank=True)
    models_used: "models.ManyToManyField[AIModel, ToolModel]" = models.ManyToManyField(
        "AIModel", through="ToolModel", related_name="tools"
    )

    class Meta:
        """An authority names a tool once; what is embedded has a host."""

        constraints = [
            models.UniqueConstraint(fields=["authority", "slug"], name="catalogue_tool_slug"),
            models.UniqueConstraint("authority", Lower("name"), name="catalogue_tool_name"),
            models.CheckConstraint(
                condition=~models.Q(kind=Kind.EMBEDDED.value) | ~models.Q(host_software=""),
                name="catalogue_embedded_in_something",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in Kind]), name="catalogue_tool_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the tool an address of its own when it has none, then save it."""
        if not self.slug:
            self.slug = slugify(self.name)[:80] or "outil"
        super().save(*args, **kwargs)


class Ruling(models.Model):
    """What an authority says of a tool as a whole: nothing in its matrix is wider."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="rulings")
    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    permission = models.CharField(max_length=20, choices=PERMISSIONS)
    reason = models.TextField(max_length=2000, blank=True)
    explanation = models.TextField(max_length=4000, blank=True)
    """Why a tool from outside Europe, when the charter prefers European ones."""
    alternatives = models.TextField(max_length=4000, blank=True)
    """The European tools examined, and why none would do."""
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        """An authority has one word on a tool."""

        constraints = [
            models.UniqueConstraint(fields=["tool", "authority"], name="catalogue_ruling_once"),
            models.CheckConstraint(
                condition=models.Q(permission__in=[permission.value for permission in Permission]),
                name="catalogue_ruling_permission",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.authority_id} {self.permission}"


class Authorisation(models.Model):
    """One cell of the matrix: what an authority says of a tool for a task, with a data class."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="authorisations")
    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    use = models.CharField(max_length=60, blank=True)
    """A task of the question bank; empty for every task that has no line of its own."""
    data_class = models.CharField(max_length=40)
    permission = models.CharField(max_length=20, choices=PERMISSIONS)
    condition = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    until = models.DateField(null=True, blank=True)

    class Meta:
        """A cell is said once, and a condition is written."""

        constraints = [
            models.UniqueConstraint(
                fields=["tool", "authority", "use", "data_class"], name="catalogue_authorisation_once"
            ),
            models.CheckConstraint(
                condition=models.Q(permission__in=[permission.value for permission in Permission]),
                name="catalogue_authorisation_permission",
            ),
            models.CheckConstraint(
                condition=~models.Q(permission=Permission.CONDITIONAL.value) | ~models.Q(condition=""),
                name="catalogue_condition_written",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.use or '*'} {self.data_class} {self.permission}"


class ToolFact(models.Model):
    """Something established about a tool, with its source and date. Never edited: a newer one takes its place."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="facts")
    field = models.CharField(max_length=60)
    value = models.CharField(max_length=500)
    per = models.CharField(max_length=60, blank=True)
    """For a footprint: per what (« requête », « page transcrite »)."""
    source = models.CharField(max_length=500)
    dated = models.DateField()
    """The day for which the source holds."""
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """No claim about a product without its source."""

        constraints = [
            models.CheckConstraint(condition=~models.Q(source="") & ~models.Q(value=""), name="catalogue_fact_sourced")
        ]
        indexes = [models.Index(fields=["tool", "field", "dated", "id"], name="catalogue_fact_last")]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.field}={self.value}"


class Usage(models.Model):
    """« Je l'utilise »: somebody's own list, which they alone read; others see a count, and no small one."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="usages")
    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        """Said once."""

        constraints = [models.UniqueConstraint(fields=["tool", "authority", "user"], name="catalogue_usage_once")]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.user_id}"


class Referent(models.Model):
    """« Je suis référent »: whom colleagues may ask about a tool."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="referents")
    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Held once at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["tool", "authority", "user"], condition=models.Q(until=None), name="catalogue_referent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.user_id}"


class Following(models.Model):
    """An authority that follows the catalogue of another: its tools and its rules, with one's own beside them."""

    authority = models.OneToOneField("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    followed = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Nobody follows oneself."""

        constraints = [
            models.CheckConstraint(
                condition=~models.Q(authority=models.F("followed")), name="catalogue_not_following_oneself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} → {self.followed_id}"


class AIModel(models.Model):
    """A model that tools are built on, as a public list describes it; shared by every authority."""

    identifier = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=150)
    organisation = models.CharField(max_length=150)
    licence = models.CharField(max_length=100, blank=True)
    openness = models.CharField(max_length=40, blank=True)
    commercial_use = models.BooleanField(null=True, blank=True)
    parameters = models.FloatField(null=True, blank=True)
    """In billions."""
    active_parameters = models.FloatField(null=True, blank=True)
    architecture = models.CharField(max_length=40, blank=True)
    released = models.CharField(max_length=20, blank=True)
    """Month and year, as the source writes them: ``09/2025``."""
    wh_per_million_tokens = models.FloatField(null=True, blank=True)
    address = models.URLField(max_length=300, blank=True)
    still_offered = models.BooleanField(default=True)
    """The source still offers it; what it has archived stays here, for the tools that rest on it."""
    source = models.CharField(max_length=200)
    dated = models.DateField()

    class Meta:
        """No claim about a model without its source."""

        constraints = [models.CheckConstraint(condition=~models.Q(source=""), name="catalogue_model_sourced")]

    def __str__(self) -> str:
        return self.name


class ToolModel(models.Model):
    """A model on which a tool is said to be built, and who says so."""

    tool = models.ForeignKey(Tool, on_delete=models.PROTECT, related_name="built_on")
    model = models.ForeignKey(AIModel, on_delete=models.PROTECT, related_name="built_into")
    source = models.CharField(max_length=500)
    dated = models.DateField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Said once, with its source."""

        constraints = [
            models.UniqueConstraint(fields=["tool", "model"], name="catalogue_tool_model_once"),
            models.CheckConstraint(condition=~models.Q(source=""), name="catalogue_tool_model_sourced"),
        ]

    def __str__(self) -> str:
        return f"{self.tool_id} {self.model_id}"
