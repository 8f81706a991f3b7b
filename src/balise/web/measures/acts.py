# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What may be recorded of measures."""

from django.utils.translation import gettext_lazy as _

from balise.web.journal.acts import Act

IMPORTED = Act(
    "usage.imported",
    _("%(actor)s a importé un relevé d’usage (%(source)s) : %(lines)s lignes lues, %(matched)s vers un service d’IA."),
)
DISCARDED = Act("usage.discarded", _("%(actor)s a effacé un relevé d’usage (%(source)s)."))

SURVEY_OPENED = Act("survey.opened", _("%(actor)s a ouvert une enquête anonyme sur les pratiques de l’IA."))
SURVEY_CLOSED = Act("survey.closed", _("%(actor)s a clos l’enquête sur les pratiques de l’IA."))

ACTS = (IMPORTED, DISCARDED, SURVEY_OPENED, SURVEY_CLOSED)
