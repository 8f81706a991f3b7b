# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The gateway as the site calls it: over HTTP, by the same door as every program, with a key.

No proxy of the environment is followed, and no redirection. Nothing of what is sent or received reaches a log or the
words of an error.
"""

import http.client
import json
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import unquote, urlsplit

from balise.core.language import Language

CONNECT_SECONDS = 3.0
READ_SECONDS = 90.0
"""For the next piece of an answer; the gateway gives up on a provider before that."""
WHOLE_SECONDS = 300.0
LONGEST_LINE = 1_000_000
LONGEST_REPLY = 400_000
"""Characters of a reply that a page shows."""
AT_ONCE = 2
"""Replies that one process of the site waits for: half of its threads, so that pages are still served."""

_PLACES = BoundedSemaphore(AT_ONCE)


class GatewayDownError(Exception):
    """The gateway does not answer, or not as a gateway does."""


class BusyError(Exception):
    """Too many replies are being waited for."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A commitment that a refusal cites."""

    id: str
    statement: str
    link: str


@dataclass(frozen=True, slots=True)
class GatewayRefusal:
    """What the gateway says when it lets nothing through, or when a reply fails."""

    code: str
    reason: str
    remedy: str = ""
    commitments: tuple[Cited, ...] = ()
    register: str = ""


class GatewayRefusedError(Exception):
    """The gateway refused, or the provider failed: what it says of it."""

    def __init__(self, refusal: GatewayRefusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """A piece of personal data in a text."""

    start: int
    end: int
    type: str
    placeholder: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the gateway would do of a text."""

    policy: str
    blocked: bool
    pieces: tuple[FoundPiece, ...]
    leaving: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: where, with which key, in which language, with which proof of training."""

    address: str
    key: str = field(repr=False)
    language: Language
    staff: str = field(default="", repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """Return the headers of every request."""
        given = {
            "Authorization": f"Bearer {self.key}",
            "Content-Type": "application/json",
            "Accept-Language": self.language.value,
        }
        return given | ({"X-Balise-Staff": self.staff} if self.staff else {})


class OpenReply:
    """A reply that has begun: its pieces, to be read once, and what the gateway says beside."""

    def __init__(self, connection: http.client.HTTPConnection, response: http.client.HTTPResponse) -> None:
        self._connection = connection
        self._response = response
        self._end = time.monotonic() + WHOLE_SECONDS
        self._closed = False
        self.record = response.headers.get("X-Balise-Record", "")
        self.notice = unquote(response.headers.get("X-Balise-Notice", ""))
        self.register = unquote(response.headers.get("X-Balise-Register", ""))

    def pieces(self) -> Iterator[str]:
        """Yield the reply as it comes.

        Raises:
            GatewayRefusedError: it broke off, and the gateway says why.
            GatewayDownError: it broke off without a word, or goes on without an end.
        """
        letters = 0
        for event in self._events():
            piece = _piece_of(event)
            letters += len(piece)
            if letters > LONGEST_REPLY:
                raise GatewayDownError
            if piece:
                yield piece

    def close(self) -> None:
        """Let go of the connection: a reply that is not over is not waited for any longer."""
        if not self._closed:
            self._closed = True
            self._connection.close()
            _PLACES.release()

    def _events(self) -> Iterator[Mapping[str, Any]]:
        while True:
            line = self._line()
            if line == b"data: [DONE]":
                return
            if line.startswith(b"data: "):
                yield _object_of(line[len(b"data: ") :])

    def _line(self) -> bytes:
        try:
            line = self._response.readline(LONGEST_LINE)
        except (OSError, http.client.HTTPException, ValueError):
            raise GatewayDownError from None
        if not line or time.monotonic() > self._end:
            raise GatewayDownError
        return line.strip()


def preview(caller: Caller, text: str) -> Preview:
    """Return what the gateway would do of a text.

    Raises:
        GatewayRefusedError: it refuses the key, or could not search the text.
        GatewayDownError: it does not answer.
    """
    connection, response = _asked(caller, "/v1/balise/preview", {"input": text})
    try:
        told = _object_of(_read(response))
        pieces = tuple(
            FoundPiece(each["start"], each["end"], each["type"], each["placeholder"]) for each in told["spans"]
        )
        return Preview(told["policy"], told["blocked"], pieces, told["leaving"] or "")
    except (KeyError, TypeError):
        raise GatewayDownError from None
    finally:
        connection.close()


def open_reply(caller: Caller, model: str, text: str) -> OpenReply:
    """Ask a model, and return its reply as soon as it begins; whoever asks closes it.

    Raises:
        GatewayRefusedError: the gateway lets nothing through, or the provider fails.
        GatewayDownError: the gateway does not answer.
        BusyError: too many replies are being waited for.
    """
    if not _PLACES.acquire(blocking=False):
        raise BusyError
    try:
        asked = {"model": model, "stream": True, "messages": [{"role": "user", "content": text}]}
        return OpenReply(*_asked(caller, "/v1/chat/completions", asked))
    except BaseException:
        _PLACES.release()
        raise


def _asked(
    caller: Caller, path: str, body: Mapping[str, object]
) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = _connection(caller.address)
    try:
        connection.connect()
        connection.sock.settimeout(READ_SECONDS)
        raw = json.dumps(body, ensure_ascii=False).encode()
        connection.request("POST", urlsplit(caller.address).path.rstrip("/") + path, raw, caller.headers)
        response = _accepted(connection.getresponse())
    except (OSError, http.client.HTTPException, ValueError):
        connection.close()
        raise GatewayDownError from None
    except BaseException:
        connection.close()
        raise
    return connection, response


def _accepted(response: http.client.HTTPResponse) -> http.client.HTTPResponse:
    if response.status != http.HTTPStatus.OK:
        raise GatewayRefusedError(_refusal_of(_object_of(_read(response))))
    return response


def _connection(address: str) -> http.client.HTTPConnection:
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=CONNECT_SECONDS, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=CONNECT_SECONDS)


def _read(response: http.client.HTTPResponse) -> bytes:
    try:
        return response.read(LONGEST_LINE)
    except (OSError, http.client.HTTPException):
        raise GatewayDownError from None


def _object_of(raw: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        raise GatewayDownError from None
    if not isinstance(found, dict):
        raise GatewayDownError
    return found


def _piece_of(event: Mapping[str, Any]) -> str:
    if "error" in event:
        raise GatewayRefusedError(_refusal_of(event))
    try:
        choices = event["choices"]
        content = choices[0]["delta"].get("content") if choices else ""
    except (KeyError, IndexError, TypeError, AttributeError):
        raise GatewayDownError from None
    return content if isinstance(content, str) else ""


def _refusal_of(told: Mapping[str, Any]) -> GatewayRefusal:
    try:
        error = told["error"]
        beside = error.get("balise") or {}
        cited = tuple(Cited(each["id"], each["statement"], each["link"]) for each in beside.get("commitments", ()))
        reason = beside.get("reason") or error["message"]
        return GatewayRefusal(
            str(error["code"]), str(reason), beside.get("remedy", ""), cited, beside.get("register", "")
        )
    except (KeyError, TypeError, AttributeError):
        raise GatewayDownError from None
