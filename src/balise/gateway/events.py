# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The events of a stream (server-sent events), cut out of bytes that come in pieces of any length."""

import msgspec

DONE = b"[DONE]"


class EventSplitter:
    """Cuts a stream into whole events, each with the blank line that ends it."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held = b""

    def feed(self, chunk: bytes) -> list[bytes]:
        """Return the events that are whole now."""
        data = self._held + chunk if self._held else chunk
        if b"\r" in data:
            data = _with_plain_ends(data)
        *events, self._held = data.split(b"\n\n")
        return [event + b"\n\n" for event in events if event]

    @property
    def rest(self) -> bytes:
        """Return what is not a whole event yet."""
        return self._held


def _with_plain_ends(data: bytes) -> bytes:
    """Return data whose lines end by a line feed alone; a last carriage return may be half of an end: it waits."""
    kept, last = (data[:-1], data[-1:]) if data.endswith(b"\r") else (data, b"")
    return kept.replace(b"\r\n", b"\n").replace(b"\r", b"\n") + last


def data_of(event: bytes) -> bytes:
    """Return the data of an event: its ``data`` lines, joined; empty for a comment."""
    if event.startswith(b"data: ") and event.count(b"\n") == 2:  # noqa: PLR2004 - one line, and the blank one
        return event[6:-2]
    lines = [line[5:].removeprefix(b" ") for line in event.split(b"\n") if line.startswith(b"data:")]
    return b"\n".join(lines)


def event_of(data: object) -> bytes:
    """Return an event that holds an object."""
    return b"data: " + msgspec.json.encode(data) + b"\n\n"
