# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where the pages and the files of the registers stand on this site, as the renderers of open data ask for them."""

from django.urls import reverse

from balise.rendering.open_data.addresses import Addresses, Download
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
    return Addresses(entry=_entry, register=_register, download=_download, naming=f"{site_host()},{NAMED_SINCE}")


def _entry(code: str) -> str:
    return site_address(reverse("transparency:entry", args=[code]))


def _register(authority: str | None) -> str:
    if authority is None:
        return site_address(reverse("transparency:portals"))
    return site_address(reverse("transparency:register", args=[authority]))


def _download(kind: Download, authority: str | None) -> str:
    return site_address(file_path(kind, authority))


def file_path(kind: Download, authority: str | None) -> str:
    """Return the path of a file of an authority, or of the whole installation when none is named."""
    if authority is None:
        return reverse(f"transparency:all-{ROUTES[kind]}")
    return reverse(f"transparency:{ROUTES[kind]}", args=[authority])
