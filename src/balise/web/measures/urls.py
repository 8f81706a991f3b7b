# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.measures.views import reconciliation, survey

HERE = "espace/<slug:authority>/usages-mesures/"

app_name = "measures"
urlpatterns: list[URLPattern] = [
    path(HERE, reconciliation.reconciliation, name="reconciliation"),
    path(f"{HERE}enquete/ouvrir/", survey.open_survey, name="open-survey"),
    path(f"{HERE}enquete/clore/", survey.close_survey, name="close-survey"),
    path("enquete/<str:code>/", survey.survey, name="survey"),
    path("enquete/<str:code>/resultats/", survey.survey_results, name="survey-results"),
    path(f"{HERE}releves/<id:import_id>/effacer/", reconciliation.discard, name="discard"),
]
