# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is asked of a unit: its name, and the unit around it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balise.web.organisations.forms.choices import identifier_or_none, offer, unit_choices
from balise.web.organisations.queries.units import UnitLine
from balise.web.ui.name_fields import ReadableField


class UnitForm(forms.Form):
    """A unit, new or not."""

    name = ReadableField(
        label=gettext_lazy("Nom du service"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    parent = forms.ChoiceField(label=gettext_lazy("Fait partie de"), required=False)

    def __init__(self, around: Iterable[UnitLine], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        offer(self, "parent", unit_choices(around, _("Aucun autre service")))

    def chosen_parent(self) -> int | None:
        """Return the unit around it, or None."""
        return identifier_or_none(self.cleaned_data["parent"])
