# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A day as people write it, in both languages: sentences of the domain name days."""

from datetime import date

from balise.core.language import Text

_MONTHS = (
    Text("janvier", "January"),
    Text("février", "February"),
    Text("mars", "March"),
    Text("avril", "April"),
    Text("mai", "May"),
    Text("juin", "June"),
    Text("juillet", "July"),
    Text("août", "August"),
    Text("septembre", "September"),
    Text("octobre", "October"),
    Text("novembre", "November"),
    Text("décembre", "December"),
)


def month_in_words(month: str) -> Text:
    """Return ``septembre 2026`` and ``September 2026`` for ``2026-09``."""
    year, _dash, number = month.partition("-")
    name = _MONTHS[int(number) - 1]
    return Text(f"{name.fr} {year}", f"{name.en} {year}")


def day_in_words(day: date) -> Text:
    """Return ``1er mars 2027`` and ``1 March 2027``; the day is never parted from its month."""
    month = _MONTHS[day.month - 1]
    ordinal = "er" if day.day == 1 else ""
    return Text(f"{day.day}{ordinal}\u00a0{month.fr} {day.year}", f"{day.day}\u00a0{month.en} {day.year}")
