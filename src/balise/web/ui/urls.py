# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses that belong to no app."""

from django.urls import path

from balise.web.ui import views

app_name = "ui"
urlpatterns = [
    path("langue/", views.choose_language, name="language"),
    path("aide/", views.help_page, name="help"),
]
