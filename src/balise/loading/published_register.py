# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The register that another installation publishes, read as the start of dossiers here.

Only what describes the use is taken: the answers that any resident may read. What was decided, found, displayed or
signed there is theirs, and stays out with its reason in the loss report. Nobody vouches for the file: one that is
damaged, or that holds what nobody types (commands of a terminal, invisible characters), is refused and not mended.
Signs of markup or of a formula are words like others: what shows them escapes them, page, table or document alike, and
an authority may well write « remplace <nom> par X ».
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from balise.core.dossiers import Dossier
from balise.core.language import Text
from balise.core.messages import Place, Problem
from balise.core.questions import Question, QuestionBank, QuestionType
from balise.core.register import PUBLIC
from balise.loading.cells import Cell
from balise.loading.errors import InvalidData
from balise.loading.importing import import_table
from balise.loading.loss_report import LossReport
from balise.loading.mapping import Authority, Feed, Identifier, Identity, Origin, RegisterMapping, Title, ValueTable
from balise.loading.nodes import reason_of
from balise.loading.paths import shown
from balise.loading.recognition import PUBLISHED_REGISTER, START, WORDS, likely_format
from balise.loading.tables import Format, Row, Table

SCHEMA, VERSION = "balise-register-entry", 1
LARGEST = 32 * 1024 * 1024
"""In bytes: some seven thousand entries of 4.8 kB."""
LONGEST, LONGEST_ADDRESS = 8000, 300
"""In characters."""
ANSWER = "answers."
ID, TITLE, AUTHORITY, ADDRESS, SUMMARY = "id", "title", "authority.name", "address", "summary"

_THEIRS = "Ne vaut que dans la collectivité qui l’a publié."
_LEFT_OUT: Mapping[str, str] = {
    "decision": "La décision est celle de l’autre collectivité.",
    "outcome": "Le constat dépend de la charte de l’autre collectivité.",
    "findings": "Le constat dépend de la charte de l’autre collectivité.",
    "charter": "Votre dossier sera jugé par votre charte.",
    "charter_title": "Votre dossier sera jugé par votre charte.",
    "notices": "Les mentions sont à afficher, et à prouver, chez vous.",
    "missing_notices": "Les mentions sont à afficher, et à prouver, chez vous.",
    "contact": "Les personnes à joindre sont celles de l’autre collectivité.",
    "unit": "Le service est celui de l’autre collectivité.",
    "tool": "L’outil est à choisir dans votre catalogue.",
    "imported_from": "La fiche reprise cite déjà son origine.",
    **dict.fromkeys(
        (
            "status",
            "edition",
            "published_on",
            "first_published_on",
            "in_service_on",
            "ended_on",
            "review_on",
            "change",
            "authority.slug",
            "authority.kind",
            "authority.siren",
            "authority.contact",
        ),
        _THEIRS,
    ),
}
"""What an entry says and that no other authority takes over, with the reason."""
_KNOWN_AS_ADDRESS = "L’adresse est citée comme origine du dossier."
_FORMAL = "Dit la forme du fichier."
_NOT_PUBLIC = "Aucune fiche publique ne répond à cette question."

_DISPROPORTIONATE = Text("le JSON est démesuré", "the JSON is out of proportion")

_NO_TABLE = (b"[", b"{", b"<")
"""How JSON and web pages begin, and no table does."""

_MARKUP = re.compile(r"<[A-Za-z/!?]")
"""As browsers read it: « délai < un mois » opens no element."""
_NEVER_TYPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_NOT_IN_ADDRESSES = re.compile(r"[\s\\]")
_CODE = re.compile(r"[\w.:-]{1,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """An entry that a dossier may begin with: where it is published, and what it answers."""

    address: str
    authority: str
    dossier: Dossier
    unread: tuple[str, ...] = ()
    """The answers that this version of Balise does not know, or not in those words."""
    read: Mapping[str, Any] = field(default_factory=dict)
    """The fields that were read, as a file of this entry alone would say them."""


@dataclass(frozen=True, slots=True)
class PublishedImport:
    """The entries of a file, and the account of what was not taken."""

    entries: tuple[PublishedEntry, ...]
    report: LossReport

    @property
    def dossiers(self) -> tuple[Dossier, ...]:
        """Return the dossiers that the entries make."""
        return tuple(entry.dossier for entry in self.entries)


class _UnusableError(Exception):
    """Why an entry cannot be taken over."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.fr)
        self.reason = reason


def import_published(source: Path, bank: QuestionBank, on_row: Callable[[int], None] | None = None) -> PublishedImport:
    """Return the entries of a file that an installation of Balise published: its whole register, or one entry.

    An entry that holds what none should is refused alone, and told in the report; the others are read.

    Raises:
        InvalidData: the file cannot be read (BAL-001), or is no published register (BAL-925).
    """
    records = _records(source)
    sound: dict[int, Mapping[str, Any]] = {}
    refused: list[Problem] = []
    for rank, record in enumerate(records, start=1):
        try:
            _check(record, bank)
        except _UnusableError as error:
            refused.append(Problem("BAL-925", Place(shown(source), rank), {"reason": error.reason}))
        else:
            sound[rank] = record
    if not sound:
        raise InvalidData(refused)
    try:
        columns = _columns(sound.values())
        imported = import_table(_table(source, sound, columns), _mapping(columns, bank), bank, on_row)
    except RecursionError as error:
        raise _refused(source, _DISPROPORTIONATE) from error
    by_id = {f"{PUBLISHED_REGISTER}:{record[ID]}": record for record in reversed([*sound.values()])}
    entries = tuple(_entry(by_id[dossier.id], dossier, bank) for dossier in imported.dossiers)
    report = imported.report
    rows = replace(report.rows, read=len(records))
    return PublishedImport(entries, replace(report, rows=rows, refused=(*refused, *report.refused)))


def _entry(record: Mapping[str, Any], dossier: Dossier, bank: QuestionBank) -> PublishedEntry:
    internal = bank.by_id.keys() - PUBLIC
    unread = [name for name in record["answers"] if name not in dossier.answers and name not in internal]
    read = {name: record[name] for name in ("schema", ID, TITLE, ADDRESS, SUMMARY, "answers") if name in record}
    named = {"authority": {"name": record["authority"]["name"]}}
    return PublishedEntry(str(record[ADDRESS]), dossier.authority or "", dossier, tuple(unread), read | named)


def _records(source: Path) -> Sequence[Mapping[str, Any]]:
    """Return the objects of the file, each said to be an entry.

    Raises:
        InvalidData: it cannot be read, or is something else.
    """
    text = _text(source)
    try:
        whole = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        malformed = Text("le JSON est mal formé", "the JSON is malformed")
        told = _or_a_table(source, malformed)
        raise _refused(source, told, error.lineno if told is malformed else None) from error
    except (ValueError, RecursionError) as error:
        raise _refused(source, _DISPROPORTIONATE) from error
    records = whole if isinstance(whole, list) else [whole]
    if not records:
        raise _refused(source, Text("il ne contient aucune fiche", "it holds no entry"))
    for rank, record in enumerate(records, start=1):
        if reason := _not_an_entry(record):
            raise _refused(source, reason, rank if isinstance(whole, list) else None)
    return records


def _or_a_table(source: Path, reason: Text) -> Text:
    """Return why a file is no JSON: that it is plainly a table, where it is one, and which file to take instead."""
    with source.open("rb") as file:
        start = file.read(START)
    found = None if start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in _NO_TABLE else likely_format(start)
    if found is None or found is Format.JSON:
        return reason
    words = WORDS[found]
    return Text(
        f"il ressemble à {words.fr}\u00a0; le fichier à prendre, sur la même page, est «\u00a0registre.json\u00a0»",
        f'it looks like {words.en or words.fr}; the file to take, on the same page, is "registre.json"',
    )


def _text(source: Path) -> str:
    try:
        if source.stat().st_size > LARGEST:
            raise _refused(source, Text("il pèse plus de 32 Mo", "it weighs more than 32 MB"))
        return source.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidData([Problem("BAL-001", Place(shown(source)), {"reason": reason_of(error)})]) from error
    except UnicodeError as error:
        raise _refused(source, _or_a_table(source, Text("il n’est pas en UTF-8", "it is not in UTF-8"))) from error


def _no_constant(word: str) -> None:
    raise ValueError(word)


def _refused(source: Path, reason: Text, line: int | None = None) -> InvalidData:
    return InvalidData([Problem("BAL-925", Place(shown(source), line), {"reason": reason})])


def _not_an_entry(record: Any) -> Text | None:
    """Return why a value is no entry of a version that is known here."""
    said = record.get("schema") if isinstance(record, dict) else None
    name, _, version = said.partition("/") if isinstance(said, str) else ("", "", "")
    if name != SCHEMA or not version.isdecimal():
        return Text(
            f"il ne dit pas être au format « {SCHEMA}/{VERSION} »", f'it does not claim to be "{SCHEMA}/{VERSION}"'
        )
    if int(version[:9]) != VERSION:
        return Text(
            f"il est au format {version[:9]}, et cette version de Balise lit le format {VERSION}",
            f"it has format {version[:9]}, and this version of Balise reads format {VERSION}",
        )
    return None


def _check(record: Mapping[str, Any], bank: QuestionBank) -> None:
    """Refuse an entry that lacks what names it, or holds what no entry holds."""
    authority = record.get("authority")
    if not isinstance(authority, dict):
        raise _wrong("authority")
    _check_names(record)
    for name, value in ((TITLE, record.get(TITLE)), (AUTHORITY, authority.get("name"))):
        _check_text(name, value)
        if not str(value).strip() or _LINE_BREAK.search(str(value)):
            raise _wrong(name)
    if not isinstance(record.get(ID), str) or _CODE.fullmatch(record[ID]) is None:
        raise _wrong(ID)
    if not _is_web_address(record.get(ADDRESS)):
        raise _wrong(ADDRESS)
    _check_text(SUMMARY, record.get(SUMMARY, ""))
    answers = record.get("answers")
    if not isinstance(answers, dict):
        raise _wrong("answers")
    for name, value in answers.items():
        _check_answer(name, value, bank.by_id.get(name))


def _check_names(record: Mapping[str, Any]) -> None:
    """Refuse names that would be shown as something else, or that a field inside another has here."""
    names = [*record, *(name for inner in record.values() if isinstance(inner, dict) for name in inner)]
    if any(_NEVER_TYPED.search(name) for name in names):
        raise _UnusableError(
            Text("un nom de champ contient des caractères invisibles", "the name of a field has invisible characters")
        )
    for name in record:
        if "." in name:
            raise _UnusableError(_two_fields_of_one_name(name[:80]))


def _two_fields_of_one_name(name: str) -> Text:
    return Text(
        f"le champ « {name} » porte un point dans son nom, ce qu’aucune fiche n’a",
        f'the field "{name}" has a dot in its name, as no entry has',
    )


def _wrong(name: str) -> _UnusableError:
    return _UnusableError(
        Text(
            f"le champ « {name} » manque ou n’est pas de la bonne forme", f'the field "{name}" is missing or malformed'
        )
    )


def _check_text(name: str, value: Any) -> None:
    if not isinstance(value, str):
        raise _wrong(name)
    for wrong, reason in (
        (len(value) > LONGEST, Text(f"dépasse {LONGEST} signes", f"exceeds {LONGEST} characters")),
        (_NEVER_TYPED.search(value), Text("contient des caractères invisibles", "contains invisible characters")),
    ):
        if wrong:
            raise _UnusableError(Text(f"le champ « {name} » {reason.fr}", f'the field "{name}" {reason.en}'))


def _check_answer(name: str, value: Any, question: Question | None) -> None:
    """Refuse an answer of another type than its question; a question of a newer bank may have any plain answer."""
    field = f"{ANSWER}{name[:80]}"
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str):
            _check_text(field, text)
        elif isinstance(text, list | dict) or isinstance(value, list):
            raise _wrong(field)
    if question is None:
        return
    listed, number = question.type is QuestionType.CHOICES, question.type is QuestionType.NUMBER
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (isinstance(value, list) if listed else is_number if number else isinstance(value, str)):
        raise _wrong(field)


def _is_web_address(value: Any) -> bool:
    """Tell whether a value is an address that a page may lead to."""
    if not isinstance(value, str) or len(value) > LONGEST_ADDRESS:
        return False
    if any(never.search(value) for never in (_NEVER_TYPED, _NOT_IN_ADDRESSES, _MARKUP)):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname) and "@" not in parts.netloc


def _flat(record: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    """Yield the fields of an entry by the names that the loss report gives them."""
    for name, value in record.items():
        if name in {"answers", "authority"} and isinstance(value, dict):
            for inner, cell in value.items():
                yield f"{name}.{inner}", _cell(cell)
        else:
            yield name, _cell(value)


def _cell(value: Any) -> Cell:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _columns(records: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for record in records for name, _ in _flat(record)))


def _table(source: Path, records: Mapping[int, Mapping[str, Any]], columns: Sequence[str]) -> Table:
    rows = (
        Row(rank, rank, [cells.get(name) for name in columns])
        for rank, cells in ((rank, dict(_flat(record))) for rank, record in records.items())
    )
    return Table(shown(source), Format.JSON, tuple(columns), rows, encoding="utf-8")


def _mapping(columns: Sequence[str], bank: QuestionBank) -> RegisterMapping:
    """Return how such a file is read: every public answer as it is, the rest left out with its reason."""
    asked = {name: name.removeprefix(ANSWER) for name in columns if name.startswith(ANSWER)}
    feeds = [_feed(name, bank.by_id[asked[name]]) for name in asked if asked[name] in PUBLIC & bank.by_id.keys()]
    if SUMMARY in columns:
        feeds.append(Feed(SUMMARY, column=SUMMARY))
    internal = {name: _NOT_PUBLIC for name, question in asked.items() if question in bank.by_id.keys() - PUBLIC}
    ignored = {**_LEFT_OUT, ADDRESS: _KNOWN_AS_ADDRESS, "schema": _FORMAL, **internal}
    return RegisterMapping(
        PUBLISHED_REGISTER,
        Text("Registre publié par Balise", "Register published by Balise"),
        Origin("Le JSON des données ouvertes d’une installation de Balise.", date(2026, 11, 22)),
        Identity(Identifier(column=ID), Title(column=TITLE), Authority(column=AUTHORITY)),
        tuple(feeds),
        ignored={name: reason for name, reason in ignored.items() if name in columns},
    )


def _feed(column: str, question: Question) -> Feed:
    """Return how the answer to a question is read: by the codes that the register publishes."""
    several = question.type is QuestionType.CHOICES
    codes = ValueTable({choice: (choice,) if several else choice for choice in question.choice_ids()})
    return Feed(question.id, column=column, values=codes)
