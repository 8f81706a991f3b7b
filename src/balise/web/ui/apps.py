# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig
from django.urls import register_converter

from balise.web.ui.converters import Id
from balise.web.ui.field_words import speak_as_the_site


class UiConfig(AppConfig):
    """The look: base pages, style sheet, words and marks shared by every app."""

    name = "balise.web.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the addresses of every app write ``<id:…>``, and every form speak as the site does."""
        register_converter(Id, "id")
        speak_as_the_site()
