# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""``POST /v1/balise/preview``: what would be done of a text, before anything is sent to anybody.

No model is called and nothing is kept: a preview is no call, and leaves no record. It is open to the keys that may
call, whatever became of their dossier: to show a text to whoever wrote it gives nothing away.
"""

import msgspec

from balise.core.policy import Deployment, Refused, fingerprint
from balise.core.refusals import RefusalCode
from balise.gateway.asgi import (
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
from balise.gateway.bodies import UnreadableBodyError, read_object
from balise.gateway.calls import Gateway, bearer
from balise.gateway.recording import ScreeningFailedError
from balise.gateway.refusals import Fault, Told, fault, language_of, refusal, size_in_words

PREVIEW = "/v1/balise/preview"


class _Answered(Exception):  # noqa: N818 - no error: the answer is known already
    """The answer, found before the text was looked at."""

    def __init__(self, told: Told, *headers: Header) -> None:
        super().__init__(told.code)
        self.told = told
        self.headers = headers


async def previewed(gateway: Gateway, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request for a preview."""
    try:
        raw = await _body(gateway, scope, receive)
        deployment = _deployment(gateway, scope)
        text = _text(scope, raw)
        shown = await _shown(gateway, scope, text, deployment)
    except _Answered as found:
        gateway.metrics.faults[found.told.code] += 1
        await answer(send, found.told.status, found.told.body, found.headers)
    except ClientGoneError:
        return
    else:
        gateway.metrics.previews += 1
        await answer(send, 200, shown)


async def _body(gateway: Gateway, scope: Scope, receive: Receive) -> bytes:
    language, limits = language_of(header(scope, b"accept-language")), gateway.limits
    try:
        return await body_of(scope, receive, limits.body, limits.body_seconds)
    except BodyTooLargeError:
        told = fault(Fault.TOO_LARGE, language, limit=size_in_words(limits.body).in_(language))
        raise _Answered(told, (b"connection", b"close")) from None
    except TimeoutError:
        raise _Answered(fault(Fault.TOO_SLOW, language), (b"connection", b"close")) from None


def _deployment(gateway: Gateway, scope: Scope) -> Deployment:
    """Return the deployment that the key opens."""
    language = language_of(header(scope, b"accept-language"))
    loaded, key = gateway.bundles.current, bearer(header(scope, b"authorization"))
    if loaded is None:
        raise _Answered(refusal(Refused(RefusalCode.NO_BUNDLE), None, language))
    if not key:
        raise _Answered(fault(Fault.NO_KEY, language))
    known = loaded.policy.keys.get(fingerprint(key))
    deployment = None if known is None else loaded.policy.deployments.get(known.deployment)
    if known is None or deployment is None:
        raise _Answered(refusal(Refused(RefusalCode.UNKNOWN_KEY), loaded.policy, language))
    if known.not_after is not None and gateway.now() > known.not_after:
        told = {"title": deployment.title, "dossier": deployment.dossier}
        expired = Refused(RefusalCode.EXPIRED_KEY, (), told, known.deployment)
        raise _Answered(refusal(expired, loaded.policy, language))
    return deployment


def _text(scope: Scope, raw: bytes) -> str:
    language = language_of(header(scope, b"accept-language"))
    try:
        text = read_object(raw).get("input")
    except UnreadableBodyError as error:
        raise _Answered(fault(Fault.BAD_BODY, language, reason=error.reason.in_(language))) from None
    if not isinstance(text, str):
        raise _Answered(fault(Fault.BAD_FIELD, language, field="input"))
    return text


async def _shown(gateway: Gateway, scope: Scope, text: str, deployment: Deployment) -> bytes:
    failed = _Answered(
        refusal(Refused(RefusalCode.DETECTION_FAILED), None, language_of(header(scope, b"accept-language")))
    )
    if gateway.screening is None:
        raise failed
    try:
        found = await gateway.screening.preview(text, deployment)
    except ScreeningFailedError:
        raise failed from None
    return msgspec.json.encode(
        {
            "object": "balise.preview",
            "policy": deployment.data_policy.value,
            "blocked": found.blocked,
            "spans": found.pieces,
            "leaving": None if found.blocked else found.leaving,
        }
    )
