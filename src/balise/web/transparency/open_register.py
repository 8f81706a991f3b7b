# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A register as it is given away: that of an authority with those below it, or that of the whole installation.

Found once a request, in as many queries however many authorities it adds up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from balise import __version__
from balise.core.digests import digest_of_text
from balise.core.register import PublicAuthority
from balise.web.organisations.members import Place
from balise.web.organisations.queries.settings import settings_by_authority
from balise.web.transparency.hosts import origin_of
from balise.web.transparency.portals import Portal, portal_or_404
from balise.web.transparency.queries.open_data import state_of
from balise.web.transparency.queries.portals import open_places
from balise.web.ui.site_address import site_address, site_host


@dataclass(frozen=True, slots=True)
class OpenRegister:
    """Whose entries are given away, and under what name."""

    slug: str | None
    """That of the authority in addresses; None for the whole installation."""
    name: str
    authorities: Mapping[int, PublicAuthority]
    """What each says of itself today, by identifier."""

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the identifiers of the authorities."""
        return tuple(self.authorities)

    @property
    def authority(self) -> PublicAuthority | None:
        """Return the authority whose register it is; None for the whole installation."""
        return next((each for each in self.authorities.values() if each.slug == self.slug), None)

    def tag(self, file: str) -> str:
        """Return what names a file as it stands (``ETag``): it changes as soon as one byte of the file may.

        A file says the entries, the names of the authorities, the addresses of the site and of the portals, as this
        version writes them; it speaks one language, whoever asks.
        """
        state = state_of(self.ids)
        known = sorted(self.authorities.items())
        origins = [site_address(), *(origin_of(each.slug) for _, each in known)]
        return f'"{digest_of_text(repr((file, __version__, origins, self.slug, known, state)))}"'


def open_register_or_404(slug: str | None) -> OpenRegister:
    """Return the register of an authority, or that of the installation when none is named.

    Raises:
        Http404: there is no such authority.
    """
    return open_register(None if slug is None else portal_or_404(slug))


def open_register(portal: Portal | None) -> OpenRegister:
    """Return the register of a portal, or that of the installation without one."""
    if portal is None:
        return OpenRegister(None, site_host(), _described(open_places()))
    return OpenRegister(portal.place.slug, portal.place.name, _described(portal.places))


def _described(places: Iterable[Place]) -> dict[int, PublicAuthority]:
    listed = tuple(places)
    said = settings_by_authority(place.id for place in listed)
    return {
        place.id: PublicAuthority(place.slug, own.name, own.kind, own.siren, own.contact)
        for place in listed
        for own in (said[place.id],)
    }
