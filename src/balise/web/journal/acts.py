# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The acts that a journal may record, each with the sentence that tells it to a reader.

An app registers its own when Django starts. An act without a sentence cannot be recorded: the journal is read by
people, and by people who were not there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: a code for ever, and a sentence with ``%(actor)s``, ``%(subject)s`` and details by name."""

    code: str
    """Namespaced: ``dossier.submitted``."""
    sentence: str | Promise

    def told(self, words: Mapping[str, str]) -> str:
        """Return the sentence with its words in place."""
        return str(self.sentence) % _Lenient(words)


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
