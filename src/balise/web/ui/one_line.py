# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was typed, brought to one line."""

import re

_BREAKING = re.compile(r"[^\S\u00a0\u202f]+")
"""White space, except what forbids a line to break: ``str.split`` would turn the spaces that French sets inside
guillemets into plain ones, and lines would then end on an opening mark."""


def one_line(text: str) -> str:
    """Return the text on one line, with single spaces and none at its ends; no-break spaces stay."""
    return _BREAKING.sub(" ", text).strip()
