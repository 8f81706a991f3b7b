# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every address of the site, app by app. A page missing from the permission matrix of the tests fails them."""

from django.urls import URLPattern, URLResolver, include, path

from balise.web.ui import error_pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("balise.web.ui.urls")),
    path("", include("balise.web.accounts.urls")),
    path("", include("balise.web.organisations.urls")),
    path("espace/<slug:authority>/outils/", include("balise.web.catalogue.urls")),
    path("espace/<slug:authority>/dossiers/", include("balise.web.assessments.urls")),
    path("espace/<slug:authority>/", include("balise.web.governance.urls")),
    path("espace/<slug:authority>/", include("balise.web.incidents.urls")),
    path("espace/<slug:authority>/", include("balise.web.charters.urls")),
    path("", include("balise.web.literacy.urls")),
    path("", include("balise.web.transparency.urls")),
    path("", include("balise.web.deployments.urls")),
    path("", include("balise.web.measures.urls")),
    path("", include("balise.web.reports.urls")),
]

handler400 = error_pages.bad_request
handler403 = error_pages.forbidden
handler404 = "balise.web.transparency.lost.not_found"
handler500 = error_pages.server_error
