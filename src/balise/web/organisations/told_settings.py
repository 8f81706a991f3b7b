# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an authority says of itself, as the journal names what was changed: the words of both languages.

An entry seals the French words, and keeps what stood before by the name of each field: English is made of these names
at reading.
"""

from collections.abc import Mapping
from typing import Any

from balise.core.language import Language, Text
from balise.web.ui.languages import current_language

DESCRIBED: Mapping[str, Text] = {
    "name": Text("le nom", "the name"),
    "kind": Text("le type", "the kind"),
    "siren": Text("le SIREN", "the SIREN"),
    "contact": Text("l’adresse de contact", "the contact address"),
    "population": Text("la population", "the population"),
    "staff_count": Text("le nombre d’agents", "the number of staff"),
    "single_handed": Text("le cumul des fonctions", "the holding of several functions"),
}


def settings_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words that the reader's language puts in place of the French ones; none for a French reader."""
    if current_language() is Language.FRENCH or "after" not in details:
        return {}
    named = [name for name in DESCRIBED if name in details["after"]]
    return {"changed": ", ".join(DESCRIBED[name].in_(Language.ENGLISH) for name in named)} if named else {}
