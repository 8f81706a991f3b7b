# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The search for personal data as a call knows it: its texts in, what may leave out, and how to put it back.

The correspondence lives as long as the call, in memory, and is never written; where a client asks for it, it leaves
sealed with the reply and comes back with the next call (``conversations``).
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from balise.core.policy import DataPolicy, Deployment
from balise.gateway.pseudonyms.detection import Detector, Model, Options
from balise.gateway.pseudonyms.placeholders import Mapping
from balise.gateway.pseudonyms.previewing import preview
from balise.gateway.pseudonyms.remembering import RememberingFinder
from balise.gateway.pseudonyms.restoring import Restorer
from balise.gateway.pseudonyms.screening import DetectionFailedError, screen
from balise.gateway.recording import FoundPiece, PreviewedText, ScreenedTexts, ScreeningFailedError

Found = TypeVar("Found")
LONG = 20_000
"""Characters from which a text is searched in a thread: the other calls must not wait for it; nor for a model."""


class PersonalData:
    """Looks for personal data with the detectors that are shipped, built once."""

    def __init__(self, seconds: float, model: Model | None = None, options: Options | None = None) -> None:
        self._seconds = seconds
        self._detectors = {
            spares: RememberingFinder(Detector.shipped(replace(options or Options(), spare_officials=spares), model))
            for spares in (False, True)
        }
        self._aside = 0 if model is not None else LONG

    async def screen(self, texts: Sequence[str], deployment: Deployment, known: Mapping | None = None) -> ScreenedTexts:
        """Return the texts as the policy of a deployment lets them leave.

        Raises:
            ScreeningFailedError: the search broke, or took too long.
        """
        mapping = Mapping() if known is None else known
        detector = self._detectors[deployment.spare_officials]
        search = partial(
            screen,
            texts,
            deployment.data_policy,
            detector,
            mapping,
            time.monotonic() + self._seconds,
            remembered=detector.find_all,
        )
        found = await _searched(search, sum(map(len, texts)), self._aside)
        replaces = deployment.data_policy is DataPolicy.PSEUDONYMISE
        restorer = partial(Restorer, mapping) if replaces and len(mapping) else None
        return ScreenedTexts(found.texts, found.counts, found.blocked, restorer)

    async def preview(self, text: str, deployment: Deployment) -> PreviewedText:
        """Return what the policy of a deployment would do of a text that nobody sends yet.

        Raises:
            ScreeningFailedError: the search broke, or took too long.
        """
        detector, end = self._detectors[deployment.spare_officials], time.monotonic() + self._seconds
        found = await _searched(partial(preview, text, deployment.data_policy, detector, end), len(text), self._aside)
        pieces = tuple(FoundPiece(each.start, each.end, each.type, each.placeholder) for each in found.pieces)
        return PreviewedText(pieces, found.leaving, found.blocked)


async def _searched(search: Callable[[], Found], letters: int, aside: int) -> Found:
    """Return what a search finds; from so many letters, it is made in a thread."""
    try:
        return search() if letters < aside else await asyncio.to_thread(search)
    except DetectionFailedError:
        raise ScreeningFailedError from None
