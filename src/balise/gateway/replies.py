# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A reply that is whole: what it counts, and its texts with what was taken out put back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import re2

from balise.gateway.recording import Restorer

Restorers = Callable[[bool], Restorer]
"""Makes a restorer: True for the inside of a JSON text."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Tokens, as the provider counts them or as we guess."""

    tokens_in: int
    tokens_out: int
    estimated: bool = False


class _Usage(msgspec.Struct):
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Reply(msgspec.Struct):
    usage: _Usage | None = None


_DECODER = msgspec.json.Decoder(_Reply)
_BRACKETED = re2.compile(rb"\[[A-Z]|\\u00[2-7]")
"""How a placeholder begins, as nothing else of JSON does, or a letter without accent that is written by its number."""


def count_of(raw: bytes) -> Counted | None:
    """Return what a reply counts, None when it is no reply; four bytes are a token where nothing is counted."""
    try:
        usage = _DECODER.decode(raw).usage
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    if usage is None:
        return Counted(0, max(1, len(raw) // 4), estimated=True)
    return Counted(max(0, usage.prompt_tokens), max(0, usage.completion_tokens))


def restored_reply(raw: bytes, restorers: Restorers) -> bytes:
    """Return a reply with what was taken out of the request put back; as it came when it repeats nothing of it."""
    if not _BRACKETED.search(raw):
        return raw
    reply: Any = msgspec.json.decode(raw)
    for choice in reply.get("choices") or ():
        if isinstance(choice, dict):
            restore_in(choice, "text", restorers, inside_json=False)
            if isinstance(choice.get("message"), dict):
                restore_message(choice["message"], restorers)
    return msgspec.json.encode(reply)


def restore_message(message: dict[str, Any], restorers: Restorers) -> None:
    """Put back into a message, its tool calls included."""
    for name in ("content", "refusal", "reasoning_content"):
        content = message.get(name)
        if isinstance(content, list):
            for part in content:
                if isinstance(part, dict):
                    restore_in(part, "text", restorers, inside_json=False)
        else:
            restore_in(message, name, restorers, inside_json=False)
    for call in message.get("tool_calls") or ():
        if isinstance(call, dict) and isinstance(call.get("function"), dict):
            restore_in(call["function"], "arguments", restorers, inside_json=True)
    if isinstance(message.get("function_call"), dict):
        restore_in(message["function_call"], "arguments", restorers, inside_json=True)


def restore_in(holder: dict[str, Any], key: str, restorers: Restorers, *, inside_json: bool) -> None:
    """Put back into one text."""
    if isinstance(holder.get(key), str):
        restorer = restorers(inside_json)
        holder[key] = restorer.feed(holder[key]) + restorer.close()
