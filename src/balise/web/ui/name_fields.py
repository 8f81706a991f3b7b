# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The fields in which names are typed, kept as ``names`` keeps them."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balise.web.ui.names import LONGEST, UNREADABLE, UNREADABLE_PERSON, clean_name, readable_line


class _KeptField(forms.CharField):
    """What is typed, brought to what is kept of it; refused when that is nothing."""

    unreadable: ClassVar[Any]

    def clean(self, value: Any) -> str:
        """Return the name cleaned, or refuse one of which nothing is left."""
        given = super().clean(value)
        name = self._kept(given)
        if given and not name:
            raise ValidationError(self.unreadable)
        return name

    def _kept(self, given: str) -> str:
        raise NotImplementedError


class ReadableField(_KeptField):
    """The name of a thing or of a place, kept as everybody can read it."""

    unreadable = UNREADABLE

    def _kept(self, given: str) -> str:
        return readable_line(given)


class NameField(_KeptField):
    """The name of a person, kept as everybody can read it."""

    unreadable = UNREADABLE_PERSON

    def __init__(self, *, autocomplete: str = "name", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=_("Prénom et nom"), max_length=LONGEST, widget=widget, **kwargs)

    def _kept(self, given: str) -> str:
        return clean_name(given)
