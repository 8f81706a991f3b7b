# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of the gateway."""

import contextlib
import logging
import traceback
from pathlib import Path

import msgspec

from balise.core.policy import Refused, fingerprint, models_of
from balise.core.refusals import RefusalCode
from balise.gateway.asgi import Receive, Scope, Send, answer, header
from balise.gateway.calls import PATHS, Call, Gateway, bearer, models_answer
from balise.gateway.previewing import PREVIEW, previewed
from balise.gateway.refusals import Fault, Told, fault, language_of, refusal

logger = logging.getLogger(__name__)


class Application:
    """The gateway as ASGI: ``/v1/…`` for programs, ``/healthz``, ``/readyz`` and ``/metrics`` for whoever runs it."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request; what goes wrong in ours is told by its type and its place, never by its words."""
        try:
            await self._serve(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - a traceback quotes what a client wrote
            logger.error("%s in %s", type(error).__name__, _place_of(error))  # noqa: TRY400 - idem
            with contextlib.suppress(Exception):  # an answer had begun: the server cuts it
                await self._told(send, fault(Fault.OURS, language_of(header(scope, b"accept-language"))))

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        capability = PATHS.get(path)
        if capability is not None:
            if method == "POST":
                await Call(self._gateway).run(scope, receive, send, capability)
            else:
                await self._refuse_method(scope, send, "POST")
        elif path == PREVIEW:
            if method == "POST":
                await previewed(self._gateway, scope, receive, send)
            else:
                await self._refuse_method(scope, send, "POST")
        elif path in {"/v1/models", "/healthz", "/readyz", "/metrics"} or path.startswith("/v1/models/"):
            if method not in {"GET", "HEAD"}:
                await self._refuse_method(scope, send, "GET")
            elif path.startswith("/v1/"):
                await self._models(scope, send)
            else:
                await {"/healthz": self._health, "/readyz": self._ready, "/metrics": self._metrics}[path](send)
        else:
            await self._told(send, fault(Fault.UNKNOWN_ADDRESS, language_of(header(scope, b"accept-language"))))

    async def _models(self, scope: Scope, send: Send) -> None:
        language = language_of(header(scope, b"accept-language"))
        key = bearer(header(scope, b"authorization"))
        loaded = self._gateway.bundles.current
        if loaded is None:
            await self._told(send, refusal(Refused(RefusalCode.NO_BUNDLE), None, language))
        elif not key:
            await self._told(send, fault(Fault.NO_KEY, language))
        elif fingerprint(key) not in loaded.policy.keys:
            await self._told(send, refusal(Refused(RefusalCode.UNKNOWN_KEY), loaded.policy, language))
        else:
            names = models_of(key, loaded.policy, self._gateway.now())
            wanted = scope["path"].removeprefix("/v1/models").removeprefix("/")
            if not wanted:
                await answer(send, 200, models_answer(names, loaded.policy))
            elif wanted in names:
                (model,) = msgspec.json.decode(models_answer((wanted,), loaded.policy))["data"]
                await answer(send, 200, msgspec.json.encode(model))
            else:
                refused = Refused(RefusalCode.MODEL_NOT_ALLOWED, (), {"model": wanted[:200]})
                await self._told(send, refusal(refused, loaded.policy, language))

    async def _refuse_method(self, scope: Scope, send: Send, method: str) -> None:
        told = fault(Fault.WRONG_METHOD, language_of(header(scope, b"accept-language")), method=method)
        self._gateway.metrics.faults[told.code] += 1
        await answer(send, told.status, told.body, ((b"allow", method.encode()),))

    async def _told(self, send: Send, told: Told) -> None:
        self._gateway.metrics.faults[told.code] += 1
        await answer(send, told.status, told.body)

    async def _health(self, send: Send) -> None:
        """Say how the gateway is: it answers as long as it runs."""
        await answer(send, 200, msgspec.json.encode(self._state()))

    async def _ready(self, send: Send) -> None:
        """Say whether calls can be served: not without rules, nor without a journal."""
        state = self._state()
        await answer(send, 200 if state["ready"] else 503, msgspec.json.encode(state))

    async def _metrics(self, send: Send) -> None:
        state = self._state()
        gauges = {"ready": float(bool(state["ready"])), "bundle_failures": float(self._gateway.bundles.failures)}
        bundles = self._gateway.bundles
        loaded, age, here = bundles.current, bundles.age(self._gateway.now()), bundles.loaded()
        if loaded is not None and age is not None and here is not None:
            version = float(loaded.policy.version)
            gauges |= {"bundle_version": version, "bundle_age_seconds": age, "bundle_loaded_seconds": here}
        body = self._gateway.metrics.written(gauges)
        headers = [(b"content-type", b"text/plain; version=0.0.4; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _state(self) -> dict[str, object]:
        bundles, journal = self._gateway.bundles, self._gateway.journal
        loaded, age, here = bundles.current, bundles.age(self._gateway.now()), bundles.loaded()
        bundle = None
        if loaded is not None and age is not None and here is not None:
            bundle = {
                "version": loaded.policy.version,
                "published_at": loaded.policy.published_at,
                "digest": loaded.digest,
                "age_seconds": round(age, 1),
                "loaded_seconds": round(here, 1),
            }
        return {
            "ready": loaded is not None and journal.healthy,
            "bundle": bundle,
            "bundle_error": bundles.last_error,
            "journal": "ok" if journal.healthy else "unavailable",
        }


def _place_of(error: Exception) -> str:
    """Return where an error was raised: a file of ours, or of a library, and its line."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
