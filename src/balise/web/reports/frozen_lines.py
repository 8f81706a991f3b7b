# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The lines of the frozen record behind a figure that counts no dossier: questions from the public, services seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balise.core.annual.measured import OUTSIDE
from balise.core.annual.people import ANSWER_DAYS, QUESTIONS, fates
from balise.rendering.annual_page import Page
from balise.rendering.typography import number_in_words


@dataclass(frozen=True, slots=True)
class Lines:
    """A table: what its columns are, and its lines."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    counted: bool = False
    """The last column is an amount."""

    @property
    def labelled(self) -> list[list[tuple[str, str]]]:
        """Return each cell with its column: a narrow screen shows one under the other."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


def lines_behind(figure: str, page: Page) -> Lines | None:
    """Return the lines that a figure counts; None for one that counts dossiers, or nothing."""
    found = _LINES.get(figure)
    return None if found is None else found(page)


def _questions(page: Page) -> Lines | None:
    """Return when each question was asked and answered; what it said, and who asked, is not frozen."""
    rows = tuple(
        (
            page.day(asked.on),
            "" if asked.answered_on is None else page.day(asked.answered_on),
            page.label(QUESTIONS, fate),
        )
        for asked, fate in fates(page.record)
    )
    return Lines((_("Reçue le"), _("Réponse le"), _("Issue")), rows) if rows else None


def _services(page: Page) -> Lines | None:
    outside = sorted(page.record.outside or (), key=lambda line: (-line.requests, line.service))
    rows = tuple(
        (line.service, page.label(OUTSIDE, line.standing.value), number_in_words(line.requests, page.language))
        for line in outside
    )
    return Lines((_("Service"), _("Position de la collectivité"), _("Requêtes")), rows, counted=True) if rows else None


_LINES: Mapping[str, Callable[[Page], Lines | None]] = {
    QUESTIONS.id: _questions,
    ANSWER_DAYS.id: _questions,
    OUTSIDE.id: _services,
}
