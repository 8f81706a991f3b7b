# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Typed numbered placeholders: ``[PERSONNE_1]`` for a person, ``[PERSONNE_1.2]`` for another way of writing the same.

A model that reads them keeps track of who is who; whoever holds the mapping puts the values back, to the letter. A text
that already holds what looks like a placeholder is safe: the look-alike is replaced by a placeholder of its own.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from balise.gateway.pseudonyms.kinds import Kind, Span

LABELS = {
    Kind.EMAIL: "COURRIEL",
    Kind.PHONE: "TELEPHONE",
    Kind.NIR: "NIR",
    Kind.SIREN: "SIREN",
    Kind.SIRET: "SIRET",
    Kind.SPI: "NUMERO_FISCAL",
    Kind.IBAN: "IBAN",
    Kind.CARD: "CARTE",
    Kind.ADDRESS: "ADRESSE",
    Kind.PLACE: "LIEU",
    Kind.BIRTH_DATE: "DATE_DE_NAISSANCE",
    Kind.PLATE: "PLAQUE",
    Kind.IDENTITY_DOCUMENT: "PIECE_D_IDENTITE",
    Kind.FILE_NUMBER: "NUMERO_DE_DOSSIER",
    Kind.PERSON: "PERSONNE",
    Kind.HEALTH: "SANTE",
    Kind.RELIGION: "RELIGION",
    Kind.UNION: "SYNDICAT",
    Kind.POLITICS: "POLITIQUE",
    Kind.ORIGIN: "ORIGINE",
    Kind.SEXUAL_LIFE: "VIE_SEXUELLE",
    Kind.BIOMETRICS: "BIOMETRIE",
}
LOOK_ALIKE = "TEXTE"
"""What a piece of the text that looks like a placeholder is called."""
_KNOWN = frozenset({*LABELS.values(), LOOK_ALIKE})
_MOST_DIGITS = 6
LONGEST = max(map(len, _KNOWN)) + 2 * _MOST_DIGITS + 4
"""No placeholder is longer, brackets included."""
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ_")
_DIGITS = frozenset("0123456789")


@dataclass(slots=True)
class Mapping:
    """What each placeholder of a conversation stands for; never logged, never printed."""

    _values: dict[str, str] = field(default_factory=dict, repr=False)
    _placeholders: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)
    """The number of each value, whatever its writing; 0 for a surname that two persons bear."""
    _counts: dict[str, int] = field(default_factory=dict, repr=False)
    _variants: dict[tuple[str, int], int] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self._values)

    def placeholder_of(self, label: str, value: str) -> str:
        """Return the placeholder of a value, the same each time it comes."""
        known = self._placeholders.get((label, value))
        if known is not None:
            return known
        number = self._number_of(label, value)
        rank = self._variants[label, number] = self._variants.get((label, number), 0) + 1
        placeholder = f"[{label}_{number}]" if rank == 1 else f"[{label}_{number}.{rank}]"
        self._placeholders[label, value] = placeholder
        self._values[placeholder] = value
        return placeholder

    def value_of(self, placeholder: str) -> str | None:
        """Return what a placeholder stands for, None when it is not one of ours."""
        return self._values.get(placeholder)

    def values_under(self, label: str) -> list[str]:
        """Return the values that a label stands for: those of the persons, for instance."""
        return [value for known, value in self._placeholders if known == label]

    def to_json(self) -> str:
        """Return the mapping as text, for a file of its owner or to be sealed."""
        return json.dumps(self._values, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, written: str | bytes) -> "Mapping":
        """Return the mapping that ``to_json`` wrote.

        Raises:
            MappingUnreadableError: it is not one.
        """
        try:
            values = json.loads(written)
        except ValueError:
            raise MappingUnreadableError from None
        mapping = cls()
        if not isinstance(values, dict):
            raise MappingUnreadableError
        for placeholder, value in values.items():
            if not isinstance(value, str) or placeholder_end(placeholder, 0) != len(placeholder):
                raise MappingUnreadableError
            mapping._learn(placeholder, value)
        return mapping

    def _learn(self, placeholder: str, value: str) -> None:
        label, _, written = placeholder[1:-1].rpartition("_")
        number, _, rank = written.partition(".")
        self._values[placeholder] = value
        self._placeholders[label, value] = placeholder
        self._counts[label] = max(self._counts.get(label, 0), int(number))
        variant = (label, int(number))
        self._variants[variant] = max(self._variants.get(variant, 0), int(rank or 1))
        self._remember(label, value, int(number))

    def _number_of(self, label: str, value: str) -> int:
        """Return the number of a value: that of the same value written otherwise, or the next one."""
        number = self._numbers.get((label, _same(label, value)), 0)
        if not number:
            number = self._counts[label] = self._counts.get(label, 0) + 1
        self._remember(label, value, number)
        return number

    def _remember(self, label: str, value: str, number: int) -> None:
        same = _same(label, value)
        self._numbers[label, same] = number
        if label != LABELS[Kind.PERSON] or " " not in same:
            return
        for part in same.split(" "):
            shared = self._numbers.setdefault((label, part), number)
            if shared != number:
                self._numbers[label, part] = 0


class MappingUnreadableError(ValueError):
    """A mapping that Balise did not write, or that was changed."""

    def __init__(self) -> None:
        super().__init__("Cette table de correspondance n’est pas lisible\u00a0: reprenez le fichier d’origine.")


def pseudonymised(text: str, spans: Sequence[Span], mapping: Mapping) -> str:
    """Return a text where each span is a placeholder; ``mapping`` learns what they stand for."""
    pieces: list[str] = []
    place = 0
    for start, end, label in _to_replace(text, spans):
        pieces += (text[place:start], mapping.placeholder_of(label, text[start:end]))
        place = end
    pieces.append(text[place:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands in a text, and the placeholder that would take its place."""

    start: int
    end: int
    label: str
    placeholder: str


def replacements(text: str, spans: Sequence[Span], mapping: Mapping) -> Iterator[Replacement]:
    """Yield what ``pseudonymised`` would replace, in order."""
    for start, end, label in _to_replace(text, spans):
        yield Replacement(start, end, label, mapping.placeholder_of(label, text[start:end]))


def restored(text: str, mapping: Mapping, *, inside_json: bool = False) -> str:
    """Return a text where each placeholder of ours is its value again; the others are left as they are.

    ``inside_json``: the text is JSON (the arguments of a tool call), so that values are escaped as JSON asks.
    """
    if "[" not in text:
        return text
    pieces: list[str] = []
    place = 0
    for start, end in look_alikes(text):
        value = mapping.value_of(text[start:end])
        if value is None:
            continue
        pieces += (text[place:start], json.dumps(value, ensure_ascii=False)[1:-1] if inside_json else value)
        place = end
    pieces.append(text[place:])
    return "".join(pieces)


def look_alikes(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a text holds what is written as a placeholder is."""
    start = text.find("[")
    while start >= 0:
        end = placeholder_end(text, start)
        if end:
            yield start, end
        start = text.find("[", end or start + 1)


def placeholder_end(text: str, start: int) -> int:
    """Return where the placeholder that starts here ends, 0 when there is none."""
    end = text.find("]", start, start + LONGEST) + 1
    if not end or not text.startswith("[", start):
        return 0
    label, _, number = text[start + 1 : end - 1].rpartition("_")
    if label not in _KNOWN:
        return 0
    first, dotted, second = number.partition(".")
    right = _is_number(first) and (not dotted or _is_number(second))
    return end if right else 0


def may_begin(tail: str) -> bool:
    """Tell whether the end of a text, from its last bracket, may be the beginning of a placeholder."""
    if len(tail) >= LONGEST or "]" in tail:
        return False
    inside = tail[1:]
    label, _, number = inside.rpartition("_")
    if label in _KNOWN and all(each in _DIGITS or each == "." for each in number):
        return True
    return any(known.startswith(inside) for known in _KNOWN)


def _is_number(written: str) -> bool:
    return 0 < len(written) <= _MOST_DIGITS and _DIGITS.issuperset(written)


def _to_replace(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, int, str]]:
    """Yield what is to be replaced, look-alikes included, without any overlap."""
    wanted = [(span.start, span.end, LABELS[span.kind]) for span in spans]
    if "[" in text:
        wanted = sorted([*wanted, *((start, end, LOOK_ALIKE) for start, end in look_alikes(text))])
    pending: tuple[int, int, str] | None = None
    for each in wanted:
        if pending is None or each[0] >= pending[1]:
            if pending is not None:
                yield pending
            pending = each
            continue
        label = each[2] if pending[2] == LOOK_ALIKE else pending[2]
        pending = (pending[0], max(pending[1], each[1]), label)
    if pending is not None:
        yield pending


_CIVILITIES = frozenset({"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "me", "maître"})


def _same(label: str, value: str) -> str:
    """Return what two writings of one value have in common."""
    folded = " ".join(value.casefold().split())
    if label == LABELS[Kind.PERSON]:
        words = folded.removeprefix("d'").removeprefix("d’").split(" ")
        return " ".join(sorted(word for word in words if word.rstrip(".") not in _CIVILITIES)) or folded
    compact = "".join(each for each in folded if each.isalnum())
    return compact or folded
