# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words that nothing announced, looked at again once every person of the text is known."""

from balise.gateway.pseudonyms.names.cues import AGE, NOT_ALONE, SPECIAL
from balise.gateway.pseudonyms.names.pieces import is_trusted
from balise.gateway.pseudonyms.names.reading import FAR, FEW, FRENCH, LONGEST_NAME, Reading, bare_start
from balise.gateway.pseudonyms.names.word_roles import (
    ALSO_WORD,
    FIRST,
    INITIAL,
    LAST,
    NAME,
    ORDINARY,
    PAIR,
    PARTICLE,
    TOWN,
    UPPER,
    Word,
)

_FRENCH_NEAR = (*FRENCH, b" le ", b" la ", b" chez ", b" mon ", b" ma ")


def look_again(reading: Reading) -> None:
    """Look at the words left over, now that the persons of the text are known."""
    if not reading.left:
        return
    ends = {end for _start, end, _certain in reading.found}
    starts = {start for start, _end, _certain in reading.found}
    starts |= {group[0][0] for group in filter(None, reading.left) if group[0][2] in reading.known}
    before: list[Word] = []
    for group in filter(None, reading.left):
        if _leads(reading, group, starts) or _listed(reading, group, before, starts, ends):
            reading.keep(group, certain=False)
            ends.add(group[-1][1])
        else:
            reading.found += (
                (_with_particle(reading, word), word[1], False)
                for word in group
                if _named_elsewhere(reading, word, starts)
            )
        before = group


def _leads(reading: Reading, group: list[Word], starts: set[int]) -> bool:
    """Tell whether a given name is joined to the person after it: Eugène et Philomène Crozet."""
    word = group[0]
    if len(group) > 1 or not _given(word):
        return False
    following = reading.folded.plain[word[1] : word[1] + len(b" et ")]
    if reading.legal:
        return False
    if following in _ANDS:
        return word[1] + len(following) in starts
    return following[:2] == b", " and not word[3] & LAST and word[1] + 2 in starts


"""What is before a name that opens its line: the « d’ » of « Cc : d’Almeida » is then of the name."""


def _with_particle(reading: Reading, word: Word) -> int:
    """Return where a known surname starts, with the particle that it was first written with: Ould Cheikh."""
    start = bare_start(reading, word)
    particle = reading.led.get(word[2])
    if particle is None:
        return start
    lead = start - len(particle) - 1
    return lead if lead >= 0 and reading.folded.plain[lead:start] == particle + b" " else start


def _listed(reading: Reading, group: list[Word], before: list[Word], starts: set[int], ends: set[int]) -> bool:
    """Tell whether words follow a person in a list, « Léa et Tom », or end one, « MARTIN, Julien »."""
    plain, start = reading.folded.plain, group[0][0]
    if _between_two(reading, group, starts, ends):
        return True
    if reading.legal or (any(word[3] & ORDINARY for word in group) and not group[0][3] & INITIAL):
        return False
    if _joined_by_and(reading, group, before):
        reading.keep(before, certain=False)
        return True
    if _in_cells(reading, group, before):
        reading.found.append((_cell_start(reading, before[0]), before[0][0], False))
        reading.keep(before, certain=False)
        return True
    joined = next((start - len(link) for link in _LINKS if plain.endswith(link, 0, start)), 0)
    if not joined:
        return False
    if joined in ends:
        alone = group[0][3]
        return len(group) >= PAIR or bool(alone & FIRST) or bool(alone & LAST and not alone & TOWN)
    if group[0][3] & UPPER:
        return False
    surname = (
        bool(before)
        and before[-1][1] == joined
        and (
            all(word[3] & UPPER and not word[3] & ORDINARY for word in before)
            or (plain[before[0][0] - 1 : before[0][0]] == plain[group[-1][1] : group[-1][1] + 1] == b'"')
        )
    )
    if surname and group[0][3] & FIRST:
        reading.keep(before, certain=False)
        return True
    return False


def _between_two(reading: Reading, group: list[Word], starts: set[int], ends: set[int]) -> bool:
    """Tell whether a name, be it a word too, stands in a list between two persons: « Berthier, Langlois, Ziani »."""
    start, end, _name, nature = group[0]
    if len(group) > 1 or not nature & NAME or start - 2 not in ends:
        return False
    plain = reading.folded.plain
    return plain[start - 2 : start] == plain[end : end + 2] == b", " and end + 2 in starts


def _joined_by_and(reading: Reading, group: list[Word], before: list[Word]) -> bool:
    """Tell whether two given names are joined, one of which is no word: Charlotte et Yanis."""
    if len(before) != 1 or reading.folded.plain[before[0][1] : group[0][0]] not in _ANDS:
        return False
    if not (_given(before[0]) and _given(group[0])):
        return False
    return not (before[0][3] & ALSO_WORD and group[0][3] & ALSO_WORD)


def _given(word: Word) -> bool:
    """Tell whether a word is a first name and neither a town nor a brand; nothing in capitals is."""
    return bool(word[3] & FIRST and not word[3] & (TOWN | UPPER)) and word[2] not in NOT_ALONE


_ANDS = frozenset({b" et ", b" & "})
_LINKS = (b"; ", b"), ", b" et ", b" (", b", ", b" ou ", b" / ", b",\n")
_CELLS = frozenset({b"|", b";"})


def _in_cells(reading: Reading, group: list[Word], before: list[Word]) -> bool:
    """Tell whether a surname and a first name stand in two cells of one line: « Sow | Aminata », « Sow;Aminata »."""
    if not before or any(word[3] & (ORDINARY | TOWN) for word in (*before, *group)):
        return False
    between = reading.folded.plain[before[-1][1] : group[0][0]]
    if len(between) > LONGEST_NAME or between.strip() not in _CELLS:
        return False
    given, other = (group[0][3], before[0][3]) if group[0][3] & FIRST else (before[0][3], group[0][3])
    return bool(given & FIRST) and not given & ALSO_WORD and (bool(other & NAME) or not other)


def _cell_start(reading: Reading, word: Word) -> int:
    """Return where a surname in a cell starts, with the particle that opens the cell: « Le Duigou | Fodé »."""
    plain = reading.folded.plain
    near = max(0, word[0] - FAR)
    start = 1 + max(near - 1, *(plain.rfind(each, near, word[0]) for each in (b"|", b";", b"\n")))
    start += len(plain[start : word[0]]) - len(plain[start : word[0]].lstrip())
    return start if all(SPECIAL.get(each, 0) & PARTICLE for each in plain[start : word[0]].split()) else word[0]


def _named_elsewhere(reading: Reading, word: Word, starts: set[int]) -> bool:
    """Tell whether a word names a person found elsewhere, or is a first name alone in a text about people."""
    start, end, name, nature = word
    if name in reading.known:
        opens = nature & ORDINARY and (_opens(reading.folded.plain, start) or nature & UPPER)
        return end + 1 in starts or not opens or _does(reading, word)
    if (nature & NAME or not nature) and AGE.match(reading.folded.plain[end : end + FAR]) is not None:
        return not reading.folded.plain.endswith(b"l'", 0, start)
    if not nature & FIRST or nature & (ORDINARY | INITIAL | UPPER) or not is_trusted(word) or name[:2] == b"l'":
        return False
    if reading.legal:
        return False
    return (
        reading.peopled(start)
        or _acts(reading, word)
        or _is_compound(name)
        or reading.personal(start, end, _FRENCH_NEAR)
    )


def _acts(reading: Reading, word: Word) -> bool:
    """Tell whether a first name that is nothing else does what people do: « Fatoumata m’a appelée »."""
    following = reading.folded.plain[word[1] : word[1] + FAR].split(b" ", 2)
    return not word[3] & LAST and len(following) > 1 and not following[0] and following[1] in _DOING_OF_PEOPLE


_DOING_OF_PEOPLE = frozenset(
    b"m'a m'ont m'appelle m'ecrit dit veut souhaite rappelle revient demande refuse absent absente malade la le "
    b"remplace sera arrive prend".split()
)


def _does(reading: Reading, word: Word) -> bool:
    """Tell whether a word that opens a sentence does something: « Barbier ne veut rien », but « Petit à petit »."""
    following = reading.folded.plain[word[1] : word[1] + FAR].split(b" ", 2)
    if len(following) <= 1 or following[0]:
        return False
    if following[1] == b"a":
        return reading.folded.text[word[1] + 1] in "aA"
    return following[1].rstrip(b",.") in _VERBS


_VERBS = _DOING_OF_PEOPLE | frozenset(
    b"ne n'a n'est n'avait n'etait n'en n'y est avait etait sera aura s'est s'en se lui nous doit peut va vient vit "
    b"habite "
    b"reste refuse conteste explique precise indique repond affirme dit nie reconnait propose promet pense croit "
    b"semble devait pouvait voulait etant ayant aurait serait avoue signe paie paye travaille reclame sollicite "
    b"menace insulte crie hurle pleure tombe arrive part quitte rentre ecrit appelle rappelle confirme".split()
)


def _is_compound(name: bytes) -> bool:
    """Tell whether a first name is of two: Jean-Claude, Marie-Ange."""
    return name.startswith((b"jean-", b"marie-", b"anne-"))


def _opens(plain: bytes, start: int) -> bool:
    """Tell whether a word opens a sentence, where every word has its capital."""
    before = plain[max(0, start - FEW) : start].rstrip(b' "-')
    return not before or before[-1:] in b".!?:\n"
