# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What happens above this app when somebody accepts an invitation: they are given their roles.

An account knows nothing of memberships, which live in an app above. That app gives its own function here when Django
starts; it runs in the transaction of the acceptance, so that nobody ever joins without their roles.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from balise.core.roles import Role


class Welcome(Protocol):
    """Gives a person the roles they were offered."""

    def __call__(
        self,
        user_id: int,
        authority_id: int,
        roles: tuple[Role, ...],
        unit_id: int | None,
        invited_by: int | None,
        *,
        at: datetime,
    ) -> None:
        """Make the person a member of the authority."""


@dataclass(frozen=True, slots=True)
class HeldPlace:
    """An authority where a person holds roles: what their account page tells, and whose journal tells of them."""

    authority_id: int
    name: str
    address: str
    roles: tuple[Role, ...]


HeldPlaces = Callable[[int], tuple[HeldPlace, ...]]

_handlers: list[Welcome] = []
_readers: list[HeldPlaces] = []


def on_acceptance(handler: Welcome) -> None:
    """Call ``handler`` whenever an invitation is accepted."""
    if handler not in _handlers:
        _handlers.append(handler)


def tell_places(reader: HeldPlaces) -> None:
    """Ask ``reader`` for the places that a person holds, on the page of their account."""
    if reader not in _readers:
        _readers.append(reader)


def welcome(
    user_id: int,
    authority_id: int,
    roles: tuple[Role, ...],
    unit_id: int | None,
    invited_by: int | None,
    *,
    at: datetime,
) -> None:
    """Give somebody the roles of the invitation they accept.

    Raises:
        LookupError: no app gives roles, and the invitation would lead nowhere.
    """
    if not _handlers:
        raise LookupError("Nobody welcomes those who accept an invitation: see on_acceptance.")
    for handler in _handlers:
        handler(user_id, authority_id, roles, unit_id, invited_by, at=at)


def places_of(user_id: int) -> tuple[HeldPlace, ...]:
    """Return the places that a person holds."""
    return tuple(place for reader in _readers for place in reader(user_id))
