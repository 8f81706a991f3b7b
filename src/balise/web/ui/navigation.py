# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The ways in at the top of each page: only those that exist and that the reader may open.

A link that answers « page réservée » teaches people not to click. The rule is the one that the page itself bears
(``access.py``), so a page that opens to one more role appears in the masthead of that role with nothing to edit.
"""

from typing import Protocol

from django.urls import NoReverseMatch, Resolver404, resolve, reverse

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
    try:
        address = reverse(name, kwargs={} if reader is None else {"authority": reader.authority.slug})
        access = getattr(resolve(address).func, "access", None)
    except (NoReverseMatch, Resolver404):
        return ""
    if reader is not None and isinstance(access, Access) and not reader.holds(*access.roles):
        return ""
    return address


def whereabouts(address: str, path: str, *, section: bool) -> str:
    """Return what ``aria-current`` says of a link: the very page, the section it belongs to, or nothing."""
    if path.partition("?")[0] == address:
        return "page"
    return "true" if section else ""
