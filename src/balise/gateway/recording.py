# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the gateway asks of a journal and of a search for personal data: doors, behind which others work."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from balise.core.policy import Deployment, Model
from balise.core.usage import FootprintRange, UsageRecord
from balise.gateway.pseudonyms.placeholders import Mapping as Correspondence


class Recorder(Protocol):
    """Keeps a record of each call."""

    @property
    def healthy(self) -> bool:
        """Tell whether records can be written."""

    async def append(self, record: UsageRecord) -> None:
        """Return once the record would survive the death of this process.

        Raises:
            JournalUnavailableError: it cannot be written.
        """


class Restorer(Protocol):
    """Puts back into a text what was taken out of the request, piece by piece."""

    def feed(self, piece: str) -> str:
        """Return what can be shown of the text so far."""

    def close(self) -> str:
        """Return what was held back."""


@dataclass(frozen=True, slots=True)
class ScreenedTexts:
    """Texts that may leave, what was found in them, and how to put it back."""

    texts: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)
    blocked: bool = False
    """They hold what may not leave at all."""
    restorer: Callable[[bool], Restorer] | None = None
    """Makes a restorer, for plain text or for the inside of JSON; None when nothing was taken out."""


@dataclass(frozen=True, slots=True)
class FoundPiece:
    """A piece of personal data in a text: its place in code points, its type, and what would stand there instead."""

    start: int
    end: int
    type: str
    placeholder: str = ""
    """Empty when the policy replaces nothing."""


@dataclass(frozen=True, slots=True)
class PreviewedText:
    """A text as it would leave, and what would be done of it on the way."""

    pieces: tuple[FoundPiece, ...]
    leaving: str = field(repr=False)
    blocked: bool = False
    """It would not leave at all."""


class ScreeningFailedError(Exception):
    """The search did not finish: nothing may leave."""


class Screening(Protocol):
    """Looks for personal data."""

    async def screen(
        self, texts: Sequence[str], deployment: Deployment, known: Correspondence | None = None
    ) -> ScreenedTexts:
        """Return the texts as the policy of a deployment lets them leave.

        ``known``: the correspondence of a conversation that goes on; it learns what is replaced.

        Raises:
            ScreeningFailedError: the search did not finish.
        """

    async def preview(self, text: str, deployment: Deployment) -> PreviewedText:
        """Return what the policy of a deployment would do of a text that nobody sends yet.

        Raises:
            ScreeningFailedError: the search did not finish.
        """


Footprint = Callable[[Model, int, float], FootprintRange]
"""Estimates a call by its model, its output tokens and its seconds."""
