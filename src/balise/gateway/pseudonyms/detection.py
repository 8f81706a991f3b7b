# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The detector: every family of detectors on one text, and one list of spans that do not overlap."""

import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from balise.gateway.pseudonyms import addresses, contacts, dates, identifiers
from balise.gateway.pseudonyms.address_parts import led_addresses
from balise.gateway.pseudonyms.dictated_numbers import dictated_numbers
from balise.gateway.pseudonyms.folding import Folded, fold
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.lexicon import Lexicon, shipped_lexicon
from balise.gateway.pseudonyms.misread_digits import with_digits
from balise.gateway.pseudonyms.names.finding import persons
from balise.gateway.pseudonyms.overlaps import settled
from balise.gateway.pseudonyms.sensitive_terms import sensitive_terms
from balise.gateway.pseudonyms.spacing import closed
from balise.gateway.pseudonyms.tables import cells, spans_of_cells
from balise.gateway.pseudonyms.triggers import Survey, Trigger, survey

_NUMBERS: tuple[Callable[[Folded, Survey], Iterator[Span]], ...] = (
    identifiers.social_security_numbers,
    identifiers.tax_numbers,
    identifiers.companies,
    identifiers.bank_accounts,
    identifiers.cards,
    identifiers.plates,
    identifiers.identity_documents,
    contacts.phones,
)
_FEWEST_DIGITS = 2
_DIGITS_OF_PERMIT = 8

Model = Callable[[str], Iterable[Span]]
"""A detector of names by a statistical model, in processes of its own."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a deployment asks of the detector."""

    spare_officials: bool = False
    """Leave in clear the elected officials named in their office."""
    sensitive_terms: bool = True
    """Look for the words of article 9: health, faith, opinions…"""
    this_year: int = 2026
    """The year when the process that searches was started: whoever starts it reads the clock, no text does."""


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds personal data; built once, used for every text."""

    lexicon: Lexicon
    options: Options = Options()
    model: Model | None = None

    @classmethod
    def shipped(cls, options: Options = Options(), model: Model | None = None) -> "Detector":
        """Return the detector with the lists that come with Balise."""
        detector = cls(shipped_lexicon(), options, model)
        detector.find("Première lecture : les automates se construisent ici, non à la première demande.")
        return detector

    def find(self, text: str) -> tuple[Span, ...]:
        """Return the personal data of a text: places in code points, sorted, not overlapping."""
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            return tuple(self._found(text))
        return tuple(_placed_back(text, self._found))

    def _found(self, text: str) -> list[Span]:
        folded = fold(text)
        spans = self._read(folded)
        scanned = with_digits(folded)
        if scanned is not None:
            spans += filter(scanned.tells, self._read(scanned.folded))
        even = closed(text, folded.cased, self.lexicon)
        if even is not None:
            found = self._read(fold(even.text))
            spans += even.put_back([each for each in found if each.kind is not Kind.PERSON or even.tells(each)])
        return settled(spans)

    def _read(self, folded: Folded) -> list[Span]:
        seen = survey(folded)
        values = cells(folded)
        people = persons(folded, self.lexicon, seen, values, self.options.spare_officials)
        spans = [*contacts.emails(folded), *people, *spans_of_cells(values)]
        if self.options.sensitive_terms and seen.terms:
            spans += sensitive_terms(folded, seen.terms)
        if self.model is not None:
            spans += self.model(folded.text)
        homes = [*addresses.addresses(folded, self.lexicon, seen), *addresses.places(folded, self.lexicon, seen)]
        spans += homes
        if homes:
            spans += led_addresses(folded, homes, [(span.start, span.end) for span in people])
        spans += dates.birth_dates(folded, seen, self.options.this_year)
        spans += dictated_numbers(folded)
        if seen.digits >= _FEWEST_DIGITS:
            spans += _of_digits(folded, seen, [(span.start, span.end) for span in people], self.options.this_year)
        return spans


def _of_digits(folded: Folded, seen: Survey, people: list[tuple[int, int]], this_year: int) -> Iterator[Span]:
    """Yield what is written with digits."""
    for each in _NUMBERS:
        yield from each(folded, seen)
    yield from identifiers.file_numbers(folded)
    if seen.triggers & Trigger.NUMBERED:
        yield from identifiers.any_numbers(folded)
    if seen.longest >= _DIGITS_OF_PERMIT:
        yield from identifiers.permits(folded)
    if people:
        yield from dates.dates_beside(folded, people, this_year)
        if b"00000000" in seen.shape:
            yield from _numbers_beside(folded, people)


def _numbers_beside(folded: Folded, people: list[tuple[int, int]]) -> Iterator[Span]:
    """Yield the long numbers on the line of a person."""
    ends = _line_ends(folded.plain)
    lines = {bisect_left(ends, start) for start, _end in people}
    for span in identifiers.bare_numbers(folded):
        if bisect_left(ends, span.start) in lines:
            yield span


def _line_ends(plain: bytes) -> list[int]:
    ends: list[int] = []
    place = plain.find(b"\n")
    while place >= 0:
        ends.append(place)
        place = plain.find(b"\n", place + 1)
    return ends


def _placed_back(text: str, find: Callable[[str], list[Span]]) -> Iterator[Span]:
    """Yield what is found in a text whose accents are written apart, at its place in the text as it came."""
    composed: list[str] = []
    places: list[int] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            cluster = unicodedata.normalize("NFC", text[start:place])
            composed.append(cluster)
            places += [start] * len(cluster)
            start = place
    places.append(len(text))
    for span in find("".join(composed)):
        yield Span(places[span.start], places[span.end], span.kind, span.certain)
