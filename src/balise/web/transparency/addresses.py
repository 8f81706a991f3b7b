# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where the pages and the files of the registers stand, as the renderers of open data ask for them.

Those of an authority stand at its portal, under its own name where it has one.
"""

from django.urls import reverse

from balise.core.register import RegisterEntry
from balise.rendering.open_data.addresses import Addresses, Download
from balise.web.transparency.hosts import origin_of
from balise.web.ui.site_address import site_address, site_host

ROUTES = {
    Download.CSV: "register-csv",
    Download.JSON: "register-json",
    Download.ATOM: "changes",
    Download.TABLE_SCHEMA: "csv-schema",
    Download.JSON_SCHEMA: "json-schema",
    Download.DCAT: "catalogue",
}
"""The route of each file of an authority; that of the whole installation begins with ``all-``."""

NAMED_SINCE = 2026
"""The year from which what is named here bears the name of its site (RFC 4151)."""


def addresses_of_the_site() -> Addresses:
    """Return the addresses of this installation."""
    return Addresses(entry=_entry, register=_register, download=file_address, naming=f"{site_host()},{NAMED_SINCE}")


def _entry(entry: RegisterEntry) -> str:
    return f"{origin_of(entry.authority.slug)}{reverse('transparency:entry', args=[entry.id])}"


def _register(authority: str | None) -> str:
    if authority is None:
        return site_address(reverse("transparency:portals"))
    return f"{origin_of(authority)}{reverse('transparency:register', args=[authority])}"


def file_address(kind: Download, authority: str | None) -> str:
    """Return the whole address of a file: at the portal of its authority, or of the site for all of them."""
    origin = site_address() if authority is None else origin_of(authority)
    return f"{origin}{file_path(kind, authority)}"


def file_path(kind: Download, authority: str | None) -> str:
    """Return the path of a file of an authority, or of the whole installation when none is named."""
    if authority is None:
        return reverse(f"transparency:all-{ROUTES[kind]}")
    return reverse(f"transparency:{ROUTES[kind]}", args=[authority])
