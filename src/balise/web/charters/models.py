# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of drafts, consultations and votes. Private to this app: write by ``operations``, read by ``queries``."""

from django.db import models

from balise.core.consultations import Group

GROUPS = [(group.value, group.value) for group in Group]


class Draft(models.Model):
    """A charter being written: it becomes a version when a council has voted it, and is then left as it was."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    framework = models.CharField(max_length=60)
    """The identifier that its versions bear."""
    origin = models.CharField(max_length=90, blank=True)
    """The reference of the text from which it starts; nothing for one that starts from nothing."""
    extends = models.CharField(max_length=90, blank=True)
    """The reference of the text of another authority that it may only make stricter."""
    files = models.JSONField()
    """The files of the framework, by path."""
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    abandoned_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.framework} {self.title}"


class CouncilVote(models.Model):
    """The deliberation that made a version of a draft, and how the votes were shared."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="vote")
    version = models.CharField(max_length=90, unique=True)
    """The reference of the version: ``valbrise-2026@1.0.0``."""
    body = models.CharField(max_length=200)
    on = models.DateField()
    number = models.CharField(max_length=100, blank=True)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    abstained = models.PositiveIntegerField(null=True, blank=True)
    address = models.URLField(max_length=300, blank=True)
    """Where the deliberation itself is read."""
    published_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.version} {self.on}"


class Consultation(models.Model):
    """What is asked, of whom, on a draft or on a dossier, during which days."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, blank=True, related_name="consultations")
    dossier = models.ForeignKey(
        "assessments.Dossier", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=200)
    presentation = models.TextField(max_length=4000)
    groups = models.JSONField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    """The day on which the publication of the vote ended it, where that came first."""
    platform = models.URLField(max_length=300, blank=True)
    """The address of the consultation on a platform of elsewhere; nothing of it is fetched."""
    documents = models.JSONField(default=list)
    """Documents to read, each with its title and its address."""
    consulted = models.JSONField(null=True, blank=True)
    """The files of the draft on the day the consultation was announced: what people were asked about."""
    synthesis = models.TextField(max_length=8000, blank=True)
    synthesis_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """It ends on the day it begins or after, and is about one thing."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="charters_consultation_days"
            ),
            models.CheckConstraint(
                condition=models.Q(draft=None, dossier__isnull=False) | models.Q(draft__isnull=False, dossier=None),
                name="charters_consultation_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.title}"


class Contribution(models.Model):
    """What somebody says in a consultation, in the name of a group, and the answer given to it."""

    class State(models.TextChoices):
        """Whether others read it."""

        WAITING = "waiting", "waiting"
        SHOWN = "shown", "shown"
        SET_ASIDE = "set_aside", "set_aside"

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="contributions")
    group = models.CharField(max_length=20, choices=GROUPS)
    text = models.TextField(max_length=4000)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody, where a resident wrote it on the public page."""
    at = models.DateTimeField()
    key = models.CharField(max_length=80, blank=True)
    """The fingerprint of the public form: sent twice, it is one contribution."""
    state = models.CharField(max_length=12, choices=State.choices)
    why_aside = models.CharField(max_length=600, blank=True)
    answer = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Those of a consultation are read together."""

        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "key"], condition=~models.Q(key=""), name="charters_contribution_once"
            )
        ]
        indexes = [models.Index(fields=["consultation", "state", "at"], name="charters_contribution_read")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.group} {self.at:%Y-%m-%d}"
