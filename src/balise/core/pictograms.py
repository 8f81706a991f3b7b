# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pictograms: a drawing of what a commitment is about, and the words that say it to whoever does not see it.

A drawing is named by its subject, for two charters may ask for the same thing. A commitment that nobody has drawn gets
the one that stands for any commitment, so that a charter written elsewhere is illustrated from its first day.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from balise.core.language import Text


@dataclass(frozen=True, slots=True)
class Pictogram:
    """A line drawing in the colour of the text around it."""

    id: str
    svg: str
    alternative: Text
    """What the drawing shows."""


@dataclass(frozen=True, slots=True)
class PictogramSet:
    """The drawings, and the commitments that each illustrates."""

    generic: Pictogram
    by_commitment: Mapping[str, Pictogram]

    def of(self, commitment: str) -> Pictogram:
        """Return the drawing of a commitment, by its id; the generic one when it has none of its own."""
        return self.by_commitment.get(commitment, self.generic)
