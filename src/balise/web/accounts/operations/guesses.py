# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Wrong passwords beyond one account and one address: one password tried on every account, one account from everywhere.

The limits are wide. A whole town hall may share an address, and whoever knows an e-mail could otherwise shut its owner
out. What the password opens is not asked: an account that does not exist is counted like another, and tells nothing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from balise.web.accounts.addresses import one_way
from balise.web.accounts.operations.attempts import count, forget, pause

WITHIN = timedelta(minutes=15)


class Guessed(StrEnum):
    """What the wrong passwords have in common."""

    NETWORK = "network"
    ACCOUNT = "account"


LIMITS = {Guessed.NETWORK: 100, Guessed.ACCOUNT: 50}
"""How many wrong passwords may come from one network address, and for one account, within fifteen minutes."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Why no password is looked at, and for how long."""

    guessed: Guessed
    lasts: timedelta


def pause_of_guesses(email: str, address: str | None, *, at: datetime) -> Pause | None:
    """Return the pause that this account, or whoever comes from this address, is in."""
    for guessed, key in _keys(email, address).items():
        lasts = pause(_page(guessed), key, limit=LIMITS[guessed], within=WITHIN, at=at)
        if lasts is not None:
            return Pause(guessed, lasts)
    return None


def count_guess(email: str, address: str | None, *, at: datetime) -> None:
    """Count a wrong password, for the account and for the address. Getting in afterwards erases neither."""
    for guessed, key in _keys(email, address).items():
        count(_page(guessed), key, at=at)


def forget_guesses(email: str) -> None:
    """Forget those for one account: its owner proved who they are. The address stays watched."""
    forget(_page(Guessed.ACCOUNT), one_way(email))


def _keys(email: str, address: str | None) -> dict[Guessed, str | None]:
    return {Guessed.NETWORK: address, Guessed.ACCOUNT: one_way(email)}


def _page(guessed: Guessed) -> str:
    return f"sign-in-{guessed}"
