# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The maintained list of services of AI: where each answers, who provides it, under which law.

A file that a spreadsheet opens, for those who keep it are not programmers; an authority may give its own beside it.
"""

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from balise.core.outside_usage import Directory, Service

SHIPPED = "services.csv"


@cache
def shipped_directory() -> Directory:
    """Return the services of the list that is shipped."""
    text = files("balise.loading.usage_logs").joinpath(SHIPPED).read_text(encoding="utf-8")
    return Directory(_services(text))


def _services(text: str) -> Iterator[Service]:
    for row in csv.DictReader(text.splitlines(), delimiter=";"):
        yield Service(
            id=row["id"],
            name=row["name"],
            vendor=row["vendor"],
            country=row["country"],
            hosts=tuple(row["hosts"].split()),
            called=tuple(filter(None, row["called"].split("|"))),
        )
