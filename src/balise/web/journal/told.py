# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of a journal entry, kept in both languages.

An entry says an act as it was said that day, and its wording is sealed with it: labels may change in a later version,
the entry does not. So the words are kept, and not codes to be looked up; and in both languages, because the journal is
read in both.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from balise.core.language import Language, Text
from balise.web.ui.languages import current_language

ENGLISH = "en"
"""The detail that holds the English words, by the name of the French ones."""


def in_both(**words: Text | Sequence[Text]) -> dict[str, Any]:
    """Return the details that say these words: in French under their names, in English beside."""
    return {
        **{name: _in(said, Language.FRENCH) for name, said in words.items()},
        ENGLISH: {name: _in(said, Language.ENGLISH) for name, said in words.items()},
    }


def together(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return these details as those of one entry, the last of a name prevailing, in both languages."""
    whole: dict[str, Any] = {}
    english: dict[str, Any] = {}
    for part in parts:
        whole |= part
        english |= part.get(ENGLISH, {})
    return whole | ({ENGLISH: english} if english else {})


def as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words that the reader's language puts in place of the French ones; none for a French reader.

    An entry written before both languages were kept has none either: it is told with its French words.
    """
    kept: Mapping[str, Any] = details.get(ENGLISH, {}) if current_language() is Language.ENGLISH else {}
    return {name: ", ".join(said) if isinstance(said, list) else said for name, said in kept.items()}


def _in(said: Text | Sequence[Text], language: Language) -> str | list[str]:
    return said.in_(language) if isinstance(said, Text) else [each.in_(language) for each in said]
