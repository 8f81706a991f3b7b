# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Why a decision with reservations has a row."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Origin:
    """Why there is a row: a criterion to correct, a reservation still open, or nothing in particular."""

    key: str
    title: str
    criterion: str = ""
    replaces: int | None = None
    text: str = ""
    due_on: date | None = None
    before_deployment: bool = False
    assignee_id: int | None = None
    takes_up: str = ""
    """The reservation of an opinion from which it comes, in its words."""
    asked_by: str = ""
    """Whose opinion that is."""
    needed: bool = False
    """The decision is not possible without it."""
    may_discharge: bool = False
    """It is open, and its criterion asks for nothing more: the decision may declare it without object."""
    judged_no_more: bool = False
    """That is because the texts in force no longer judge its criterion."""
