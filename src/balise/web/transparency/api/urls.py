# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The addresses of the API, under its version."""

from django.urls import URLPattern, path

from balise.web.transparency.api.documentation import documentation, openapi_file
from balise.web.transparency.api.endpoints import api
from balise.web.transparency.api.serving import nowhere, served

urlpatterns: list[URLPattern] = [
    path("", documentation, name="api-documentation"),
    path("openapi.json", openapi_file, name="api-openapi"),
    *(served(each) for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"),
    path("<path:rest>", nowhere, name="api-nowhere"),
]
