# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Write the lists of ``gateway/pseudonyms/lists``: first names, surnames and ordinary French words.

What is kept comes from four packages under the MIT licence, unpacked into one folder: ``prenoms`` (names given in
France since 1900 and surnames since 1891, counted by Insee), ``Faker`` and ``mimesis`` (first names of other
countries, towns) and ``pyspellchecker`` (words of French by frequency). A fifth, ``dict-fr-ABU``, only tells which
names are also words: nothing of it is written.

A name that is also an ordinary word bears a mark (``pierre*``); a rare one is left out. Names are written without
accent and in small letters, which is how texts are read.

    python dev/name_lists.py UNPACKED_FOLDER
"""

import ast
import gzip
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

LISTS = Path(__file__).parents[1] / "src/balise/gateway/pseudonyms/lists"
HEADER = "# SPDX-FileCopyrightText: {who}\n# SPDX-License-Identifier: MIT\n# {what}\n"
COMMON_FIRST_NAMES, KEPT_SURNAMES, COMMON_SURNAMES, KEPT_WORDS = 3_000, 45_000, 6_000, 45_000
SHORTEST = 3


def bare(name: str) -> str:
    """Return a name without accents, in small letters, its œ in two."""
    name = name.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("’", "'")
    marked = unicodedata.normalize("NFKD", name)
    return "".join(each for each in marked if not unicodedata.combining(each)).lower()


def usable(name: str) -> bool:
    """Tell whether a name can be looked up: Latin letters, in one word."""
    return len(name) >= SHORTEST and name.isascii() and name.replace("-", "").replace("'", "").isalpha()


def ranked(path: Path) -> list[str]:
    """Return the names of a file of ``prenoms``, the most frequent first."""
    return path.read_text(encoding="utf-8").split("\n")[1].split(",")


def interleaved(*lists: list[str]) -> Iterator[str]:
    """Yield the names of several lists, rank after rank."""
    for rank in range(max(map(len, lists))):
        yield from (each[rank] for each in lists if rank < len(each))


def foreign_names(folder: Path) -> Iterator[str]:
    """Yield first names of other countries, as Faker and mimesis have them in Latin letters."""
    for path in sorted(folder.glob("mimesis/**/datasets/*/person.json")):
        names = json.loads(path.read_text(encoding="utf-8")).get("names", {})
        yield from (each for group in names.values() for each in group)
    for path in sorted(folder.glob("faker/**/providers/person/*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and str(getattr(node.targets[0], "id", "")).startswith("first_names"):
                yield from (str(each.value) for each in ast.walk(node.value) if isinstance(each, ast.Constant))


def foreign_surnames(folder: Path) -> Iterator[str]:
    """Yield surnames, as mimesis has them in Latin letters."""
    for path in sorted(folder.glob("mimesis/**/datasets/*/person.json")):
        surnames = json.loads(path.read_text(encoding="utf-8")).get("surnames", [])
        groups = surnames.values() if isinstance(surnames, dict) else [surnames]
        yield from (each for group in groups for each in group)


def marked(names: Iterable[str], words: set[str], common: int, kept: int) -> Iterator[str]:
    """Yield the names, those that are words with their mark when they are common, not at all when they are rare."""
    seen: set[str] = set()
    for rank, name in enumerate(names):
        plain = bare(name)
        if rank >= kept:
            return
        if plain in seen or not usable(plain):
            continue
        seen.add(plain)
        if plain not in words:
            yield plain
        elif rank < common:
            yield f"{plain}*"


def write(name: str, who: str, what: str, lines: Iterable[str]) -> None:
    """Write a list, sorted, under its licence."""
    content = sorted(set(lines))
    LISTS.joinpath(name).write_text(HEADER.format(who=who, what=what) + "\n".join(content) + "\n", encoding="ascii")
    print(f"{name}: {len(content)}")


def main(folder: Path) -> None:
    """Write the three lists."""
    prenoms = next(folder.glob("prenoms*/prenoms/data"))
    known = next(folder.glob("**/dict-fr-ABU-mots_communs.unicode")).read_text(encoding="utf-8").split()
    words = {bare(word) for word in known if word.islower()}
    counted = json.loads(gzip.decompress(next(folder.glob("**/spellchecker/resources/fr.json.gz")).read_bytes()))
    first = list(interleaved(*(ranked(prenoms / f"dist.prenoms.{sex}.all.txt") for sex in "fm")))
    firsts = list(marked(first, words, COMMON_FIRST_NAMES, len(first)))
    others = set(map(bare, foreign_names(folder)))
    firsts += [name for name in others if usable(name) and name not in words]
    sources = "Cyril Novel, Trey Hunner (prenoms), Faker contributors, mimesis contributors"
    write("first_names.txt", sources, "First names; a star marks those that are also words.", firsts)
    surnames = list(marked(ranked(prenoms / "dist.all.txt"), words, COMMON_SURNAMES, KEPT_SURNAMES))
    surnames += [name for name in map(bare, foreign_surnames(folder)) if usable(name) and name not in words]
    write("surnames.txt", sources, "Surnames; a star marks those that are also words.", surnames)
    frequent = [bare(word) for word in sorted(counted, key=counted.__getitem__, reverse=True)]
    ordinary = [word for word in frequent if usable(word) and word in words][:KEPT_WORDS]
    write("words.txt", "Tyler Barrus (pyspellchecker)", "Ordinary French words.", ordinary)
    towns = json.loads(next(folder.glob("**/datasets/fr/address.json")).read_text(encoding="utf-8"))["city"]
    write("towns.txt", "mimesis contributors", "The largest towns of France.", (bare(town) for town in towns))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
