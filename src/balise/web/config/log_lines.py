# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How the server writes its log: a line for what was refused, a traceback for what broke."""

import logging
from copy import copy
from http import HTTPStatus


class LineFormatter(logging.Formatter):
    """Leaves out the traceback of a request that was answered with a refusal (4xx).

    Somebody who opens a page that is not theirs is told so and the line says which page: nothing broke, and fourteen
    lines of code would hide, from whoever reads the log, the failures that do matter (5xx), which keep theirs.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; the record itself is left whole, for other handlers."""
        status = getattr(record, "status_code", None)
        if isinstance(status, int) and status < HTTPStatus.INTERNAL_SERVER_ERROR:
            record = copy(record)
            record.exc_info = record.exc_text = record.stack_info = None
        return super().format(record)
