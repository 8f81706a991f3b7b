# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions whose answers changed, as the journal names them in both languages.

Entries written before both languages were kept hold the French words and the codes of the questions. Sealed, they
never change: for whoever reads English, the words are made again of the codes.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from balise.core.language import Language, Text
from balise.loading.questions import shipped_bank
from balise.web.journal.told import as_read
from balise.web.ui.languages import current_language

MOST_NAMED = 5
"""A line of the journal that names fifty questions is read by nobody; the whole list is in its details."""


def questions_said(questions: Sequence[Text]) -> Text:
    """Return questions as the journal names them: all of a few, the first of many."""
    french = ", ".join(each.fr for each in questions[:MOST_NAMED])
    english = ", ".join(each.in_(Language.ENGLISH) for each in questions[:MOST_NAMED])
    if len(questions) <= MOST_NAMED:
        return Text(french, english)
    count = len(questions)
    return Text(f"{count} réponses, dont {french}", f"{count} answers, among which {english}")


def answers_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words that the reader's language puts in place of the French ones; none for a French reader."""
    kept = as_read(details)
    if kept or current_language() is Language.FRENCH:
        return kept
    named = [_question(code) for code in details.get("ids", ())]
    return {"questions": questions_said(named).in_(Language.ENGLISH)} if named else {}


def _question(code: str) -> Text:
    """Return a question of the shipped bank; one that a charter adds goes by its code, which is in no language."""
    question = shipped_bank().by_id.get(code)
    return Text(code) if question is None else question.short
