# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The acts that a journal may record, each with the sentence that tells it to a reader.

An app registers its own when Django starts. An act without a sentence cannot be recorded: the journal is read by
people, and by people who were not there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from balise.rendering import typography

Say = Callable[[Mapping[str, Any]], Mapping[str, str]]
"""What says, in the language of the reader, the details that an entry keeps as codes."""


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: a code for ever, and a sentence with ``%(actor)s``, ``%(subject)s`` and details by name."""

    code: str
    """Namespaced: ``dossier.submitted``."""
    sentence: str | Promise
    say: Say | None = None
    """Words by name, in place of the details that bear those names; without it, details are shown as they are kept."""
    here: str | Promise | None = None
    """The sentence where the page has already named the subject: its own history need not say it in every line."""

    def words(self, details: Mapping[str, Any]) -> dict[str, str]:
        """Return the words that the details of an entry give to the sentence."""
        kept = {key: _word(value) for key, value in details.items()}
        return kept if self.say is None else kept | dict(self.say(details))

    def told(self, words: Mapping[str, str]) -> str:
        """Return the sentence with its words in place; guillemets that end up within others become “ ”."""
        return typography.nested(str(self.sentence) % _Lenient(words))

    def told_here(self, words: Mapping[str, str]) -> str:
        """Return the sentence told on the subject's own page; the whole one when an old entry lacks a word of it."""
        if self.here is None:
            return self.told(words)
        try:
            return typography.nested(str(self.here) % dict(words))
        except KeyError:
            return self.told(words)


def _word(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


class _Lenient(dict[str, str]):
    """Words of a sentence; one that an old entry does not hold is an ellipsis, never a failure."""

    def __missing__(self, name: str) -> str:
        return "…"


_ACTS: dict[str, Act] = {}


def register_acts(acts: Iterable[Act]) -> None:
    """Make acts known to the journal.

    Raises:
        ValueError: a code is given twice.
    """
    for act in acts:
        if _ACTS.get(act.code, act) != act:
            raise ValueError(f"The act {act.code} is registered twice.")
        _ACTS[act.code] = act


def act_of(code: str) -> Act | None:
    """Return the act of that code, or None when this version no longer knows it."""
    return _ACTS.get(code)


def all_acts() -> tuple[Act, ...]:
    """Return every act known, in alphabetical order of codes."""
    return tuple(_ACTS[code] for code in sorted(_ACTS))
