# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of measures. Private to this app. No client, no address, no account is in any of them."""

from django.db import models


class UsageImport(models.Model):
    """One file that was read."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=80)
    """Of the file: the same is imported once."""
    source = models.CharField(max_length=40)
    """How it is written: the name of its format."""
    lines = models.PositiveBigIntegerField()
    matched = models.PositiveBigIntegerField()
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
