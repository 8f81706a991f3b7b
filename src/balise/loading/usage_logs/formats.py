# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The formats of logs by the names that the command line gives them."""

from collections.abc import Mapping
from enum import StrEnum

from balise.loading.usage_logs import squid, tables, w3c
from balise.loading.usage_logs.reading import Opening


class LogFormat(StrEnum):
    """How a log is written."""

    SQUID = "squid"
    COMBINED = "combined"
    W3C = "w3c"
    LITELLM = "litellm"
    CSV = "csv"


OPENINGS: Mapping[LogFormat, Opening] = {
    LogFormat.SQUID: squid.native,
    LogFormat.COMBINED: squid.combined,
    LogFormat.W3C: w3c.extended,
    LogFormat.LITELLM: tables.litellm,
}
"""``csv`` alone needs to be told its columns: ``tables.mapped``."""
