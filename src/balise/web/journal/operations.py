# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Writing the journal: ``record`` is called once by every act, inside the transaction of that act."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from balise.web.journal.acts import act_of
from balise.web.journal.keys import OtherKeyError, check_head
from balise.web.journal.models import Entry, Head, Roll
from balise.web.journal.sealing import (
    GENESIS,
    canonical_chains,
    canonical_details,
    fingerprint,
    seal_of_head,
    seal_of_roll,
)


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


Follower = Callable[[int, str, Subject, datetime], None]
"""From the authority of an act, its code, its subject and its instant: what something else does of it."""

_FOLLOWERS: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """Have every act told, once it is in the journal and before its transaction ends; twice the same counts once.

    A follower never fails an act: what may fail, it puts off until the transaction has ended.
    """
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


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
        OtherKeyError: another key seals this journal; the act is undone with its transaction.
    """
    if act_of(act) is None:
        raise ValueError(f"The act {act} has no sentence: register it.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("An act and its journal entry are one transaction.")
    head = _locked_head(chain)
    check_head(head, settings.JOURNAL_KEY)
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
    for follower in _FOLLOWERS:
        follower(chain, act, subject, at)


def witness_noted(chains: Iterable[int]) -> None:
    """Remember that the witness knows these chains: from now on it must be able to show a place of each."""
    Head.objects.filter(chain_id__in=list(chains), noted=False).update(noted=True)


def _locked_head(chain: int) -> Head:
    """Return the last place of the chain, held until the transaction ends; begin the chain if it is new."""
    key = settings.JOURNAL_KEY
    _head, begun = Head.objects.get_or_create(
        chain_id=chain,
        defaults={"digest": GENESIS, "seal": seal_of_head(key, chain, 0, GENESIS), "key": fingerprint(key)},
    )
    if begun:
        _enrol(chain, key)
    return Head.objects.select_for_update().get(chain_id=chain)


def _enrol(chain: int, key: str) -> None:
    """Add a chain to the sealed list; one that somebody altered or removed is left so, for the verification to tell.

    Raises:
        OtherKeyError: another key seals the other chains.
    """
    if Head.objects.exclude(key__in=("", fingerprint(key))).exists():
        raise OtherKeyError
    roll = Roll.objects.select_for_update().filter(pk=1).first()
    if roll is None and not Head.objects.exclude(chain_id=chain).exists():
        Roll.objects.get_or_create(pk=1, defaults={"chains": "[]", "seal": seal_of_roll(key, "[]")})
        roll = Roll.objects.select_for_update().get(pk=1)
    if roll is not None and roll.seal == seal_of_roll(key, roll.chains):
        roll.chains = canonical_chains([*json.loads(roll.chains), chain])
        roll.seal = seal_of_roll(key, roll.chains)
        roll.save()
