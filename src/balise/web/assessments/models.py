# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of dossiers. Private to this app: write by ``operations``, read by ``queries``."""

from django.db import models

from balise.core.evaluation import Outcome
from balise.core.states import State

STATES = [(state.value, state.value) for state in State]
OUTCOMES = [(outcome.value, outcome.value) for outcome in Outcome]


class Dossier(models.Model):
    """What is said about one use of AI, where it stands, and what it comes to under the leading charter."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=12)
    """``2026-017``: the year and a counter of the authority, never given twice."""
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=30, choices=STATES)
    owner = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tool = models.ForeignKey("catalogue.Tool", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    frameworks = models.JSONField()
    """The references it is pinned to, the leading charter first: ``["lyon-2025@1.0.0", "gdpr@1.0.0"]``."""
    answers = models.JSONField(default=dict)
    """Answers given by people, by question, as plain JSON (days in ISO form)."""
    established = models.JSONField(default=dict)
    """Answers that acts of the site established (an opinion given, the status of the tool…), which prevail:
    ``{question: {"value": …, "origin": "opinion:12"}}``."""
    revision = models.PositiveIntegerField(default=0)
    """Grows by one with each save of answers: what tells two simultaneous saves apart."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Whoever submitted it last: they carry it as its owner does."""
    decided_at = models.DateTimeField(null=True, blank=True)
    deployed_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    shared = models.BooleanField(default=False)
    """The other authorities of the installation may start from it."""
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    origin = models.CharField(max_length=300, blank=True)
    """Where a copied dossier comes from, in words."""
    imported_from = models.CharField(max_length=300, blank=True)
    """The address of the entry of another register that it began with."""
    outcome = models.CharField(max_length=40, choices=OUTCOMES, blank=True)
    blocking = models.PositiveSmallIntegerField(default=0)
    correctable = models.PositiveSmallIntegerField(default=0)
    missing = models.PositiveSmallIntegerField(default=0)
    awaits_opinions_only = models.BooleanField(default=False)
    """All that is missing is opinions: nobody can go and answer in the place of those who give them."""
    evaluated_on = models.DateField(null=True, blank=True)

    class Meta:
        """A number is given once; states and outcomes are words of the domain."""

        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="assessments_dossier_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state for state, _ in STATES]), name="assessments_dossier_state"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *[outcome for outcome, _ in OUTCOMES]]),
                name="assessments_dossier_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "state", "-updated_at"], name="assessments_by_state"),
            models.Index(fields=["authority", "-updated_at"], name="assessments_by_date"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class AnswerChange(models.Model):
    """One answer changed by somebody: what it was, what it became. Never edited."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="changes")
    revision = models.PositiveIntegerField()
    question = models.CharField(max_length=80)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """A revision changes a question once."""

        constraints = [
            models.UniqueConstraint(fields=["dossier", "revision", "question"], name="assessments_change_once")
        ]
        indexes = [models.Index(fields=["dossier", "question", "-revision"], name="assessments_change_of")]

    def __str__(self) -> str:
        return f"{self.dossier_id} r{self.revision} {self.question}"


class EvidenceFile(models.Model):
    """A document that supports answers: kept privately, never opened, never served without a check."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    supports = models.JSONField(default=list)
    file = models.FileField(max_length=200)
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    dated = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Comment(models.Model):
    """What somebody says about a dossier, or about one of its questions or criteria."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="comments")
    about = models.CharField(max_length=80, blank=True)
    """A question or a criterion; empty for the dossier as a whole."""
    text = models.TextField(max_length=4000)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:60]


class Verdict(models.Model):
    """An evaluation kept because an act rested on it: submission, decision, re-evaluation."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="verdicts")
    framework = models.CharField(max_length=90)
    on = models.DateField()
    occasion = models.CharField(max_length=40)
    outcome = models.CharField(max_length=40, choices=OUTCOMES)
    results = models.JSONField()
    """The result of every criterion: ``{"lyon-2025:2:a": "not_satisfied"}``."""
    answers = models.JSONField()
    """The answers judged, established ones included."""
    digest = models.CharField(max_length=80)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """The last verdicts of a dossier are read first."""

        indexes = [models.Index(fields=["dossier", "-at"], name="assessments_verdict_last")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.framework} {self.outcome}"
