# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What French puts before a name in a sentence: « d’Odile », « de Yann », « la ville de Valbrise »."""

from balise.core.french_names import at_the_start, begins_with_a_vowel
from balise.core.language import Language
from balise.web.ui.languages import current_language


def opening(authority: str) -> str:
    """Return the name of an authority where a sentence begins: « La ville de Valbrise », “Ville de Valbrise”."""
    return authority if current_language() is Language.ENGLISH else at_the_start(authority)


def of(name: str) -> str:
    """Return the name with what comes before it, in the language of the reader: « d’Odile », “of Odile”.

    A name in H keeps « de »: nothing in its letters tells a mute H from the other, and « de Hélène » is less of a
    fault than « d’Harlem ».
    """
    if current_language() is Language.ENGLISH:
        return f"of {name}"
    return f"d’{name}" if begins_with_a_vowel(name) else f"de {name}"
