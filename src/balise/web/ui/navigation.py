# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The ways in at the top of each page: only those that exist and that the reader may open.

A link that answers « page réservée » teaches people not to click. The rule is the one that the page itself bears
(``access.py``), so a page that opens to one more role appears in the masthead of that role with nothing to edit.
"""

from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.urls import NoReverseMatch, Resolver404, get_script_prefix, get_urlconf, resolve, reverse

from balise.core.roles import Role
from balise.web.ui.access import Access


class Place(Protocol):
    """A local authority, as far as the masthead needs to know it."""

    @property
    def slug(self) -> str:
        """Return the name of the authority in addresses."""


class Reader(Protocol):
    """Whoever reads the page as a member of an authority."""

    @property
    def authority(self) -> Place:
        """Return the authority."""

    def holds(self, *roles: Role) -> bool:
        """Tell whether the person holds one of these roles."""


def way_in(name: str, reader: Reader | None) -> str:
    """Return the address of a page of the reader's authority, or of the site; empty when it is not to be shown."""
    place = "" if reader is None else reader.authority.slug
    address, access = _page(get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), name, place)
    if reader is not None and access is not None and not reader.holds(*access.roles):
        return ""
    return address


@lru_cache(maxsize=4096)
def _page(_addresses: str, _prefix: str, name: str, place: str) -> tuple[str, Access | None]:
    """Return the address of a page, empty when there is none, and who may open it: both are part of the program.

    What they follow from is told, so that what is remembered is never that of other addresses; who reads is not.
    """
    try:
        address = reverse(name, kwargs={"authority": place} if place else {})
        access = getattr(resolve(address).func, "access", None)
    except (NoReverseMatch, Resolver404):
        return "", None
    return address, access if isinstance(access, Access) else None


def whereabouts(address: str, path: str, *, section: bool) -> str:
    """Return what ``aria-current`` says of a link: the very page, the section it belongs to, or nothing."""
    if path.partition("?")[0] == address:
        return "page"
    return "true" if section else ""
