# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a notice can be seen, and since when."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.notices import Channel


class ProofForm(forms.Form):
    """The proof that a notice is in place."""

    channel = forms.ChoiceField(label=_("Support"))
    shown_on = forms.DateField(label=_("En place depuis le"), widget=forms.DateInput(attrs={"type": "date"}))
    seen_at = forms.CharField(
        label=_("Où elle se voit"),
        max_length=300,
        help_text=_(
            "Une adresse, le nom d’un modèle de lettre, un lieu : ce qui permet à quelqu’un d’autre d’aller voir."
        ),
    )

    def __init__(self, channels: Iterable[tuple[Channel, str]], data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(channel.value, words) for channel, words in channels]
