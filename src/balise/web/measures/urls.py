# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of this app."""

from django.urls import URLPattern, path

from balise.web.measures.views import reconciliation

HERE = "espace/<slug:authority>/usages-mesures/"

app_name = "measures"
urlpatterns: list[URLPattern] = [
    path(HERE, reconciliation.reconciliation, name="reconciliation"),
    path(f"{HERE}releves/<id:import_id>/effacer/", reconciliation.discard, name="discard"),
]
