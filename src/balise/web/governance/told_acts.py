# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the journal adds to an act when there is something to add: why it was decided, what it did without.

A sentence with a gap that most entries leave empty would read badly; so the gap holds a whole sentence, or nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from balise.core.language import Language
from balise.loading.questions import shipped_bank
from balise.web.journal.told import ENGLISH, as_read
from balise.web.ui.languages import current_language


def decision_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words of a decision, and why it was taken: its motive, then what it rests on beyond the rules."""
    motive = str(details.get("motive", "")).strip()
    said = [_("Motif : %(motive)s") % {"motive": _ended(motive)}] if motive else []
    return {**as_read(details), "why": _after(*said, *map(_ended, _listed(details, "grounds")))}


def service_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words of a first service, and the documents for whose absence somebody answers."""
    pieces = ", ".join(_listed(details, "pieces") or _by_codes(details))
    said = [_("Sans ces pièces, et en en répondant : %(pieces)s.") % {"pieces": pieces}] if pieces else []
    return {**as_read(details), "without": _after(*said)}


def _by_codes(details: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the documents as entries named them before their words were kept: questions by code, then titles."""
    return (*_named(details.get("evidence_missing", ())), *details.get("evidence_expired", ()))


def _named(codes: Iterator[str]) -> Iterator[str]:
    language = current_language()
    for code in codes:
        question = shipped_bank().by_id.get(code)
        yield code if question is None else question.short.in_(language)


def _listed(details: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return a list that an entry keeps, in the language of the reader; in French when it was kept in French alone."""
    english = details.get(ENGLISH, {}) if current_language() is Language.ENGLISH else {}
    return tuple(map(str, english.get(name) or details.get(name) or ()))


def _after(*sentences: str) -> str:
    return "".join(f" {sentence}" for sentence in sentences)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."
