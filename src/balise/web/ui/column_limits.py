# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a column can hold, on every engine: no text longer than it says, no null character."""

from collections.abc import Mapping
from typing import Any

from django.db import DataError, models


class DoesNotFitError(DataError):
    """A value that PostgreSQL would not take in this column; raised where SQLite would take anything."""

    def __init__(self, field: "models.Field[Any, Any]", length: int, limit: int | None) -> None:
        super().__init__(f"{field.model._meta.db_table}.{field.column}")
        self.column = field.name
        self.table = field.model._meta.db_table
        self.length = length
        self.limit = limit
        """How many characters it may have; None when it is not too long, but holds a null character."""


def refuse_what_does_not_fit(field: "models.Field[Any, Any]", value: Any) -> None:
    """Refuse a value that the column cannot hold on some engine.

    Raises:
        DoesNotFitError: it is too long, or holds a null character.
    """
    if isinstance(field, models.JSONField):
        if _holds_null(value):
            raise DoesNotFitError(field, 0, None)
        return
    if not isinstance(value, str) or not isinstance(field, models.CharField | models.TextField):
        return
    if "\0" in value:
        raise DoesNotFitError(field, len(value), None)
    limit = field.max_length if isinstance(field, models.CharField) else None
    if limit is not None and len(value) > limit:
        raise DoesNotFitError(field, len(value), limit)


def _holds_null(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, Mapping):
        return any(_holds_null(key) or _holds_null(item) for key, item in value.items())
    return isinstance(value, list | tuple) and any(map(_holds_null, value))
