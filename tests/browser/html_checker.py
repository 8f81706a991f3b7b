# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The Nu Html Checker (vnu), kept running on this machine: a page takes milliseconds, the Java machine starts once."""

import contextlib
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.servers.processes import free_port, started
from tests.servers.tools import package_file, program

HTML = "text/html; charset=utf-8"
CSS = "text/css; charset=utf-8"


@dataclass(frozen=True)
class Message:
    """What the checker holds against a document: ``error`` or ``warning``."""

    severity: str
    line: int
    said: str
    extract: str

    def __str__(self) -> str:
        return f"{self.severity}, line {self.line}: {self.said} [{self.extract}]"


@dataclass(frozen=True)
class HtmlChecker:
    """The checker, called with a whole document (``vnu(html)``)."""

    port: int

    def __call__(self, document: str, kind: str = HTML) -> list[Message]:
        # It refuses whoever does not say who is asking.
        headers = {"Content-Type": kind, "User-Agent": "balise-tests"}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        with contextlib.closing(connection):
            connection.request("POST", "/?out=json", document.encode(), headers)
            answer = connection.getresponse()
            said = answer.read()
        assert answer.status == http.client.OK, said.decode()
        return [_message(one) for one in json.loads(said)["messages"] if one["type"] != "info" or "subType" in one]


@contextlib.contextmanager
def html_checker() -> Iterator[HtmlChecker]:
    """Start the checker, and stop it with the block. It has all it needs in its archive: no network."""
    java = program("java")
    archive = package_file("vnu-jar/build/dist/vnu.jar")
    port = free_port()
    settings = ("-Xss2m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-Dnu.validator.servlet.bind-address=127.0.0.1")
    command = [java, *settings, "-cp", str(archive), "nu.validator.servlet.Main", str(port)]
    with started(command, ready=r"^Checker service started"):
        yield HtmlChecker(port)


def _message(said: dict[str, Any]) -> Message:
    return Message(
        severity="warning" if said["type"] == "info" else "error",
        line=said.get("lastLine", 0),
        said=said["message"],
        extract=" ".join(said.get("extract", "").split()),
    )
