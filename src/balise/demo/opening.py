# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The portals described: what the city and the metropolis say of theirs; the others have written nothing yet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial

from balise.demo.calendar import Calendar
from balise.demo.scenario import PublicPortal
from balise.demo.settling import Cast
from balise.demo.timeline import Happening
from balise.web.transparency.operations.portal import describe_portal


def opening(portals: Iterable[PublicPortal], cast: Cast, calendar: Calendar) -> Iterator[Happening]:
    """Yield all that is written of the portals."""
    for portal in portals:
        yield Happening(calendar.instant(portal.on, 16, 0), partial(_describe, portal, cast, calendar))


def _describe(portal: PublicPortal, cast: Cast, calendar: Calendar, at: datetime) -> None:
    said = replace(portal.says, accessibility_on=calendar.day_or_none(portal.says.accessibility_on))
    describe_portal(cast.member(portal.by, portal.place), said, at=at)
