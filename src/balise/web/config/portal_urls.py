# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses served under the name of a portal: its home page at the root, and every page that anybody may read.

They are chosen by the rule that each page bears (``ui/access.py``): a page for members is absent, be it written
tomorrow. Refused: a list kept by hand, which forgets.
"""

from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.views.generic import RedirectView

from balise.web.config.urls import handler400, handler403, handler404, handler500
from balise.web.reports.urls import urlpatterns as pages_of_reports
from balise.web.transparency.urls import urlpatterns as every_page
from balise.web.transparency.views.portal import home_here
from balise.web.ui.access import Access, Audience
from balise.web.ui.views import choose_language

__all__ = ("handler400", "handler403", "handler404", "handler500", "urlpatterns")


def _for_anyone(page: URLPattern | URLResolver) -> bool:
    """Tell whether anybody reads a page, or every page of a part of the site."""
    if isinstance(page, URLResolver):
        return all(map(_for_anyone, page.url_patterns))
    access = getattr(page.callback, "access", None)
    return isinstance(access, Access) and access.audience is Audience.ANYONE


_pages = [page for page in every_page if _for_anyone(page) and getattr(page, "name", "") != "portals"]
_reports = [page for page in pages_of_reports if _for_anyone(page)]
_home = reverse_lazy("transparency:here", urlconf=__name__)

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "",
        include(
            (
                [
                    path("", home_here, name="here"),
                    path("portail/", RedirectView.as_view(url=_home), name="portals"),
                    *_pages,
                ],
                "transparency",
            )
        ),
    ),
    path("", include((_reports, "reports"))),
    path(
        "",
        include(
            (
                [
                    path("langue/", choose_language, name="language"),
                    path("aide/", RedirectView.as_view(url=_home), name="help"),
                ],
                "ui",
            )
        ),
    ),
]
