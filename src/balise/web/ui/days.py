# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Days as every page writes them, in the language of the reader."""

from datetime import date, datetime

from django.utils import timezone

from balise.rendering.typography import date_in_words
from balise.web.ui.languages import current_language


def in_words(day: date | datetime | None) -> str:
    """Write a day in full: « 3 mars 2026 ». An instant is written as its day in the site's time zone."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return date_in_words(day, current_language())
