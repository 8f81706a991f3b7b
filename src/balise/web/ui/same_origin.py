# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whether a form was sent from a page of the site, as the browser itself says: no token, hence no cookie, is needed.

For a form that stands on every page and does nothing that could hurt, such as the choice of a language: a token would
make each page different for each reader, set a cookie on whoever only reads, and let nobody keep a page. Whatever
acts on data keeps its token.
"""

from django.conf import settings
from django.http import HttpRequest


def sent_from_here(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of the site sent this; one that says nothing is not believed.

    ``Sec-Fetch-Site`` is looked at first: no script can write it, and it holds where a page hides its address, which
    makes ``Origin`` null.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {here, *settings.CSRF_TRUSTED_ORIGINS}
