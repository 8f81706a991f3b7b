# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the catalogue answers to a dossier: two questions of the bank, established and not declared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from balise.core.questions import NO, YES
from balise.web.catalogue.matrix import Answer, Voice, answer, of_the_whole, rows_of
from balise.web.catalogue.vocabulary import Permission, data_classes

ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Standing:
    """The answers to ``catalogue_status`` and ``data_class_allowed``; the latter is None when it depends."""

    catalogue_status: str
    data_class_allowed: str | None


NOT_IN_CATALOGUE = Standing(ABSENT, NO)


def standing(voices: Sequence[Voice], data_class: str | None, uses: Iterable[str], on: date) -> Standing:
    """Return where a tool stands for a dossier that entrusts these data to it, for these tasks.

    What the dossier has not said yet counts as anything it might say: the answer is given only if it would be the
    same in every case.
    """
    classes = tuple(data_classes()) if data_class is None else (data_class,)
    given = tuple(uses)
    cases = [[answer(voices, use, one, on) for use in given] for one in classes if given]
    if not given:
        cases = [[answer(voices, row, one, on)] for row in rows_of(voices) for one in classes]
    return Standing(_status(voices, cases, on, known=bool(given) and data_class is not None), _allowed(cases))


def _allowed(cases: Sequence[Sequence[Answer]]) -> str | None:
    outcomes = {all(found.allowed for found in case) for case in cases}
    if len(outcomes) != 1:
        return None
    return YES if outcomes.pop() else NO


def _status(voices: Sequence[Voice], cases: Sequence[Sequence[Answer]], on: date, *, known: bool) -> str:
    if known and all(found.allowed for found in cases[0]):
        found = {answered.permission for answered in cases[0]}
        return Permission.AUTHORISED if found == {Permission.AUTHORISED} else Permission.CONDITIONAL
    whole = of_the_whole(voices, on).permission
    return ABSENT if whole is None else whole.value
