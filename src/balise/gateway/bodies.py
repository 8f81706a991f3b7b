# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The body of a request, read: which model, streamed or not, and where its texts stand.

It is written anew before it leaves: two programs that read the same doubtful JSON differently (a field named twice)
would otherwise be the way round a decision.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import re2

from balise.core.language import Text
from balise.core.policy import Capability

ROUTING = frozenset(
    {
        "api_base",
        "api_key",
        "api_type",
        "api_version",
        "azure_endpoint",
        "base_url",
        "custom_llm_provider",
        "deployment_id",
        "endpoint",
        "extra_headers",
        "fallbacks",
        "headers",
        "host",
        "mock_response",
        "models",
        "organization",
        "provider",
        "proxy",
        "route",
        "url",
        "vertex_project",
    }
)
"""Fields by which other gateways let a client choose where a call goes, or what is sent with it."""
PERSONAL = ("user", "safety_identifier", "metadata", "store", "prompt_cache_key")
"""Fields that name whoever asks, or ask the provider to keep the words: taken out, as is the name on a message."""
OF_TOOLS = frozenset({"tool", "function"})
"""Roles of the messages whose name is that of a program, and not of whoever speaks."""
DEFAULT_OUTPUT = 1024
"""Tokens reserved for a reply whose length nobody limits."""


class UnreadableBodyError(Exception):
    """A body that is no object in JSON."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


class FieldError(Exception):
    """A field of a body that cannot be served; ``routes`` when it would choose where the call goes."""

    def __init__(self, field: str, *, routes: bool = False) -> None:
        super().__init__(field)
        self.field = field
        self.routes = routes


@dataclass(slots=True)
class Place:
    """Where a text stands in a body, so that another can take it."""

    holder: Any
    key: Any

    @property
    def text(self) -> str:
        """Return the text."""
        found: str = self.holder[self.key]
        return found

    @text.setter
    def text(self, new: str) -> None:
        self.holder[self.key] = new


@dataclass(slots=True)
class Body:
    """A body that may be served."""

    fields: dict[str, Any]
    model: str
    stream: bool
    wants_usage: bool
    """The client asked for the count of tokens at the end of its stream."""

    def written(self, upstream_name: str) -> bytes:
        """Return the body for a provider, under the name that it knows the model by."""
        self.fields["model"] = upstream_name
        if self.stream:
            self.fields["stream_options"] = {**(self.fields.get("stream_options") or {}), "include_usage": True}
        return msgspec.json.encode(self.fields)

    def reserved_tokens(self, size: int) -> int:
        """Return a fair guess of what the call will take: four bytes a token in, and the longest reply allowed."""
        asked = self.fields.get("max_completion_tokens") or self.fields.get("max_tokens")
        many = self.fields.get("n")
        times = many if isinstance(many, int) and 1 <= many <= 128 else 1  # noqa: PLR2004 - as OpenAI bounds it
        return size // 4 + times * (asked if isinstance(asked, int) and asked > 0 else DEFAULT_OUTPUT)


def read_body(raw: bytes, capability: Capability) -> Body:
    """Return a body, checked for what this gateway relies on; the rest is between the client and the model.

    Raises:
        UnreadableBodyError: it is not an object, in JSON and UTF-8.
        FieldError: it misses a field, or would choose its own destination.
    """
    fields = read_object(raw)
    for name in fields:
        if name in ROUTING or name.casefold() in ROUTING:
            raise FieldError(name[:60], routes=True)
    _unname(fields)
    model, stream, options = fields.get("model"), fields.get("stream", False), fields.get("stream_options")
    if not isinstance(model, str) or not model or len(model) > 200:  # noqa: PLR2004 - longer than any name
        raise FieldError("model")
    if stream is None:
        stream = False
    if not isinstance(stream, bool) or (stream and capability is Capability.EMBEDDING):
        raise FieldError("stream")
    if options is not None and not isinstance(options, dict):
        raise FieldError("stream_options")
    if not stream and options is not None:
        del fields["stream_options"]
    _check_shape(fields, capability)
    return Body(fields, model, stream, bool(options and options.get("include_usage")))


def _unname(fields: dict[str, Any]) -> None:
    """Take out what names whoever asks, and whoever speaks."""
    for name in PERSONAL:
        fields.pop(name, None)
    messages = fields.get("messages")
    for message in messages if isinstance(messages, list) else ():
        if isinstance(message, dict) and "name" in message and message.get("role") not in OF_TOOLS:
            del message["name"]


def read_object(raw: bytes) -> dict[str, Any]:
    """Return an object written in JSON.

    Raises:
        UnreadableBodyError: it is not one.
    """
    if not raw.strip():
        raise UnreadableBodyError(_EMPTY)
    try:
        fields = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableBodyError(_what_is_wrong(error)) from None
    if not isinstance(fields, dict):
        raise UnreadableBodyError(_NO_OBJECT)
    return fields


_EMPTY = Text("il est vide", "it is empty")
_NO_OBJECT = Text("il contient autre chose qu’un objet", "it holds something else than an object")
_CUT = Text("il s’arrête avant la fin de l’objet", "it stops before the end of the object")
_TOO_DEEP = Text("il emboîte trop d’objets", "it nests too many objects")
_NOT_UTF_8 = Text("il n’est pas en UTF-8", "it is not in UTF-8")
_PLACE = re2.compile(r"\(byte (\d+)\)")


def _what_is_wrong(error: Exception) -> Text:
    """Return what is wrong with JSON, and nothing of what it holds."""
    words = str(error)
    if isinstance(error, RecursionError):
        return _TOO_DEEP
    if "truncated" in words:
        return _CUT
    found = _PLACE.search(words) if words.startswith("JSON is malformed") else None
    if found is None:
        return _NOT_UTF_8
    place = found.group(1)
    return Text(f"il est mal formé à l’octet {place}", f"it is malformed at byte {place}")


def _check_shape(fields: dict[str, Any], capability: Capability) -> None:
    if capability is Capability.CHAT:
        messages = fields.get("messages")
        if not isinstance(messages, list) or not messages or not all(isinstance(each, dict) for each in messages):
            raise FieldError("messages")
    else:
        name = "prompt" if capability is Capability.COMPLETION else "input"
        if not isinstance(fields.get(name), str | list):
            raise FieldError(name)


@dataclass(frozen=True, slots=True)
class Unscreened:
    """A part of a body that holds no text that could be searched; ``kind`` says what it claims to be."""

    kind: str


def texts_of(body: Body, capability: Capability) -> Iterator[Place | Unscreened]:
    """Yield every text that a client wrote, wherever a body may hold one, and what is no text.

    Providers have fields of their own, and a name may stand in any: all are searched, not only those that are known.
    """
    fields = body.fields
    for name in fields:
        if name == "messages" and capability is Capability.CHAT:
            for message in fields["messages"]:
                yield from _of_message(message)
        elif name in WRITTEN[capability]:
            yield from _of_texts(fields, name)
        elif name != "model":
            yield from _anywhere(fields, name)


WRITTEN: Mapping[Capability, frozenset[str]] = {
    Capability.CHAT: frozenset(),
    Capability.COMPLETION: frozenset({"prompt", "suffix"}),
    Capability.EMBEDDING: frozenset({"input"}),
}
"""Fields that are a text, or several."""
_OF_PROTOCOL = frozenset({"role", "tool_call_id"})
_SAID = frozenset({"content", "reasoning_content", "refusal"})


def _of_message(message: dict[str, Any]) -> Iterator[Place | Unscreened]:
    for name, held in message.items():
        if held is None or name in _OF_PROTOCOL:
            continue
        if name == "audio":
            yield Unscreened("audio")
        elif name not in _SAID or isinstance(held, str):
            yield from _anywhere(message, name)
        elif isinstance(held, list):
            for part in held:
                yield from _of_part(part)
        else:
            yield Unscreened(type(held).__name__)


def _of_part(part: Any) -> Iterator[Place | Unscreened]:
    if isinstance(part, dict) and part.get("type") in {"text", "input_text", "refusal"}:
        for name in part:
            if name != "type":
                yield from _anywhere(part, name)
    else:
        kind = part.get("type") if isinstance(part, dict) else None
        yield Unscreened(kind[:40] if isinstance(kind, str) else "part")


def _of_texts(holder: dict[str, Any], name: str) -> Iterator[Place | Unscreened]:
    given = holder[name]
    if isinstance(given, str):
        yield Place(holder, name)
    elif isinstance(given, list):
        for rank, each in enumerate(given):
            yield Place(given, rank) if isinstance(each, str) else Unscreened("tokens")
    elif given is not None:
        yield Unscreened(type(given).__name__)


STRUCTURAL = frozenset({"type", "id", "name", "role", "$ref", "format", "required", "strict", "index"})
"""Words of the protocol and names of functions: to change one would break the call."""


def _anywhere(holder: Any, key: Any, depth: int = 0) -> Iterator[Place | Unscreened]:
    """Yield every text below a place, words of the protocol apart."""
    value = holder[key]
    if isinstance(value, str):
        yield Place(holder, key)
    elif depth > 40:  # noqa: PLR2004 - no schema of a tool is deeper
        yield Unscreened("nested")
    elif isinstance(value, dict):
        for name in value:
            if name not in STRUCTURAL:
                yield from _anywhere(value, name, depth + 1)
    elif isinstance(value, list):
        for rank in range(len(value)):
            yield from _anywhere(value, rank, depth + 1)
