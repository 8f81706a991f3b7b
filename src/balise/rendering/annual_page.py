# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An annual report about to be written: what it was computed from, its figures, and the words around them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from balise.core.annual.figure import Definition, Figure
from balise.core.annual.record import YearRecord
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.annual_words import label_of
from balise.rendering.typography import date_in_words

Address = Callable[[str], str]
"""From the name of a figure, where its definition is read; empty when it is nowhere."""


@dataclass(frozen=True, slots=True)
class ErratumWords:
    """Something to be known of a report since it was published."""

    on: date
    text: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class AnnualText:
    """What stands around the figures."""

    narrative: Mapping[str, str] = field(default_factory=dict)
    pledges: tuple[str, ...] = ()
    errata: tuple[ErratumWords, ...] = ()
    published_on: date | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A report about to be written: its record, its figures, its words, and where definitions are read."""

    record: YearRecord
    figures: tuple[Figure, ...]
    text: AnnualText
    bank: QuestionBank
    address: Address
    language: Language

    def said(self, text: Text, **words: object) -> str:
        """Return a text in the language of the report, its words in place."""
        return text.in_(self.language).format(**words) if words else text.in_(self.language)

    def day(self, on: date) -> str:
        """Return a day in words."""
        return date_in_words(on, self.language)

    def named(self, name: str) -> Figure | None:
        """Return a figure by its name."""
        return next((figure for figure in self.figures if figure.name == name), None)

    def label(self, definition: Definition, key: str) -> str:
        """Return a category in words."""
        usage = self.record.usage
        cited = None if usage is None else usage.cited.get(key)
        if cited is not None:
            return cited.in_(self.language)
        return label_of(definition, key, self.bank, self.record.charter, self.language)

    @property
    def is_compared(self) -> bool:
        """Tell whether a report before this one was published."""
        return self.record.previous is not None

    def before(self, name: str) -> Figure | None:
        """Return a figure as the report before this one gave it; None when it gave none."""
        figures = () if self.record.previous is None else self.record.previous.figures
        return next((figure for figure in figures if figure.name == name), None)
