# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How often somebody wants to be written to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.roundups import Rhythm

RHYTHMS = (
    (Rhythm.WEEKLY.value, _("Une fois par semaine, le lundi")),
    (Rhythm.DAILY.value, _("Chaque matin où il y a quelque chose")),
    (Rhythm.NEVER.value, _("Jamais")),
)


class RhythmForm(forms.Form):
    """The choice, with what applies already ticked."""

    rhythm = forms.ChoiceField(
        label=_("Recevoir un récapitulatif par courriel"), choices=RHYTHMS, widget=forms.RadioSelect
    )
