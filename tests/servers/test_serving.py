# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``balise serve`` as it runs at an authority's: what gunicorn answers by itself, and what it writes in its log."""

import contextlib
import http.client
import os
import sys

from tests.servers.processes import free_port, started

BALISE = (sys.executable, "-m", "balise")


def asked(port, method, path):
    """Return the status and the body of an answer."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path)
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_it_answers_heads_and_long_addresses_without_a_word_in_its_log(tmp_path):
    port, log = free_port(), tmp_path / "journal.txt"
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("BALISE_", "DJANGO_"))},
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "BALISE_DATA_DIR": str(tmp_path / "site"),
    }
    command = ["sh", "-c", 'exec "$@" 2>"$0"', log, *BALISE, "serve", "--port", str(port)]

    with started(command, ready=f":{port}/", environment=environment):
        head = asked(port, "HEAD", "/aide/")
        style = asked(port, "HEAD", "/static/ui/page.css")
        long = asked(port, "GET", "/aide/?q=" + "a" * 8000)

    assert (head, style, long[0]) == ((200, b""), (200, b""), 200)
    assert b"</html>" in long[1]
    assert log.read_text(encoding="utf-8") == ""
