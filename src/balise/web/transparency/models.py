# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of the public register. Private to this app: write by ``operations``, read by ``queries``."""

from django.db import models

from balise.core.language import Language
from balise.core.notice_coverage import Announcement
from balise.core.notices import Channel
from balise.core.public_questions import Asking
from balise.core.register import PublicStatus
from balise.web.transparency.portal_description import AccessibilityState

LANGUAGES = [(language.value, language.value) for language in Language]
STATUSES = [(status.value, status.value) for status in PublicStatus]


class Entry(models.Model):
    """The entry of one dossier in the register of its authority, under an address that never changes.

    What its lists need of the last edition is repeated here, and written with it.
    """

    code = models.CharField(max_length=12, unique=True)
    """What stands on a letter: ``/r/7k3m9q2x``. Never given to anything else."""
    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    dossier = models.OneToOneField("assessments.Dossier", on_delete=models.PROTECT, related_name="+")
    first_published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    """No longer in the lists; the address still answers, and says why."""
    withdrawn_because = models.CharField(max_length=600, blank=True)
    edition = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField()
    status = models.CharField(max_length=30, choices=STATUSES)
    unit = models.CharField(max_length=150, blank=True)
    policy_area = models.CharField(max_length=60, blank=True)
    personal_data = models.CharField(max_length=3, blank=True)
    announcement = models.CharField(
        max_length=20,
        choices=[(each.value, each.value) for each in Announcement],
        default=Announcement.UNKNOWN.value,
    )
    """Whether people were told of the use, the day of its last edition: what the public figure counts."""
    searched = models.TextField()
    """Title, summary, unit and tool, without accents or capitals: what a search reads."""

    class Meta:
        """A status is a word of the domain."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[status for status, _ in STATUSES]), name="transparency_entry_status"
            )
        ]
        indexes = [
            # The status is in both: whether an entry is found depends on it, and is then told without reading the row.
            models.Index(fields=["authority", "withdrawn_at", "-updated_at", "status"], name="transparency_latest"),
            models.Index(fields=["authority", "withdrawn_at", "status", "policy_area"], name="transparency_by_state"),
            # The list of several authorities, in its order: without it, an engine sorts every entry to show twenty.
            models.Index(
                fields=["-updated_at", "-id", "authority", "status"],
                condition=models.Q(withdrawn_at=None),
                name="transparency_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Edition(models.Model):
    """What was published of a use on a day. Never edited: a correction is another edition."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=80)
    change = models.CharField(max_length=600, blank=True)
    published_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    """Nobody, where the edition only follows what time did to the use: a service suspended by the periodic work."""

    class Meta:
        """A number is given once."""

        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="transparency_edition_number")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.number}"


class PublicQuestion(models.Model):
    """What somebody asks of a use, or contests, and the answer; nobody stands between it and those who answer."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Asking])
    text = models.TextField(max_length=4000)
    email = models.EmailField(blank=True)
    """Where to write that it is answered; nothing else is done with it, and it is forgotten with the answer."""
    language = models.CharField(max_length=2, default=Language.FRENCH.value, choices=LANGUAGES)
    """That of the page on which it was asked: the letter of the answer is in it, whoever answers."""
    key = models.CharField(max_length=80, unique=True)
    """The digest of what stands in the private address of whoever asks: the address itself is kept nowhere."""
    asked_at = models.DateTimeField()
    answer = models.TextField(max_length=8000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Those that wait are looked for most."""

        indexes = [models.Index(fields=["entry", "answered_at"], name="transparency_question_waits")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.kind} {self.asked_at:%Y-%m-%d}"


class NoticeProof(models.Model):
    """That a notice was seen in place: on what channel, since when, where to look or what was seen.

    Its file, when there is one, is kept as the documents of a dossier are: privately, never opened, never served
    without a check.
    """

    dossier = models.ForeignKey("assessments.Dossier", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=[(channel.value, channel.value) for channel in Channel])
    shown_on = models.DateField()
    seen_at = models.CharField(max_length=300, blank=True)
    """An address, the name of a model of letter, a place: whatever lets somebody else look."""
    file = models.FileField(max_length=200, blank=True)
    """A photograph, or the model of the letter; deleted when the proof is taken back, and its fingerprint stays."""
    filename = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Those that hold are looked for by dossier."""

        indexes = [models.Index(fields=["dossier", "withdrawn_at"], name="transparency_proofs_that_hold")]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.channel} {self.shown_on}"


class UnusedChannel(models.Model):
    """That a use does not pass by a channel which its answers let suppose, who said so and why.

    Never edited: it is taken back, and said again in other words.
    """

    dossier = models.ForeignKey("assessments.Dossier", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=20, choices=[(channel.value, channel.value) for channel in Channel])
    reason = models.CharField(max_length=600)
    answers = models.CharField(max_length=71)
    """The fingerprint of the answers that led to the channel: once they change, this is to be said again."""
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One of them at most stands for a channel of a dossier."""

        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "channel"],
                condition=models.Q(withdrawn_at=None),
                name="transparency_unused_channel_stands",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.channel}"


class PortalSettings(models.Model):
    """What an authority said of its portal, from a moment to another. Never edited: a change is another version."""

    authority = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=True)
    publishes_refusals = models.BooleanField(default=False)
    publishes_tools = models.BooleanField(default=False)
    welcome = models.TextField(max_length=2000, blank=True)
    data_protection_contact = models.CharField(max_length=300, blank=True)
    mediator_contact = models.CharField(max_length=300, blank=True)
    seat = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    publication_director = models.CharField(max_length=200, blank=True)
    host_name = models.CharField(max_length=200, blank=True)
    host_address = models.CharField(max_length=300, blank=True)
    host_phone = models.CharField(max_length=40, blank=True)
    accessibility_state = models.CharField(
        max_length=10, blank=True, choices=[(each.value, each.value) for each in AccessibilityState]
    )
    accessibility_on = models.DateField(null=True, blank=True)
    accessibility_checks = models.TextField(max_length=2000, blank=True)
    accessibility_faults = models.TextField(max_length=4000, blank=True)
    accessibility_exempt = models.TextField(max_length=4000, blank=True)
    accessibility_contact = models.CharField(max_length=300, blank=True)
    accessibility_plan = models.CharField(max_length=300, blank=True)

    class Meta:
        """A number is given once, and one version holds at a time."""

        constraints = [
            models.UniqueConstraint(fields=["authority", "number"], name="transparency_portal_number"),
            models.UniqueConstraint(
                fields=["authority"], condition=models.Q(until=None), name="transparency_portal_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.number}"
