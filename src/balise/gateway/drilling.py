# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Playing a drill: each trial put to the model in place and to its substitute, as the gateway would put it.

The same client, the same secrets, the same search for personal data: a drill that sent what a call may not send would
be a leak, and one that sent it otherwise would prove something else. Replies are judged, then dropped.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from balise.core.drill import NO_REPLY, WITHHELD, Attempt, CheckKind, Side, TestSet, Trial
from balise.core.policy import Capability, DataPolicy, Deployment, Model, Provider
from balise.core.reply_checks import Judge, failures
from balise.core.usage import FootprintRange
from balise.gateway.calls import FORWARDED
from balise.gateway.footprint import footprint, prepare
from balise.gateway.personal_data import PersonalData
from balise.gateway.providers import Providers, SecretMissingError
from balise.gateway.pseudonyms.detection import Options
from balise.gateway.recording import Restorer, Screening, ScreeningFailedError
from balise.gateway.replies import count_of
from balise.gateway.reply_engines import judges
from balise.gateway.settings import Limits, secrets_of
from balise.gateway.upstream import UpstreamError

FINE = 200
SEARCHED = frozenset({DataPolicy.PSEUDONYMISE, DataPolicy.BLOCK})
"""The policies under which a prompt does not leave as it is."""
OnTrial = Callable[[int], None]


class DrillError(Exception):
    """A drill that cannot be played at all."""


class NoSecretError(DrillError):
    """The environment does not hold the secret of a provider: nothing was sent to it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Contender:
    """A model, and where it is asked."""

    model_id: str
    model: Model
    provider_id: str
    provider: Provider

    @property
    def capability(self) -> Capability | None:
        """Return what it is asked to do; None when it writes nothing."""
        written = (Capability.CHAT, Capability.COMPLETION)
        return next((each for each in written if each in self.model.capabilities), None)


@dataclass(frozen=True, slots=True)
class Drill:
    """What is played."""

    test_set: TestSet
    deployment: Deployment
    current: Contender
    substitute: Contender
    at_once: int = 4
    """How many calls are in flight, both sides together."""
    this_year: int = Options().this_year
    """Against which dates of birth are told from others."""


@dataclass(slots=True)
class _Play:
    """What every call of a drill needs."""

    providers: Providers
    screening: Screening
    limits: Limits
    room: asyncio.Semaphore
    judged_by: Mapping[CheckKind, Judge]
    on_trial: OnTrial
    deployment: Deployment = field(repr=False)


def play(
    drill: Drill, environment: Mapping[str, str], limits: Limits, on_trial: OnTrial = lambda _: None
) -> tuple[Side, Side]:
    """Play every trial on both sides; return how the model in place did, then its substitute.

    ``on_trial`` is called with 1 after each call.

    Raises:
        NoSecretError: the environment does not hold the secret of a provider.
    """
    secrets = secrets_of(environment)
    for each in (drill.current, drill.substitute):
        if each.provider.secret and secrets(each.provider.secret) is None:
            raise NoSecretError(each.provider.secret)
    prepare([drill.current.model.energy, drill.substitute.model.energy])
    return asyncio.run(_played(drill, environment, limits, on_trial))


async def _played(drill: Drill, environment: Mapping[str, str], limits: Limits, on_trial: OnTrial) -> tuple[Side, Side]:
    providers = Providers(secrets_of(environment), limits.upstream)
    room = asyncio.Semaphore(drill.at_once)
    play_ = _Play(
        providers,
        PersonalData(limits.search_seconds, options=Options(this_year=drill.this_year)),
        limits,
        room,
        judges(),
        on_trial,
        drill.deployment,
    )
    try:
        both = [(side, trial) for trial in drill.test_set.trials for side in (drill.current, drill.substitute)]
        done = await asyncio.gather(*(_attempt(play_, side, trial) for side, trial in both))
    finally:
        providers.close()
    return _side(drill.current, done[0::2]), _side(drill.substitute, done[1::2])


def _side(contender: Contender, attempts: Sequence[Attempt]) -> Side:
    return Side(contender.model_id, contender.provider.name, tuple(attempts))


async def _attempt(play_: _Play, contender: Contender, trial: Trial) -> Attempt:
    async with play_.room:
        try:
            return await _asked(play_, contender, trial)
        finally:
            play_.on_trial(1)


async def _asked(play_: _Play, contender: Contender, trial: Trial) -> Attempt:
    """Ask a model, and judge what it says; whatever keeps it from answering is a reply that did not come."""
    texts = [text for text in (trial.system, trial.prompt) if text]
    restorers: Callable[[bool], Restorer] | None = None
    if play_.deployment.data_policy in SEARCHED:
        try:
            screened = await play_.screening.screen(texts, play_.deployment)
        except ScreeningFailedError:
            return Attempt(trial.id, (WITHHELD,))
        if screened.blocked:
            return Attempt(trial.id, (WITHHELD,))
        restorers = screened.restorer
        texts = list(screened.texts) if restorers is not None else texts
    capability = contender.capability
    if capability is None:
        return Attempt(trial.id, (NO_REPLY,))
    started = time.perf_counter()
    raw = await _sent(play_, contender, capability, _body(contender, capability, texts))
    seconds = time.perf_counter() - started
    counted = None if raw is None else count_of(raw)
    reply = None if raw is None else _words_of(raw)
    if reply is None or counted is None:
        return Attempt(trial.id, (NO_REPLY,), round(seconds, 3))
    if restorers is not None:
        restorer = restorers(False)
        reply = restorer.feed(reply) + restorer.close()
    used: FootprintRange = footprint(contender.model.energy, counted.tokens_out, seconds)
    failed = failures(trial.checks, reply, play_.judged_by)
    return Attempt(trial.id, failed, round(seconds, 3), counted.tokens_out, used)


async def _sent(play_: _Play, contender: Contender, capability: Capability, body: bytes) -> bytes | None:
    """Return what a provider answers, None when it answers nothing of use."""
    path = FORWARDED[capability]
    try:
        exchange = await play_.providers.send(contender.provider_id, contender.provider, path, body, stream=False)
        await exchange.head()
        if exchange.status != FINE or exchange.headers.get(b"content-encoding", b"identity") != b"identity":
            exchange.cancel()
            return None
        raw = await exchange.read(play_.limits.reply)
    except (UpstreamError, SecretMissingError):
        return None
    try:
        msgspec.json.decode(raw, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return raw


def _body(contender: Contender, capability: Capability, texts: Sequence[str]) -> bytes:
    """Return the request: nothing but the model and the words, so that each model answers as it does by itself."""
    asked: dict[str, Any] = {"model": contender.model.upstream_name}
    if capability is Capability.COMPLETION:
        asked["prompt"] = "\n\n".join(texts)
    else:
        roles = ("system", "user")[-len(texts) :]
        asked["messages"] = [{"role": role, "content": text} for role, text in zip(roles, texts, strict=True)]
    return json.dumps(asked, ensure_ascii=False).encode()


def _words_of(raw: bytes) -> str | None:
    """Return the words of a reply, None when there are none."""
    choices = msgspec.json.decode(raw).get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    if not isinstance(first, dict):
        return None
    message = first.get("message")
    found = message.get("content") if isinstance(message, dict) else first.get("text")
    if isinstance(found, list):
        found = "".join(part["text"] for part in found if isinstance(part, dict) and isinstance(part.get("text"), str))
    return found if isinstance(found, str) and found.strip() else None
