# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The name of an authority within a French sentence: « la ville de Valbrise », « du Grand Lyon », « d’Angers ».

A name is written in a register as on a door, « Ville de Valbrise »; a sentence needs the article that goes with its
first word. A name that begins with no such word is that of a place, and takes none.
"""

import unicodedata

_FEMININE = frozenset({"agence", "agglomeration", "cite", "collectivite", "commune", "communaute", "mairie"})
_FEMININE |= {"eurometropole", "metropole", "prefecture", "regie", "region", "ville"}
_MASCULINE = frozenset({"centre", "conseil", "departement", "district", "etablissement", "groupement", "office"})
_MASCULINE |= {"pays", "pole", "service", "syndicat", "territoire", "grand", "ccas", "cias", "sdis"}
_KEPT = frozenset({"eurometropole", "grand", "pays", "ccas", "cias", "sdis"})
"""First words that are part of a proper name, or an acronym: they keep their capitals."""
_VOWELS = frozenset("aeiouœæø")


def with_article(name: str) -> str:
    """Return a name as the subject in a sentence: « la ville de Valbrise », « Valbrise Métropole », « Le Havre »."""
    first, blank, rest = name.partition(" ")
    if not blank:
        return name
    if _folded(first) in {"la", "le"} and _is_kind(rest):
        return f"{first.lower()} {rest}"
    if _folded(first[:2]) in {"l’", "l'"} and _is_kind(name[2:]):
        return f"{first[0].lower()}{name[1:]}"
    if not _is_kind(name):
        return name
    if rest.startswith("et ") and _is_kind(rest[3:]):
        return f"{_introduced(first)} et {with_article(rest[3:])}"
    return f"{_introduced(first)} {rest}"


def at_the_start(name: str) -> str:
    """Return the same where a sentence begins: « La ville de Valbrise »."""
    said = with_article(name)
    return said[:1].upper() + said[1:]


def after_de(name: str) -> str:
    """Return the same after « de »: « de la ville de Valbrise », « du Havre », « d’Angers Loire Métropole »."""
    said = with_article(name)
    article, blank, rest = said.partition(" ")
    if blank and article.lower() == "le":
        return f"du {rest}"
    if blank and article.lower() == "les":
        return f"des {rest}"
    if (blank and article.lower() == "la") or said.lower().startswith(("l’", "l'")):
        return f"de {said}"
    return f"d’{said}" if begins_with_a_vowel(said) else f"de {said}"


def begins_with_a_vowel(name: str) -> bool:
    """Tell whether « de » loses its vowel before a name: « d’Odile », « d’Yves », and « de Yann ».

    A name in H keeps « de »: nothing in its letters tells a mute H from the other, and « de Hélène » is less of a
    fault than « d’Harlem ».
    """
    first, second = [*_folded(name[:2]), "", ""][:2]
    if first == "y":
        return bool(second) and second.isalpha() and second not in _VOWELS
    return first in _VOWELS


def _introduced(kind: str) -> str:
    """Return the word of a kind with its article: « la ville », « l’Eurométropole »."""
    word = _folded(kind)
    written = kind if word in _KEPT else kind.lower()
    if begins_with_a_vowel(kind):
        return f"l’{written}"
    return f"{'la' if word in _FEMININE else 'le'} {written}"


def _is_kind(name: str) -> bool:
    """Tell whether a name begins with the word of a kind of authority, and goes on."""
    first, blank, rest = name.partition(" ")
    return bool(blank and rest.strip()) and _folded(first) in _FEMININE | _MASCULINE


def _folded(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(each))
