# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A ClickHouse server for the tests: the real engine (chdb), behind the few words of its HTTP interface that we use.

``POST /?param_x=…`` with a query as the body, or ``POST /?query=…`` with the rows of an ``INSERT`` as
the body; the code of an error in a header. It runs in a
process of its own, because the engine may be started only once in one::

    python tests/gateway/clickhouse_server.py FOLDER    prints its port, and serves until its input is closed
"""

import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from chdb.session import Session  # type: ignore[import-not-found, unused-ignore]  # of the engines, not of dev

CODE = re.compile(r"Code: (\d+)")


class Handler(BaseHTTPRequestHandler):
    """Answers any number of connections, one query at a time."""

    protocol_version = "HTTP/1.1"
    session: Session
    one_at_a_time = threading.Lock()

    def do_POST(self) -> None:
        """Run a query."""
        asked = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        try:
            with self.one_at_a_time:
                answer = self._run(asked, body)
        except Exception as error:  # noqa: BLE001 - whatever the engine says goes back to whoever asked
            self._answer(500, str(error).encode(), (CODE.search(str(error)) or [None, "0"])[1])
        else:
            self._answer(200, answer, None)

    def _run(self, asked: dict[str, str], body: str) -> bytes:
        self.session.query(f"USE {asked.get('database', 'default')}")
        for name, value in asked.items():
            if name.startswith("param_"):
                self.session.query(f"SET {name} = '{_escaped(value)}'")
        return bytes(self.session.query(f"{asked.get('query', '')}\n{body}").bytes() or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing."""

    def _answer(self, status: int, content: bytes, code: str | None) -> None:
        self.send_response(status)
        if code:
            self.send_header("X-ClickHouse-Exception-Code", code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")


def main(folder: str) -> None:
    """Serve until the input is closed."""
    Handler.session = Session(folder)
    Handler.session.query("SET output_format_json_quote_64bit_integers = 0")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # the engine has threads of its own, which never leave


if __name__ == "__main__":
    main(sys.argv[1])
