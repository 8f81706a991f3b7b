# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.incidents.views import incident, register

ON_DOSSIER = "dossiers/<str:number>/incidents"

app_name = "incidents"
urlpatterns: list[URLPattern] = [
    path("incidents/", register.register, name="register"),
    path("incidents/export.csv", register.export, name="export"),
    path(f"{ON_DOSSIER}/signaler/", incident.report_incident, name="report"),
    path(f"{ON_DOSSIER}/<id:incident_id>/", incident.incident, name="incident"),
]
