# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of whoever corrects the answers of a dossier that was decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.assessments.corrections import LONGEST_MOTIVE, MOTIVE_MISSING, MOTIVE_TOO_LONG
from balise.web.assessments.forms.motives import Motive


class CorrectionForm(forms.Form):
    """Why answers change."""

    motive = Motive(
        label=_("Pourquoi la réponse change"),
        help_text=_("Ce qui a été fait ou constaté, et où le voir. Gardé au journal avec la correction."),
        max_length=LONGEST_MOTIVE,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": MOTIVE_MISSING, "max_length": MOTIVE_TOO_LONG},
    )
