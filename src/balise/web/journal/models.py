# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of the journal. Private to this app: write by ``operations.record``, read by ``queries``."""

from django.db import models

from balise.web.journal.sealing import Sealed


class Entry(models.Model):
    """One act, for ever: the database itself refuses to change or delete the row (triggers of the migrations)."""

    chain = models.ForeignKey("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=80)
    actor = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    subject_title = models.CharField(max_length=300)
    details = models.TextField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        """Two entries can neither bear the same number nor follow the same entry."""

        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="journal_entry_number"),
            models.UniqueConstraint(fields=["chain", "previous"], name="journal_entry_previous"),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id", "number"], name="journal_entry_subject")]

    def __str__(self) -> str:
        return f"{self.chain_id}#{self.number} {self.act}"

    def sealed(self) -> Sealed:
        """Return the words that the digest covers."""
        return Sealed(
            chain=self.chain_id,
            number=self.number,
            at=self.at,
            act=self.act,
            actor_id=self.actor_id,
            actor_name=self.actor_name,
            subject_kind=self.subject_kind,
            subject_id=self.subject_id,
            subject_title=self.subject_title,
            details=self.details,
            previous=self.previous,
        )


class Head(models.Model):
    """The last place of a chain: the row that writers lock, one after the other."""

    chain = models.OneToOneField("organisations.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
    key = models.CharField(max_length=64, default="", blank=True)
    """The fingerprint of the key that seals this chain, never the key; empty when it is not known yet."""
    noted = models.BooleanField(default=False)
    """Whether the witness ever noted a place of this chain: it must then be able to show one."""
    lost_until = models.PositiveIntegerField(default=0)
    """The last entry that a lost key sealed; 0 when no key was ever lost."""
    lost_words = models.CharField(max_length=64, default="", blank=True)
    """What the chain held up to there on the day the key of now took over (``sealing.Kept``)."""
    lost_seal = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.chain_id}#{self.number}"


class Roll(models.Model):
    """The list of the chains, sealed: a chain removed with its authority would otherwise leave nothing to miss."""

    chains = models.TextField()
    """Their numbers, in order, as canonical JSON."""
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.chains
