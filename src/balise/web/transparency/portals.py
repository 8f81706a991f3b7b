# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The portal of an authority: its register, and that of the authorities below it."""

from dataclasses import dataclass

from django.http import Http404

from balise.web.organisations.members import Place
from balise.web.organisations.queries import descendants, place_of


@dataclass(frozen=True, slots=True)
class Portal:
    """What residents read of one authority; a metropolis adds up its communes."""

    place: Place
    below: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the authorities whose entries it shows, its own first."""
        return (self.place, *self.below)

    @property
    def ids(self) -> frozenset[int]:
        """Return their identifiers."""
        return frozenset(place.id for place in self.places)


def portal_or_404(slug: str) -> Portal:
    """Return the portal at that address.

    Raises:
        Http404: there is no such authority.
    """
    place = place_of(slug)
    if place is None:
        raise Http404
    return Portal(place, descendants(place.id))
