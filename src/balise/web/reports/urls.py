# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app: those of the public, then those of whoever prepares the report."""

from django.urls import URLPattern, path

from balise.web.reports.views import figures, portal, reports

PUBLIC = "portail/<slug:authority>/rapports/"
INSIDE = "espace/<slug:authority>/bilans/"

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path(PUBLIC, portal.reports, name="public"),
    path(f"{PUBLIC}<id:year>/", portal.report, name="public-report"),
    path(f"{PUBLIC}<id:year>/chiffres/<path:figure>/", portal.figure, name="public-figure"),
    path(f"{PUBLIC}<id:year>/fichiers/<str:file>", portal.file, name="public-file"),
    path(INSIDE, reports.reports, name="list"),
    path(f"{INSIDE}en-cours/", reports.year_so_far, name="so-far"),
    path(f"{INSIDE}en-cours/chiffres/<path:figure>/", figures.figure_so_far, name="so-far-figure"),
    path(f"{INSIDE}<id:year>/", reports.report, name="report"),
    path(f"{INSIDE}<id:year>/texte/", reports.words, name="words"),
    path(f"{INSIDE}<id:year>/relecture/", reports.reading, name="reading"),
    path(f"{INSIDE}<id:year>/publier/", reports.publication, name="publication"),
    path(f"{INSIDE}<id:year>/arreter/", reports.refreezing, name="refreeze"),
    path(f"{INSIDE}<id:year>/effacer/", reports.discarding, name="discard"),
    path(f"{INSIDE}<id:year>/errata/", reports.erratum, name="erratum"),
    path(f"{INSIDE}<id:year>/chiffres/<path:figure>/", figures.figure, name="figure"),
]
