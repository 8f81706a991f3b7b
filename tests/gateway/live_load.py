# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Clients that call a gateway without a pause, half of them streaming, and note who answered."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Self

import requests

FINE = 200


@dataclass(frozen=True)
class Served:
    """A call: when it was begun, and what it was answered; the fault instead, when it failed."""

    begun: float
    said: str
    fault: str = ""


@dataclass
class Load:
    """Clients, each in its thread, until they are told to stop."""

    address: str
    headers: Mapping[str, str]
    model: str
    clients: int = 8
    calls: list[Served] = field(default_factory=list)
    _news: threading.Condition = field(default_factory=threading.Condition)
    _over: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._threads = [threading.Thread(target=self._call, args=(rank,)) for rank in range(self.clients)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def reaches(self, met: Callable[[list[Served]], bool], seconds: float = 60.0) -> bool:
        """Tell whether the calls so far come to meet a condition before a deadline."""
        with self._news:
            return self._news.wait_for(lambda: met(self.calls), seconds)

    def _call(self, rank: int) -> None:
        with requests.Session() as session:
            for number in count():
                if self._over.is_set():
                    return
                served = self._once(session, streamed=(rank + number) % 2 == 0)
                with self._news:
                    self.calls.append(served)
                    self._news.notify_all()

    def _once(self, session: requests.Session, *, streamed: bool) -> Served:
        begun = time.monotonic()
        body = {"model": self.model, "messages": [{"role": "user", "content": "Bonjour."}], "stream": streamed}
        try:
            with session.post(
                f"{self.address}/v1/chat/completions", json=body, headers=self.headers, timeout=30, stream=streamed
            ) as response:
                if response.status_code != FINE:
                    return Served(begun, "", f"{response.status_code} {response.text[:200]}")
                said = _streamed(response) if streamed else response.json()["choices"][0]["message"]["content"]
        except (requests.RequestException, ValueError, KeyError) as error:
            return Served(begun, "", type(error).__name__)
        return Served(begun, said)


def _streamed(response: requests.Response) -> str:
    """Return what a stream says, once its end was received.

    Raises:
        ValueError: it broke before its end.
    """
    said, ended = "", False
    for line in response.iter_lines():
        if line == b"data: [DONE]":
            ended = True
        elif line.startswith(b"data: "):
            for choice in json.loads(line[6:])["choices"]:
                said += choice["delta"].get("content", "")
    if not ended:
        raise ValueError("cut")
    return said
