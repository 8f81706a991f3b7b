# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The frozen inputs of an annual report, written and read again: the same record gives the same bytes.

The annex that an authority publishes holds the inputs, their fingerprints and the figures; whoever doubts one computes
it again from the rest of the file. Words and definitions beside them are for people: nothing is read from them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from balise.core.annual.figure import Figure
from balise.core.annual.record import FORMAT, YearRecord
from balise.core.language import Language, Text
from balise.loading.errors import LoadingError

T = TypeVar("T")

NOT_ONE = Text(
    "Ce fichier n’est pas l’annexe JSON d’un bilan annuel de Balise\u00a0: {reason}",
    "This file is not the JSON annex of an annual report of Balise: {reason}",
)
LATER = Text(
    "Cette annexe a été écrite par une version plus récente de Balise\u00a0: mettez celle-ci à jour.",
    "This annex was written by a later version of Balise: upgrade this one.",
)


class UnreadableAnnexError(LoadingError):
    """The file is no annex, or not one that this version understands."""

    def __init__(self, sentence: Text) -> None:
        self.sentence = sentence
        super().__init__(sentence.in_(Language.FRENCH))


@dataclass(frozen=True, slots=True)
class AnnexChart:
    """The drawing of a figure, and the name of that figure."""

    figure: str
    vega_lite: Mapping[str, Any] = field(default_factory=dict)

    @property
    def amounts(self) -> list[Any]:
        """Return the amounts drawn, from the first bar to the last."""
        values = self.vega_lite.get("data", {}).get("values", [])
        return [each.get("amount") for each in values if isinstance(each, dict)]


@dataclass(frozen=True, slots=True)
class Annex:
    """What a published annex claims: the figures, and the inputs from which they follow."""

    inputs: YearRecord
    figures: tuple[Figure, ...]
    digests: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    charts: tuple[AnnexChart, ...] = ()


def record_text(record: YearRecord) -> str:
    """Return a record as canonical JSON, in which nothing is left out."""
    return canonical_text(msgspec.to_builtins(record))


def canonical_text(data: Any) -> str:
    """Return plain data as JSON that does not depend on who writes it."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any) -> Any:
    """Return figures, records… as plain data."""
    return msgspec.to_builtins(value)


def record_of(text: str) -> YearRecord:
    """Return the record that canonical JSON holds.

    Raises:
        UnreadableAnnexError: it is not one.
    """
    return _understood(_decoded(text, YearRecord))


def read_annex(path: Path) -> Annex:
    """Return the annex in a file.

    Raises:
        UnreadableAnnexError: it is not one, or was written by a later version.
        OSError: the system will not.
    """
    annex = _decoded(path.read_bytes(), Annex)
    _understood(annex.inputs)
    return annex


def _decoded(content: str | bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableAnnexError(_said(NOT_ONE, str(error))) from error


def _understood(record: YearRecord) -> YearRecord:
    if record.format > FORMAT:
        raise UnreadableAnnexError(LATER)
    return record


def _said(sentence: Text, reason: str) -> Text:
    return Text(sentence.fr.format(reason=reason), (sentence.en or "").format(reason=reason))
