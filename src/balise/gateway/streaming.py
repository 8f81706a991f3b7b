# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A reply that is streamed: each event passed on as it comes, its end held back until the call is recorded."""

import time
from typing import Any

import msgspec

from balise.gateway.events import DONE, EventSplitter, data_of, event_of
from balise.gateway.recording import Restorer
from balise.gateway.replies import Counted, Restorers

Key = tuple[int, str, int]
"""A text that grows by pieces: which choice, which field, which tool call."""


class Relay:
    """Passes a stream on."""

    __slots__ = (
        "_done",
        "_held",
        "_pieces",
        "_restorers",
        "_restoring",
        "_splitter",
        "_usage",
        "_wants",
        "finished",
        "first_at",
    )

    def __init__(self, restorers: Restorers | None, *, wants_usage: bool) -> None:
        self._restorers = restorers
        self._wants = wants_usage
        self._splitter = EventSplitter()
        self._restoring: dict[Key, Restorer] = {}
        self._usage: Counted | None = None
        self._pieces = 0
        self._held: list[bytes] = []
        self._done = False
        self.finished = False
        """The provider said that its reply is whole."""
        self.first_at: float | None = None

    def feed(self, chunk: bytes) -> bytes:
        """Return what may leave now."""
        ready = []
        for event in self._splitter.feed(chunk):
            if self._done:
                break
            if event.startswith(b"data: [DONE]"):
                self._done = self.finished = True
                self._held.append(event)
            elif passed := self._passed(event):
                ready.append(passed)
        return b"".join(ready)

    def last(self) -> bytes:
        """Return the end that was held back."""
        return b"".join([*self._flushed(), *self._held])

    def counted(self, *, error: bool) -> Counted:
        """Return what the stream counts: what the provider said, or one token a piece."""
        if self._usage is not None and not (error and self._usage.tokens_out == 0):
            return self._usage
        return Counted(0, self._pieces, estimated=True)

    def _passed(self, event: bytes) -> bytes:
        if self.first_at is None:
            self.first_at = time.perf_counter()
        self._pieces += 1
        speaks_of_usage = b'"usage"' in event and b'"usage":null' not in event and b'"usage": null' not in event
        ends = b'"finish_reason":"' in event or b'"finish_reason": "' in event
        if ends:
            self.finished = True
        if not speaks_of_usage and self._restorers is None:
            return event
        data = data_of(event)
        if not data or data == DONE:
            return event
        try:
            piece: Any = msgspec.json.decode(data)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return event if self._restorers is None else b""
        if not isinstance(piece, dict):
            return event if self._restorers is None else b""
        if isinstance(piece.get("usage"), dict):
            self._count(piece["usage"])
            if not piece.get("choices") and not self._wants:
                return b""
        if self._restorers is None:
            return event
        self._restore(piece)
        return event_of(piece)

    def _count(self, usage: dict[str, Any]) -> None:
        tokens_in, tokens_out = usage.get("prompt_tokens"), usage.get("completion_tokens")
        if isinstance(tokens_in, int):
            self._usage = Counted(max(0, tokens_in), max(0, tokens_out) if isinstance(tokens_out, int) else 0)

    def _restore(self, piece: dict[str, Any]) -> None:
        for choice in piece.get("choices") or ():
            if not isinstance(choice, dict):
                continue
            rank = _whole_number(choice.get("index"), 0)
            self._feed(choice, "text", (rank, "text", 0), inside_json=False)
            delta = choice.get("delta")
            if isinstance(delta, dict):
                self._restore_delta(delta, rank)
            if choice.get("finish_reason"):
                self._close(choice, rank)

    def _restore_delta(self, delta: dict[str, Any], rank: int) -> None:
        for name in ("content", "refusal", "reasoning_content"):
            self._feed(delta, name, (rank, name, 0), inside_json=False)
        for position, call in enumerate(delta.get("tool_calls") or ()):
            if isinstance(call, dict) and isinstance(call.get("function"), dict):
                place = _whole_number(call.get("index"), position)
                self._feed(call["function"], "arguments", (rank, "arguments", place), inside_json=True)

    def _feed(self, holder: dict[str, Any], name: str, key: Key, *, inside_json: bool) -> None:
        text = holder.get(name)
        if not isinstance(text, str) or self._restorers is None:
            return
        restorer = self._restoring.get(key)
        if restorer is None:
            restorer = self._restoring[key] = self._restorers(inside_json)
        holder[name] = restorer.feed(text)

    def _close(self, choice: dict[str, Any], rank: int) -> None:
        """Give what was held back of a choice with the event that ends it."""
        for key in [key for key in self._restoring if key[0] == rank]:
            left = self._restoring.pop(key).close()
            if left:
                _add(choice, key, left)

    def _flushed(self) -> list[bytes]:
        """Return, as an event of its own, what a stream without an end held back."""
        events = []
        for key, restorer in self._restoring.items():
            if left := restorer.close():
                choice: dict[str, Any] = {"index": key[0], "delta": {}, "finish_reason": None}
                _add(choice, key, left)
                events.append(event_of({"object": "chat.completion.chunk", "choices": [choice]}))
        self._restoring.clear()
        return events


def _whole_number(given: object, otherwise: int) -> int:
    return given if isinstance(given, int) else otherwise


def _add(choice: dict[str, Any], key: Key, left: str) -> None:
    _rank, name, place = key
    if name == "text":
        choice["text"] = (choice.get("text") or "") + left
        return
    delta = choice.get("delta")
    if not isinstance(delta, dict):
        delta = choice["delta"] = {}
    if name != "arguments":
        delta[name] = (delta.get(name) or "") + left
        return
    for call in delta.get("tool_calls") or ():
        if isinstance(call, dict) and call.get("index", 0) == place and isinstance(call.get("function"), dict):
            call["function"]["arguments"] = (call["function"].get("arguments") or "") + left
            return
    delta.setdefault("tool_calls", []).append({"index": place, "function": {"arguments": left}})
