# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Letters kept as rows until a mail server has taken them: sent once, by whichever process comes first.

A letter is a row of the transaction of the act that it tells: what fails is not told, what is written is told even if
the mail server is away that day, and ``balise tick`` tries again.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.core.mail import EmailMessage
from django.db.models import Model, QuerySet

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Model)


def deliver(waiting: "QuerySet[Row, Row]", mail_of: Callable[[Row], EmailMessage], *, at: datetime) -> int:
    """Send letters, each claimed first so that two processes do not send it twice; return how many left.

    The rows bear ``sent_at``, empty as long as the letter waits.
    """
    return sum(_sent(row, mail_of, at) for row in waiting.filter(sent_at=None).order_by("pk"))


def _sent(row: Row, mail_of: Callable[[Row], EmailMessage], at: datetime) -> bool:
    same: Any = type(row)._default_manager.filter(pk=row.pk)
    if not same.filter(sent_at=None).update(sent_at=at):
        return False
    try:
        mail_of(row).send()
    except Exception:  # whatever it is, the letter did not leave, and must not be counted as sent
        label = row._meta.label
        logger.exception("%s %s could not be sent: balise tick will try again.", label, row.pk)
        same.update(sent_at=None)
        return False
    return True
