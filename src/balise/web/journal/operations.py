# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing the journal: ``record`` is called once by every act, inside the transaction of that act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from balise.web.journal.acts import act_of
from balise.web.journal.models import Entry, Head
from balise.web.journal.sealing import GENESIS, canonical_details, seal_of_head


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. No identifier: the system itself, or somebody outside."""

    id: int | None
    name: str


SYSTEM = Actor(None, "Balise")
"""The periodic work, when nobody asked for it."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted upon, with the title it bore that day."""

    kind: str
    id: str
    title: str


def record(
    chain: int,
    act: str,
    actor: Actor,
    subject: Subject,
    at: datetime,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Add one entry to the journal of the authority ``chain``.

    Details are plain JSON (strings, whole numbers, lists, booleans): what the sentence of the act names, and what
    an auditor needs.

    Raises:
        ValueError: no app has registered this act.
        TransactionManagementError: called outside the transaction of the act, which could then fail alone.
    """
    if act_of(act) is None:
        raise ValueError(f"The act {act} has no sentence: register it.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An act and its journal entry are one transaction.")
    head = _locked_head(chain)
    entry = Entry(
        chain_id=chain,
        number=head.number + 1,
        at=at,
        act=act,
        actor_id=actor.id,
        actor_name=actor.name,
        subject_kind=subject.kind,
        subject_id=subject.id,
        subject_title=subject.title,
        details=canonical_details(details or {}),
        previous=head.digest,
    )
    entry.digest = entry.sealed().digest(settings.JOURNAL_KEY)
    entry.save(force_insert=True)
    head.number, head.digest = entry.number, entry.digest
    head.seal = seal_of_head(settings.JOURNAL_KEY, chain, head.number, head.digest)
    head.save()


def _locked_head(chain: int) -> Head:
    """Return the last place of the chain, held until the transaction ends; begin the chain if it is new."""
    Head.objects.get_or_create(
        chain_id=chain,
        defaults={"digest": GENESIS, "seal": seal_of_head(settings.JOURNAL_KEY, chain, 0, GENESIS)},
    )
    return Head.objects.select_for_update().get(chain_id=chain)
