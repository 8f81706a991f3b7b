# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Slowing down whoever asks too much of a page that sends e-mails, opens accounts or takes passwords.

Kept in the database, since the site may run as several processes and several machines. One account tried from one
address has its own guard at sign-in (django-axes).
"""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from balise.web.accounts.models import Attempt

WINDOW = timedelta(hours=1)
"""How long an attempt is kept."""


def attempt(page: str, key: str | None, *, limit: int, at: datetime) -> bool:
    """Count one use of ``page`` by ``key``; tell whether it is still under ``limit`` within the hour.

    Two requests at the same instant may both be counted as the last one: a limit to slow down, not a lock.
    """
    if pause(page, key, limit=limit, within=WINDOW, at=at) is not None:
        return False
    count(page, key, at=at)
    return True


def pause(page: str, key: str | None, *, limit: int, within: timedelta, at: datetime) -> timedelta | None:
    """Return how long ``key`` must wait for ``page``, when it was counted ``limit`` times in the time given."""
    recent = Attempt.objects.filter(page=page, key=_hidden(page, key), at__gt=at - within).order_by("-at")
    oldest_that_counts = list(recent.values_list("at", flat=True)[limit - 1 : limit])
    return oldest_that_counts[0] + within - at if oldest_that_counts else None


def count(page: str, key: str | None, *, at: datetime) -> None:
    """Count one use of ``page`` by ``key``, and forget those that no limit looks at any more."""
    Attempt.objects.filter(at__lte=at - WINDOW).delete()
    Attempt.objects.create(page=page, key=_hidden(page, key), at=at)


def forget(page: str, key: str | None) -> None:
    """Forget every use of ``page`` by ``key``."""
    Attempt.objects.filter(page=page, key=_hidden(page, key)).delete()


def _hidden(page: str, key: str | None) -> str:
    return salted_hmac("accounts.attempt", f"{page}:{key or ''}", algorithm="sha256").hexdigest()
