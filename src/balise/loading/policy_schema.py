# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The JSON Schema of the policy bundle: exact, for a program writes this document and another one reads it.

What people type may be left blank, or be a number where a text is meant; nothing of that is allowed here.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from balise.core.policy import FORMAT, PolicyBundle
from balise.loading.decoding import is_required

_PLAIN: Mapping[type, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    datetime: {"type": "string", "format": "date-time"},
}


def policy_schema() -> dict[str, Any]:
    """Return what a bundle must look like; whether its names lead somewhere is left to ``problems_of``."""
    schema = _object(PolicyBundle)
    schema["properties"]["format"]["const"] = FORMAT
    return schema


def _object(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {
        "type": "object",
        "properties": {each.name: _of(hints[each.name]) for each in fields(kind)},
        "required": [each.name for each in fields(kind) if is_required(each)],
        "additionalProperties": False,
    }


def _of(kind: Any) -> dict[str, Any]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return {"description": inner[1], **_of(inner[0])}
    if origin in (Union, UnionType):
        options = [_of(each) for each in inner if each is not NoneType]
        return {"anyOf": [*options, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _of(inner[0])}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _of(inner[1])}
    if is_dataclass(kind):
        return _object(kind)
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return dict(_PLAIN[kind])
