# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The bundle in force: read whole, checked, swapped in one assignment; the last good one is kept.

A call that is under way ends under the bundle that it began with. What is wrong with a new document is told by its
reason, never by its content.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec

from balise.core.language import Language, Text
from balise.core.policy import FORMAT, PolicyBundle, problems_of
from balise.gateway.upstream import Endpoint

logger = logging.getLogger(__name__)

LARGEST = 64 * 1024 * 1024


class BundleError(Exception):
    """A document is no bundle that this gateway can apply; the reason holds nothing of it. Logs say it in English."""

    def __init__(self, reason: Text) -> None:
        self.reason = reason
        super().__init__(reason.in_(Language.ENGLISH))


@dataclass(frozen=True, slots=True)
class LoadedBundle:
    """A bundle, the digest of the bytes that it was read from, and when (monotonic seconds)."""

    policy: PolicyBundle
    digest: str
    loaded_at: float


def read_bundle(raw: bytes) -> PolicyBundle:
    """Return the bundle that bytes hold.

    Raises:
        BundleError: they hold none, or one that contradicts itself.
    """
    if len(raw) > LARGEST:
        raise BundleError(Text(f"plus de {LARGEST} octets", f"larger than {LARGEST} bytes"))
    try:
        bundle = msgspec.json.decode(raw, type=PolicyBundle)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise BundleError(_place_alone(error)) from None
    if bundle.format != FORMAT:
        raise BundleError(Text(f"le format n’est pas {FORMAT}", f"format is not {FORMAT}"))
    for problem in problems_of(bundle):
        raise BundleError(problem)
    for name, provider in bundle.providers.items():
        try:
            Endpoint.of(provider.base_url)
        except ValueError:
            raise BundleError(
                Text(f"fournisseur {name}\u00a0: pas d’adresse", f"provider {name}: no address")
            ) from None
    return bundle


def _place_alone(error: Exception) -> Text:
    """Return where a document goes wrong: msgspec names the type and the path, and quotes nothing else."""
    if not isinstance(error, msgspec.ValidationError):
        return Text("ce n’est pas du JSON, ou le fichier est coupé", f"no JSON, or cut ({type(error).__name__})")
    said = str(error)[:200]
    at, lacking = _quoted(said, " - at `").removeprefix("$").removeprefix("."), _quoted(said, "required field `")
    place = ".".join(name for name in (at, lacking) if name)
    if lacking:
        return Text(f"il manque «\u00a0{place}\u00a0»", said)
    return Text(f"«\u00a0{place}\u00a0» n’est pas de la forme attendue" if place else "ce ne sont pas des règles", said)


def _quoted(said: str, before: str) -> str:
    """Return what stands between the end of some words and the next backquote; empty where they are not said."""
    return said.partition(before)[2].partition("`")[0]


Source = Callable[[], Awaitable[bytes | None]]
"""Gives the bytes of the document when they may have changed, None when they have not."""


class BundleHolder:
    """Holds the bundle in force, and looks for a newer one."""

    def __init__(self, source: Source, *, every: float, clock: Callable[[], float]) -> None:
        self._source = source
        self._every = every
        self._clock = clock
        self._task: asyncio.Task[None] | None = None
        self.current: LoadedBundle | None = None
        self.last_error = ""
        """Why the last document was not taken; empty when it was."""
        self._refused = False
        self.failures = 0
        self.on_change: list[Callable[[LoadedBundle], None]] = []

    async def refresh(self) -> None:
        """Look once; a source that fails, or a document that is wrong, changes nothing but what is told of it."""
        try:
            raw = await self._source()
            if raw is not None:
                self._take(raw)
                self._refused = False
            if not self._refused:
                self.last_error = ""
        except BundleError as error:
            self._refused = True  # until another document comes: that the same one is still there changes nothing
            self._note(f"refused: {error}")
        except OSError as error:
            self._note(f"unreadable: {type(error).__name__}")
        except Exception as error:  # noqa: BLE001 - no source may stop the gateway
            self._note(f"failed: {type(error).__name__}")

    def start(self) -> None:
        """Look again and again."""
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Look no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def age(self, now: datetime) -> float | None:
        """Return for how many seconds the bundle in force has been published; None without one.

        A restart makes no bundle newer, and a clock behind that of the site does not make one of the future.
        """
        if self.current is None:
            return None
        return max(0.0, (now - self.current.policy.published_at).total_seconds())

    def loaded(self) -> float | None:
        """Return for how many seconds the bundle in force has been here; None without one."""
        return None if self.current is None else self._clock() - self.current.loaded_at

    def _take(self, raw: bytes) -> None:
        digest = sha256(raw).hexdigest()
        if self.current is not None and digest == self.current.digest:
            return
        policy = read_bundle(raw)
        if self.current is not None and policy.version < self.current.policy.version:
            newer = self.current.policy.version
            raise BundleError(
                Text(
                    f"la version {policy.version} est plus ancienne que la {newer}",
                    f"version {policy.version} is older than {newer}",
                )
            )
        self.current = LoadedBundle(policy, digest, self._clock())
        logger.info("bundle %d in force", policy.version)
        for listener in self.on_change:
            listener(self.current)

    def _note(self, reason: str) -> None:
        self.failures += 1
        if reason != self.last_error:
            logger.warning("bundle %s", reason)
        self.last_error = reason

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._every)
            await self.refresh()
