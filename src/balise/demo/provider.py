# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The provider of the demonstration: a server that speaks as an AI provider does, with no model behind.

It answers the same words to the same request, on any machine, without a network: what the gateway does before and
after is what there is to see. Each answer says what it is. Both of its models take the first sentences of what they
are given; the larger takes two and keeps to JSON when asked, so that a drill between them has something to tell.

Run as a program (``python -m balise.demo.provider PORT``), it says so on its standard output once it answers, and
ends when its standard input does: whoever started it needs not end it.
"""

import asyncio
import json
import re
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from hashlib import sha256
from typing import Any

import uvicorn

HOST = "127.0.0.1"
SAID = "[Réponse de démonstration : aucun modèle n’a tourné.]"
CAREFUL = "rouet-24b"
"""The larger of both models."""
DIMENSIONS = 8
PACE = 0.02
"""Seconds between two words of a stream: slow enough to be seen."""

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer as a provider: the words in one piece or in a stream, vectors, or what was not understood."""
    if scope["type"] != "http":
        return
    body = await _body(receive)
    answers = {
        "/v1/chat/completions": _chat,
        "/v1/completions": _completion,
        "/v1/embeddings": _embeddings,
    }
    shape = answers.get(scope["path"])
    if shape is None or body is None:
        told = {"error": {"message": "No such address, or no JSON.", "type": "invalid_request_error"}}
        await _json(send, 404 if shape is None else 400, told)
    elif body.get("stream") and shape is not _embeddings:
        await _stream(send, body, of_chat=shape is _chat)
    else:
        await _json(send, 200, shape(body))


def reply_to(body: dict[str, Any]) -> str:
    """Return what the provider answers to a request: always the same."""
    asked = _asked(body)
    careful = body.get("model") == CAREFUL
    kept = " ".join(_sentences(asked)[: 2 if careful else 1])
    form = body.get("response_format")
    wants_json = "json" in asked.casefold() or (isinstance(form, dict) and form.get("type", "text") != "text")
    if wants_json and careful:
        return json.dumps({"resume": kept, "source": "démonstration"}, ensure_ascii=False)
    return f"{SAID} {kept}"


def _asked(body: dict[str, Any]) -> str:
    """Return the last words of a request, whichever its shape."""
    messages = body.get("messages")
    last = messages[-1] if isinstance(messages, list) and messages else None
    content = last.get("content") if isinstance(last, dict) else body.get("prompt", "")
    if isinstance(content, list):
        content = " ".join(str(part.get("text", "")) if isinstance(part, dict) else str(part) for part in content)
    return str(content or "")


def _sentences(text: str) -> list[str]:
    """Return the sentences of what is given to be worked on: what follows the instruction, when one is before it."""
    given = text.partition("\n")[2].strip() or text
    whole = re.sub(r"\b(?:M|MM|Me|Dr|art|n)\.\s|\[[A-Z_]+[0-9.]*\]", lambda kept: kept[0].replace(".", "\u2024"), given)
    return [each.replace("\u2024", ".") for each in re.findall(r"[^.!?\n]+[.!?]*", whole)] or [given]


def _usage(body: dict[str, Any], words: str) -> dict[str, int]:
    """Count tokens, roughly: four characters each."""
    before, after = max(1, len(json.dumps(body.get("messages") or body.get("prompt") or "")) // 4), len(words) // 4
    return {"prompt_tokens": before, "completion_tokens": after, "total_tokens": before + after}


def _head(body: dict[str, Any], kind: str) -> dict[str, Any]:
    name = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:16]
    return {"id": f"demo-{name}", "object": kind, "created": 0, "model": body.get("model")}


def _chat(body: dict[str, Any]) -> dict[str, Any]:
    words = reply_to(body)
    choice = {"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": "stop"}
    return {**_head(body, "chat.completion"), "choices": [choice], "usage": _usage(body, words)}


def _completion(body: dict[str, Any]) -> dict[str, Any]:
    words = reply_to(body)
    choice = {"index": 0, "text": words, "finish_reason": "stop"}
    return {**_head(body, "text_completion"), "choices": [choice], "usage": _usage(body, words)}


def _embeddings(body: dict[str, Any]) -> dict[str, Any]:
    given = body.get("input", "")
    texts = given if isinstance(given, list) else [given]
    lines = [{"object": "embedding", "index": rank, "embedding": _vector(text)} for rank, text in enumerate(texts)]
    tokens = sum(len(str(text)) for text in texts) // 4
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return {"object": "list", "model": body.get("model"), "data": lines, "usage": usage}


def _vector(text: object) -> list[float]:
    drawn = sha256(str(text).encode()).digest()[:DIMENSIONS]
    return [byte / 128 - 1 for byte in drawn]


async def _stream(send: Send, body: dict[str, Any], *, of_chat: bool) -> None:
    headers = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    words = reply_to(body)
    async for piece in _pieces(words):
        delta = {"delta": {"content": piece}} if of_chat else {"text": piece}
        await _event(send, body, [{"index": 0, **delta, "finish_reason": None}], of_chat=of_chat)
    end: dict[str, Any] = {"delta": {}} if of_chat else {"text": ""}
    await _event(send, body, [{"index": 0, **end, "finish_reason": "stop"}], of_chat=of_chat)
    if (body.get("stream_options") or {}).get("include_usage"):
        await _event(send, body, [], of_chat=of_chat, usage=_usage(body, words))
    await send({"type": "http.response.body", "body": b"data: [DONE]\n\n"})


async def _pieces(words: str) -> AsyncIterator[str]:
    for piece in re.findall(r"\S+\s*", words):
        yield piece
        await asyncio.sleep(PACE)


async def _event(send: Send, body: dict[str, Any], choices: list[Any], *, of_chat: bool, **more: Any) -> None:
    kind = "chat.completion.chunk" if of_chat else "text_completion"
    raw = json.dumps({**_head(body, kind), "choices": choices, **more}, ensure_ascii=False).encode()
    await send({"type": "http.response.body", "body": b"data: " + raw + b"\n\n", "more_body": True})


async def _body(receive: Receive) -> dict[str, Any] | None:
    raw = b""
    while True:
        message = await receive()
        raw += message.get("body", b"")
        if not message.get("more_body"):
            break
    try:
        body = json.loads(raw)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


async def _json(send: Send, status: int, content: object) -> None:
    raw = json.dumps(content, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(raw)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": raw})


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[Any] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            print(f"http://{HOST}:{self.config.port}/v1", flush=True)  # noqa: T201 - whoever started it waits for this
            threading.Thread(target=self._end_with_input, daemon=True).start()

    def _end_with_input(self) -> None:
        sys.stdin.read()
        self.should_exit = True


def main() -> None:
    """Serve on the port that the command line gives."""
    config = uvicorn.Config(application, host=HOST, port=int(sys.argv[1]), log_level="warning", lifespan="off")
    _Server(config).run()


if __name__ == "__main__":
    main()
