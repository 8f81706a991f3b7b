# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The month of an instant, as logs write instants; days are worked out once each."""

from datetime import UTC, datetime

from balise.loading.usage_logs.errors import MonthFirstError
from balise.loading.usage_logs.reading import LineError

DAY = 86_400
NO_DATE = "date"
MONTHS = range(1, 13)
_ENGLISH = {
    name: place for place, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), start=1)
}
_days: dict[int, str] = {}


def of_seconds(said: bytes) -> str:
    """Return the month of seconds since 1970 (``1763892000.123``), in universal time.

    Raises:
        LineError: that is no instant.
    """
    try:
        day = int(said.partition(b".")[0]) // DAY
    except ValueError:
        raise LineError(NO_DATE) from None
    month = _days.get(day)
    if month is None:
        try:
            month = datetime.fromtimestamp(day * DAY, UTC).strftime("%Y-%m")
        except (ValueError, OverflowError, OSError):
            raise LineError(NO_DATE) from None
        if len(_days) < DAY:
            _days[day] = month
    return month


def of_common_log(said: bytes) -> str:
    """Return the month of ``[23/Nov/2026:10:00:00 +0100]``.

    Raises:
        LineError: that is no instant.
    """
    parts = said.lstrip(b"[").partition(b":")[0].split(b"/")
    if len(parts) != 3 or parts[1] not in _ENGLISH or not parts[2].isdigit():  # noqa: PLR2004 - day, month, year
        raise LineError(NO_DATE)
    return f"{parts[2].decode()}-{_ENGLISH[parts[1]]:02d}"


def of_iso(said: bytes) -> str:
    """Return the month of ``2026-11-23…``.

    Raises:
        LineError: that is no instant.
    """
    month = said[:7]
    if len(month) != 7 or month[4:5] != b"-" or not (month[:4] + month[5:]).isdigit():  # noqa: PLR2004 - « 2026-11 »
        raise LineError(NO_DATE)
    if int(month[5:]) not in MONTHS:
        raise LineError(NO_DATE)
    return month.decode()


def of_table(said: bytes) -> str:
    """Return the month of a day in a table: ``2026-11-23…``, or as French spreadsheets write it, ``23/11/2026…``.

    Raises:
        LineError: that is no day.
        MonthFirstError: that is a day as Americans write it: « 5/11 », above or below it, would be taken for November.
    """
    day, slash, rest = said.strip().partition(b" ")[0].partition(b"/")
    if not slash:
        return of_iso(said.strip())
    month, _slash, year = rest.partition(b"/")
    if day.isdigit() and month.isdigit() and int(day) in MONTHS and int(month) not in MONTHS:
        raise MonthFirstError
    return of_iso(b"%s-%s-%s" % (year, month.zfill(2), day))
