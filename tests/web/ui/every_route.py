# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every address that the masthead leads to, as if all the apps were empty: the look is tested alone."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path

from balise.core.roles import Role
from balise.web.ui.access import Access, Audience, open_to_anyone, with_access


def nothing(request: HttpRequest, **given: str) -> HttpResponse:
    """Answer with an empty page."""
    return HttpResponse()


def _page(route: str, name: str, *roles: Role) -> URLPattern:
    view = with_access(lambda request, **given: nothing(request), Access(Audience.MEMBERS, frozenset(roles)))
    return path(route, view, name=name)


def _of(app: str, *pages: URLPattern) -> tuple[list[URLPattern], str]:
    return [*pages], app


urlpatterns = [
    path("", include("balise.web.ui.urls")),
    path(
        "",
        include(
            _of(
                "accounts",
                path("connexion/", open_to_anyone(nothing), name="sign-in"),
                path("deconnexion/", open_to_anyone(nothing), name="sign-out"),
                path("compte/", open_to_anyone(nothing), name="account"),
            )
        ),
    ),
    path(
        "",
        include(
            _of(
                "organisations",
                path("", open_to_anyone(nothing), name="home"),
                path("espace/", open_to_anyone(nothing), name="authorities"),
                _page("espace/<slug:authority>/membres/", "members"),
                _page("espace/<slug:authority>/services/", "units"),
                _page("espace/<slug:authority>/charte/", "frameworks"),
                _page("espace/<slug:authority>/reglages/", "settings", Role.ADMINISTRATOR),
            )
        ),
    ),
    path("espace/<slug:authority>/outils/", include(_of("catalogue", _page("", "list"), _page("puis-je/", "can-i")))),
    path("espace/<slug:authority>/dossiers/", include(_of("assessments", _page("", "list")))),
    path("espace/<slug:authority>/", include(_of("governance", _page("", "home"), _page("journal/", "journal")))),
]
