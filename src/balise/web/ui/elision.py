# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""« de » before a name, as French says it: « de Jeanne », « d’Odile », « d’Yves », « de Yann »."""

from balise.core.french_names import begins_with_a_vowel
from balise.core.language import Language
from balise.web.ui.languages import current_language


def of(name: str) -> str:
    """Return the name with what comes before it, in the language of the reader: « d’Odile », “of Odile”.

    A name in H keeps « de »: nothing in its letters tells a mute H from the other, and « de Hélène » is less of a
    fault than « d’Harlem ».
    """
    if current_language() is Language.ENGLISH:
        return f"of {name}"
    return f"d’{name}" if begins_with_a_vowel(name) else f"de {name}"
