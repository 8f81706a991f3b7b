# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Dates of birth: a date is one when words say so, or when it stands beside a person as in a form."""

from collections.abc import Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.patterns import digits_of, pattern
from balise.gateway.pseudonyms.triggers import Survey, Trigger

_MONTH = (
    r"(?:janvier|janv?|fevrier|fevr?|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept?|octobre|oct|novembre"
    r"|nov|decembre|dec|january|february|march|april|may|june|july|august|september|october|november|december)\.?"
)
_UNIT = r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize)"
_DAY_WORD = (
    r"(?:premier|vingt(?:(?: |-)et(?: |-)un|(?: |-)(?:deux|trois|quatre|cinq|six|sept|huit|neuf))?"
    rf"|trente(?:(?: |-)et(?: |-)un)?|dix(?: |-)(?:sept|huit|neuf)|{_UNIT})"
)
_NUMBER_WORD = (
    r"(?:cents?|vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|et"
    rf"|{_UNIT})"
)
_YEAR_WORDS = (
    rf"(?:(?:deux )?mill?e?(?:[ \-\n]{{1,2}}{_NUMBER_WORD}){{0,7}}"
    rf"|dix[ \-]neuf[ \-]cents?(?:[ \-]{_NUMBER_WORD}){{0,5}})"
)
_YEAR = rf"(?:[12][0-9]{{3}}|'?[0-9]{{2}}|{_YEAR_WORDS})"
_SEPARATOR = r" ?[/.\-_|\\] ?"
_DATE = (
    rf"(?:(?:[0-3]?[0-9](?:{_SEPARATOR}|x)[01]?[0-9](?:{_SEPARATOR}|x)(?:[12][0-9]{{3}}|[0-9]{{2}})\b)"
    rf"|(?:[12][0-9]{{3}}(?:{_SEPARATOR})[01]?[0-9](?:{_SEPARATOR})[0-3]?[0-9]\b)"
    r"|(?:\b[0-3]?[0-9] [01]?[0-9] (?:19|20)[0-9]{2}\b)"
    rf"|(?:(?:[0-3]?[0-9](?: ?er)?|{_DAY_WORD}),? {{1,2}}{_MONTH},? {{0,2}}{_YEAR}\b)"
    rf"|(?:\b{_MONTH} (?:[0-3]?[0-9](?: ?er)?,? )?[12][0-9]{{3}}\b)"
    r"|(?:\b[0-3] ?[0-9] ?[/.\-]? ?[01] ?[0-9] ?[/.\-]? ?[12] [0-9] [0-9] [0-9]\b)"
    r"|(?:\b[0-3][0-9][01][0-9](?:19|20)[0-9]{2}\b))"
)
_SCANNED = (
    rf"(?:(?:[0-3lo]?[0-9loi]|1er){_SEPARATOR}[01lo]?[0-9loi]{_SEPARATOR}[12l][0-9loi]{{3}}"
    rf"|[0-3lo]?[0-9loi] {_MONTH} [12l][0-9loi]{{3}})\b"
)
"""A date whose 1 and 0 a scan took for letters: l3 juin l952."""
_TENS = r"(?:vingt|trente|quarante|cinquante|soixante|septante|quatre[ \-]vingts?|nonante)"
_SPOKEN = rf"{_DAY_WORD} {_MONTH} {_TENS}(?:[ \-]{_NUMBER_WORD}){{0,2}}\b"
"""A day that is told without its century: six juin quarante-quatre."""
_PLACE = r"(?: ?a [a-z][a-z' \-]{1,30}?(?: [0-9]{1,2} ?(?:er?|e|eme))?(?: ?\([a-z0-9' \-]{2,25}\))?,?)?"
_SAID = (
    r"\b(?:"
    r"ne(?:e|\(e\)|\.e|-e|/e|s|es)?(?: [a-z][a-z'\-]{1,24},)?(?:,| :)?"
    + _PLACE
    + r"(?: (?:en|au mois de|dans la nuit (?:du|entre le)|vers|aux environs (?:de|du)|depuis))? ?(?:le|du)?"
    r"|(?:date|jour|annee|lieu et date|date et lieu)s?(?:\(s\))? (?:et lieu |et heure )?de (?:la )?(?:naissance|"
    r"mise au monde|nais\.?)"
    r"(?: (?:du|de|de la|de l')[a-z' ]{1,20})?(?: \([a-z/ ]{2,12}\))?"
    r"|date_(?:de_)?naissance|birth_?date|date_?of_?birth|dob|"
    r"naissance(?: (?:le|du|en|est le|: le))?|ddn|d\.d\.n\.?|dn|d\.n\.|date naiss(?:ance)?\.?|naiss\.?"
    r"|(?:pere|mere|fils|fille|garcon|bebe|mari|femme|epoux|epouse|conjointe?|enfant)(?:,| \(| :)?"
    r"|(?:mise?s? au monde|a vu le jour|avait vu le jour)(?: le)?|anniversaire(?: est)?(?: le)?|natif du|native du|"
    r"venue? au monde le|date of birth|je suis|born(?: on)?"
    r")\"?[ \n]{0,2}[:=|,?\-]?(?:\n?[ \-]{0,3}(?:est|le|du|au|un)?)?[ \n\"(\[]{0,3}(?:(?:lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche) )?"
)
_SHORT = (
    r"[01][0-9]/(?:19|20)[0-9]{2}\b|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]\b"
    r"|[0-3]?[0-9] [01]?[0-9] [0-9]{2}\b|(?:19|20)[0-9]{2}\b"
)
_ANNOUNCED = pattern(_SAID, rf"({_DATE}|{_SHORT})")
_ANNOUNCED_BADLY = pattern(_SAID, rf"({_DATE}|{_SCANNED}|{_SPOKEN}|{_SHORT})")
"""The same for the texts that may bear a scanned or a spoken date: it costs half as much again."""
_RANGE = pattern(r"^(?: et (?:le )?| au | ou | \(ou )(" + _DATE + r")")
_NIGHT = pattern(
    r"\bnee?s? (?:le|dans la nuit (?:du|entre le)) ([0-3]?[0-9](?:/[01]?[0-9])?) ?(?:et|au|ou|et le)(?: le)? ("
    + _DATE
    + ")"
)
_NIGHTS = (b"nee le", b"nees le", b"dans la nuit")
_AGED = pattern(
    r"(?:\| ?[hmf] ?\||\bsexe ?:? ?[mfh] ?[\-,;/]) ?("
    + _DATE
    + r")\b|\b("
    + _DATE
    + r") ?(?:\(|, ?|- )?(?:age de )?[0-9]{1,3} ans\b|\b[0-9]{1,3} ans ?[(,] ?(?:du |le )?("
    + _DATE
    + r"|(?:19|20)[0-9]{2}\))"
)
_SAID_AFTER = pattern(
    r"\b(" + _DATE + r") ?,? ?(?:est|etait|comme|pour|:|=) (?:bien )?(?:[a-z]{2,5} )?date de naissance\b"
)
_CHILD_OF = pattern(r"\b(" + _DATE + r"),? (?:(?:fils|fille) de|au foyer d[eu])\b")
_BORN_ON = pattern(r"\b(" + _DATE + r"),? (?:[a-z0-9', \-]{1,40}[ ,] ?)?est nee?\b")
_ASKED = pattern(
    r"\b(?:date de naissance|date of birth|ddn)\b(?:[^0-9\n]{1,60}|[^0-9\n]{0,40}\n[^0-9\n]{0,30})\b(" + _DATE + r")"
)
_HOMES = (b"fils de", b"fille de", b"au foyer d")
_SPELT = pattern(r"\b[0-3] [0-9] [01] [0-9] (?:1 9|2 0) [0-9] [0-9]\b")
_ASKING = (b"date de naissance", b"date of birth", b"ddn")
_OLDEST = 1900


def birth_dates(folded: Folded, survey: Survey, this_year: int) -> Iterator[Span]:
    """Yield the dates that words tell to be of birth."""
    plain = folded.plain
    written = survey.digits > 1 or survey.triggers & Trigger.MISREAD or b"mil" in plain or b"cent" in plain
    announced = _ANNOUNCED_BADLY if survey.triggers & Trigger.MISREAD else _ANNOUNCED
    for found in announced.finditer(plain) if written and survey.triggers & Trigger.BIRTH else ():
        start, end = found.span(1)
        yield Span(start, end, Kind.BIRTH_DATE)
        more = _RANGE.match(plain[end : end + _NEAR])
        if more is not None:
            yield Span(end + more.start(1), end + more.end(1), Kind.BIRTH_DATE)
    if survey.triggers & Trigger.NIGHT and any(each in plain for each in _NIGHTS):
        for found in _NIGHT.finditer(plain):
            yield Span(*found.span(1), Kind.BIRTH_DATE, certain=False)
            yield Span(*found.span(2), Kind.BIRTH_DATE)
    for found in _AGED.finditer(plain) if survey.triggers & Trigger.AGE else ():
        yield Span(*found.span(next(group for group in (1, 2, 3) if found.start(group) >= 0)), Kind.BIRTH_DATE)
    for found in _BORN_ON.finditer(plain) if b" est ne" in plain else ():
        yield Span(*found.span(1), Kind.BIRTH_DATE)
    for found in _CHILD_OF.finditer(plain) if any(each in plain for each in _HOMES) else ():
        yield Span(*found.span(1), Kind.BIRTH_DATE)
    for found in _SAID_AFTER.finditer(plain) if b"date de naissance" in plain else ():
        yield Span(*found.span(1), Kind.BIRTH_DATE)
    for found in _ASKED.finditer(plain) if any(each in plain for each in _ASKING) else ():
        if _year(found.group(1), this_year) <= this_year - _RECENT:
            yield Span(*found.span(1), Kind.BIRTH_DATE, certain=False)
    for found in _SPELT.finditer(plain) if b" 1 9 " in plain or b" 2 0 " in plain else ():
        yield Span(*found.span(), Kind.BIRTH_DATE, certain=False)


def dates_beside(folded: Folded, persons: list[tuple[int, int]], this_year: int) -> Iterator[Span]:
    """Yield the dates that follow a person at once, as on the line of a form or of a list of people."""
    plain = folded.plain
    for _start, end in persons:
        found = _BESIDE.match(plain[end : end + _NEAR])
        if found is not None:
            start, stop = found.span(1)
            written = plain[end + start : end + stop]
            apart = found.start(2) >= 0 and not found.group().startswith(b" le ")
            if _year(written, this_year) <= (this_year if apart else this_year - _RECENT):
                yield Span(end + start, end + stop, Kind.BIRTH_DATE, certain=False)


def _year(written: bytes, this_year: int) -> int:
    """Return the year of a date; two digits that would be yet to come are of the last century."""
    digits = digits_of(written)
    if written[:4].isdigit() and digits[:2] in _CENTURIES and not written[4:5].isdigit():
        return int(digits[:4])
    year = int(digits[-4:] or b"0")
    if digits[-4:-2] in _CENTURIES:
        return year
    return _OLDEST + year % 100 + (0 if year % 100 > this_year % 100 else 100)


_CENTURIES = frozenset({b"19", b"20"})
_RECENT = 8
"""Years in which a date that a sentence puts after a name is as likely that of a letter or of a meeting."""
_NEAR = 70
_BESIDE = pattern(
    r"^(?: ?[|;,\n] ?(?:[hmfg]|masculin|feminin|homme|femme|fille|garcon|sexe ?:? ?[mfhg])?(?: ?[|;,])? ?| \(| - | / "
    r"| \x01 | (?:le |du )?|, )(" + _DATE + r")(?: ?([|;,)\n./]|\(|$)|\b)"
)
