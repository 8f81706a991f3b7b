# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of measures. Private to this app. No client, no address, no account is in any of them."""

from django.db import models


class UsageImport(models.Model):
    """One file that was read."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=80)
    """Of what is in the file, unpacked: the same is imported once."""
    beginning = models.CharField(max_length=80, blank=True)
    """Of its first lines: a log that was imported again after it grew begins alike. Empty for the oldest imports."""
    source = models.CharField(max_length=40)
    """How it is written: the name of its format."""
    lines = models.PositiveBigIntegerField()
    matched = models.PositiveBigIntegerField()
    """Requests to services of AI, without those of too few people: with them, a subtraction would tell them."""
    refused = models.PositiveBigIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """A file counts once in an authority."""

        constraints = [models.UniqueConstraint(fields=["authority", "digest"], name="measures_import_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.digest[:19]}"


class MeasuredMonth(models.Model):
    """What one unit asked of one service in a month, by one file."""

    source = models.ForeignKey(UsageImport, on_delete=models.CASCADE, related_name="months")
    month = models.CharField(max_length=7)
    unit = models.CharField(max_length=200, blank=True)
    service = models.CharField(max_length=60)
    requests = models.PositiveBigIntegerField()
    tokens = models.PositiveBigIntegerField()
    few = models.BooleanField()
    """Fewer than five clients were behind it."""

    def __str__(self) -> str:
        return f"{self.month} {self.unit} {self.service}"


class PracticesSurvey(models.Model):
    """A survey of practices that is open, or was: whoever has its address answers, once, without an account."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20, unique=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.code


class SurveyAnswer(models.Model):
    """What one person chose. Nothing says who, from where, nor when."""

    survey = models.ForeignKey(PracticesSurvey, on_delete=models.CASCADE, related_name="answers")
    token = models.CharField(max_length=80)
    """The digest of what makes a form, sent twice, one answer."""
    chosen = models.JSONField()

    class Meta:
        """A form counts once."""

        constraints = [models.UniqueConstraint(fields=["survey", "token"], name="measures_answer_once")]

    def __str__(self) -> str:
        return f"{self.survey_id}"
