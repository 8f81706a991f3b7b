# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The names of people and things, as they are kept: on one line, and made of what a reader can see.

A name stands beside opinions and decisions, in pages and in the journal. One made of invisible characters would sign
with nothing, one that turns letters round would sign with another's; a tool called so would be a link that nobody
sees.
"""

import re
import unicodedata

from django.utils.translation import gettext_lazy as _

from balise.web.ui.refusals import RefusedError

UNREADABLE = _("Ce nom ne se lit pas. Écrivez-le en lettres ou en chiffres.")
"""What is said of the name of a thing or of a place."""
UNREADABLE_PERSON = _("Ce nom ne se lit pas. Écrivez le prénom et le nom, en lettres.")

LONGEST = 150
"""As many characters as the database keeps."""

_KEPT_APART = {"Zs", "Zl", "Zp", "Cc"}
_NEVER_SEEN = {"Cf", "Co", "Cs", "Cn"}
"""Unicode's words for spaces and commands, then for what is never drawn."""
_NO_BREAK = frozenset("\u00a0\u202f")
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
"""Letters that are drawn as nothing."""
_BREAKING = re.compile(r"[^\S\u00a0\u202f]+")
"""White space, except what forbids a line to break: ``str.split`` would turn the spaces that French sets inside
guillemets into plain ones, and lines would then end on an opening mark."""


def readable_line(text: str) -> str:
    """Return what is typed – a name, a source, a motive – as it is kept; empty when nothing can be read in it.

    No-break spaces stay: guillemets need them.
    """
    shown = "".join(_shown(letter) for letter in unicodedata.normalize("NFC", text))
    line = _BREAKING.sub(" ", shown).strip()
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
