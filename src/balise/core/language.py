# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Text that exists in French and, when somebody has written it, in English."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages a reader can ask for; French is the one that is always there."""

    FRENCH = "fr"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A text in French, with its English translation if there is one.

    French is required because the voted wording is French; a missing translation falls back to it rather
    than to silence.
    """

    fr: str
    en: str | None = None

    def in_(self, language: Language) -> str:
        """Return the text in ``language``, or in French when nobody has translated it."""
        if language is Language.ENGLISH and self.en is not None:
            return self.en
        return self.fr
