# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One call, from its head to the record of it: decided, searched, sent, counted, answered, in that order.

Each way a call can end leaves one record, written before the last byte of the answer leaves.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Any
from urllib.parse import parse_qs, quote

import msgspec

from balise.core.language import Language
from balise.core.personal_data import kinds_in_words
from balise.core.policy import (
    Allowed,
    Asked,
    Capability,
    DataPolicy,
    PolicyBundle,
    Refused,
    commitments_behind,
    decide,
    fingerprint,
)
from balise.core.refusals import RefusalCode
from balise.core.usage import NO_FOOTPRINT, Fate, UsageRecord
from balise.gateway.asgi import (
    LEAVING,
    BodyTooLargeError,
    ClientGoneError,
    Header,
    Receive,
    Scope,
    Send,
    answer,
    body_of,
    header,
)
from balise.gateway.bodies import (
    Body,
    FieldError,
    Place,
    UnreadableBodyError,
    Unscreened,
    read_body,
    routes,
    texts_of,
)
from balise.gateway.bundle import BundleHolder
from balise.gateway.conversations import HEADER as CONVERSATION
from balise.gateway.conversations import Conversation, Conversations, ConversationTooLongError
from balise.gateway.journal.journal import JournalUnavailableError
from balise.gateway.metrics import Metrics
from balise.gateway.providers import Providers, SecretMissingError
from balise.gateway.pseudonyms.sealing import SealBrokenError, SealExpiredError
from balise.gateway.quota import Quotas, Reservation, Spent
from balise.gateway.record_names import RecordNames
from balise.gateway.recording import (
    Footprint,
    Recorder,
    ScreenedTexts,
    Screening,
    ScreeningFailedError,
)
from balise.gateway.refusals import Fault, Told, fault, language_of, refusal, size_in_words
from balise.gateway.replies import Counted, count_of, restored_reply
from balise.gateway.settings import Limits
from balise.gateway.streaming import Relay
from balise.gateway.upstream import (
    Exchange,
    UpstreamError,
    UpstreamSilentError,
    UpstreamUnreachableError,
)

PATHS: Mapping[str, Capability] = {
    "/v1/chat/completions": Capability.CHAT,
    "/v1/completions": Capability.COMPLETION,
    "/v1/embeddings": Capability.EMBEDDING,
}
FORWARDED: Mapping[Capability, bytes] = {
    Capability.CHAT: b"/chat/completions",
    Capability.COMPLETION: b"/completions",
    Capability.EMBEDDING: b"/embeddings",
}
MICRO = 1_000_000
ANSWERED: Mapping[int, Fault] = {
    **dict.fromkeys((400, 404, 413, 422), Fault.UPSTREAM_REFUSED),
    **dict.fromkeys((401, 403), Fault.UPSTREAM_FORBIDS),
    429: Fault.UPSTREAM_BUSY,
}
"""What a status of a provider means: a request that is the client's to mend, or a gateway that it turns away."""


@dataclass(slots=True)
class Gateway:
    """What every call needs."""

    bundles: BundleHolder
    providers: Providers
    journal: Recorder
    quotas: Quotas
    screening: Screening | None
    footprint: Footprint
    limits: Limits
    metrics: Metrics
    now: Callable[[], datetime]
    conversations: Conversations | None = None
    """What seals the conversations of the clients that ask for it; None when no key is given."""
    names: Callable[[], str] = field(default_factory=RecordNames)


class StoppedError(Exception):
    """A call that ends before anything is sent: what to answer, and what to record."""

    def __init__(self, told: Told, refused: Refused | None = None, headers: tuple[Header, ...] = ()) -> None:
        super().__init__(told.code)
        self.told = told
        self.refused = refused
        self.headers = headers


class Call:
    """One call."""

    __slots__ = (
        "_allowed",
        "_asked_model",
        "_at",
        "_bundle",
        "_counts",
        "_gateway",
        "_id",
        "_language",
        "_left",
        "_reservation",
        "_sealed",
        "_size",
        "_started",
    )

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._started = time.perf_counter()
        self._at = gateway.now()
        self._id = gateway.names()
        self._bundle: PolicyBundle | None = None
        self._allowed: Allowed | None = None
        self._asked_model = ""
        self._counts: Mapping[str, int] = {}
        self._reservation: Reservation | None = None
        self._sealed = b""
        self._size = 0
        self._left = False
        """The client hung up before its answer."""
        self._language = Language.FRENCH

    async def run(self, scope: Scope, receive: Receive, send: Send, capability: Capability) -> None:
        """Serve the call, whatever happens."""
        self._language = language_of(header(scope, b"accept-language"))
        try:
            body, self._size = await self._read(scope, receive, capability)
            self._decide(scope, body, capability)
            given = header(scope, CONVERSATION)
            conversation = self._conversation(given, scope) if given else None
            screened = await self._screen(body, capability, conversation)
            if conversation is not None:
                self._sealed = self._seal(conversation)
            exchange = await self._sent(body, capability)
            leaving = scope.get(LEAVING, set())
            leaving.add(leave := partial(self._leave, exchange))
            try:
                await self._awaited(exchange)
                await self._reply(exchange, body, screened, receive, send)
            finally:
                leaving.discard(leave)
        except StoppedError as stopped:
            await self._stop(stopped, send)
        except ClientGoneError:
            self._settle(0, 0)
        except JournalUnavailableError:
            self._settle(0, 0)
            await self._answer_unavailable(send)

    # Before anything is sent.

    async def _read(self, scope: Scope, receive: Receive, capability: Capability) -> tuple[Body, int]:
        limits = self._gateway.limits
        try:
            raw = await body_of(scope, receive, limits.body, limits.body_seconds)
        except BodyTooLargeError:
            raise self._fault(
                Fault.TOO_LARGE, limit=size_in_words(limits.body).in_(self._language), close=True
            ) from None
        except TimeoutError:
            raise self._fault(Fault.TOO_SLOW, close=True) from None
        if not self._gateway.journal.healthy:
            raise JournalUnavailableError
        loaded = self._gateway.bundles.current
        if loaded is None:
            raise self._refusal(Refused(RefusalCode.NO_BUNDLE))
        self._bundle = loaded.policy
        self._refuse_an_address_that_routes(scope)
        try:
            return read_body(raw, capability), len(raw)
        except UnreadableBodyError as error:
            raise self._fault(Fault.BAD_BODY, reason=error.reason.in_(self._language)) from None
        except FieldError as error:
            raise self._fault(Fault.ROUTING_FIELD if error.routes else Fault.BAD_FIELD, field=error.field) from None

    def _refuse_an_address_that_routes(self, scope: Scope) -> None:
        asked = scope.get("query_string", b"")
        names = parse_qs(asked.decode("ascii", "replace"), keep_blank_values=True) if asked else ()
        for name in names:
            if routes(name):
                raise self._fault(Fault.ROUTING_FIELD, field=name[:60])

    def _decide(self, scope: Scope, body: Body, capability: Capability) -> None:
        bundle = self._bundle
        assert bundle is not None  # noqa: S101 - read just before
        key = bearer(header(scope, b"authorization"))
        if not key:
            raise self._fault(Fault.NO_KEY)
        self._asked_model = body.model
        staff = header(scope, b"x-balise-staff").decode("latin-1")
        decision = decide(Asked(key, body.model, capability, self._at, staff), bundle)
        if isinstance(decision, Refused):
            raise self._refusal(decision)
        self._allowed = decision
        tokens = body.reserved_tokens(self._size)
        certain, each = body.certain_tokens(self._size), decision.model.energy.wh_per_thousand_tokens * MICRO / 1000
        reserved = self._gateway.quotas.reserve(
            decision.deployment_id,
            decision.deployment.quota,
            tokens=tokens,
            energy=int(tokens * each),
            at=self._at,
            certain=Spent(certain, int(certain * each)),
        )
        if isinstance(reserved, RefusalCode):
            raise self._refused_by(decision, reserved)
        self._reservation = reserved

    def _conversation(self, given: bytes, scope: Scope) -> Conversation:
        """Return the conversation that the client goes on with, or begins."""
        allowed, conversations = self._allowed, self._gateway.conversations
        assert allowed is not None  # noqa: S101 - decided just before
        if conversations is None:
            raise self._fault(Fault.NO_CONVERSATIONS)
        digest = fingerprint(bearer(header(scope, b"authorization")))
        try:
            return conversations.opened(given, allowed.deployment_id, digest, self._at)
        except SealBrokenError:
            raise self._fault(Fault.CONVERSATION_BROKEN) from None
        except SealExpiredError:
            raise self._fault(Fault.CONVERSATION_EXPIRED) from None
        except ConversationTooLongError:
            raise self._fault(Fault.CONVERSATION_TOO_LONG) from None

    def _seal(self, conversation: Conversation) -> bytes:
        conversations = self._gateway.conversations
        assert conversations is not None  # noqa: S101 - it opened this one
        try:
            return conversations.sealed(conversation, self._at)
        except ConversationTooLongError:
            raise self._fault(Fault.CONVERSATION_TOO_LONG) from None

    async def _screen(
        self, body: Body, capability: Capability, conversation: Conversation | None
    ) -> ScreenedTexts | None:
        allowed = self._allowed
        assert allowed is not None  # noqa: S101 - decided just before
        policy = allowed.deployment.data_policy
        if policy is DataPolicy.OFF:
            return None
        places: list[Place] = []
        for found in texts_of(body, capability):
            if isinstance(found, Unscreened):
                if policy is not DataPolicy.OBSERVE:
                    raise self._refused_by(allowed, RefusalCode.UNREADABLE_PART, part=found.kind)
            else:
                places.append(found)
        if self._gateway.screening is None:
            raise self._refused_by(allowed, RefusalCode.DETECTION_FAILED)
        try:
            screened = await self._gateway.screening.screen(
                [place.text for place in places],
                allowed.deployment,
                None if conversation is None else conversation.mapping,
            )
        except ScreeningFailedError:
            raise self._refused_by(allowed, RefusalCode.DETECTION_FAILED) from None
        self._counts = screened.counts
        if screened.blocked:
            types = kinds_in_words(screened.counts, self._language)
            raise self._refused_by(allowed, RefusalCode.PERSONAL_DATA, types=types)
        if screened.restorer is not None:
            for place, text in zip(places, screened.texts, strict=True):
                place.text = text
        return screened

    async def _sent(self, body: Body, capability: Capability) -> Exchange:
        allowed = self._allowed
        assert allowed is not None  # noqa: S101 - decided just before
        written = body.written(allowed.model.upstream_name)
        try:
            return await self._gateway.providers.send(
                allowed.provider_id, allowed.provider, FORWARDED[capability], written, stream=body.stream
            )
        except SecretMissingError:
            raise self._fault(Fault.NO_SECRET) from None
        except UpstreamError as error:
            raise self._fault(_fault_of(error)) from None

    def _leave(self, exchange: Exchange) -> None:
        """Have the provider stop working for a client that hung up."""
        self._left = True
        exchange.cancel()

    # The answer.

    async def _awaited(self, exchange: Exchange) -> None:
        try:
            await exchange.head()
        except UpstreamError as error:
            raise self._fault(_fault_of(error)) from None

    async def _reply(
        self, exchange: Exchange, body: Body, screened: ScreenedTexts | None, receive: Receive, send: Send
    ) -> None:
        if exchange.status != 200:  # noqa: PLR2004 - as HTTP says it
            await self._pass_on_refusal(exchange)
        if exchange.headers.get(b"content-encoding", b"identity") != b"identity":
            exchange.cancel()
            raise self._fault(Fault.UPSTREAM_UNREADABLE)
        streamed = exchange.headers.get(b"content-type", b"").startswith(b"text/event-stream")
        if streamed != body.stream:
            exchange.cancel()
            raise self._fault(Fault.UPSTREAM_UNREADABLE)
        if streamed:
            await self._stream(exchange, body, screened, receive, send)
        else:
            await self._whole(exchange, screened, send)

    async def _whole(self, exchange: Exchange, screened: ScreenedTexts | None, send: Send) -> None:
        try:
            raw = await exchange.read(self._gateway.limits.reply)
        except UpstreamError as error:
            raise self._fault(_fault_of(error)) from None
        counted = count_of(raw)
        if counted is None:
            raise self._fault(Fault.UPSTREAM_UNREADABLE)
        if screened is not None and screened.restorer is not None:
            raw = restored_reply(raw, screened.restorer)
        await self._record(Fate.SERVED, counted)
        await answer(send, 200, raw, self._headers())

    async def _stream(
        self, exchange: Exchange, body: Body, screened: ScreenedTexts | None, receive: Receive, send: Send
    ) -> None:
        relay = Relay(screened.restorer if screened is not None else None, wants_usage=body.wants_usage)
        metrics = self._gateway.metrics
        metrics.open_streams += 1
        leaving = asyncio.ensure_future(receive())
        leaving.add_done_callback(lambda _done: exchange.cancel())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": [*STREAM_HEADERS, *self._headers()]})
            await send({"type": "http.response.body", "body": b"", "more_body": True})  # the head leaves at once
            fate, error = await self._relayed(exchange, relay, send, leaving)
            counted = relay.counted(error=error is not None)
            try:
                await self._record(fate, counted, relay.first_at)
            except JournalUnavailableError:
                await self._send_last(send, _event_of(fault(Fault.STREAM_CUT, self._language)))
                return
            last = relay.last() if error is None else _event_of(fault(error, self._language))
            await self._send_last(send, last)
        finally:
            metrics.open_streams -= 1
            leaving.cancel()

    async def _relayed(
        self, exchange: Exchange, relay: Relay, send: Send, leaving: "asyncio.Future[Any]"
    ) -> tuple[Fate, Fault | None]:
        """Pass the stream on; return how it ended, and what to tell when it broke."""
        seconds = self._gateway.limits.stalled_seconds
        try:
            async for chunk in exchange.chunks():
                if ready := relay.feed(chunk):
                    async with asyncio.timeout(seconds):
                        await send({"type": "http.response.body", "body": ready, "more_body": True})
            if relay.finished:
                return Fate.SERVED, None
        except UpstreamError as error:
            if leaving.done():
                return Fate.CUT, Fault.STREAM_CUT
            return Fate.CUT, Fault.UPSTREAM_SILENT if isinstance(error, UpstreamSilentError) else Fault.STREAM_CUT
        except TimeoutError:
            exchange.cancel()
        return Fate.CUT, Fault.STREAM_CUT

    async def _send_last(self, send: Send, last: bytes) -> None:
        try:
            async with asyncio.timeout(self._gateway.limits.stalled_seconds):
                await send({"type": "http.response.body", "body": last})
        except TimeoutError:
            return

    async def _pass_on_refusal(self, exchange: Exchange) -> None:
        """Tell that a provider refused, by its status alone: its words may quote the request."""
        exchange.cancel()
        status = str(exchange.status)
        kind = ANSWERED.get(exchange.status, Fault.UPSTREAM_FAILED)
        after = exchange.headers.get(b"retry-after", b"")
        headers = ((b"retry-after", after),) if after.isdigit() else ()
        raise StoppedError(fault(kind, self._language, status=status), None, headers)

    # The record.

    async def _record(
        self, fate: Fate, counted: Counted, first_at: float | None = None, refused: Refused | None = None
    ) -> None:
        allowed, now = self._allowed, time.perf_counter()
        if counted.estimated and not counted.tokens_in:  # what was sent was sent, whoever left before the count
            counted = replace(counted, tokens_in=self._size // 4)
        seconds = now - self._started
        footprint = NO_FOOTPRINT
        if allowed is not None and counted.tokens_out:
            footprint = self._gateway.footprint(allowed.model, counted.tokens_out, seconds)
        deployment_id = allowed.deployment_id if allowed is not None else refused.deployment_id if refused else ""
        deployment = self._bundle.deployments.get(deployment_id) if self._bundle is not None else None
        record = UsageRecord(
            id=self._id,
            at=self._at,
            deployment=deployment_id,
            authority="" if deployment is None else deployment.authority,
            unit="" if deployment is None else deployment.unit,
            model=allowed.model_id if allowed is not None else self._known_model(),
            provider="" if allowed is None else allowed.provider_id,
            jurisdiction="" if allowed is None else allowed.provider.jurisdiction,
            fate=fate,
            refusal=None if refused is None else refused.code,
            commitments=() if refused is None else refused.commitments,
            tokens_in=counted.tokens_in,
            tokens_out=counted.tokens_out,
            tokens_estimated=counted.estimated,
            latency_ms=int(seconds * 1000),
            first_token_ms=None if first_at is None else int((first_at - self._started) * 1000),
            footprint=footprint,
            personal_data=self._counts,
        )
        self._settle(counted.tokens_in + counted.tokens_out, footprint.energy_max)
        await self._gateway.journal.append(record)
        self._gateway.metrics.count(record)

    def _known_model(self) -> str:
        """Return the model asked for when the bundle knows it: what a client makes up is not written down."""
        known = self._bundle is not None and self._asked_model in self._bundle.models
        return self._asked_model if known else ""

    def _settle(self, tokens: int, energy: int) -> None:
        if self._reservation is not None:
            self._gateway.quotas.settle(self._reservation, tokens=tokens, energy=energy)

    async def _stop(self, stopped: StoppedError, send: Send) -> None:
        if stopped.refused is not None or self._allowed is not None:
            fate = Fate.REFUSED if stopped.refused is not None else Fate.CUT if self._left else Fate.FAILED
            counted = Counted(self._size // 4, 0, estimated=True) if self._left else Counted(0, 0)
            try:
                await self._record(fate, counted, refused=stopped.refused)
            except JournalUnavailableError:
                await self._answer_unavailable(send)
                return
        else:
            self._gateway.metrics.faults[stopped.told.code] += 1
        headers = (*stopped.headers, (b"x-balise-record", self._id.encode()))
        await answer(send, stopped.told.status, stopped.told.body, headers)

    async def _answer_unavailable(self, send: Send) -> None:
        told = refusal(Refused(RefusalCode.JOURNAL_UNAVAILABLE), self._bundle, self._language)
        self._gateway.metrics.faults[told.code] += 1
        await answer(send, told.status, told.body, ((b"retry-after", b"5"),))

    # Words.

    def _headers(self) -> tuple[Header, ...]:
        assert self._allowed is not None  # noqa: S101 - nothing is answered that was not allowed
        deployment = self._allowed.deployment
        told = ((b"x-balise-record", self._id.encode()), *_told_beside(deployment.notice, deployment.register))
        return (*told, (CONVERSATION, self._sealed)) if self._sealed else told

    def _fault(self, kind: Fault, *, close: bool = False, **gaps: str) -> StoppedError:
        headers = ((b"connection", b"close"),) if close else ()
        return StoppedError(fault(kind, self._language, **gaps), None, headers)

    def _refusal(self, refused: Refused) -> StoppedError:
        return StoppedError(refusal(refused, self._bundle, self._language), refused)

    def _refused_by(self, allowed: Allowed, code: RefusalCode, **gaps: str) -> StoppedError:
        deployment = allowed.deployment
        told = {"title": deployment.title, "dossier": deployment.dossier, "model": allowed.model_id, **gaps}
        cited = commitments_behind(deployment, *code.controls)
        return self._refusal(Refused(code, cited, told, allowed.deployment_id))


@lru_cache(maxsize=4096)
def _told_beside(notice: str, register: str) -> tuple[Header, ...]:
    """Return the notice and the address of the entry as headers, percent-encoded: headers hold no accents."""
    headers = []
    if notice:
        headers.append((b"x-balise-notice", quote(notice).encode()))
    if register:
        headers.append((b"x-balise-register", quote(register, safe=":/?#[]@!$&'()*+,;=%").encode()))
    return tuple(headers)


STREAM_HEADERS: tuple[Header, ...] = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache"),
    (b"x-accel-buffering", b"no"),
)


def _event_of(told: Told) -> bytes:
    return b"data: " + told.body + b"\n\n"


def _fault_of(error: UpstreamError) -> Fault:
    if isinstance(error, UpstreamUnreachableError):
        return Fault.UPSTREAM_UNREACHABLE
    return Fault.UPSTREAM_SILENT if isinstance(error, UpstreamSilentError) else Fault.UPSTREAM_BROKEN


def bearer(authorization: bytes) -> str:
    """Return the key that a header gives; empty when it gives none."""
    scheme, _, key = authorization.decode("latin-1").partition(" ")
    return key.strip() if scheme.casefold() == "bearer" else ""


def models_answer(names: tuple[str, ...], bundle: PolicyBundle) -> bytes:
    """Return the list of models in the shape of OpenAI's."""
    listed = [{"id": name, "object": "model", "created": 0, "owned_by": bundle.models[name].provider} for name in names]
    return msgspec.json.encode({"object": "list", "data": listed})
