# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What deployments have spent: reserved when a call comes in, corrected when it ends, read back at start.

A call is counted whole before it is sent, so that a hundred at once cannot each find the last of a quota. Days and
months are those of universal time, as in the usage journal.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from balise.core.policy import Quota
from balise.core.refusals import RefusalCode


@dataclass(frozen=True, slots=True)
class Spent:
    """Tokens, and energy in µWh."""

    tokens: int = 0
    energy: int = 0


NOTHING = Spent(0, 0)


@dataclass(slots=True)
class _Account:
    """What one deployment spent in one period, and what calls under way may add."""

    tokens: int
    energy: int

    def add(self, tokens: int, energy: int) -> None:
        self.tokens += tokens
        self.energy += energy


@dataclass(slots=True)
class Reservation:
    """What a call is counted for until it ends, in the day and the month when it began."""

    accounts: tuple[_Account, _Account]
    tokens: int
    energy: int
    settled: bool = field(default=False)


Recall = Callable[[str, str], Spent]
"""Gives what a deployment spent in a period: ``2026-11-22`` or ``2026-11``."""

KEPT = 4
"""Periods remembered for each deployment: a clock that is set back finds the day that it had left as it was."""


def _nothing(_deployment: str, _period: str) -> Spent:
    return Spent()


class Quotas:
    """The accounts of every deployment that this gateway has seen."""

    def __init__(self, recall: Recall = _nothing) -> None:
        self._recall = recall
        self._accounts: dict[str, dict[str, _Account]] = {}

    def reserve(
        self,
        deployment: str,
        quota: Quota,
        *,
        tokens: int,
        energy: int,
        at: datetime,
        certain: Spent = NOTHING,
    ) -> Reservation | RefusalCode:
        """Count a call in advance, or return which quota has no room left for it.

        The reply of the last call may go over: a limit that refused whatever might exceed would refuse long replies
        while most of it is left. What it takes for certain, or asks for in so many words, may not: ``certain`` is
        the least that it comes to.
        """
        in_day, in_month = self._both(deployment, at)
        if over := _over(quota, in_day, in_month, certain):
            return over
        in_day.add(tokens, energy)
        in_month.add(tokens, energy)
        return Reservation((in_day, in_month), tokens, energy)

    def settle(self, reservation: Reservation, *, tokens: int, energy: int) -> None:
        """Replace what was reserved by what was spent; once."""
        if reservation.settled:
            return
        reservation.settled = True
        for account in reservation.accounts:
            account.add(tokens - reservation.tokens, energy - reservation.energy)

    def spent(self, deployment: str, at: datetime) -> tuple[Spent, Spent]:
        """Return what was spent in the day and in the month, reservations included."""
        in_day, in_month = self._both(deployment, at)
        return Spent(in_day.tokens, in_day.energy), Spent(in_month.tokens, in_month.energy)

    def _both(self, deployment: str, at: datetime) -> tuple[_Account, _Account]:
        day = at.date().isoformat()
        return self._account(deployment, day), self._account(deployment, day[:7])

    def _account(self, deployment: str, period: str) -> _Account:
        known = self._accounts.setdefault(deployment, {})
        account = known.get(period)
        if account is None:
            spent = self._recall(deployment, period)
            account = known[period] = _Account(spent.tokens, spent.energy)
            while len(known) > KEPT:
                del known[next(iter(known))]  # the one met first; the journal remembers it
        return account


def _over(quota: Quota, in_day: _Account, in_month: _Account, certain: Spent) -> RefusalCode | None:
    least, least_energy = max(certain.tokens, 1), max(certain.energy, 1)
    if quota.tokens_per_day is not None and in_day.tokens + least > quota.tokens_per_day:
        return RefusalCode.TOKENS_OF_THE_DAY
    if quota.tokens_per_month is not None and in_month.tokens + least > quota.tokens_per_month:
        return RefusalCode.TOKENS_OF_THE_MONTH
    if quota.wh_per_day is not None and in_day.energy + least_energy > quota.wh_per_day * 1e6:
        return RefusalCode.ENERGY_OF_THE_DAY
    if quota.wh_per_month is not None and in_month.energy + least_energy > quota.wh_per_month * 1e6:
        return RefusalCode.ENERGY_OF_THE_MONTH
    return None
