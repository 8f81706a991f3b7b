# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a resident says in a public consultation: no name, no address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.web.transparency.forms.anonymous import AnonymousForm
from balise.web.transparency.forms.questions import LONGEST_QUESTION


class PublicContributionForm(AnonymousForm):
    """A few sentences, read by somebody before everybody reads them."""

    text = forms.CharField(
        label=_("Votre contribution"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        help_text=_("Elle paraîtra ici une fois lue, sans votre nom, qui n’est pas demandé."),
        error_messages={"required": _("Écrivez votre contribution.")},
    )
