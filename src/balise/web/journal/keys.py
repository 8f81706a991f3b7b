# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Which key seals the journal: a chain remembers the fingerprint of its own, and refuses any other.

A journal written under two keys answers to neither: a mistyped setting, or a lost folder of secrets, would ruin it
without a word.
"""

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from balise.web.journal import tables
from balise.web.journal.models import Entry, Head, Roll
from balise.web.journal.sealing import (
    Kept,
    canonical_chains,
    fingerprint,
    seal_of_head,
    seal_of_lost,
    seal_of_roll,
)
from balise.web.ui.refusals import RefusedError

UNAVAILABLE = 503


class OtherKeyError(RefusedError):
    """The key in use is not the one that seals a chain: nothing may be added to it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Le journal des actes est scellé par une autre clé que celle de ce serveur. Rien n’a été enregistré, "
                "et rien n’est perdu : la personne qui administre le serveur doit remettre le dossier « secrets » "
                "d’origine (ou BALISE_JOURNAL_KEY), puis redémarrer Balise."
            ),
            status=UNAVAILABLE,
        )


def check_head(head: Head, key: str) -> None:
    """Refuse a key that does not seal this chain; a chain that does not know its own learns it.

    Raises:
        OtherKeyError: it is another key.
    """
    mark = fingerprint(key)
    if not head.key and _sealed(head, key):
        head.key = mark
    if head.key != mark:
        raise OtherKeyError


def check_key(key: str) -> None:
    """Refuse a key that does not seal every chain; called before a site starts to answer.

    Raises:
        OtherKeyError: it is another key.
    """
    if not tables.whole() or not tables.up_to_date():
        return
    for head in Head.objects.only("chain_id", "number", "digest", "seal", "key"):
        known = head.key
        check_head(head, key)
        if not known:
            Head.objects.filter(pk=head.pk, key="").update(key=head.key)


def learn_key(key: str) -> None:
    """Let the chains that do not know their key learn it, when it is this one; the others are left as they are."""
    try:
        check_key(key)
    except (OtherKeyError, DatabaseError):
        return


def marks() -> frozenset[str]:
    """Return the fingerprints of the keys that seal the chains; none when the database does not say."""
    if not tables.whole() or not tables.up_to_date():
        return frozenset()
    return frozenset(Head.objects.exclude(key="").values_list("key", flat=True))


@transaction.atomic
def go_on_under(key: str) -> None:
    """Let every chain go on under a new key, the old one being lost for good.

    What it sealed stays unverifiable, up to a place that the new key seals; from there on everything is verified, and
    so is that nobody changes, from this day on, what came before. A chain that this key seals already is left as it is.
    """
    heads = list(Head.objects.select_for_update().order_by("pk"))
    for head in heads:
        if not _sealed(head, key):
            _take_over(head, key)
    Head.objects.update(key=fingerprint(key))
    if heads:
        written = canonical_chains(head.chain_id for head in heads)
        Roll.objects.update_or_create(pk=1, defaults={"chains": written, "seal": seal_of_roll(key, written)})


def _take_over(head: Head, key: str) -> None:
    """Seal again the last place of a chain, and all that a lost key sealed before it."""
    head.seal = seal_of_head(key, head.chain_id, head.number, head.digest)
    kept = Kept(key)
    for entry in Entry.objects.filter(chain_id=head.chain_id, number__lte=head.number).order_by("number").iterator():
        kept.add(entry.sealed(), entry.digest)
    if head.number:
        head.lost_until, head.lost_words = head.number, kept.digest()
        head.lost_seal = seal_of_lost(key, head.chain_id, head.lost_until, head.lost_words)
    head.save()


def _sealed(head: Head, key: str) -> bool:
    """Tell whether the last entry of a chain answers to the key; of an empty one, its last place."""
    last = Entry.objects.filter(chain_id=head.chain_id).order_by("-number").first()
    if last is None:
        return head.seal == seal_of_head(key, head.chain_id, head.number, head.digest)
    return last.sealed().digest(key) == last.digest
