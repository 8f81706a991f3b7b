# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The look: base pages, style sheet, words and marks shared by every app."""

    name = "balise.web.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
