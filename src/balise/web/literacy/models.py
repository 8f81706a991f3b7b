# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of trainings. Private to this app: write by ``operations``, read by ``queries``.

People are kept by name and address even where they have no account: most who are trained never open the site.
"""

from django.db import models

from balise.core.training import Audience, Form

_USER = "accounts.User"
_AUTHORITY = "organisations.LocalAuthority"
_UNIT = "organisations.Unit"
AUDIENCES = [(each.value, each.value) for each in Audience]
FORMS = [(each.value, each.value) for each in Form]


class TrainingPath(models.Model):
    """A training: for whom, what it holds, how long it counts."""

    authority = models.ForeignKey(_AUTHORITY, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    content = models.TextField(max_length=8000)
    """One subject a line."""
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    """For how long an attestation counts; None for ever."""
    quiz = models.JSONField(default=list)
    """Questions, each ``{"question", "choices", "right"}``; none: no quiz."""
    pass_mark = models.PositiveSmallIntegerField(default=0)
    """How many right answers are needed."""
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Session(models.Model):
    """A time at which a training is given, or from which it can be followed alone."""

    path = models.ForeignKey(TrainingPath, on_delete=models.PROTECT, related_name="sessions")
    form = models.CharField(max_length=20, choices=FORMS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    """The end of the session; of one at one's own pace, the last instant at which it can be followed."""
    place = models.CharField(max_length=300, blank=True)
    """A room, or the address of a webinar or of the material."""
    provider = models.CharField(max_length=200, blank=True)
    """Who gives it, when it is not the authority (CNFPT…)."""
    seats = models.PositiveIntegerField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=500, blank=True)
    changes = models.PositiveIntegerField(default=0)
    """How many times the invitation changed: calendars ask for it (RFC 5545, SEQUENCE)."""

    def __str__(self) -> str:
        return f"{self.path_id} {self.starts_at:%Y-%m-%d}"


class Registration(models.Model):
    """Somebody who wants to come; whether they have a seat follows from the order and the number of seats."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="registrations")
    user = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    registered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    present = models.BooleanField(null=True, blank=True)
    """None while nobody said."""
    passed_quiz = models.BooleanField(default=False)

    class Meta:
        """Nobody registers twice: whoever came back is the same row."""

        constraints = [
            models.UniqueConstraint(
                fields=["session", "email"], condition=~models.Q(email=""), name="literacy_registered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.name}"


class Attestation(models.Model):
    """That somebody was trained, under a code by which anybody who is given it can check."""

    code = models.CharField(max_length=20, unique=True)
    authority = models.ForeignKey(_AUTHORITY, on_delete=models.PROTECT, related_name="+")
    registration = models.OneToOneField(
        Registration, on_delete=models.PROTECT, null=True, blank=True, related_name="attestation"
    )
    user = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    training = models.CharField(max_length=200)
    content = models.TextField(max_length=8000, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    provider = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    """Of the document that an outside provider gave."""
    followed_on = models.DateField()
    issued_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.code


class Headcount(models.Model):
    """How many people of an audience a unit has: without it, a share of them is unknown."""

    authority = models.ForeignKey(_AUTHORITY, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=20, choices=AUDIENCES)
    unit = models.ForeignKey(_UNIT, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    people = models.PositiveIntegerField()

    class Meta:
        """One number an audience and a unit."""

        constraints = [
            models.UniqueConstraint(
                fields=["authority", "audience", "unit"],
                condition=models.Q(unit__isnull=False),
                name="literacy_headcount_of_unit_once",
            ),
            models.UniqueConstraint(
                fields=["authority", "audience"],
                condition=models.Q(unit__isnull=True),
                name="literacy_headcount_elsewhere_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.unit_id} {self.people}"


class Message(models.Model):
    """An e-mail to send once what it tells is written for good; kept until a server has taken it."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    invitation = models.TextField(blank=True)
    """An iCalendar object, for the diary of whoever receives it."""
    method = models.CharField(max_length=10, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The same thing is told once to the same person."""

        constraints = [models.UniqueConstraint(fields=["registration", "key"], name="literacy_message_once")]
        indexes = [models.Index(fields=["sent_at"], name="literacy_message_to_send")]

    def __str__(self) -> str:
        return self.subject
