# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a reply is checked for in a drill: the checks that need nothing but the reply.

Regular expressions and JSON Schemas need engines of others, which are arguments.
"""

import unicodedata
from collections.abc import Callable, Iterable, Mapping

from balise.core.drill import Check, CheckKind
from balise.core.written_language import language_of

Judge = Callable[[str, object], bool]
"""Tells whether a reply passes, by the value of a check."""


def contains(reply: str, wanted: object) -> bool:
    """Tell whether a text is in the reply, whatever the case, the accents and the spaces of both."""
    return _plain(str(wanted)) in _plain(reply)


JUDGES: Mapping[CheckKind, Judge] = {
    CheckKind.CONTAINS: contains,
    CheckKind.LANGUAGE: lambda reply, wanted: language_of(reply) == wanted,
    CheckKind.AT_LEAST: lambda reply, least: isinstance(least, int) and len(reply.strip()) >= least,
    CheckKind.AT_MOST: lambda reply, most: isinstance(most, int) and len(reply.strip()) <= most,
}
"""The checks of this module."""


def failures(checks: Iterable[Check], reply: str, judges: Mapping[CheckKind, Judge] = JUDGES) -> tuple[str, ...]:
    """Return the kinds of the checks that a reply fails, each once; one that nobody can judge is failed."""
    failed = (each.kind for each in checks if each.kind not in judges or not judges[each.kind](reply, each.value))
    return tuple(dict.fromkeys(kind.value for kind in failed))


def _plain(text: str) -> str:
    """Return a text without case, accents, kinds of apostrophe and of space: what a reader would call the same."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return " ".join(bare.replace("’", "'").split())
