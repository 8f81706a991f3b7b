# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Lists of cantons, of communes, of courts: nearly all their words are also names of people, and none is one here.

No list of towns settles it: thirty-five thousand communes bear half of the surnames. The words around do: nothing else
holds so many « -sur- », « Saint- » and « canton ».
"""

from balise.gateway.pseudonyms.kinds import Span
from balise.gateway.pseudonyms.names.reading import Reading
from balise.gateway.pseudonyms.patterns import pattern

_OF_PLACES = pattern(
    r"\b(?:cantons?|circonscriptions?|communes?|cours? d'appel|tribuna(?:l|ux)|arrondissements?|departements?|ressort|"
    r"sections?|chine|coree|japon|inde|congo|angola|senegal|nigeria|ukraine|australie|nouvelle-zelande|mexique|bresil|"
    r"argentine|cuba|iran|irak|qatar|koweit|yemen|samoa|tonga|vietnam|nepal|pakistan|cameroun|honduras|guatemala|perou|"
    r"guinee|emirats)\b|-(?:sur|sous|les|le|la|en|du|des|aux|et|l|d)[-']|-(?:nord|sud|est|ouest|centre|ville)\b|"
    r"\bsainte?-"
)
_INTRODUCED = pattern(r"\bcantons (?:de ?:?|d'|des |: ?)[^.;\n]*$")
_OPENING = (b"canton", b"circonscription", b"cour d'appel", b"emirats", b"guinee")
_WITHIN = (b"-sur-", b"saint-", b"-les-", b"-le-", b"-la-")
_AROUND, _FEWEST = 300, 5
"""How far around a name, and how many words of places make a list of them."""
_PAIR = 2


def without_listed_places(reading: Reading, spans: list[Span]) -> list[Span]:
    """Return the persons that are no places of a list: a title, or a first name that is nothing else, tells them."""
    plain = reading.folded.plain
    listed = any(each in plain for each in _OPENING) or sum(map(plain.count, _WITHIN)) >= _FEWEST
    if not spans or not listed:
        return spans
    return [
        each
        for each in spans
        if _told(reading, each) or not (_among_places(plain, each) or _is_of_towns(reading, each))
    ]


def _among_places(plain: bytes, span: Span) -> bool:
    start = max(0, span.start - _AROUND)
    around = plain[start : span.end + _AROUND]
    return len(_OF_PLACES.spans(around)) >= _FEWEST or _INTRODUCED.search(plain[start : span.start]) is not None


def _is_of_towns(reading: Reading, span: Span) -> bool:
    """Tell whether towns are all there is, the number of a canton aside: « Lyon V », « Amiens Amiens »."""
    words = reading.folded.cased[span.start : span.end].split(b" ")
    return all(each.lower() in reading.lexicon.towns or not each.strip(b"IVX") for each in words)


def _told(reading: Reading, span: Span) -> bool:
    """Tell whether somebody is named, whatever is around: Mme Gourdon, Léa Beauregard."""
    if span.start in reading.strong:
        return True
    words = reading.folded.plain[span.start : span.end].split(b" ")
    lexicon = reading.lexicon
    return (
        len(words) == _PAIR
        and words[0] in lexicon.only_first_names
        and words[0] not in lexicon.towns
        and words[1] in lexicon.surnames
    )
