# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was changed of a portal, as the journal says it in the language of its reader."""

from collections.abc import Iterable, Mapping
from typing import Any

from balise.core.language import Language
from balise.web.transparency.portal_description import DESCRIBED
from balise.web.ui.languages import current_language


def in_words(names: Iterable[str], language: Language) -> list[str]:
    """Return these fields in words; one that this version no longer has is left out."""
    return [DESCRIBED[name].in_(language) for name in names if name in DESCRIBED]


def portal_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words that the reader's language puts in place of the French ones; none for a French reader."""
    if current_language() is Language.FRENCH or "fields" not in details:
        return {}
    return {"changed": ", ".join(in_words(details["fields"], Language.ENGLISH))}
