# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Numbers dictated and written down in words, as a voice message is: « zéro six douze… », « dossier vingt-six tiret… ».

Only what is dictated says « zéro » or « tiret »: amounts and years in words say neither, and are left alone.
"""

from collections.abc import Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.patterns import pattern

_UNIT = r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf)"
_NUMBER = (
    rf"(?:zero|{_UNIT}|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante|"
    r"septante|huitante|octante|nonante|cents?)"
)
_NEXT = rf"(?:,? |-)(?:et[ \-])?{_NUMBER}"
_PHONE = pattern(rf"\bzero {_UNIT}(?:{_NEXT}){{4,16}}\b")
_FILE = pattern(
    r"\b(?:dossier|numero|reference|allocataire|matricule|usager|ticket|contrat)(?: [a-z']{1,12}){0,5}? "
    rf"({_NUMBER}(?:{_NEXT}| (?:tiret|barre|slash|point) {_NUMBER}){{1,14}})\b"
)
_BORN = pattern(rf"\b(?:nee?|naissance)(?: [a-z']{{1,5}}){{0,2}}? ((?:premier|{_NUMBER})(?:{_NEXT}){{2,9}})\b")
_DICTATED = (b"zero", b"tiret", b"barre", b"slash")


def dictated_numbers(folded: Folded) -> Iterator[Span]:
    """Yield the numbers that a text gives in words."""
    plain = folded.plain
    if not any(each in plain for each in _DICTATED):
        return
    for found in _PHONE.finditer(plain):
        yield Span(*found.span(), Kind.PHONE)
    for kind, announced in ((Kind.BIRTH_DATE, _BORN), (Kind.FILE_NUMBER, _FILE)):
        for found in announced.finditer(plain):
            if any(each in found.group(1) for each in _DICTATED):
                yield Span(*found.span(1), kind)
