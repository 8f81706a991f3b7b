# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The outcomes before and after a re-evaluation, as the journal names them in both languages.

Entries written before both languages were kept hold the French words alone: for whoever reads English, they are
recognised, for the outcomes are few and their words have not changed.
"""

from collections.abc import Mapping
from typing import Any

from balise.core.evaluation import Outcome
from balise.core.language import Language, Text
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT
from balise.web.journal.told import as_read
from balise.web.ui.languages import current_language

_NONE_YET = Text("…", "…")


def outcome_said(outcome: Outcome | None) -> Text:
    """Return an outcome as the journal names it."""
    if outcome is None:
        return _NONE_YET
    return Text(*(OUTCOMES_IN_SHORT[outcome].in_(language).lower() for language in Language))


def outcomes_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words that the reader's language puts in place of the French ones; none for a French reader."""
    kept = as_read(details)
    if kept or current_language() is Language.FRENCH:
        return kept
    known = {said.fr: said for said in map(outcome_said, Outcome)}
    return {
        name: known[details[name]].in_(Language.ENGLISH) for name in ("before", "after") if details.get(name) in known
    }
