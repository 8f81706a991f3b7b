# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whole addresses of the site: what is printed, harvested or mailed must lead back here, whoever asked for it.

They come from the setting and never from the request: a proxy, a test or a visitor may call the site by another name,
and a code printed on ten thousand letters would keep it.
"""

from urllib.parse import urlsplit

from django.conf import settings


def site_address(path: str = "") -> str:
    """Return the whole address of a path of the site; that of the site itself when there is none."""
    return f"{settings.SITE_ADDRESS}{path}"


def site_host() -> str:
    """Return the name under which the site is known, without its port."""
    return urlsplit(settings.SITE_ADDRESS).hostname or ""
