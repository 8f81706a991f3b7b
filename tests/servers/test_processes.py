# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A server of the tests answers as soon as the block begins, and is gone when it ends, whatever happened in it."""

import socket
import sys

import pytest
from tests.servers.processes import ServerNotReadyError, started

SERVER = """
import socket
listening = socket.create_server(("127.0.0.1", 0))
print("Listening at", listening.getsockname()[1], flush=True)
print("x" * 1_000_000, flush=True)  # more than a pipe holds: somebody must be reading
while True:
    client, _ = listening.accept()
    client.sendall(b"here")
    client.close()
"""


def python(program):
    return [sys.executable, "-c", program]


def answer(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        return connection.recv(10)


def test_it_waits_until_the_server_says_it_is_ready():
    with started(python(SERVER), ready=r"Listening at (\d+)") as line:
        assert answer(int(line[1])) == b"here"


def test_it_stops_the_server_even_when_the_test_fails():
    server = started(python(SERVER), ready=r"Listening at (\d+)")
    port = int(server.__enter__()[1])
    failure = AssertionError("a test fails")

    assert not server.__exit__(AssertionError, failure, None)
    with pytest.raises(ConnectionRefusedError):
        answer(port)


def test_it_shows_what_a_server_said_before_it_died():
    with (
        pytest.raises(ServerNotReadyError, match="the port is taken"),
        started(python("import sys; sys.exit('the port is taken')"), ready="Listening"),
    ):
        pytest.fail("the block must not begin")


def test_it_stops_the_children_of_the_server():
    family = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]])"

    with started([*python(family), SERVER], ready=r"Listening at (\d+)") as line:
        assert answer(int(line[1])) == b"here"
    # The block ends only when nobody holds the output of the server any more, children included.
