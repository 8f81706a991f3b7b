# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Statements that look at each text before it is written.

Every row of the ORM passes here, be it saved alone, in bulk or changed where it lies: a form, a command or an
operation that forgets to measure is refused here, by the error that PostgreSQL raises. Refused: the validation of
models, which bulk writes pass by. A backup is put back as it was made, whatever it holds: rows written raw are not
looked at, or a backup of an older version might not come back at all.
"""

from typing import Any

from django.db.models import Field
from django.db.models.sql.compiler import (
    SQLAggregateCompiler,
    SQLCompiler,
    SQLDeleteCompiler,
)
from django.db.models.sql.compiler import SQLInsertCompiler as InsertCompiler
from django.db.models.sql.compiler import SQLUpdateCompiler as UpdateCompiler

from balise.web.ui.column_limits import refuse_what_does_not_fit

__all__ = ["SQLAggregateCompiler", "SQLCompiler", "SQLDeleteCompiler", "SQLInsertCompiler", "SQLUpdateCompiler"]


class SQLInsertCompiler(InsertCompiler):
    """New rows."""

    def prepare_value(self, field: "Field[Any, Any]", value: Any) -> Any:
        """Return a value as it is written."""
        if not self.query.raw:
            refuse_what_does_not_fit(field, value)
        return super().prepare_value(field, value)


class SQLUpdateCompiler(UpdateCompiler):
    """Rows changed."""

    def as_sql(self, *args: Any, **kwargs: Any) -> Any:
        """Return the statement."""
        query: Any = self.query
        for field, _model, value in query.values:
            refuse_what_does_not_fit(field, value)
        return super().as_sql(*args, **kwargs)
