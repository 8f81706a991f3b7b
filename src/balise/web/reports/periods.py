# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The twelve months of a report: the last that are over, by default those of a calendar year."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from balise.core.annual.record import MONTHS, YearPeriod


def last_over(on: date) -> YearPeriod:
    """Return the last calendar year that is over."""
    return YearPeriod.ending(on.year - 1)


def ending_choices(on: date, how_many: int = 2 * MONTHS) -> tuple[YearPeriod, ...]:
    """Return the periods that may be reported on: those that ended with one of the last months, the last one first."""
    found, year, month = [], on.year, on.month
    for _rank in range(how_many):
        month -= 1
        if month == 0:
            year, month = year - 1, MONTHS
        found.append(YearPeriod.ending(year, month))
    return tuple(found)


def so_far(on: date, last_reported: date | None) -> YearPeriod:
    """Return the year that is running, up to a day: from the end of the last report, or else from 1 January.

    A report that is more than a year old leaves no year running but the calendar one.
    """
    first = date(on.year, 1, 1)
    if last_reported is not None and on - timedelta(days=366) <= last_reported < on:
        first = last_reported + timedelta(days=1)
    return YearPeriod(first, on)


def end_of(period: YearPeriod) -> datetime:
    """Return the first instant that is too late to count: midnight after the last day, where the site is."""
    return timezone.make_aware(datetime.combine(period.last_day + timedelta(days=1), time.min))
