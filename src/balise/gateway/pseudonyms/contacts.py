# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""E-mail addresses and telephone numbers."""

from collections.abc import Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.patterns import digits_of, pattern
from balise.gateway.pseudonyms.triggers import Survey, Trigger

_EMAIL = pattern(
    r"[a-z0-9._%+\-']*[a-z0-9_]@[a-z0-9][a-z0-9\-]*(?:\.[a-z0-9][a-z0-9\-]*)*",
    r"|(?:[a-z0-9_\-]+ ?[\[(] ?(?:point|dot|tiret) ?[\])] ?){0,3}",
    r"[a-z0-9._%+\-]*[a-z0-9_] ?(?: @|@ | @ |[\[(] ?(?:at|arobase|@) ?[\])]| arobase ) ?",
    r"[a-z0-9][a-z0-9\-]*(?: ?(?:\.|[\[(] ?(?:dot|point) ?[\])]| (?:dot|point) ) ?[a-z0-9\-]+)+",
)
_PHONE = pattern(
    r"(?:\+ ?|\b00 ?)(?:33|262|508|590|594|596|687|689|681)(?:[ .\-/]{0,2}\(0\))?(?:[ .\-/]{0,2}[0-9]){6,9}\b",
    r"|(?:\b0|\(0\))[ .\-/]?[1-9](?:[ .\-/_]{0,3}[0-9o]){2}(?:[ .\-/_]{0,3}[0-9o]){5}[ .\-/_]{0,3}[0-9]",
    r"|\(33\) ?[1-9](?:[ .\-/]{0,2}[0-9]){8}\b|\b0[1-9](?:\.[0-9]{2}){3}\b",
    r"|\bo[1-9](?:[ .\-/]{1,2}[0-9o]{2}){4}\b",
    r"|\+ ?[1-9][0-9]{0,2}(?:[ .\-/]{0,2}\(?[0-9]\)?){6,12}\b",
    r"|\b0[1-9](?:\n[0-9]{2}(?:[ .][0-9]{2}){3}|[ .][0-9]{2}\n[0-9]{2}(?:[ .][0-9]{2}){2}"
    r"|(?:[ .][0-9]{2}){2}\n[0-9]{2}[ .][0-9]{2}|(?:[ .][0-9]{2}){3}\n[0-9]{2})\b",
    r"|\b00 ?[1-9][0-9](?:[ .\-/]{0,2}[0-9]){7,11}\b",
)
_LABELLED = pattern(
    r"\b(?:telephone|tel|phone|portable|mobile|gsm|fax|telecopie|poste|bip|dect|ligne directe|standard|joignables?|"
    r"(?:appele|contacte|rappele)(?:r|z)(?: [a-z\-]{1,12}){0,3})"
    r"(?: (?:fixe|mobile|portable|professionnel|personnel|interne|direct|domicile|bureau)){0,2}\.?"
    r"[ ]{0,2}(?:\(?(?:e?s|n\x01|numero|no|pro|perso|fixe)\)?\.?)?[ ]{0,2}(?::|au|est|le|=|-)?[ ]{0,3}"
    r"((?:\+ ?)?[0-9](?:[ .\-/]{0,3}[0-9]){2,13})\b",
)
_FEWEST_LABELLED, _LEAST_ALONE = 4, 6
_YEARS = (1900, 2100)


def emails(folded: Folded) -> Iterator[Span]:
    """Yield the e-mail addresses, those written « nom (at) domaine » included."""
    plain = folded.plain
    if b"@" not in plain and b"aroba" not in plain and b"(at)" not in plain and b"[at]" not in plain:
        return
    for found in _EMAIL.finditer(plain):
        start, end = found.span()
        while plain[start : start + 1] in b".-'%+":
            start += 1
        whole = plain[start:end]
        yield Span(start, end, Kind.EMAIL, b"." in whole.rpartition(b"@")[2])


def phones(folded: Folded, survey: Survey) -> Iterator[Span]:
    """Yield the telephone numbers: French ones in every form, foreign ones with their +, short ones with their word."""
    plain = folded.plain
    for found in _PHONE.finditer(plain) if survey.longest else ():
        start, end = found.span()
        if not plain[end : end + 1].isdigit():
            continued = start > 1 and plain[start - 1 : start] == b" " and plain[start - 2 : start - 1].isdigit()
            yield Span(start, end, Kind.PHONE, not continued)
    for found in _LABELLED.finditer(plain) if survey.triggers & Trigger.PHONE else ():
        start, end = found.span(1)
        digits = digits_of(plain[start:end])
        short = len(digits) < _LEAST_ALONE
        if len(digits) >= _FEWEST_LABELLED and not (short and _YEARS[0] <= int(digits) <= _YEARS[1]):
            yield Span(start, end, Kind.PHONE, not short)
