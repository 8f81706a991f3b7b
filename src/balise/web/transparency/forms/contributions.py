# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a resident says in a public consultation: no name, no address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.transparency.form_tokens import new_token
from balise.web.transparency.forms.questions import LONGEST_QUESTION, TRAP


class PublicContributionForm(forms.Form):
    """A few sentences, read by somebody before everybody reads them."""

    text = forms.CharField(
        label=_("Votre contribution"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text=_("Elle paraîtra ici une fois lue, sans votre nom, qui n’est pas demandé."),
        error_messages={"required": _("Écrivez votre contribution.")},
    )
    site = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        help_text=_("Il arrête les programmes qui remplissent tous les champs."),
    )
    token = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput, initial=new_token)
    """What makes this form, sent twice, one contribution."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields[TRAP].never_optional = True  # type: ignore[attr-defined]  # « leave empty » says it already

    def clean(self) -> dict[str, Any]:
        """Refuse, in words, whoever fills in everything: somebody who did by mistake knows what to do."""
        given = super().clean() or {}
        if given.get(TRAP):
            self.add_error(TRAP, _("Videz ce champ, puis envoyez de nouveau."))
        return given
