# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of whoever puts a charter into force."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from balise.core.frameworks import Framework
from balise.web.organisations.forms.choices import charter_choices, offer


class CharterForm(forms.Form):
    """The charter by which the authority decides from now on."""

    charter = forms.ChoiceField(label=_("Charte qui juge les dossiers à venir"), widget=forms.RadioSelect)

    def __init__(self, charters: tuple[Framework, ...], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offer(self, "charter", charter_choices(charters))
