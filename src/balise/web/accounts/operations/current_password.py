# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Wrong answers to « mot de passe actuel »: whoever sits down at an open session may not guess it without end.

Counted by account and not by address: the session is already open, wherever its thief has taken it. A pause shuts
nobody out; the person works on, and may still choose a new password by e-mail.
"""

from datetime import datetime, timedelta

from balise.web.accounts.operations.attempts import count, forget, pause

LIMIT = 10
"""How many wrong passwords one account may give here within the time below: as many as at sign-in."""
WITHIN = timedelta(minutes=15)

_PAGE = "password-change"


def pause_of_changes(user_id: int, *, at: datetime) -> timedelta | None:
    """Return how long this account must wait before its password is looked at again."""
    return pause(_PAGE, str(user_id), limit=LIMIT, within=WITHIN, at=at)


def count_wrong_current(user_id: int, *, at: datetime) -> None:
    """Count one password that was not that of the account."""
    count(_PAGE, str(user_id), at=at)


def forget_wrong_current(user_id: int) -> None:
    """Forget them: the person has proved who they are."""
    forget(_PAGE, str(user_id))
