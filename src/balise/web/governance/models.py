# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of what people decide about dossiers. Private to this app: write by ``operations``, read by ``queries``."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.roundups import Rhythm
from balise.core.situation import DataFate
from balise.core.states import DECISIONS

BODIES = [(body.value, body.value) for body in OpinionBody]
GIVEN_VALUES = [(value.value, value.value) for value in OpinionValue if value is not OpinionValue.NO_OPINION_IN_TIME]
DECIDED = [(act.value, act.value) for act in sorted(DECISIONS)]
FATES = [(fate.value, fate.value) for fate in DataFate]

_DOSSIER = "assessments.Dossier"
_USER = "accounts.User"


class OpinionRequest(models.Model):
    """An opinion asked of a body, and what it answered. Silence is never written: it is found from the deadline."""

    dossier = models.ForeignKey(_DOSSIER, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(max_length=30, choices=BODIES)
    message = models.TextField(max_length=4000, blank=True)
    """What the reviewer asks in particular."""
    requested_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    requested_on = models.DateField()
    deadline = models.DateField()
    value = models.CharField(max_length=30, choices=GIVEN_VALUES, blank=True)
    text = models.TextField(max_length=8000, blank=True)
    reservations = models.TextField(max_length=8000, blank=True)
    given_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    given_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """Taken back, or asked again: another request stands in its place."""
    lapsed_at = models.DateTimeField(null=True, blank=True)
    """When the journal recorded that nobody had answered in time."""

    class Meta:
        """One request is pending for a body at a time."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(deadline__gt=models.F("requested_on")),
                name="governance_opinion_deadline",
                violation_error_message=_("Le délai d’un avis finit après le jour de la demande."),
            ),
            models.CheckConstraint(
                condition=models.Q(body__in=[body for body, _label in BODIES]), name="governance_opinion_body"
            ),
            models.CheckConstraint(
                condition=models.Q(value="", given_at=None, given_on=None)
                | models.Q(
                    value__in=[value for value, _label in GIVEN_VALUES], given_at__isnull=False, given_on__isnull=False
                ),
                name="governance_opinion_given",
            ),
            models.UniqueConstraint(
                fields=["dossier", "body"],
                condition=models.Q(value="", withdrawn_at=None),
                name="governance_opinion_pending_once",
                violation_error_message=_("Cet avis est déjà demandé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.body}"


class ExceptionGrant(models.Model):
    """Leave not to keep one criterion of the charter, for a time and for a reason."""

    dossier = models.ForeignKey(_DOSSIER, on_delete=models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=80)
    motive = models.TextField(max_length=4000)
    deciding_authority = models.CharField(max_length=200)
    granted_on = models.DateField()
    expires_on = models.DateField()
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    expired_at = models.DateTimeField(null=True, blank=True)
    """When the journal recorded that its time was over."""

    class Meta:
        """An exception has a motive, somebody who answers for it, and an end."""

        constraints = [
            models.CheckConstraint(
                condition=~models.Q(motive=""),
                name="governance_exception_motive",
                violation_error_message=_("Une exception a un motif."),
            ),
            models.CheckConstraint(
                condition=~models.Q(deciding_authority=""),
                name="governance_exception_authority",
                violation_error_message=_("Une exception dit qui l’accorde."),
            ),
            models.CheckConstraint(
                condition=models.Q(expires_on__gt=models.F("granted_on")),
                name="governance_exception_ends",
                violation_error_message=_("Une exception finit après le jour où elle est accordée."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.criterion}"


class Decision(models.Model):
    """What was decided at the end of a review, and on which verdict it rests. Never edited: another one follows it."""

    dossier = models.ForeignKey(_DOSSIER, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40, choices=DECIDED)
    motive = models.TextField(max_length=8000, blank=True)
    deciding_authority = models.CharField(max_length=200)
    ends_on = models.DateField(null=True, blank=True)
    """The last day of an experiment."""
    grounds = models.JSONField(default=list)
    """What it rests on beyond the rules, said that day: exceptions, silence, a single pair of hands."""
    verdict = models.ForeignKey("assessments.Verdict", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on = models.DateField()

    class Meta:
        """A no has a motive, an experiment an end, and every decision somebody who answers for it."""

        constraints = [
            models.CheckConstraint(
                condition=~models.Q(deciding_authority=""),
                name="governance_decision_authority",
                violation_error_message=_("Une décision dit qui la prend."),
            ),
            models.CheckConstraint(
                condition=~models.Q(act__in=["decide_refused", "decide_closed"]) | ~models.Q(motive=""),
                name="governance_decision_motive",
                violation_error_message=_("Un refus a un motif."),
            ),
            models.CheckConstraint(
                condition=models.Q(act="decide_experiment", ends_on__isnull=False)
                | (~models.Q(act="decide_experiment") & models.Q(ends_on=None)),
                name="governance_decision_ends",
                violation_error_message=_("Un essai, et lui seul, a une date de fin."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.act}"


class Reservation(models.Model):
    """Something to be done by a day, on condition of which a decision was in favour."""

    dossier = models.ForeignKey(_DOSSIER, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="reservations")
    """The decision that asks for it today: a later one may have given it another day."""
    criterion = models.CharField(max_length=80, blank=True)
    text = models.TextField(max_length=4000)
    set_on = models.DateField()
    """The day on which its due date was set."""
    due_on = models.DateField()
    before_deployment = models.BooleanField(default=False)
    assignee = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(max_length=4000, blank=True)
    without_object = models.BooleanField(default=False)
    """Closed by a decision because nothing asks for it any more; ``note`` says why."""

    class Meta:
        """A reservation says what to do, and leaves time to do it."""

        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="governance_reservation_text",
                violation_error_message=_("Une réserve dit ce qu’il faut faire."),
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("set_on")),
                name="governance_reservation_due",
                violation_error_message=_("L’échéance d’une réserve est à venir."),
            ),
            models.CheckConstraint(
                condition=models.Q(done_on=None, done_by=None) | models.Q(done_on__isnull=False, done_by__isnull=False),
                name="governance_reservation_done",
            ),
        ]
        indexes = [models.Index(fields=["done_on", "due_on"], name="governance_reservation_open")]

    def __str__(self) -> str:
        return self.text[:60]


class Deployment(models.Model):
    """A period during which the tool served, from a deployment or a resumption to a suspension or an exit."""

    dossier = models.ForeignKey(_DOSSIER, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    started_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.TextField(max_length=4000, blank=True)
    ended_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """Nobody when Balise suspended it."""

    class Meta:
        """A tool serves once at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(ended_on=None), name="governance_deployed_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                name="governance_deployment_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.started_on}"


class ExitExecution(models.Model):
    """The exit plan, executed: the tool is left for good."""

    dossier = models.OneToOneField(_DOSSIER, on_delete=models.PROTECT, related_name="+")
    executed_on = models.DateField()
    data_fate = models.CharField(max_length=30, choices=FATES)
    substitute = models.CharField(max_length=300, blank=True)
    note = models.TextField(max_length=4000, blank=True)
    by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.executed_on}"


class Letter(models.Model):
    """An e-mail to send once what it tells is written for good; kept until a server has taken it.

    Its key makes a reminder go out once, however often the periodic work runs.
    """

    dossier = models.ForeignKey(_DOSSIER, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    """What it is about; None for a tool of the catalogue."""
    recipient = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The same thing is told once to the same person."""

        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="governance_letter_once")]
        indexes = [models.Index(fields=["sent_at"], name="governance_letter_to_send")]

    def __str__(self) -> str:
        return self.subject


class RoundupChoice(models.Model):
    """How often somebody wants one e-mail that tells what waits for them in an authority, and the last day of one."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    rhythm = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in Rhythm])
    """Empty while the person has chosen nothing: their roles tell."""
    looked_at_on = models.DateField(null=True, blank=True)
    """The day from which the next one tells what changed; None while the periodic work has not run."""

    class Meta:
        """One choice a person and an authority."""

        constraints = [models.UniqueConstraint(fields=["authority", "user"], name="governance_roundup_once")]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.user_id} {self.rhythm}"


class LastTick(models.Model):
    """The last day on which the periodic work looked at an authority: what it recalls begins there."""

    authority = models.OneToOneField("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.authority_id} {self.on}"
