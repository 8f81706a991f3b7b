# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An entry said in the columns of another register, and the account of what it could not say there.

Nothing is lost in silence, and this is checked rather than promised: each cell is read back by the very reader of
the import, and an answer that does not come back as it was is in the account. Hence one rule for every target: what
is not in the losses comes back identical. What no import reads back (a date of which the target keeps the month, the
address of the entry) is in the losses too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier
from balise.core.language import Language, Text
from balise.core.questions import QuestionType
from balise.core.register import PUBLIC, PublicFinding, PublicNotice, PublicStatus, RegisterEntry
from balise.core.spreadsheet_cells import neutralised

TargetCell = str | tuple[str, ...]
"""What is written in one column: a text, or a list where the file can hold one."""
Facts = Mapping[str, AnswerValue]

ID, TITLE, AUTHORITY, ADDRESS = "entry:id", "entry:title", "entry:authority", "entry:address"
"""What an entry says besides the answers to questions; a question has no colon in its name."""
FRAMEWORK, EVIDENCE = "dossier:framework", "dossier:evidence"
"""What a dossier holds besides its answers, and that no entry says."""

BESIDE = frozenset({"summary", "owner_unit", "contact", "project_status", "in_service_on", "review_date"})
"""The questions whose answers an entry says as fields of its own, not among its answers."""

PROJECT_STATUS: Mapping[PublicStatus, str] = {
    PublicStatus.UNDER_REVIEW: "development",
    PublicStatus.ACCEPTED: "development",
    PublicStatus.TRIAL: "pilot",
    PublicStatus.IN_SERVICE: "in_service",
    PublicStatus.SUSPENDED: "suspended",
    PublicStatus.WITHDRAWN: "retired",
}
"""Where a project stands, as the question bank says it; a use declared, refused or given up stands nowhere there."""
SAME_SAID = PROJECT_STATUS.keys() - {PublicStatus.UNDER_REVIEW, PublicStatus.ACCEPTED}
"""What ``project_status`` says whole, and that is not told twice."""
NOT_YET = frozenset({PublicStatus.UNDER_REVIEW, PublicStatus.ACCEPTED})
ELLIPSIS = "…"
DIGEST_LENGTH = 12
"""Hexadecimal figures: two identifiers of one register end alike once in 10^14."""
LIST_SEPARATOR = "|"
"""Between the codes of one cell; no code holds it."""


class TargetFormat(StrEnum):
    """The kinds of file that other registers take."""

    CSV = "csv"
    JSON = "json"


class LossKind(StrEnum):
    """What happened to something that an entry says, or that a target asks."""

    UNSAID = "unsaid"
    """The target has no column for it."""
    NO_WORD = "no_word"
    """There is a column, and none of its words is this answer."""
    APPROXIMATE = "approximate"
    """Written less precisely than it is known."""
    CUT = "cut"
    """Written up to the length of the column."""
    ALTERED = "altered"
    """Written, and read back otherwise: blanks at the ends, a word that the target takes for a blank…"""
    UNFIT = "unfit"
    """The column takes a form, an address say, that the answer has only in part, or not at all."""
    NOT_READ = "not_read"
    """Written, and read back by no import."""
    UNTRANSLATED = "untranslated"
    """The column is in a language that the entry is not written in."""
    INTERNAL = "internal"
    """Answered in a dossier, and not for the public: never written."""
    LACKING = "lacking"
    """The target requires it, and nothing could be written."""


TOLD = frozenset({LossKind.NO_WORD, LossKind.APPROXIMATE, LossKind.CUT, LossKind.UNFIT})
"""Losses that already say that what comes back is not the same."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that one entry does not say in the target as it says it here."""

    entry: str
    kind: LossKind
    fact: str
    """The question, or what the entry says beside the questions (``entry:charter``); empty when only asked there."""
    column: str = ""
    value: str = ""
    """What the entry says."""
    written: str = ""
    """What the file says instead."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a target: what it is filled with, and the limits that the target sets."""

    name: str
    fact: str = ""
    type: QuestionType = QuestionType.TEXT
    constant: str = ""
    required: bool = False
    longest: int | None = None
    language: Language | str | None = None
    """The language that its free text is to be written in."""
    words: Mapping[AnswerValue, str] = field(default_factory=dict)
    """What the target calls an answer; a list of choices is one answer, or each of its choices is."""
    near: Mapping[AnswerValue, str] = field(default_factory=dict)
    """The word that comes closest to an answer for which the target has none."""
    separator: str | None = None
    listed: bool = False
    """The file holds a list there, not a text."""
    month_only: bool = False
    address_only: bool = False
    """It takes an e-mail address or the address of a website, and no sentence around it."""
    title: Text | None = None
    """What the column is, for whoever reads the losses; its name when None."""
    parts: tuple["Column", ...] = ()
    """The answers that share its cell, a sentence each; the cell holds nothing else then."""
    read: Callable[[TargetCell], AnswerValue | None] | None = None
    """How an import reads the cell; None when no import does."""


@dataclass(frozen=True, slots=True)
class Target:
    """Another register, as a file of ours can enter it."""

    id: str
    title: Text
    format: TargetFormat
    columns: tuple[Column, ...]

    @property
    def facts(self) -> frozenset[str]:
        """Return what the target has a column for."""
        return frozenset(part.fact for column in self.columns for part in _parts(column) if part.fact)


def _parts(column: Column) -> tuple[Column, ...]:
    """Return what fills a column: its parts, or itself."""
    return column.parts or (column,)


@dataclass(frozen=True, slots=True)
class Written:
    """One entry as a row of the target, with its losses."""

    cells: tuple[TargetCell, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The account of one export: how many entries, and all that the target could not take."""

    target: str
    entries: int
    losses: tuple[Loss, ...]
    labels: Mapping[str, Text] = field(default_factory=dict)
    """What the columns are, where their names do not say it."""

    def count(self) -> Mapping[LossKind, int]:
        """Return how many losses there are of each kind."""
        return Counter(loss.kind for loss in self.losses)

    def of(self, entry: str) -> tuple[Loss, ...]:
        """Return the losses of one entry."""
        return tuple(loss for loss in self.losses if loss.entry == entry)


def limits(target: Target) -> Mapping[str, int]:
    """Return the longest text that a target takes, by question; what is longer would be cut."""
    found: dict[str, int] = {}
    for column in target.columns:
        cuts = column.type is QuestionType.TEXT and not column.address_only
        if column.fact and column.longest is not None and cuts:
            found[column.fact] = min(column.longest, found.get(column.fact, column.longest))
    return found


def facts_of(entry: RegisterEntry, address: str = "") -> dict[str, AnswerValue]:
    """Return all that an entry says: answers by question, then the rest; what is empty says nothing.

    What the entry holds as a field and the question bank as a question bears the name of the question, since that
    is the name under which an import reads it.
    """
    said: dict[str, AnswerValue | None] = {
        ID: entry.id,
        TITLE: entry.title,
        AUTHORITY: entry.authority.name,
        ADDRESS: address,
        "summary": entry.summary,
        "owner_unit": entry.unit,
        "contact": entry.contact or entry.authority.contact,
        "project_status": _project_status(entry),
        "in_service_on": entry.in_service_on,
        "review_date": entry.review_on,
        **entry.answers,
        **_of_the_entry(entry),
    }
    return {name: value for name, value in said.items() if value not in (None, "", ())}


def _of_the_entry(entry: RegisterEntry) -> dict[str, AnswerValue | None]:
    decision = entry.decision
    return {
        "entry:authority_slug": entry.authority.slug,
        "entry:authority_kind": entry.authority.kind,
        "entry:siren": entry.authority.siren,
        "entry:authority_contact": entry.authority.contact if entry.contact else None,
        "entry:edition": entry.edition,
        "entry:status": None if entry.status in SAME_SAID else entry.status.value,
        "entry:published_on": entry.published_on,
        "entry:first_published_on": entry.first_published_on,
        "entry:ended_on": entry.ended_on,
        "entry:charter": entry.charter,
        "entry:charter_title": entry.charter_title,
        "entry:outcome": entry.outcome.value if entry.outcome is not None else None,
        "entry:findings": tuple(finding_code(finding) for finding in entry.findings),
        "entry:decision": decision.words if decision is not None else None,
        "entry:decided_on": decision.on if decision is not None else None,
        "entry:deciding_authority": decision.deciding_authority if decision is not None else None,
        "entry:decision_reason": decision.reason if decision is not None else None,
        "entry:notices": tuple(map(_notice_words, entry.notices)),
        "entry:missing_notices": tuple(channel.value for channel in entry.missing_notices),
        "entry:tool": entry.tool,
        "entry:change": entry.change,
        "entry:imported_from": entry.imported_from,
    }


def _notice_words(notice: PublicNotice) -> str:
    since = f" ({notice.shown_since.isoformat()})" if notice.shown_since is not None else ""
    return f"{notice.channel.value}: {notice.text}{since}"


def finding_code(finding: PublicFinding) -> str:
    """Return a finding as open data write it: ``lyon-2025:2=not_satisfied+excepted``."""
    return f"{finding.commitment}={finding.result.value}{'+excepted' if finding.excepted else ''}"


def _project_status(entry: RegisterEntry) -> str | None:
    """Return where the project stands; a use examined while it already serves is not « in preparation »."""
    if entry.status in NOT_YET and entry.in_service_on is not None:
        return None
    return PROJECT_STATUS.get(entry.status)


def write(entry: RegisterEntry, target: Target, address: str = "", language: Language = Language.FRENCH) -> Written:
    """Return an entry as a row of the target; ``language`` is the one that its texts are written in."""
    return write_facts(entry.id, facts_of(entry, address), target, language)


def write_dossier(dossier: Dossier, target: Target, language: Language = Language.FRENCH) -> Written:
    """Return a dossier that nobody has published as a row of the target.

    Only what an entry of the register could say of it is written: the target is public, the rest of the dossier is
    not. What is kept back is among the losses, so that nobody believes that it left.
    """
    mapped = dossier.id.removeprefix(f"{target.id}:")
    named = {ID: mapped, TITLE: dossier.title, AUTHORITY: dossier.authority or ""}
    told = {name: value for name, value in dossier.answers.items() if name in PUBLIC | BESIDE}
    facts = {name: value for name, value in {**named, **told}.items() if value not in ("", ())}
    written = write_facts(mapped, facts, target, language)
    kept_back = [
        Loss(mapped, LossKind.INTERNAL, name, value=shown(value))
        for name, value in dossier.answers.items()
        if name not in told
    ]
    return Written(written.cells, (*written.losses, *kept_back, *_of_the_file(dossier, mapped)))


def _of_the_file(dossier: Dossier, name: str) -> Iterator[Loss]:
    """Yield what a dossier holds besides its answers: what it is judged by, and what proves it."""
    if dossier.framework:
        yield Loss(name, LossKind.INTERNAL, FRAMEWORK, value=dossier.framework)
    if dossier.evidence:
        titles = tuple(piece.title for piece in dossier.evidence)
        yield Loss(name, LossKind.INTERNAL, EVIDENCE, value=shown(titles))


def write_facts(entry: str, facts: Facts, target: Target, language: Language) -> Written:
    """Return what is known of the use that ``entry`` names as a row of the target."""
    known = target.facts
    losses = [
        Loss(entry, LossKind.UNSAID, name, value=shown(value)) for name, value in facts.items() if name not in known
    ]
    cells: list[TargetCell] = []
    for column in target.columns:
        cell, lost = _filled(column, entry, facts, target, language)
        cells.append(cell)
        losses.extend(lost)
    return Written(tuple(cells), tuple(losses))


def _filled(
    column: Column, entry: str, facts: Facts, target: Target, language: Language
) -> tuple[TargetCell, list[Loss]]:
    """Return the cell of a column, and all that is lost there."""
    parts = _parts(column)
    said = [_cell(part, entry, facts, _is_written(part, target, language), language) for part in parts]
    cell = _safe(_joined(column, [text for text, _ in said]), column, target)
    losses = [
        loss for part, (_, lost) in zip(parts, said, strict=True) for loss in _accounted(lost, part, facts, cell, entry)
    ]
    if column.required and not cell:
        losses.append(Loss(entry, LossKind.LACKING, column.fact, column.name))
    return cell, losses


def _joined(column: Column, texts: list[TargetCell]) -> TargetCell:
    """Return what the parts of a column say, as sentences; the only text of a column that has none."""
    if not column.parts:
        return texts[0]
    return " ".join(f"{text[0].upper()}{text[1:]}." for text in map(shown, texts) if text)


def cells(entry: RegisterEntry, target: Target, address: str = "") -> tuple[TargetCell, ...]:
    """Return an entry as a row of the target, without its losses: for those who publish everything beside it."""
    facts = facts_of(entry, address)
    return tuple(
        _joined(column, [_cell(part, entry.id, facts, True, Language.FRENCH)[0] for part in _parts(column)])
        for column in target.columns
    )


def _safe(cell: TargetCell, column: Column, target: Target) -> TargetCell:
    """Return a cell that no spreadsheet runs; a number is no formula, and keeps its sign."""
    runs = target.format is TargetFormat.CSV and column.type is QuestionType.TEXT and isinstance(cell, str)
    return neutralised(cell) if runs and isinstance(cell, str) else cell


def _is_written(column: Column, target: Target, language: Language) -> bool:
    """Tell whether free text goes into a column: not in that of another language, when there is one of its own."""
    if column.type is not QuestionType.TEXT or column.language in (None, language):
        return True
    return not any(other.fact == column.fact and other.language == language for other in target.columns)


def _cell(column: Column, entry: str, facts: Facts, written: bool, language: Language) -> tuple[TargetCell, list[Loss]]:
    """Return what goes into a column, and what is already known to be lost there."""
    value = facts.get(column.fact)
    foreign = column.type is QuestionType.TEXT and column.language not in (None, language)
    if value is None:
        return (() if column.listed else "" if foreign else column.constant), []
    if not written:
        return "", [Loss(entry, LossKind.UNTRANSLATED, column.fact, column.name, shown(value))]
    text, kind = _said(column, value)
    if text is None:
        lost = kind or LossKind.NO_WORD
        return (() if column.listed else ""), [Loss(entry, lost, column.fact, column.name, shown(value))]
    losses = [Loss(entry, kind, column.fact, column.name, shown(value), shown(text))] if kind is not None else []
    if foreign:
        losses.append(Loss(entry, LossKind.UNTRANSLATED, column.fact, column.name, shown(value), shown(text)))
    return text, losses


def _said(column: Column, value: AnswerValue) -> tuple[TargetCell | None, LossKind | None]:
    """Return an answer in the words of the target, and what those words lose of it."""
    match column.type:
        case QuestionType.TEXT if column.address_only:
            return _address_in(shown(value), column.longest)
        case QuestionType.TEXT if column.fact == ID:
            return _identifier(shown(value), column.longest)
        case QuestionType.TEXT:
            return _fitting(shown(value), column.longest)
        case QuestionType.NUMBER | QuestionType.DATE:
            text = shown(value)
            return (text[:7], LossKind.APPROXIMATE) if column.month_only else (text, None)
        case _:
            exact = _in_words(column, value)
            if exact is not None:
                return exact, None
            near = column.near.get(value)
            return (near, LossKind.APPROXIMATE) if near is not None else (None, None)


def _fitting(text: str, longest: int | None) -> tuple[str, LossKind | None]:
    if longest is None or len(text) <= longest:
        return text, None
    return text[: longest - len(ELLIPSIS)] + ELLIPSIS, LossKind.CUT


def _identifier(text: str, longest: int | None) -> tuple[str, LossKind | None]:
    """Return an identifier that fits; cut, it ends in a digest of the whole, so that no two become one."""
    if longest is None or len(text) <= longest:
        return text, None
    end = f"-{sha256(text.encode(errors='surrogatepass')).hexdigest()[:DIGEST_LENGTH]}"
    return text[: longest - len(end)] + end, LossKind.CUT


_ADDRESS = re.compile(r"https://[^\s<>«»\"]*[\w/]|[\w.+%-]{1,64}@\w[\w-]*(?:\.\w[\w-]*)+")


def _address_in(text: str, longest: int | None) -> tuple[str | None, LossKind | None]:
    """Return the first address that a text holds, of a mailbox or of a site; what stands around it is lost."""
    found = _ADDRESS.search(text)
    if found is None or (longest is not None and len(found[0]) > longest):
        return None, LossKind.UNFIT
    return found[0], None if found[0] == text else LossKind.UNFIT


def _in_words(column: Column, value: AnswerValue) -> TargetCell | None:
    """Return the word of an answer, or the words of each of its choices; all of them, or none."""
    whole = column.words.get(value)
    if whole is not None:
        return (whole,) if column.listed else whole
    if not isinstance(value, tuple) or (column.separator is None and not column.listed):
        return None
    each = [column.words.get((choice,)) for choice in value]
    if None in each:
        return None
    words = tuple(word for word in each if word is not None)
    return words if column.listed else (column.separator or "").join(words)


def _accounted(losses: list[Loss], column: Column, facts: Facts, cell: TargetCell, entry: str) -> Iterator[Loss]:
    """Add what reading the cell back reveals; 2 and 2.0 are one number, and True is none."""
    yield from losses
    value = facts.get(column.fact)
    if value is None or not cell:
        return
    if column.read is None:
        yield Loss(entry, LossKind.NOT_READ, column.fact, column.name, shown(value), shown(cell))
    elif TOLD.isdisjoint(loss.kind for loss in losses) and column.read(cell) != value:
        yield Loss(entry, LossKind.ALTERED, column.fact, column.name, shown(value), shown(cell))


def shown(value: AnswerValue | TargetCell) -> str:
    """Return an answer as data write it: ISO days, numbers without an exponent, choices between bars."""
    match value:
        case str():
            return value
        case tuple():
            return LIST_SEPARATOR.join(value)
        case date():
            return value.isoformat()
        case float():
            return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
        case _:
            return str(value)


def report(target: Target, written: Iterable[Written]) -> ExportReport:
    """Return the account of an export whose rows are these."""
    rows = list(written)
    labels = {column.name: column.title for column in target.columns if column.title is not None}
    return ExportReport(target.id, len(rows), tuple(loss for row in rows for loss in row.losses), labels)
