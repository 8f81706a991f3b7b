# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A form that anybody sends without an account: once however often it is sent, and not by a program.

What stops programs is a field to be left empty, hidden from the eye: no picture to decipher, no third party, and
whoever fills it in by mistake is told what to do (WCAG 2.2, criterion 3.3.8, asks for no puzzle).
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.transparency.form_tokens import new_token

TRAP = "site"


class AnonymousForm(forms.Form):
    """The two fields that such a form bears beside its own."""

    site = forms.CharField(
        label=_("Laissez ce champ vide"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        help_text=_("Il arrête les programmes qui remplissent tous les champs."),
    )
    token = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput, initial=new_token)
    """What makes this form, sent twice, one message."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields[TRAP].never_optional = True  # type: ignore[attr-defined]  # « leave empty » says it already

    def clean(self) -> dict[str, Any]:
        """Refuse, in words, whoever fills in everything: somebody who did by mistake knows what to do."""
        given = super().clean() or {}
        if given.get(TRAP):
            self.add_error(TRAP, _("Videz ce champ, puis envoyez de nouveau."))
        return given
