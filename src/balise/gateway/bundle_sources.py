# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where bundles come from: a file that the site renames into place, or an address of the site."""

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

from balise.core.language import Text
from balise.gateway.bundle import LARGEST, BundleError
from balise.gateway.upstream import Endpoint, Pool, Timeouts, UpstreamError

OK, UNCHANGED = 200, 304


class FileSource:
    """A file, replaced by renaming: it is read again when its place, its size or its instant changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None

    async def __call__(self) -> bytes | None:
        """Return what the file holds if it may have changed."""
        found = self._path.stat()
        seen = (found.st_ino, found.st_size, found.st_mtime_ns)
        if seen == self._seen:
            return None
        raw = await asyncio.to_thread(self._path.read_bytes)
        self._seen = seen
        return raw

    def close(self) -> None:
        """Hold nothing."""


class HttpSource:
    """An address of the site, asked again with the tag of what it gave last; the token is the gateway's own."""

    def __init__(self, address: str, token: str, timeouts: Timeouts) -> None:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        self._pool = Pool(Endpoint.of(origin), timeouts)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self._head = (
            f"GET {path} HTTP/1.1\r\nHost: {self._pool.endpoint.authority}\r\nAccept: application/json\r\n"
            f"Authorization: Bearer {token}\r\n"
        ).encode()
        self._tag = b""

    async def __call__(self) -> bytes | None:
        """Return the document if it has changed.

        Raises:
            BundleError: the site refuses it.
            OSError: the site does not answer.
        """
        condition = b"If-None-Match: " + self._tag + b"\r\n" if self._tag else b""
        try:
            exchange = await self._pool.send(self._head + condition, b"")
            await exchange.head()
            raw = await exchange.read(LARGEST)
        except UpstreamError as error:
            raise OSError(type(error).__name__) from None
        if exchange.status == UNCHANGED:
            return None
        if exchange.status != OK:
            raise BundleError(Text(f"le site répond {exchange.status}", f"the site answers {exchange.status}"))
        self._tag = exchange.headers.get(b"etag", b"")
        return raw

    def close(self) -> None:
        """Close the connections to the site."""
        self._pool.close()
