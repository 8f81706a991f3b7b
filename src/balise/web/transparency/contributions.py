# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the apps above add to the portal of an authority, without this one knowing them.

An app above registers a function in its ``AppConfig.ready()``: given an authority, it returns the page to lead to from
the head of every page of the portal, or None when there is nothing to read there yet.
"""

from collections.abc import Callable
from dataclasses import dataclass

from balise.web.organisations.members import Place


@dataclass(frozen=True, slots=True)
class PortalPage:
    """A page of the portal, as its navigation names it."""

    key: str
    """Told under ``portal_current`` by the page that is shown."""
    label: str
    url: str


OfPortal = Callable[[Place], PortalPage | None]

_PAGES: list[OfPortal] = []


def register_portal_page(page: OfPortal) -> None:
    """Add a page to the navigation of every portal; twice the same counts once."""
    if page not in _PAGES:
        _PAGES.append(page)


def more_pages(place: Place) -> tuple[PortalPage, ...]:
    """Return the pages that the apps above add to a portal."""
    found = (page(place) for page in _PAGES)
    return tuple(page for page in found if page is not None)
