# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What to write instead of a name that does not exist, when some name looks like it."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from unicodedata import normalize

from balise.core.language import Text
from balise.core.messages import UNLIKE, Gap

ALIKE = 0.6
"""Share of letters in common from which a word may be suggested, however it begins."""
BEGUN_ALIKE = 0.5
"""The same when the words begin alike: « bloquant » for ``blocking`` is just that, « interdire » not ``require``."""
BEGINNING = 2
"""Letters by which two words begin alike."""


def likely(name: str, candidates: Iterable[str]) -> str:
    """Return the candidate that may have been meant; an ellipsis when none looks like ``name``.

    A suggestion is followed without much thought: a wrong one is worse than a list to choose from.
    """
    plain = _plain(name)
    alike = {
        candidate: share
        for candidate in candidates
        if (share := _likeness(plain, candidate)) >= _least_share(plain, candidate)
    }
    return max(alike, key=alike.__getitem__, default=UNLIKE)


def _least_share(name: str, candidate: str) -> float:
    return BEGUN_ALIKE if name[:BEGINNING] == candidate[:BEGINNING] else ALIKE


def _likeness(name: str, candidate: str) -> float:
    """Return the share of letters in common, from 0 to 1."""
    return SequenceMatcher(None, name, candidate).ratio()


def _plain(name: str) -> str:
    return normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def listed(names: Iterable[str], *, at_most: int = 12) -> str:
    """Return names separated by commas, cut short when there are many."""
    known = list(names)
    return ", ".join(known[:at_most]) + (", etc" if len(known) > at_most else "")


def suggestion(name: str, candidates: Iterable[str], *, at_most: int = 20) -> dict[str, Gap]:
    """Return the gaps ``nearest`` and ``allowed`` for a name that is not among ``candidates``."""
    known = tuple(candidates)
    return {"nearest": likely(name, known), "allowed": listed(known, at_most=at_most)}


def instead(name: str, candidates: Iterable[str]) -> Text:
    """Return a sentence that says what to write instead of ``name``: the word meant, else all that are possible."""
    known = tuple(candidates)
    close = likely(name, known)
    if close == UNLIKE:
        every = listed(known, at_most=20)
        return Text(f"Au choix : {every}.", f"Choose among: {every}.")
    return Text(f"Écrivez plutôt « {close} ».", f'Write "{close}" instead.')
