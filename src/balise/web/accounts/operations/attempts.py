# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Slowing down whoever asks too much of a page that sends e-mails or opens accounts.

Kept in the database, since the site may run as several processes and several machines. Sign-in has its own guard
(django-axes).
"""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from balise.web.accounts.models import Attempt

WINDOW = timedelta(hours=1)


def attempt(page: str, key: str | None, *, limit: int, at: datetime) -> bool:
    """Count one use of ``page`` by ``key``; tell whether it is still under ``limit`` within the hour.

    Two requests at the same instant may both be counted as the last one: a limit to slow down, not a lock.
    """
    hidden = salted_hmac("accounts.attempt", f"{page}:{key or ''}", algorithm="sha256").hexdigest()
    Attempt.objects.filter(at__lte=at - WINDOW).delete()
    if Attempt.objects.filter(page=page, key=hidden).count() >= limit:
        return False
    Attempt.objects.create(page=page, key=hidden, at=at)
    return True
