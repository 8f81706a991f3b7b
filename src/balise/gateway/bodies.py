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
        "connectors",
        "deployment_id",
        "endpoint",
        "extra_body",
        "extra_headers",
        "extra_query",
        "fallbacks",
        "headers",
        "host",
        "mcp_servers",
        "mock_response",
        "models",
        "organization",
        "plugins",
        "provider",
        "proxy",
        "route",
        "server_url",
        "url",
        "vertex_project",
        "web_search_options",
    }
)
"""Fields by which other gateways let a client choose where a call goes, or what is sent with it."""
_PLACES = (
    *("apibase", "baseurl", "baseurls", "host", "hosts", "hostname", "endpoint", "endpoints", "url", "urls", "uri"),
    *("server", "servers", "target", "upstream", "gateway", "webhook", "webhooks", "proxies"),
)
"""How the name of any other field ends that names a place: no parameter of a model does."""


_USUAL = frozenset({"model", "messages", "stream", "max_tokens", "temperature", "top_p", "role", "content", "tools"})
"""Fields of nearly every call, known to name no place."""


def routes(name: str) -> bool:
    """Tell whether a field, or a parameter of the address, would choose where a call goes, however it is written."""
    if name in _USUAL:
        return False
    plain = name.casefold()
    return plain in ROUTING or plain.replace("-", "").replace("_", "").endswith(_PLACES)


PERSONAL = ("user", "safety_identifier", "metadata", "store", "prompt_cache_key")
"""Fields that name whoever asks, or ask the provider to keep the words: taken out, as is the name on a message."""
OF_TOOLS = ("tool", "function")
"""Roles of the messages whose name is that of a program, and not of whoever speaks."""
_ENVELOPE = 1000
"""Bytes that JSON may take around the texts of a short request."""
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
        return size // 4 + (self._longest_reply() or self._replies() * DEFAULT_OUTPUT)

    def certain_tokens(self, size: int) -> int:
        """Return what the call takes for certain, or asks for in so many words.

        Few tokens are longer than eight bytes, the JSON around the texts is not counted, and each reply asked for holds
        one at least.
        """
        return max(0, size - _ENVELOPE) // 8 + (self._longest_reply() or self._replies())

    def _replies(self) -> int:
        many = self.fields.get("n")
        return many if isinstance(many, int) and many > 1 else 1

    def _longest_reply(self) -> int:
        """Return the most tokens that the client asks for; zero when it says nothing."""
        asked = self.fields.get("max_completion_tokens") or self.fields.get("max_tokens")
        return self._replies() * asked if isinstance(asked, int) and asked > 0 else 0


def read_body(raw: bytes, capability: Capability) -> Body:
    """Return a body, checked for what this gateway relies on; the rest is between the client and the model.

    Raises:
        UnreadableBodyError: it is not an object, in JSON and UTF-8.
        FieldError: it misses a field, or would choose its own destination.
    """
    fields = read_object(raw)
    _check_destination(fields)
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


def _check_destination(fields: dict[str, Any]) -> None:
    """Refuse what would choose where the call goes, or have the provider go elsewhere by itself."""
    for name, value in fields.items():
        if routes(name):
            raise FieldError(name[:60], routes=True)
        if name == "tools":
            _check_tools(value)
        elif name not in _OF_MODELS and (found := _routing_within(value)):
            raise FieldError(f"{name}.{found}"[:60], routes=True)


def _check_tools(tools: Any) -> None:
    """Refuse the tools that a provider runs: they search the web, or call a server that the client names."""
    for tool in tools if isinstance(tools, list) else ():
        kind = tool.get("type", "function") if isinstance(tool, dict) else None
        if kind not in _RUN_BY_CLIENTS:
            raise FieldError("tools", routes=True)


_RUN_BY_CLIENTS = ("function", "custom")
_OF_MODELS = frozenset({"messages", "functions", "response_format", "prompt", "input", "suffix", "prediction"})
"""Fields whose words are for the model: « url » in the schema of a reply is a name like any other."""


def _routing_within(value: Any, depth: int = 0) -> str:
    """Return the name of a field of a field that chooses a destination; empty when there is none."""
    if isinstance(value, dict) and depth <= _DEEPEST:
        for name, held in value.items():
            if routes(name):
                return str(name)
            if found := _routing_within(held, depth + 1):
                return found
    elif isinstance(value, list) and depth <= _DEEPEST:
        return next((found for each in value if (found := _routing_within(each, depth + 1))), "")
    return ""


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
        raise UnreadableBodyError(_what_is_wrong(error, raw)) from None
    if not isinstance(fields, dict):
        raise UnreadableBodyError(_NO_OBJECT)
    return fields


_EMPTY = Text("il est vide", "it is empty")
_NO_OBJECT = Text("il contient autre chose qu’un objet", "it holds something else than an object")
_CUT = Text("il s’arrête avant la fin de l’objet", "it stops before the end of the object")
_TOO_LARGE = Text("un nombre y est trop grand", "a number there is too large")
_HALF_A_LETTER = Text("une lettre y est écrite à moitié (« \\u »)", "a letter there is half written (“\\u”)")
_TOO_DEEP = Text("il emboîte trop d’objets", "it nests too many objects")
_NOT_UTF_8 = Text("il n’est pas en UTF-8", "it is not in UTF-8")
_PLACE = re2.compile(r"\(byte (\d+)\)")


def _what_is_wrong(error: Exception, raw: bytes) -> Text:
    """Return what is wrong with JSON, and nothing of what it holds."""
    words = str(error)
    if isinstance(error, RecursionError):
        return _TOO_DEEP
    if "out of range" in words:
        return _TOO_LARGE
    if "truncated" in words:
        return _HALF_A_LETTER if raw.rstrip().endswith(b"}") and b"\\u" in raw else _CUT
    found = _PLACE.search(words) if words.startswith("JSON is malformed") else None
    if found is None:
        return _NOT_UTF_8
    place = found.group(1)
    return Text(f"il est mal formé à l’octet {place}", f"it is malformed at byte {place}")


def _is_message(said: Any) -> bool:
    """Tell whether somebody says something: the rest of its shape is between the client and the model."""
    return isinstance(said, dict) and isinstance(said.get("role"), str) and len(said) > 1


def _check_shape(fields: dict[str, Any], capability: Capability) -> None:
    if capability is Capability.CHAT:
        messages = fields.get("messages")
        if not isinstance(messages, list) or not messages or not all(map(_is_message, messages)):
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
            yield from _anywhere(fields, name, by_program=name in PROGRAMS)


WRITTEN: Mapping[Capability, frozenset[str]] = {
    Capability.CHAT: frozenset(),
    Capability.COMPLETION: frozenset({"prompt", "suffix"}),
    Capability.EMBEDDING: frozenset({"input"}),
}
"""Fields that are a text, or several."""
_SAID = frozenset({"content", "reasoning_content", "refusal"})
_OF_TOOL_MESSAGES = frozenset({"name", "tool_call_id"})
_TEXT_PARTS = ("text", "input_text", "refusal")


def _of_message(message: dict[str, Any]) -> Iterator[Place | Unscreened]:
    for name, held in message.items():
        if name == "role" or held is None:
            continue
        if name == "audio":
            yield Unscreened("audio")
        elif name not in _SAID or isinstance(held, str):
            yield from _anywhere(message, name, by_program=name in PROGRAMS or name in _OF_TOOL_MESSAGES)
        elif isinstance(held, list):
            for part in held:
                yield from _of_part(part)
        else:
            yield Unscreened(_type_of(held))


def _type_of(held: Any) -> str:
    """Return how JSON calls what is no text."""
    if isinstance(held, dict | list):
        return "array" if isinstance(held, list) else "object"
    return "boolean" if isinstance(held, bool) else "number"


def _of_part(part: Any) -> Iterator[Place | Unscreened]:
    if isinstance(part, dict) and part.get("type") in _TEXT_PARTS:
        for name in part:
            if name != "type":
                yield from _anywhere(part, name, by_program=False)
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
        yield Unscreened(_type_of(given))


PROGRAMS = frozenset({"tools", "functions", "tool_choice", "tool_calls", "function_call", "response_format"})
"""Fields written by programs: some of their words are names of functions, and to change one would break the call."""
STRUCTURAL = frozenset({"type", "id", "name", "role", "$ref", "format", "required", "strict", "index", "tool_call_id"})
"""Where those words stand; one that is not written as they are is searched all the same."""
_WORD_OF_PROTOCOL = re2.compile(r"[A-Za-z0-9_.:$/#-]{1,128}")
_DEEPEST = 40
"""No schema of a tool is deeper."""


def _anywhere(holder: Any, key: Any, *, by_program: bool, depth: int = 0) -> Iterator[Place | Unscreened]:
    """Yield every text at a place and below it; where a program wrote it, the words of the protocol apart."""
    value = holder[key]
    if by_program and key in STRUCTURAL and _is_word_of_protocol(value):
        return
    if isinstance(value, str):
        yield Place(holder, key)
    elif depth > _DEEPEST:
        yield Unscreened("nested")
    elif isinstance(value, dict | list):
        for name in value if isinstance(value, dict) else range(len(value)):
            yield from _anywhere(value, name, by_program=by_program, depth=depth + 1)


def _is_word_of_protocol(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(_is_word_of_protocol, value))
    return isinstance(value, str) and _WORD_OF_PROTOCOL.fullmatch(value) is not None
