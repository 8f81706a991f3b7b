# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Calls to providers: connections that are kept, deadlines that hold, and nothing sent twice.

A small client of our own, on the parser and the event loop that the server uses (ADR 0026): the libraries measured
cost more than all the rest of a call together.
"""

from balise.gateway.upstream.connection import Exchange
from balise.gateway.upstream.errors import (
    UpstreamBrokenError,
    UpstreamError,
    UpstreamSilentError,
    UpstreamUnreachableError,
)
from balise.gateway.upstream.pool import Endpoint, Pool, Timeouts

__all__ = [
    "Endpoint",
    "Exchange",
    "Pool",
    "Timeouts",
    "UpstreamBrokenError",
    "UpstreamError",
    "UpstreamSilentError",
    "UpstreamUnreachableError",
]
