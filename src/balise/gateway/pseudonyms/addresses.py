# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where people live: postal addresses, postcodes with their city, a town with its department."""

from collections.abc import Iterator

from balise.gateway.pseudonyms.folding import Folded
from balise.gateway.pseudonyms.kinds import Kind, Span
from balise.gateway.pseudonyms.lexicon import Lexicon
from balise.gateway.pseudonyms.patterns import Match, pattern
from balise.gateway.pseudonyms.triggers import Survey, Trigger

WAYS = (
    r"(?:rues?|r\.|avenues?|av\.?|ave\.?|boulevards?|bd\.?|bld\.?|bvd\.?|boul\.?|places?|pl\.?|chemins?|ch\.|che\.?|"
    r"chem\.?"
    r"|impasses?|imp\.?|allees?|all\.?|quais?|cours|squares?|sq\.?|passages?|pass\.?|routes?|rte\.?|sentes?|sentiers?"
    r"|ruelles?|esplanades?|faubourgs?|fbg?\.?|fg\.?|lotissements?|lot\.?|residences?|res\.?|hameaux?|ham\.?|villa|"
    r"cites?"
    r"|rond-point|voies?|montees?|traverses?|promenades?|mail|venelles?|parvis|galeries?|clos|domaines?|zone|za|zi|zac"
    r"|quartiers?|cours?|port|ponts?|chaussees?|levees?|rocades?|corniches?|cotes?|enclos|carrefour|rampe|degres|"
    r"drève|traboule)"
).replace("è", "e")
_NUMBER = (
    r"(?:[0-9]{1,4}(?: ?[-/] ?[0-9]{1,4})?(?:,? ?(?:bis|ter|quater|[a-e])\b)?"
    r"|(?:(?:vingt|trente|quarante|cinquante|soixante|quatre-vingts?|cent)(?:[ \-]et)?[ \-])?"
    r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:[ \-](?:sept|huit|neuf))?|"
    r"onze|douze|treize|quatorze|quinze|seize)|"
    r"vingt|trente|"
    r"quarante|cinquante|soixante)"
)
_WAY = pattern(rf"\b{_NUMBER},? {{0,2}}(?:, ?)?(?:(?:grande?|petite?|vieux|vieille|ancienne?|nouvelle?) )?{WAYS} ")
_HOME_WAY = pattern(
    r"\b(?:habit\w{1,6}|resid\w{1,6}|domicilie(?:e|s|es|\(e\))?|demeurant|demeure|loge(?:e|s)?|adresse(?: postale)?|"
    r"sis|sise|vit|vivant|domicile|terrain)"
    rf"(?: ?: ?| )(?:(?:au|a|a la|dans|sur|en|est|le|la|les) ){{0,2}}((?:la |le |l')?{WAYS} )"
)
_MARKER = pattern(
    rf"\b{_NUMBER},? grand(?:e[ \-]|'|-| )rue\b|"
    r"\b[0-9]{1,4},? (?:[a-z]+ ){1,3}(?:street|road|lane|drive|terrace|strasse)\b|"
    r"\b[0-9]{1,4} ?(?:bis|ter)?,? r (?:d'|de |du |des |[a-z]{4,}[\- ])[a-z'\-]+(?: [a-z'\-]{3,})?|"
    r"\b[0-9]{1,4} (?:de la |de l'|du )(?:rue|avenue|boulevard|impasse|chemin|allee|route|quai) [a-z0-9'\-]+|"
    r"\b[0-9]{1,4},? derb (?:[a-z]+ ?){1,3}|"
    r"\b(?:b\.?p\.?|c\.?s\.?|tsa) ?[0-9]{2,6}\b"
    r"|\blieu-? ?dit :? ?\"? ?(?:(?:le|la|les|au|aux|l') ?)?[a-z'\-]+(?: (?:de|du|des|la|le|les) [a-z'\-]+)*"
    r"|\b[a-z]*stra(?:s|ss|z|b)e (?:[a-z0-9.]+ ){0,3}[0-9]{1,4}\b"
    r"|\b(?:appt?|appartement|apt) ?\.? ?(?:n\x01 ?)?[a-z]?[0-9]{1,4}[a-z]?\b"
)
_AFTER_YEAR = pattern(r"^[0-9]{4} - ")
"""A date that ends where an address begins: « 15 mars 2008 — 12 rue Neuve »."""
_COMPLEMENT = pattern(
    r"^(?: ?[,\-(] ?|[ \n])(?:appt?|appartement|apt|bat(?:iment)?|escalier|esc|etage|porte|hall|lot|bp|cs|tsa|boite|"
    r"entree|residence|res|chez|logement|studio|1er etage|[0-9]e(?:me)? etage|rdc|rez-de-chaussee)"
    r"\b\.? ?(?:n\x01)? ?(?:[a-z]?[0-9]{1,6}[a-z]?|[a-z])?\b\)?|^,? n\x01 ?[0-9]{1,4}\b"
)
_WORD = pattern(r"^ ?-?(?:d'|l'|de l')?([A-Za-z0-9][A-Za-z0-9'\-.]*)")
_MONTHS = frozenset(b"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split())
_MOST_WORDS = 8

_CITY = (
    r"(?:L[AE]S?\n)?[A-Z][A-Za-z]*(?:['\-][A-Za-z]+)*"
    r"(?: (?:SUR|SOUS|LES|EN)\n[A-Z]+|(?: |-)(?:(?:sur|sous|en|les|le|la|de|du|des|et|au|aux|lez|sur-la|de-la) |d'|"
    r"l')*[A-Z][A-Za-z]*(?:['\-][A-Za-z]+)*){0,5}"
)
_POSTCODE = pattern(
    r"\b(?:F ?-? ?)?(?:[0-8][0-9]|9[0-8]|2[AB]) ?[0-9]{3}(?:[ ,\n-]|, | - ){1,3}("
    + _CITY
    + r")(?: (?:[Cc]edex|CEDEX)(?: [0-9]{1,2})?| ?[0-9]{1,2}(?:er?|e|eme)?\b)?"
)
_LOWER_POSTCODE = pattern(
    r"\b(?:0[1-9]|[1-8][0-9]|9[0-8]) ?[0-9]{3} (?:(?:le|la|les) )?"
    r"((?:sainte?|ste?)[ \-][a-z][a-z'\-]+|[a-z][a-z'\-]+)(?: (?:sur|sous|en|les|le|la|aux|sainte?|ste?) [a-z'\-]+)?"
)
_TOWN_AFTER = pattern(r"^(?:, a|,| a)? ?(" + _CITY + r")")
_LABELLED_CODE = pattern(r"\b(?:code postal|cp|postcode)(?: et (?:ville|commune))? ?:? {0,2}([0-9]{2} ?[0-9]{3}\b)")
_FOREIGN_CODE = pattern(r"(?:, |(\b[A-Z]{1,2}-))([0-9]{4}) ([A-Z][a-z]+(?:-[A-Za-z]+)*)")
_BRACKETED = pattern(r"\b(" + _CITY + r") ?\(([A-Za-z' \-]{3,25}|(?:[0-9]{2} ?[0-9]{3})|[0-9]{2,3}|2[ABab])\)")
_CODE = pattern(r"\b(?:[0-9]{2}|2[ab]) ?[0-9]{3}\b")
_TOWN_BEFORE = pattern(r"\b(" + _CITY + r")(?:,| -|) $")
_HOME_TOWN = pattern(
    r"\b(?:[Hh]abit[a-z]{1,6}|[Rr]esid[a-z]{1,6}|[Dd]omicilie(?:e|s|es)?|[Dd]emeur[a-z]{1,4}|"
    r"[Nn]ee?s?(?: le [0-9a-z/. ]{4,22})?,?|[Nn]ative? d|vit|vivons|viv[a-z]{1,4}|[Dd]emenag[a-z]{1,4}"
    r"|[Vv]ille|[Cc]ommune|[Ll]ocalite|LIEU DE NAISSANCE|NEE? A|VILLE|COMMUNE|[Ll]ieu de naissance|de naissance|"
    r"hez (?:lui|elle|eux|moi))"
    r"(?: (?:a|A|sur|dans la ville de|dans|pres de|en)(?: ?:)?| ?:)[ \n]{1,2}("
    + _CITY
    + r")(?: ?[0-9]{1,2}(?:er?|e|eme)?\b)?"
)
_NOT_CITIES = frozenset(
    b"euros euro eur francs habitants hab agents personnes m2 km metres heures jours ans logements exemplaires tonnes "
    b"article articles page pages et est ou au aux du de des pour par sur dans que qui ont sont".split()
)
_NOWHERE = frozenset({b"france", b"europe"})
"""Where everybody lives."""
_DEPARTMENTS = frozenset(
    b"ain aisne alpes-de-haute-provence hautes-alpes alpes-maritimes ardeche ardennes ariege aube aude aveyron "
    b"bouches-du-rhone calvados cantal charente charente-maritime cher correze corse corse-du-sud haute-corse "
    b"cote-d'or "
    b"cotes-d'armor creuse dordogne doubs drome eure eure-et-loir finistere gard haute-garonne gers gironde herault "
    b"ille-et-vilaine indre indre-et-loire isere jura landes loir-et-cher loire haute-loire loire-atlantique loiret "
    b"lot "
    b"lot-et-garonne lozere maine-et-loire manche marne haute-marne mayenne meurthe-et-moselle meuse morbihan moselle "
    b"nievre nord oise orne pas-de-calais puy-de-dome pyrenees-atlantiques hautes-pyrenees pyrenees-orientales "
    b"bas-rhin "
    b"haut-rhin rhone haute-saone saone-et-loire sarthe savoie haute-savoie paris seine-maritime seine-et-marne "
    b"yvelines "
    b"deux-sevres somme tarn tarn-et-garonne var vaucluse vendee vienne haute-vienne vosges yonne essonne "
    b"hauts-de-seine seine-saint-denis val-de-marne val-d'oise guadeloupe martinique guyane reunion mayotte "
    b"france belgique suisse algerie maroc tunisie italie espagne allemagne portugal senegal mali "
    b"guinee cameroun congo turquie russie ukraine comores haiti madagascar cote-d'ivoire gabon togo benin niger tchad "
    b"mauritanie roumanie pologne albanie georgie armenie syrie irak afghanistan vietnam chine luxembourg "
    b"monaco".split()
)


def addresses(folded: Folded, lexicon: Lexicon, survey: Survey) -> Iterator[Span]:
    """Yield the postal addresses: a number and a way, a post box, a place name, with what completes them."""
    plain = folded.plain
    for way, certain in ((_WAY, True), (_HOME_WAY, False)):
        if not ((survey.digits or survey.triggers & Trigger.WORDED) if certain else survey.triggers & Trigger.HOME):
            continue
        for found in way.finditer(plain):
            start = found.start() if certain else found.start(1)
            if (
                certain
                and _year(plain[start : start + _YEAR_DIGITS])
                and plain[start + _YEAR_DIGITS : start + 5] == b" "
            ):
                apart = _AFTER_YEAR.match(plain[start : found.end()])
                if apart is None:
                    continue
                start += apart.end()
            way_name = plain[start : found.end()].split()[-1].rstrip(b".")
            end = _end_of_name(folded, found.end(), way_name, lexicon)
            if end > found.end() and not (certain and _counts(folded, start, found.end(), end, way_name)):
                end = _completed(plain, end)
                yield Span(start, end, Kind.ADDRESS, certain)
                yield from _town_after(folded, end, lexicon)
    for found in _MARKER.finditer(plain) if survey.triggers & Trigger.BOX or _R_FOR_RUE in survey.shape else ():
        yield Span(*found.span(), Kind.ADDRESS, certain=False)


_R_FOR_RUE = b"0 a "
"""The shape of « 12 r emile zola »."""


def _counts(folded: Folded, start: int, way_end: int, end: int, way: bytes) -> bool:
    """Tell whether a number in words counts ways rather than numbers one: « un passage réservé », « deux chaussées ».

    « 12 r 5 » is no address either: « articles R. 421-26 à R. 421-28 ».
    """
    if way == b"r" and folded.plain[way_end : way_end + 1].isdigit():
        return True
    first = folded.plain[start : folded.plain.find(b" ", start)]
    if first not in _FEW or not (first == b"un" or way in _ALSO_WORDS or way in _COUNTED):
        return False
    return folded.cased[way_end:end].islower()


_FEW = frozenset({b"un", b"deux", b"trois", b"quatre"})
_COUNTED = frozenset(b"passage chemin chaussee chaussees port domaine boulevard square quai".split())
"""Ways that a sentence may count."""


def _town_after(folded: Folded, end: int, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the town that ends an address without its postcode: 12 rue des Lilas, Lyon."""
    found = _TOWN_AFTER.match(folded.cased[end : end + _LONGEST_WORD])
    if found is not None and folded.plain[end + found.start(1) : end + found.end(1)] in lexicon.towns:
        yield Span(end + found.start(1), end + found.end(1), Kind.PLACE, certain=False)


def places(folded: Folded, lexicon: Lexicon, survey: Survey) -> Iterator[Span]:
    """Yield the cities that a postcode, a department or words of living tell."""
    cased, plain = folded.cased, folded.plain
    if survey.digits >= _POSTCODE_LENGTH and b"000" in survey.shape:
        yield from _postcoded(folded, lexicon)
    if b"0000 A" in survey.shape:
        yield from _abroad(folded, lexicon)
    for found in _LABELLED_CODE.finditer(plain) if survey.triggers & Trigger.POSTCODE else ():
        yield Span(*found.span(1), Kind.PLACE)
    if b"(" in plain:
        yield from _bracketed(folded, lexicon)
    for found in _HOME_TOWN.finditer(cased) if survey.triggers & Trigger.HOME else ():
        if found.group(1).lower() in _NOWHERE or plain.endswith(b"nom ", 0, found.start()):
            continue  # everybody lives there, or « nom de naissance : »
        born = any(each.isdigit() for each in found.group()[: found.start(1) - found.start()].decode())
        if born or not lexicon.ordinary(_first_word(plain, found.start(1), found.end(1))) or found.group(1).isupper():
            yield Span(found.start(1), found.end(), Kind.PLACE, certain=False)


def _postcoded(folded: Folded, lexicon: Lexicon) -> Iterator[Span]:
    """Yield the postcodes with their city, before or after: each is looked at in its place only."""
    cased, plain = folded.cased, folded.plain
    for code in _CODE.finditer(plain):
        start, end = code.span()
        if plain[start - 1 : start] in (b"-", b"/") and plain[start - 2 : start - 1].isdigit():
            continue  # the end of a number: « n° 2026-00123 »
        if (
            code.group()[2:3] == b" "
            and plain[max(0, start - 2) : start - 1].isdigit()
            and plain[start - 1 : start] == b" "
        ):
            continue  # a table of amounts: « 45 241 34 966 30 597 »
        found = _POSTCODE.match(cased[start : end + _LONGEST_CITY])
        if found is not None and _on_another_line(plain, start, found, lexicon):
            continue
        if found is not None:
            if plain[start + found.start(1) : start + found.end(1)] in _ARTICLES:
                continue
            if _first_word(plain, start + found.start(1), start + found.end(1)) not in _NOT_CITIES:
                country = 2 if plain[max(0, start - 2) : start] == b"f-" else 0
                yield Span(start - country, start + found.end(), Kind.PLACE)
            continue
        found = _LOWER_POSTCODE.match(plain[start : end + _LONGEST_CITY])
        if found is not None and _is_city(found.group(1), lexicon, sure=code.group()[2:3] != b" "):
            yield Span(start, start + found.end(), Kind.PLACE, certain=False)
            continue
        before = max(0, start - _LONGEST_CITY)
        found = _TOWN_BEFORE.search(cased[before:start])
        if found is not None and plain[before + found.start(1) : before + found.end(1)] in lexicon.towns:
            yield Span(before + found.start(1), end, Kind.PLACE, certain=False)


def _abroad(folded: Folded, lexicon: Lexicon) -> Iterator[Span]:
    for found in _FOREIGN_CODE.finditer(folded.cased):
        if not lexicon.ordinary(folded.plain[found.start(3) : found.end(3)]):
            start = found.start(1) if found.start(1) >= 0 else found.start(2)
            yield Span(start, found.end(3), Kind.PLACE, certain=False)


def _on_another_line(plain: bytes, start: int, found: Match, lexicon: Lexicon) -> bool:
    """Tell whether a number ends a line, and an ordinary word opens the next paragraph: the rows of a table."""
    city = start + found.start(1)
    if b"\n\n" not in plain[start:city]:
        return False
    return lexicon.ordinary(_first_word(plain, city, start + found.end(1)))


def _is_city(word: bytes, lexicon: Lexicon, *, sure: bool) -> bool:
    """Tell whether a word written small after a postcode is a city; one in two parts may be an amount: 21 000 kg."""
    if word.startswith(_SAINTS) or word in lexicon.towns:
        return True
    return sure and not (word in lexicon.words or word in _NOT_CITIES)


def _bracketed(folded: Folded, lexicon: Lexicon) -> Iterator[Span]:
    plain = folded.plain
    for found in _BRACKETED.finditer(folded.cased):
        inside = plain[found.start(2) : found.end(2)]
        city = plain[found.start(1) : found.end(1)]
        numbered = inside[:1].isdigit()
        if numbered and (city in lexicon.towns or not lexicon.ordinary(_first_word(city, 0, len(city)))):
            if len(inside) >= _POSTCODE_LENGTH or city in lexicon.towns:
                yield Span(*found.span(), Kind.PLACE)
        elif inside.replace(b" ", b"-") in _DEPARTMENTS:
            yield Span(*found.span(), Kind.PLACE)


_SAINTS = (b"saint ", b"sainte ", b"st ", b"ste ", b"saint-", b"sainte-", b"st-", b"ste-")
_POSTCODE_LENGTH = 5
_ARTICLES = frozenset((b"la", b"le", b"les", b"l"))
"""No town by themselves: what begins a line after a number, « Facture 45678 / Les travaux… »."""


def _end_of_name(folded: Folded, start: int, way: bytes, lexicon: Lexicon) -> int:
    """Return where the name of a way ends: at a comma, a line, or the first word that belongs to the sentence.

    Returns ``start`` when nothing there is a name: « 3 places en crèche » is no address.
    """
    end = place = start
    led, proper = True, way not in _ALSO_WORDS
    for _rank in range(_MOST_WORDS):
        found = _WORD.match(folded.cased[place : place + _LONGEST_WORD])
        if found is None:
            break
        word = found.group(1).rstrip(b".-")
        plain = word.lower()
        place += found.start(1) + len(word)
        if len(word) == 1 and not plain.isdigit() and folded.cased[place : place + 1] == b".":
            place += 1
        if plain in _LEADING or plain in _JOINING:
            led = plain in _LEADING
            continue
        named = word[:1].isupper() or plain in _MONTHS or _year(plain) or _belongs(plain, lexicon)
        if not (named or led) or (plain[:1].isdigit() and not led and not _year(plain)):
            break
        proper |= named
        end, led = place, plain.isdigit()
        if folded.plain[end : end + 1] in _ENDS:
            break
    return end if proper else start


_LONGEST_WORD, _LONGEST_CITY = 40, 70
_ENDS = frozenset({b",", b";", b"\n", b"("})
_LEADING = frozenset(
    b"de du des d la le les l saint sainte st ste general marechal docteur dr president colonel commandant capitaine "
    b"abbe pere professeur frere freres soeurs notre dame grand grande petit petite haut bas vieux vieille".split()
)
_JOINING = frozenset(b"et a au aux sur en sous lez".split())
_ALSO_WORDS = frozenset(
    b"place places cours cour cote cotes port pont ponts zone domaine domaines mail villa passages cite cites voie "
    b"voies route routes quartier quartiers residence residences lot lots galerie galeries clos promenade promenades "
    b"montee montees sq res ch all pass pl r imp lotissement ham carrefour degres rampe enclos traverse".split()
)
"""Ways that are also ordinary words: what follows must look like a name."""


def _year(word: bytes) -> bool:
    return word.isdigit() and word[:2] in _CENTURIES and len(word) == _YEAR_DIGITS


_CENTURIES, _YEAR_DIGITS = frozenset({b"18", b"19", b"20"}), 4


def _belongs(word: bytes, lexicon: Lexicon) -> bool:
    return len(word) >= _SHORTEST and (word in lexicon.first_names or word not in lexicon.words)


_SHORTEST = 3


def _completed(plain: bytes, end: int) -> int:
    """Return where an address ends with its flat, its stairs, its post box."""
    while (found := _COMPLEMENT.match(plain[end : end + _LONGEST_WORD])) is not None and found.end() > 0:
        end += found.end()
    return end


def _first_word(plain: bytes, start: int, end: int) -> bytes:
    words = plain[start:end].replace(b"-", b" ").split()
    return words[0] if words else b""
