# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A site that gives a bundle to whoever has its token, as ours does; stopped, it answers nobody any more."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "jeton-de-la-passerelle-0123456789"  # noqa: S105 - drawn for the tests


@dataclass
class BundleSite:
    """What the site gives, and how often it had nothing new to give."""

    content: bytes
    port: int = 0
    unchanged: int = 0

    @property
    def address(self) -> str:
        """Return where the bundle is asked for."""
        return f"http://127.0.0.1:{self.port}/passerelle/bundle.json"


@contextlib.contextmanager
def serving(site: BundleSite) -> Iterator[None]:
    """Answer on the port of the site, drawn the first time."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tag = f'"{sha256(site.content).hexdigest()}"'
            if self.headers["Authorization"] != f"Bearer {TOKEN}":
                self._answer(404, b"", tag)
            elif self.headers["If-None-Match"] == tag:
                site.unchanged += 1
                self._answer(304, b"", tag)
            else:
                self._answer(200, site.content, tag)

        def _answer(self, status: int, content: bytes, tag: str) -> None:
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", site.port), Handler) as server:
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
