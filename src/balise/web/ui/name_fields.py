# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The fields in which names are typed, kept as ``names`` keeps them."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balise.web.ui.names import LONGEST, UNREADABLE, UNREADABLE_PERSON, clean_name, readable_line


class _KeptField(forms.CharField):
    """What is typed, brought to what is kept of it; refused when that is nothing."""

    keep: Callable[[str], str]
    unreadable: ClassVar[Any]

    def clean(self, value: Any) -> str:
        """Return the name cleaned, or refuse one of which nothing is left."""
        given = super().clean(value)
        name = self.keep(given)
        if given and not name:
            raise ValidationError(self.unreadable)
        return name


class ReadableField(_KeptField):
    """The name of a thing or of a place, kept as everybody can read it."""

    keep = staticmethod(readable_line)
    unreadable = UNREADABLE


class NameField(_KeptField):
    """The name of a person, kept as everybody can read it."""

    keep = staticmethod(clean_name)
    unreadable = UNREADABLE_PERSON

    def __init__(self, *, autocomplete: str = "name", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=_("Prénom et nom"), max_length=LONGEST, widget=widget, **kwargs)
