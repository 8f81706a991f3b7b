# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""ClickHouse asked over HTTP, by the standard library alone; for whoever reads a journal and whoever writes one."""

import http.client
from collections.abc import Mapping
from urllib.parse import urlencode

from balise.loading.usage_journal.addresses import JournalAddress

ALWAYS = {"output_format_json_quote_64bit_integers": "0"}
OK = 200


class ClickhouseError(Exception):
    """The server did not do what it was asked; ``code`` is its own number, 0 when it did not answer."""

    def __init__(self, code: int = 0) -> None:
        self.code = code
        super().__init__(f"ClickHouse: {code}")


class ClickhouseConnection:
    """A connection that is kept, and made again when the server has closed it."""

    def __init__(self, address: JournalAddress, patience: float) -> None:
        kind = http.client.HTTPSConnection if address.secure else http.client.HTTPConnection
        self._connection = kind(address.host, address.port, timeout=patience)
        self._settings = {**ALWAYS, "database": address.database}
        self._headers = {"X-ClickHouse-User": address.user, "X-ClickHouse-Key": address.password}

    def ask(self, query: str, *, rows: bytes = b"", values: Mapping[str, str | int] | None = None) -> bytes:
        """Return what the server answers to a query, which goes in the address when rows follow it.

        Raises:
            ClickhouseError: it refuses, or does not answer.
        """
        parameters = {f"param_{name}": str(value) for name, value in (values or {}).items()}
        path = f"/?{urlencode({**self._settings, **parameters, **({'query': query} if rows else {})})}"
        for attempt in (1, 2):
            fresh = self._connection.sock is None
            try:
                self._connection.request("POST", path, rows or query.encode(), self._headers)
                answer = self._connection.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                if fresh or attempt > 1 or not isinstance(error, ConnectionError | http.client.BadStatusLine):
                    raise ClickhouseError from error
                continue  # the server closed a connection that nothing used: nothing was taken
            if answer.status != OK:
                raise ClickhouseError(int(answer.headers.get("X-ClickHouse-Exception-Code") or 0) or answer.status)
            return content
        raise ClickhouseError

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
