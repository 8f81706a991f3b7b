# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The channel that an act speaks of, as the journal says it in the language of its reader."""

from collections.abc import Mapping
from typing import Any

from balise.rendering.register_words import CHANNEL_WORDS
from balise.web.ui.languages import current_language


def channel_as_read(details: Mapping[str, Any]) -> Mapping[str, str]:
    """Return the words of the channel; none for one that this version no longer has."""
    known = next((words for channel, words in CHANNEL_WORDS.items() if channel == details.get("channel")), None)
    return {} if known is None else {"channel": known.in_(current_language())}
