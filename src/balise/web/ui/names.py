# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names of people and things, as they are kept: on one line, and made of what a reader can see.

A name stands beside opinions and decisions, in pages and in the journal. One made of invisible characters would sign
with nothing, one that turns letters round would sign with another's; a tool called so would be a link that nobody
sees.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from balise.web.ui.one_line import one_line
from balise.web.ui.refusals import RefusedError

UNREADABLE = _("Ce nom ne se lit pas. Écrivez-le en lettres ou en chiffres.")

LONGEST = 150
"""As many characters as the database keeps."""

_KEPT_APART = {"Zs", "Zl", "Zp", "Cc"}
_NEVER_SEEN = {"Cf", "Co", "Cs", "Cn"}
"""Unicode's words for spaces and commands, then for what is never drawn."""
_NO_BREAK = frozenset("\u00a0\u202f")
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
"""Letters that are drawn as nothing."""


def readable_line(text: str) -> str:
    """Return what is typed of a thing – its name, its source – as it is kept; empty when nothing can be read in it.

    No-break spaces stay: guillemets need them.
    """
    line = one_line("".join(_shown(letter) for letter in unicodedata.normalize("NFC", text)))
    return line if any(unicodedata.category(letter)[0] in "LN" for letter in line) else ""


def kept_name(text: str) -> str:
    """Return the name of a thing or of a place as it is kept.

    Raises:
        RefusedError: nothing can be read in it.
    """
    name = readable_line(text)
    if not name:
        raise RefusedError(str(UNREADABLE))
    return name


def clean_name(text: str) -> str:
    """Return the name as it is kept; empty when no letter is left, and nobody can be called that."""
    name = " ".join(readable_line(text).split())[:LONGEST].strip()
    return name if any(unicodedata.category(letter).startswith("L") for letter in name) else ""


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category in _NEVER_SEEN or letter in _BLANK_LETTERS:
        return ""
    return " " if category in _KEPT_APART and letter not in _NO_BREAK else letter


class ReadableField(forms.CharField):
    """The name of a thing or of a place, kept as everybody can read it."""

    def clean(self, value: Any) -> str:
        """Return the name cleaned, or refuse one in which nothing can be read."""
        given = super().clean(value)
        name = readable_line(given)
        if given and not name:
            raise ValidationError(UNREADABLE)
        return name


class NameField(forms.CharField):
    """The name of a person, kept as everybody can read it."""

    def __init__(self, *, autocomplete: str = "name", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": autocomplete})
        super().__init__(label=_("Prénom et nom"), max_length=LONGEST, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the name cleaned, or refuse one of which no letter is left."""
        given = super().clean(value)
        name = clean_name(given)
        if given and not name:
            raise ValidationError(_("Ce nom ne se lit pas. Écrivez le prénom et le nom, en lettres."))
        return name
