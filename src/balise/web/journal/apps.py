# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The app as Django knows it."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal of acts: one immutable, chained entry an act."""

    name = "balise.web.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
