# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The official clients, as programs use them: they need an address and a key, and understand every refusal."""

from collections.abc import Iterator

import httpx2
import mistralai.client.errors
import openai
import pytest
from mistralai.client import Mistral
from mistralai.client.models import UserMessage
from tests.gateway.conftest import KEY, RunningGateway


@pytest.fixture
def client(gateway: RunningGateway) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{gateway.address}/v1", api_key=KEY, max_retries=0) as client:
        yield client


@pytest.fixture
def mistral(gateway: RunningGateway) -> Iterator[Mistral]:
    """Give it both of its HTTP clients: left to make them, it closes the second in an event loop of its own making,
    whenever it is collected, in the middle of another test."""
    with httpx2.Client() as client:
        yield Mistral(api_key=KEY, server_url=gateway.address, client=client, async_client=httpx2.AsyncClient())


def test_openai_asks_and_reads_a_reply(client: openai.OpenAI):
    reply = client.chat.completions.create(model="petit", messages=[{"role": "user", "content": "Bonjour"}])

    assert reply.choices[0].message.content == "Bonjour"
    assert reply.usage is not None
    assert reply.usage.completion_tokens == 7


def test_openai_reads_a_stream_piece_by_piece(client: openai.OpenAI):
    pieces = client.chat.completions.create(
        model="petit",
        messages=[{"role": "user", "content": "un deux trois"}],
        stream=True,
        stream_options={"include_usage": True},
    )
    read = list(pieces)

    assert "".join(each.choices[0].delta.content or "" for each in read if each.choices) == "un deux trois"
    assert read[-1].usage is not None


def test_openai_calls_tools_completes_embeds_and_lists(client: openai.OpenAI):
    tool = {"type": "function", "function": {"name": "chercher", "parameters": {"type": "object", "properties": {}}}}
    called = client.chat.completions.create(
        model="petit",
        messages=[{"role": "user", "content": [{"type": "text", "text": "Bonjour"}]}],
        tools=[tool],  # type: ignore[list-item]  # a plain dictionary will do
    )
    calls = called.choices[0].message.tool_calls
    assert calls is not None
    assert calls[0].function.name == "chercher"  # type: ignore[union-attr]  # the only kind that we send
    assert client.completions.create(model="petit", prompt="La mairie").choices[0].text == "La mairie"
    assert client.embeddings.create(model="petit", input="La mairie", encoding_format="float").data[0].embedding == [
        0.1
    ]
    assert [model.id for model in client.models.list()] == ["petit"]


def test_openai_raises_what_it_raises_for_such_a_refusal(client: openai.OpenAI, gateway: RunningGateway):
    ask = [{"role": "user", "content": "Bonjour"}]
    with pytest.raises(openai.PermissionDeniedError) as refused:
        client.chat.completions.create(model="grand", messages=ask)  # type: ignore[arg-type]  # a plain list will do
    assert refused.value.code == "larger_than_justified"
    assert "petit" in refused.value.message
    with pytest.raises(openai.AuthenticationError):
        openai.OpenAI(base_url=f"{gateway.address}/v1", api_key="sk-autre", max_retries=0).models.list()
    with pytest.raises(openai.APIStatusError) as failed:
        client.chat.completions.create(model="petit", messages=[{"role": "user", "content": "500"}])
    assert failed.value.status_code == 502


def test_openai_is_told_of_a_stream_that_breaks(client: openai.OpenAI):
    pieces = client.chat.completions.create(
        model="petit", messages=[{"role": "user", "content": "un cut deux"}], stream=True
    )
    with pytest.raises(openai.APIError, match="interrompue"):
        list(pieces)


def test_mistral_asks_streams_and_is_refused(mistral: Mistral):
    ask = [UserMessage(content="Bonjour")]
    reply = mistral.chat.complete(model="petit", messages=ask)
    assert reply.choices[0].message is not None
    assert reply.choices[0].message.content == "Bonjour"

    with mistral.chat.stream(model="petit", messages=[UserMessage(content="un deux")]) as pieces:
        read = [each.data.choices[0].delta.content for each in pieces if each.data.choices]
    assert "".join(str(piece) for piece in read if piece) == "un deux"

    with pytest.raises(mistralai.client.errors.MistralError) as refused:
        mistral.chat.complete(model="grand", messages=ask)
    assert refused.value.status_code == 403
