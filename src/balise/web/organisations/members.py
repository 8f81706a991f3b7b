# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Somebody acting in a local authority: what every operation of the site is given."""

from dataclasses import dataclass

from balise.core.roles import Role
from balise.web.journal.operations import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """A local authority, as the apps above need it."""

    id: int
    slug: str
    name: str
    kind: str
    single_handed: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A person, the authority where they act, and the roles they hold there today."""

    user_id: int
    name: str
    email: str
    authority: Place
    roles: frozenset[Role]
    units: frozenset[int]

    @property
    def actor(self) -> Actor:
        """Return the person as the journal names them."""
        return Actor(self.user_id, self.name)

    def holds(self, *roles: Role) -> bool:
        """Tell whether the person holds one of these roles; any membership will do when none is named."""
        return not roles or not self.roles.isdisjoint(roles)
