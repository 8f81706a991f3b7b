# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the YAML and JSON parsers say in their own words, said in the reader's."""

from collections.abc import Mapping

from balise.core.language import Text

YAML_FAULTS: Mapping[str, Text] = {
    "mapping values are not allowed": Text(
        "un deux-points arrive là où il n’y a pas de clé", "a colon comes where there is no key"
    ),
    "could not find expected ':'": Text("il manque un deux-points après la clé", "a colon is missing after the key"),
    "did not find expected key": Text(
        "on attendait une clé, ou l’alignement n’est pas celui des lignes voisines",
        "a key was expected, or the indentation is not that of the lines around",
    ),
    "did not find expected '-' indicator": Text(
        "on attendait un tiret, comme pour les autres éléments de la liste",
        "a dash was expected, as for the other items of the list",
    ),
    "did not find expected ',' or": Text(
        "il manque une virgule, ou un crochet ou une accolade n’est pas refermé",
        "a comma is missing, or a bracket or brace is not closed",
    ),
    "did not find expected node content": Text(
        "il manque une valeur, ou un crochet ou une accolade n’est pas refermé",
        "a value is missing, or a bracket or brace is not closed",
    ),
    "block sequence entries are not allowed": Text(
        "un tiret de liste n’a pas sa place ici", "a dash has no place here"
    ),
    "found unexpected end of stream": Text("un guillemet n’est pas refermé", "a quotation mark is not closed"),
    "found unknown escape character": Text(
        "entre guillemets doubles, « \\ » annonce un caractère spécial qui n’existe pas",
        'between double quotes, "\\" announces a special character that does not exist',
    ),
    "found character that cannot start any token": Text(
        "un caractère ne peut pas commencer une valeur (tabulation, « @ », « ` » ou « % »)",
        'a character cannot begin a value (tab, "@", "`" or "%")',
    ),
    "found a tab character": Text(
        "une tabulation sert d’alignement : mettez des espaces", "a tab is used to indent: use spaces"
    ),
    "found undefined alias": Text(
        "« * » renvoie à une ancre qui n’existe pas ; une valeur qui commence par « * » se met entre guillemets",
        '"*" refers to an anchor that does not exist; a value beginning with "*" must be quoted',
    ),
    "found duplicate anchor": Text("deux ancres « & » portent le même nom", 'two anchors "&" bear the same name'),
    "but found another document": Text(
        "une ligne « --- » commence un second document", 'a line "---" begins a second document'
    ),
    "found undefined tag handle": Text("une étiquette « ! » est inconnue", 'a tag "!" is unknown'),
}


JSON_FAULTS: Mapping[str, Text] = {
    "Expecting value": Text("il manque une valeur", "a value is missing"),
    "Extra data": Text("un second document suit le premier", "a second document follows the first"),
    "Expecting ',' delimiter": Text(
        "il manque une virgule, ou la ligne est coupée", "a comma is missing, or the line is cut"
    ),
    "Expecting ':' delimiter": Text("il manque un deux-points", "a colon is missing"),
    "Expecting property name enclosed in double quotes": Text(
        "il manque une clé entre guillemets doubles", "a key between double quotes is missing"
    ),
    "Unterminated string starting at": Text("un guillemet n’est pas refermé", "a quotation mark is not closed"),
}


def yaml_fault(words: str) -> Text:
    """Return what libyaml found wrong; in its own words, quoted, when they are not known."""
    return next((told for known, told in YAML_FAULTS.items() if known in words), _quoted(words))


def json_fault(words: str) -> Text:
    """Return what the JSON parser found wrong; in its own words, quoted, when they are not known."""
    return JSON_FAULTS.get(words, _quoted(words))


def _quoted(words: str) -> Text:
    return Text(f"«\u00a0{words}\u00a0»", f'"{words}"')
