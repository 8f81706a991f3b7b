# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of incidents. Private to this app. What was written is never changed: a step follows another."""

from django.db import models

from balise.core.incidents import Affected, Nature, Step

NATURES = [(nature.value, nature.value) for nature in Nature]
AFFECTED = [(affected.value, affected.value) for affected in Affected]
STEPS = [(step.value, step.value) for step in Step]

_USER = "accounts.User"


class Incident(models.Model):
    """Something that went wrong with a use, as whoever saw it told it."""

    dossier = models.ForeignKey("assessments.Dossier", on_delete=models.PROTECT, related_name="+")
    nature = models.CharField(max_length=20, choices=NATURES)
    happened_on = models.DateField()
    text = models.TextField(max_length=4000)
    affected = models.CharField(max_length=10, choices=AFFECTED)
    reported_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    """From then on the authority is aware of it: what the law counts in hours is counted from here."""
    reported_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    """What its last steps come to; None while it is open."""

    class Meta:
        """Nobody reports what has not happened."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(happened_on__lte=models.F("reported_on")), name="incidents_has_happened"
            ),
            models.CheckConstraint(
                condition=models.Q(nature__in=[value for value, _label in NATURES]), name="incidents_nature"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="incidents_told"),
        ]
        indexes = [models.Index(fields=["closed_on", "reported_at"], name="incidents_open")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.nature}"


class IncidentStep(models.Model):
    """Something done about an incident, on its day: a measure, its closing, its reopening."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=STEPS)
    text = models.TextField(max_length=4000)
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """A step says what was done."""

        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="incidents_step_told")]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.step}"
