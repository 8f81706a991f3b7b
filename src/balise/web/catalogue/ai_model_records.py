# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A public list of AI models, read strictly: each model with what the list says of it, and each that cannot be kept.

The form is that of compar:IA (``{"timestamp": …, "models": {id: {…}}}``). What the list measures of people's tastes is
left there: a catalogue of tools ranks nobody's favourites.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from balise.core.language import Text
from balise.web.ui.one_line import one_line


class UnreadableListError(Exception):
    """The file is no list of models; the text says what was expected."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.fr)
        self.text = text


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """What a list says of one model."""

    identifier: str
    name: str
    organisation: str
    licence: str
    openness: str
    commercial_use: bool | None
    parameters: float | None
    active_parameters: float | None
    architecture: str
    released: str
    wh_per_million_tokens: float | None
    address: str
    still_offered: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A model that cannot be kept, and why."""

    identifier: str
    reason: Text


@dataclass(frozen=True, slots=True)
class ModelList:
    """All that was read of a list."""

    dated: date | None
    records: tuple[ModelRecord, ...]
    left_out: tuple[LeftOut, ...]


NAMELESS = Text("sans nom ou sans organisation", "without a name or an organisation")
NO_OBJECT = Text("ce n’est pas une fiche de modèle", "it is not the record of a model")
ILL_TYPED = Text("un champ n’a pas la forme attendue : {field}", "a field is not of the expected form: {field}")
NO_LIST = Text(
    "Ce fichier n’est pas une liste de modèles : il doit contenir un objet « models », un modèle par identifiant.",
    "This file is not a list of models: it must hold an object “models”, one model per identifier.",
)
_LONGEST = 100
_LONGEST_ID = 120


class _IllTypedError(Exception):
    """A field whose value is not what the list promises."""


def read_models(data: Any) -> ModelList:
    """Read a decoded list.

    Raises:
        UnreadableListError: it is none.
    """
    models = data.get("models") if isinstance(data, Mapping) else None
    if not isinstance(models, Mapping) or not models:
        raise UnreadableListError(NO_LIST)
    records: list[ModelRecord] = []
    left_out: list[LeftOut] = []
    for identifier, said in models.items():
        read = _read(str(identifier), said)
        if isinstance(read, LeftOut):
            left_out.append(read)
        else:
            records.append(read)
    return ModelList(_day(data.get("timestamp")), tuple(records), tuple(left_out))


def _read(identifier: str, said: Any) -> ModelRecord | LeftOut:
    if not isinstance(said, Mapping) or not identifier.strip() or len(identifier) > _LONGEST_ID:
        return LeftOut(identifier, NO_OBJECT)
    try:
        record = _record(identifier, said)
    except _IllTypedError as error:
        field = str(error)
        return LeftOut(identifier, Text(ILL_TYPED.fr.format(field=field), (ILL_TYPED.en or "").format(field=field)))
    return record if record.name and record.organisation else LeftOut(identifier, NAMELESS)


def _record(identifier: str, said: Mapping[str, Any]) -> ModelRecord:
    return ModelRecord(
        identifier=identifier,
        name=_words(said, "simple_name"),
        organisation=_words(said, "organisation"),
        licence=_words(said, "license"),
        openness=_words(said, "distribution"),
        commercial_use=_yes_no(said, "commercial_use"),
        parameters=_number(said, "params"),
        active_parameters=_number(said, "active_params"),
        architecture=_words(said, "arch"),
        released=_words(said, "release_date"),
        wh_per_million_tokens=_number(said, "wh_per_million_token"),
        address=_address(said),
        still_offered=_words(said, "status") in {"", "enabled"},
    )


def _words(said: Mapping[str, Any], field: str) -> str:
    value = said.get(field)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise _IllTypedError(field)
    return one_line(value)


def _number(said: Mapping[str, Any], field: str) -> float | None:
    value = said.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise _IllTypedError(field)
    return float(value)


def _yes_no(said: Mapping[str, Any], field: str) -> bool | None:
    value = said.get(field)
    if value is not None and not isinstance(value, bool):
        raise _IllTypedError(field)
    return value


def _address(said: Mapping[str, Any]) -> str:
    """Return the address if a page may lead there; the list may hold anything."""
    value = said.get("url")
    if not isinstance(value, str) or len(value) > 3 * _LONGEST:
        return ""
    return value if urlsplit(value).scheme in {"http", "https"} else ""


def _day(timestamp: Any) -> date | None:
    if isinstance(timestamp, bool) or not isinstance(timestamp, int | float):
        return None
    try:
        return datetime.fromtimestamp(timestamp, tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
