# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The roles that an entry of the journal names, told in the language of its reader from the codes that it keeps.

The French words are those sealed that day. Beside them stand the codes, and a role never changes its code: English is
made of them at reading, and entries written before read in English too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from balise.core.language import Language
from balise.core.roles import ROLE_LABELS, Role
from balise.web.ui.languages import current_language


def roles_as_read(codes: str, words: str) -> Callable[[Mapping[str, Any]], Mapping[str, str]]:
    """Return what says the roles of an entry: ``codes`` is the detail that keeps them, ``words`` the French words."""

    def say(details: Mapping[str, Any]) -> Mapping[str, str]:
        if current_language() is Language.FRENCH or codes not in details:
            return {}
        kept = details[codes]
        return {words: ", ".join(_english(code) for code in (kept if isinstance(kept, list) else [kept]))}

    return say


def _english(code: str) -> str:
    return ROLE_LABELS[Role(code)].in_(Language.ENGLISH) if code in set(Role) else code
