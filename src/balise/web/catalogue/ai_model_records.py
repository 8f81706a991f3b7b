# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A public list of AI models, read strictly: each model with what the list says of it, and each that cannot be kept.

The form is that of compar:IA (``{"timestamp": …, "models": {id: {…}}}``). What the list measures of people's tastes is
left there: a catalogue of tools ranks nobody's favourites.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from balise.core.language import Text
from balise.web.ui.names import readable_line


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


TWICE = Text("nommé deux fois dans la liste", "named twice in the list")
ILLEGIBLE = Text("son identifiant ne se lit pas, ou est trop long", "its identifier cannot be read, or is too long")
NAMELESS = Text("sans nom ou sans organisation", "without a name or an organisation")
NO_OBJECT = Text("ce n’est pas une fiche de modèle", "it is not the record of a model")
ILL_TYPED = Text("un champ n’a pas la forme attendue : {field}", "a field is not of the expected form: {field}")
NO_LIST = Text(
    "Ce fichier n’est pas une liste de modèles : il doit contenir un objet « models », un modèle par identifiant.",
    "This file is not a list of models: it must hold an object “models”, one model per identifier.",
)
_LONGEST = 100
_LONGEST_ID = 120
_LONGEST_OF = {"distribution": 40, "arch": 40, "release_date": 20}
"""The fields that are kept shorter than the others."""
_LARGEST = 1_000_000
"""In billions of parameters, or in Wh: what exceeds it was not measured, it was mistyped."""
_EARLIEST = date(2015, 1, 1)
"""No list of such models is older: a date before it is a counter that nobody set."""
_REPEATED = object()
"""What stands for a value written twice, of which neither can be believed."""


class _IllTypedError(Exception):
    """A field whose value is not what the list promises."""


def decoded(text: str) -> Any:
    """Decode the text of a list; what is named twice in it keeps neither value.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested beyond what can be read.
    """
    return json.loads(text, object_pairs_hook=_each_once)


def _each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        found[name] = _REPEATED if name in found else value
    return found


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
    if not identifier or identifier != readable_line(identifier) or len(identifier) > _LONGEST_ID:
        return LeftOut(identifier, ILLEGIBLE)
    if said is _REPEATED:
        return LeftOut(identifier, TWICE)
    if not isinstance(said, Mapping):
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
    if not isinstance(value, str):
        raise _IllTypedError(field)
    line = readable_line(value)
    if len(line) > _LONGEST_OF.get(field, _LONGEST):
        raise _IllTypedError(field)
    return line


def _number(said: Mapping[str, Any], field: str) -> float | None:
    value = said.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LARGEST:
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
    if not isinstance(value, str) or len(value) > 3 * _LONGEST or value != readable_line(value):
        return ""
    try:
        led = urlsplit(value)
    except ValueError:
        return ""
    return value if led.scheme in {"http", "https"} and led.netloc else ""


def _day(timestamp: Any) -> date | None:
    if isinstance(timestamp, bool) or not isinstance(timestamp, int | float):
        return None
    try:
        day = datetime.fromtimestamp(timestamp, tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return day if day >= _EARLIEST else None
