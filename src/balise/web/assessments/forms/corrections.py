# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of whoever corrects the answers of a dossier that was decided."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.assessments.corrections import LONGEST_MOTIVE


class CorrectionForm(forms.Form):
    """Why answers change."""

    motive = forms.CharField(
        label=_("Pourquoi la réponse change"),
        help_text=_("Ce qui a été fait ou constaté, et où le voir. Gardé au journal avec la correction."),
        max_length=LONGEST_MOTIVE,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": _("Dites pourquoi la réponse change : ce dossier a été décidé, et le journal garde la raison."),
            "max_length": _("Ce motif est trop long. Gardez l’essentiel, et joignez le reste en pièce."),
        },
    )
