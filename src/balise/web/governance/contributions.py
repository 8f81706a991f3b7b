# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the apps above add to the home page of a person, without this one knowing them.

In the manner of ``assessments.contributions``: an app registers functions in its ``AppConfig.ready()``, and the page
calls them. What is added is something that waits for the person; a function that has nothing to say returns None.

    register_waiting(public_questions)
"""

from collections.abc import Callable
from datetime import date

from balise.web.assessments.contributions import Panel
from balise.web.organisations.members import Member

Waiting = Callable[[Member, date], Panel | None]
"""From a person and a day: a <section> of what waits for them, in a constant number of queries."""

_WAITING: list[Waiting] = []


def register_waiting(waiting: Waiting) -> None:
    """Add a section to the home page; twice the same counts once."""
    if waiting not in _WAITING:
        _WAITING.append(waiting)


def waiting_for(member: Member, on: date) -> tuple[Panel, ...]:
    """Return what waits for a person, in the order in which the apps registered."""
    found = (waiting(member, on) for waiting in _WAITING)
    return tuple(panel for panel in found if panel is not None)
