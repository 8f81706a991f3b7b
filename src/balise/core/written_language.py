# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""In which language a reply is written, by its function words: enough to see that a model answered in another one.

Function words (« le », “the”, »und«) make a third of any prose, whatever it is about. It is a count and no more: a
list of names, a table or a few words have too few of them to tell, and then nothing is claimed. Five languages are
known; any other is not recognised, rather than taken for its neighbour.
"""

import re
from collections.abc import Mapping


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


WORDS: Mapping[str, frozenset[str]] = {
    "fr": _words(
        "le la les un une des du de et est sont dans pour que qui au aux avec sur par pas ne ce cette ces il elle "
        "ils elles nous vous je se sa son ses leur leurs ou où mais donc été être plus comme en à y a ont"
    ),
    "en": _words(
        "the a an of and is are in for that which to with on by not this these those it he she they we you i its "
        "his her their or but so been be more as at from has have was were will would"
    ),
    "de": _words(
        "der die das ein eine einen einem einer und ist sind in für dass zu mit auf von nicht dieser diese es er sie "
        "wir ihr ich sein seine oder aber auch wurde werden mehr als an aus hat haben im den dem des"
    ),
    "es": _words(
        "el la los las un una unos unas de del y es son en para que con por no este esta estos estas se su sus lo al "
        "como más pero o ha han fue ser está muy también"
    ),
    "it": _words(
        "il lo la i gli le un uno una di del della dei delle e è sono in per che con da non questo questa questi si "
        "suo sua loro al alla come più ma o ha hanno fu essere nel nella anche"
    ),
}
"""The words that make each language, which hardly any text of it does without."""
LEAST_FOUND = 3
"""Function words under which nothing is claimed."""
LEAST_SHARE = 0.15
"""Of all words: under it, the text is in none of these languages, or is no prose."""
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """Return the language of a text (``fr``, ``en``…), None when its words do not tell, or tell two at once."""
    words = [word.lower() for word in _WORD.findall(text)]
    counts = sorted(((sum(word in known for word in words), name) for name, known in WORDS.items()), reverse=True)
    (most, name), (next_most, _other) = counts[:2]
    if most < LEAST_FOUND or most < LEAST_SHARE * len(words) or most == next_most:
        return None
    return name
