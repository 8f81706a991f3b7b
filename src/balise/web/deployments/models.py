# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of the gateway. Private to this app: write by ``operations``, read by ``queries``."""

from django.db import models

from balise.core.policy import DataPolicy

_USER = "accounts.User"
_AUTHORITY = "organisations.LocalAuthority"
POLICIES = [(policy.value, policy.value) for policy in DataPolicy]


class Provider(models.Model):
    """Who runs models, and where calls are sent: nothing that a client writes changes it."""

    authority = models.ForeignKey(_AUTHORITY, on_delete=models.PROTECT, related_name="+")
    identifier = models.SlugField(max_length=60, unique=True)
    """Its name in the bundle and in the usage journal, for ever."""
    name = models.CharField(max_length=120)
    base_url = models.CharField(max_length=300)
    jurisdiction = models.CharField(max_length=2)
    secret = models.CharField(max_length=80, blank=True)
    """The name of the secret in the environment of the gateway; the secret itself is never here."""
    hosting = models.CharField(max_length=200, blank=True)
    """Where its machines are, in words."""

    def __str__(self) -> str:
        return self.identifier


class ServedModel(models.Model):
    """A model under the name that clients ask for; its authority lends it to those below."""

    authority = models.ForeignKey(_AUTHORITY, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="served")
    name = models.CharField(max_length=80, unique=True)
    """One gateway serves every authority of the installation: a name is that of one model."""
    upstream_name = models.CharField(max_length=120)
    capabilities = models.JSONField(default=list)
    ai_model = models.ForeignKey(
        "catalogue.AIModel", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    """The model as the catalogue describes it: where its sizes come from when nobody types them."""
    active_parameters = models.FloatField(null=True, blank=True)
    """In billions, as the next one."""
    total_parameters = models.FloatField(null=True, blank=True)
    energy_provider = models.CharField(max_length=60, blank=True)
    """As EcoLogits names it; empty: its parameters are what the footprint is estimated from."""
    energy_model = models.CharField(max_length=120, blank=True)
    zone = models.CharField(max_length=3)
    pue = models.FloatField(default=1.2)
    wh_per_thousand_tokens = models.FloatField(default=1.0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """What is estimated from must be possible."""

        constraints = [
            models.CheckConstraint(condition=models.Q(pue__gte=1), name="deployments_model_pue"),
            models.CheckConstraint(condition=models.Q(wh_per_thousand_tokens__gte=0), name="deployments_model_energy"),
        ]

    def __str__(self) -> str:
        return self.name


class Deployment(models.Model):
    """What the use of one dossier may ask of the gateway, and how one would leave its model."""

    authority = models.ForeignKey(_AUTHORITY, on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField("assessments.Dossier", on_delete=models.PROTECT, related_name="+")
    identifier = models.SlugField(max_length=80, unique=True)
    """Its name in the bundle and in the usage journal, for ever: ``valbrise-2026-004``."""
    models_asked = models.ManyToManyField(ServedModel, related_name="+")
    largest = models.ForeignKey(ServedModel, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The largest that the dossier justifies; none: nothing was said of it."""
    data_policy = models.CharField(max_length=20, choices=POLICIES)
    spare_officials = models.BooleanField(default=False)
    jurisdictions = models.JSONField(default=list)
    tokens_per_day = models.PositiveBigIntegerField(null=True, blank=True)
    tokens_per_month = models.PositiveBigIntegerField(null=True, blank=True)
    wh_per_day = models.FloatField(null=True, blank=True)
    wh_per_month = models.FloatField(null=True, blank=True)
    exit_formats = models.CharField(max_length=300, blank=True)
    exit_clause = models.TextField(max_length=2000, blank=True)
    exit_days = models.PositiveIntegerField(null=True, blank=True)
    """How long it takes to leave, from the decision to the last call."""
    exit_cost = models.CharField(max_length=200, blank=True)
    substitute = models.ForeignKey(ServedModel, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    switched_at = models.DateTimeField(null=True, blank=True)
    """Since when the substitute serves in the place of every model asked; empty: it does not."""
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """What serves in the place of others is known."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(switched_at=None) | models.Q(substitute__isnull=False),
                name="deployments_switched_to_something",
            ),
            models.CheckConstraint(
                condition=models.Q(data_policy__in=[policy for policy, _ in POLICIES]),
                name="deployments_data_policy",
            ),
        ]

    def __str__(self) -> str:
        return self.identifier


class AccessKey(models.Model):
    """What lets a program call a deployment.

    The key itself is kept nowhere: only what it comes to, and its first letters, by which somebody recognises it.
    """

    deployment = models.ForeignKey(Deployment, on_delete=models.PROTECT, related_name="keys")
    label = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    beginning = models.CharField(max_length=16)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    not_after = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    for_assistant = models.BooleanField(default=False)
    """Held by the site itself, which presents it for whoever uses the assistant."""
    sealed = models.TextField(blank=True)
    """The key of the assistant, sealed under the secret of the site; empty for every other, and once revoked."""

    class Meta:
        """The site holds one key for a deployment, and keeps sealed no other."""

        constraints = [
            models.UniqueConstraint(
                fields=["deployment"],
                condition=models.Q(for_assistant=True, revoked_at=None),
                name="deployments_one_assistant",
            ),
            models.CheckConstraint(
                condition=models.Q(sealed="") | models.Q(for_assistant=True, revoked_at=None),
                name="deployments_sealed_for_the_assistant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.beginning}… {self.label}"


class ExitDrill(models.Model):
    """A drill that was played and filed: what it came to, and the document that says it whole."""

    deployment = models.ForeignKey(Deployment, on_delete=models.PROTECT, related_name="drills")
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=80)
    test_set = models.CharField(max_length=80)
    """What names the trials that were played."""
    current_model = models.CharField(max_length=80)
    substitute_model = models.CharField(max_length=80)
    trials = models.PositiveIntegerField()
    current_passed = models.PositiveIntegerField()
    substitute_passed = models.PositiveIntegerField()
    shortfall = models.CharField(max_length=40, blank=True)
    """Why it proves nothing; empty: it is conclusive."""
    ends_on = models.DateField()
    """The first day on which it proves nothing any more."""
    report = models.ForeignKey("assessments.EvidenceFile", on_delete=models.PROTECT, related_name="+")
    data = models.ForeignKey("assessments.EvidenceFile", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.deployment_id} {self.at:%Y-%m-%d}"


class StaffToken(models.Model):
    """An opaque word by which a trained member of staff is let through where the charter asks for training."""

    authority = models.ForeignKey(_AUTHORITY, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    valid_until = models.DateField()
    """The last day on which the training counts."""
    training = models.CharField(max_length=200)
    """What was followed, in words: what an auditor asks."""
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.valid_until:%Y-%m-%d}"


class Publication(models.Model):
    """A bundle that was published. The content of the last one alone is kept: those before it bind nobody."""

    version = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    """Of what it says, whatever its number and its instant: the same twice is published once."""
    content = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.version}"
