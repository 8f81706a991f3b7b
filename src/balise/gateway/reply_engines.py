# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checks of a reply that need an engine: regular expressions in linear time, and JSON Schemas.

An expression is written by a service and read beside a reply that nobody wrote: an engine that backtracks could be made
to run for years by either. The ``pattern`` of a schema is judged by the same engine.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import re2

from balise.core.drill import CheckKind
from balise.core.reply_checks import JUDGES, Judge


def judges() -> Mapping[CheckKind, Judge]:
    """Return what judges every kind of check."""
    return {**JUDGES, CheckKind.MATCHES: _matches, CheckKind.JSON_SCHEMA: _keeps_to}


def _matches(reply: str, pattern: object) -> bool:
    return _compiled(str(pattern)).search(reply) is not None


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern)


def _keeps_to(reply: str, schema: object) -> bool:
    """Tell whether the whole reply is JSON that keeps to a schema; nothing is fetched to know it."""
    try:
        value = json.loads(reply)
    except (ValueError, RecursionError):
        return False
    try:
        return bool(_validator(json.dumps(schema)).is_valid(value))
    except RecursionError:  # a schema that refers to itself, or a reply nested without end
        return False


@lru_cache(maxsize=128)
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - heavy, and never on the path of a call
    from jsonschema.validators import extend  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415

    kept: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]  # of jsonschema
    return kept(json.loads(schema), registry=Registry())


def _pattern(_validator: Any, pattern: str, instance: Any, _schema: Any) -> Iterator[Exception]:
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415 - loaded already, see above

    if isinstance(instance, str) and _compiled(pattern).search(instance) is None:
        yield ValidationError("pattern")
