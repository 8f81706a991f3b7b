# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The deliberation, as the minutes of the council give it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.charters.operations.publication import Deliberation
from balise.web.governance.forms.fields import day_field


def _votes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=9999,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
    )


class DeliberationForm(forms.Form):
    """Who voted, when, and how."""

    body = forms.CharField(
        label=_("Assemblée"),
        max_length=200,
        help_text=_("Par exemple : Conseil municipal de Valbrise."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    on = day_field(_("Date de la séance"))
    number = forms.CharField(
        label=_("Numéro de la délibération"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    votes_for = _votes(_("Voix pour"))
    votes_against = _votes(_("Voix contre"))
    abstained = _votes(_("Abstentions"))
    address = forms.URLField(
        label=_("Adresse de la délibération"),
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=_("Là où chacun peut la lire."),
    )

    @property
    def deliberation(self) -> Deliberation:
        """Return what was written, once it is valid."""
        given = self.cleaned_data
        return Deliberation(
            body=given["body"].strip(),
            on=given["on"],
            number=given["number"].strip(),
            votes_for=given["votes_for"],
            votes_against=given["votes_against"],
            abstained=given["abstained"],
            address=given["address"],
        )
