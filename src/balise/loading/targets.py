# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The registers that entries can be exported to: the mapping of their import, turned round.

A mapping already says which column holds the answer to which question, and what each word of the source means. A target
file adds what only a writer needs: the order of the columns, their lengths, which are required, which words each one
admits. Neither says what the other says (``docs/decisions/0020``), so that no export can drift from its import.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from balise.core.conditions import AnswerValue
from balise.core.interchange import AUTHORITY, ID, TITLE, Column, Target, TargetCell, TargetFormat, limits
from balise.core.language import Text
from balise.core.messages import Place, Problem
from balise.core.questions import QuestionBank, QuestionType
from balise.core.spreadsheet_cells import original
from balise.core.suggestions import suggestion
from balise.loading.cells import comparable, text_of
from balise.loading.conversion import Kind, converter
from balise.loading.decoding import Reading, decode_object
from balise.loading.errors import InvalidData
from balise.loading.mapping import Feed, RegisterMapping
from balise.loading.mapping_files import load_mapping
from balise.loading.nodes import read_yaml
from balise.loading.paths import shown, yaml_files
from balise.loading.questions import shipped_bank

SHIPPED = Path(str(files("balise.loading"))) / "targets"
Reader = Callable[[TargetCell], AnswerValue | None]
LONGEST_CELL = 32_767
"""Characters: what a spreadsheet keeps of a cell; it drops the rest without a word."""
DAYS = frozenset({"entry:published_on", "entry:ended_on"})
"""What an entry says beside the questions and that is a day."""


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """What a writer must know of one column, beside what the mapping says of it."""

    name: Annotated[str, "Titre de la colonne, ou nom du champ."]
    fact: Annotated[str | None, "Ce qui la remplit quand la correspondance ne la lit pas."] = None
    constant: Annotated[str | None, "Valeur toujours la même."] = None
    required: Annotated[bool, "Le registre exige qu’elle soit remplie."] = False
    list: Annotated[bool, "Le champ est une liste."] = False
    month: Annotated[bool, "N’admet que l’année et le mois."] = False
    longest: Annotated[int | None, "Nombre de caractères admis."] = None
    language: Annotated[str | None, "Langue dans laquelle son texte doit être écrit."] = None
    address: Annotated[bool, "N’admet qu’une adresse électronique ou celle d’un site."] = False
    title: Annotated[Text | None, "Ce qu’est la colonne, quand son nom ne le dit pas."] = None
    permitted: Annotated[tuple[str, ...], "Valeurs admises."] = ()
    near: Annotated[Mapping[str, str], "Réponse sans mot exact → valeur la plus proche."] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TargetFile:
    """What a target file says."""

    id: Annotated[str, "Identifiant du registre visé."]
    mapping: Annotated[str, "Correspondance que l’import emploie, et que l’export retourne."]
    format: Annotated[TargetFormat, "Format du fichier."]
    columns: Annotated[tuple[TargetColumn, ...], "Colonnes, dans l’ordre."]


@lru_cache(maxsize=1)
def shipped_targets() -> tuple[str, ...]:
    """Return the ids of the registers that Balise can export to."""
    return tuple(path.stem for path in yaml_files(SHIPPED))


@lru_cache(maxsize=8)
def load_target(name: str) -> Target:
    """Return a register to export to, given its id.

    Raises:
        InvalidData: there is no such register (BAL-923), or its files are wrong.
    """
    if name not in shipped_targets():
        values = {"id": name, **suggestion(name, shipped_targets()), "allowed": _every_target()}
        raise InvalidData([Problem("BAL-923", Place(name), values)])
    described = _described(SHIPPED / f"{name}.yaml")
    return target_of(described, load_mapping(described.mapping), shipped_bank())


@lru_cache(maxsize=1)
def shipped_limits() -> Mapping[Text, Mapping[str, int]]:
    """Return the longest texts that each register takes, by its title: what to tell whoever is about to publish."""
    targets = map(load_target, shipped_targets())
    return {target.title: limits(target) for target in targets}


def _every_target() -> Text:
    """Return the registers to choose from: what to write, and what each is."""
    titles = {name: load_target(name).title for name in shipped_targets()}
    return Text(
        "\u00a0; ".join(f"{name} ({title.fr})" for name, title in titles.items()),
        "; ".join(f"{name} ({title.en or title.fr})" for name, title in titles.items()),
    )


def _described(path: Path) -> TargetFile:
    reading = Reading(shown(path))
    described = decode_object(read_yaml(path, reading.file), TargetFile, reading)
    if reading.problems or not isinstance(described, TargetFile):
        raise InvalidData(reading.problems)
    return described


def target_of(described: TargetFile, mapping: RegisterMapping, bank: QuestionBank) -> Target:
    """Return the register that a target file and a mapping describe together."""
    identity = _identity(mapping)
    feeds: dict[str, list[Feed]] = {}
    for feed in mapping.answers:
        for name in feed.read:
            feeds.setdefault(comparable(name), []).append(feed)
    columns = []
    for column in described.columns:
        named = comparable(column.name)
        parts = [_fed(column, feed, mapping, bank, described.format) for feed in feeds.get(named, ())]
        if len(parts) > 1 and all(feed.sentences for feed in feeds[named]):
            columns.append(_shared(column, tuple(parts)))
        else:
            columns.append(parts[0] if parts else _plain(column, identity.get(named), bank, described.format))
    return Target(described.id, mapping.title, described.format, tuple(columns))


def _identity(mapping: RegisterMapping) -> dict[str, str]:
    """Return the columns that name a dossier, with what each is filled with."""
    identifier = mapping.dossier.id.column
    named = {
        **dict.fromkeys(mapping.authority_columns(), AUTHORITY),
        **dict.fromkeys(mapping.title_columns(), TITLE),
        **dict.fromkeys(() if identifier is None else (identifier,), ID),
    }
    return {comparable(name): fact for name, fact in named.items()}


def _plain(column: TargetColumn, named: str | None, bank: QuestionBank, format_: TargetFormat) -> Column:
    """Return a column that answers no question when it is imported."""
    fact = named or column.fact or ""
    question = bank.by_id.get(fact)
    type_ = QuestionType.DATE if fact in DAYS else question.type if question is not None else QuestionType.TEXT
    return Column(
        column.name,
        fact,
        type_,
        column.constant or "",
        column.required,
        _longest(column, format_),
        column.language,
        listed=column.list,
        month_only=column.month,
        address_only=column.address,
        title=column.title,
        read=_as_written(_read_name, format_) if named else None,
    )


def _shared(column: TargetColumn, parts: tuple[Column, ...]) -> Column:
    """Return a column that several answers fill, a sentence each, in the order of the mapping."""
    return Column(column.name, required=column.required, title=column.title, parts=parts)


def _longest(column: TargetColumn, format_: TargetFormat) -> int | None:
    return column.longest or (LONGEST_CELL if format_ is TargetFormat.CSV else None)


def _read_name(cell: TargetCell) -> AnswerValue | None:
    """Read what names a dossier, as an import does."""
    return text_of(cell) or None


def _as_written(read: Reader, format_: TargetFormat) -> Reader:
    """Return what reads a cell of a file of this format: of a CSV, without the mark that keeps it from being run."""
    if format_ is not TargetFormat.CSV:
        return read
    return lambda cell: read(original(cell) if isinstance(cell, str) else cell)


def _fed(
    column: TargetColumn, feed: Feed, mapping: RegisterMapping, bank: QuestionBank, format_: TargetFormat
) -> Column:
    """Return a column that the mapping reads for a question, with its words turned round."""
    question = bank.by_id[feed.question]
    return Column(
        column.name,
        feed.question,
        question.type,
        "",
        column.required,
        _longest(column, format_),
        column.language,
        _turned(feed, column.permitted),
        {(name,) if question.type is QuestionType.CHOICES else name: word for name, word in column.near.items()},
        feed.split,
        column.list,
        column.month,
        column.address,
        column.title,
        read=_as_written(_reader(feed, mapping, bank), format_),
    )


def _turned(feed: Feed, permitted: tuple[str, ...]) -> dict[AnswerValue, str]:
    """Return the word of each answer: the first that the mapping gives it among those the column admits."""
    admitted = {comparable(word) for word in permitted}
    words: dict[AnswerValue, str] = {}
    for word, answer in feed.values.items():
        if not admitted or comparable(word) in admitted:
            words.setdefault(answer, word)
    return words


def _reader(feed: Feed, mapping: RegisterMapping, bank: QuestionBank) -> Reader:
    """Return what an import would answer from a cell."""
    convert = converter(feed, bank.by_id[feed.question], mapping)

    def read(cell: TargetCell) -> AnswerValue | None:
        outcome = convert(cell)
        return outcome.answer if outcome.kind is Kind.ANSWERED else None

    return read
