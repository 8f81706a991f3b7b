# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An exception to a charter: somebody answers, for a time and for a reason, for a commitment that is not kept.

Only the body that made the promise can excuse from it: an exception covers a criterion of a charter and never one of
the law, which is above it.
"""

from dataclasses import dataclass
from datetime import date

from balise.core.dates import add_months
from balise.core.language import Text
from balise.core.obstacles import Obstacle, obstacle

LONGEST_EXCEPTION_MONTHS = 12
"""A year from the day it is granted; beyond, the charter itself ought to be amended."""


@dataclass(frozen=True, slots=True)
class CharterException:
    """Leave not to keep one criterion of a charter, who gives it, why, and until when."""

    criterion: str
    motive: str
    deciding_authority: str
    granted_on: date
    expires_on: date
    """The first day on which it no longer covers anything."""
    revoked_on: date | None = None
    """The day on which somebody put an end to it before its time."""

    @property
    def ends_on(self) -> date:
        """Return the first day on which it covers nothing, whatever put an end to it."""
        return self.expires_on if self.revoked_on is None else min(self.expires_on, self.revoked_on)

    def has_expired(self, on: date) -> bool:
        """Tell whether its time is over."""
        return self.expires_on <= on

    def is_revoked(self, on: date) -> bool:
        """Tell whether somebody put an end to it before its time."""
        return self.revoked_on is not None and self.revoked_on <= on and self.revoked_on < self.expires_on

    def has_ended(self, on: date) -> bool:
        """Tell whether it no longer covers anything: expired and revoked come to the same."""
        return self.ends_on <= on


def how_it_ended(exception: CharterException, on: date, *, title: Text | None = None) -> Obstacle | None:
    """Return what to say of an exception that no longer covers its criterion; nothing while it lasts."""
    about, name = (exception.criterion,), title or exception.criterion
    if exception.revoked_on is not None and exception.is_revoked(on):
        return obstacle("exception-revoked", about, criterion=name, revoked=exception.revoked_on)
    if exception.has_expired(on):
        return obstacle("exception-expired", about, criterion=name, expired=exception.expires_on)
    return None


def check_exception(
    exception: CharterException,
    on: date,
    *,
    above_the_charter: bool = False,
    title: Text | None = None,
) -> tuple[Obstacle, ...]:
    """Return what keeps this exception from covering its criterion on that day; nothing when it does.

    ``above_the_charter`` says that the criterion comes from a law or a standard, which no local exception can lift.
    """
    about = (exception.criterion,)
    name = title or exception.criterion
    found = []
    if above_the_charter:
        found.append(obstacle("exception-above-the-charter", about, criterion=name))
    if not exception.motive.strip():
        found.append(obstacle("exception-without-motive", about, criterion=name))
    if not exception.deciding_authority.strip():
        found.append(obstacle("exception-without-authority", about, criterion=name))
    if exception.granted_on > on:
        found.append(obstacle("exception-not-yet-granted", about, criterion=name, granted=exception.granted_on))
    if (ended := how_it_ended(exception, on, title=title)) is not None:
        found.append(ended)
    elif exception.expires_on > add_months(exception.granted_on, LONGEST_EXCEPTION_MONTHS):
        found.append(obstacle("exception-too-long", about, criterion=name, expires=exception.expires_on))
    return tuple(found)
