# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of annual reports. Private to this app: write by ``operations``, read by ``queries``."""

from django.db import models

_USER = "accounts.User"


class AnnualReport(models.Model):
    """The report of one authority for twelve months. Published, its inputs and its text never change again."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    """That of its last day: what its address says."""
    first_day = models.DateField()
    last_day = models.DateField()
    inputs = models.TextField()
    """The record of the year as canonical JSON: every figure is computed from it, and from nothing else."""
    digest = models.CharField(max_length=80)
    """Of the record."""
    usage_unread = models.CharField(max_length=600, blank=True)
    """Why the usage journal could not be read when the year was frozen; empty when it was."""
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    narrative = models.JSONField(default=dict)
    """What the authority writes around the figures, by part, in Markdown."""
    pledges = models.JSONField(default=list)
    """What it promises for the next year."""
    revision = models.PositiveIntegerField(default=1)
    """Grows with each change of the text: what tells two simultaneous ones apart."""
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """One report a year, and a period that runs forwards."""

        constraints = [
            models.UniqueConstraint(fields=["authority", "year"], name="reports_one_a_year"),
            models.CheckConstraint(
                condition=models.Q(last_day__gt=models.F("first_day")), name="reports_period_runs_forwards"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.year}"


class Erratum(models.Model):
    """What is to be known of a report since it was published. Never edited, never removed."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="errata")
    figure = models.CharField(max_length=120, blank=True)
    """The figure it is about; empty for the report as a whole."""
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.report_id} {self.at:%Y-%m-%d}"


class Reading(models.Model):
    """What somebody said of a report before it was published: nothing to change, or what to change."""

    report = models.ForeignKey(AnnualReport, on_delete=models.CASCADE, related_name="readings")
    digest = models.CharField(max_length=80)
    """Of the inputs that were read: figures frozen again since are not those."""
    revision = models.PositiveIntegerField()
    """Of the text that was read."""
    agrees = models.BooleanField()
    remark = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.report_id} {self.at:%Y-%m-%d}"
