# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rows to the dossiers of the domain, and back: answers are plain JSON in the database, typed by the bank elsewhere."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from balise.core.conditions import AnswerValue
from balise.core.dossiers import Dossier, Evidence
from balise.core.evaluation import Outcome
from balise.core.questions import Question, QuestionBank, QuestionType
from balise.core.states import State
from balise.web.assessments.acts_only import open_to_typing
from balise.web.assessments.files import DossierFile, Established
from balise.web.assessments.models import Dossier as DossierRow
from balise.web.assessments.models import EvidenceFile
from balise.web.organisations.frameworks import bank_of

_Reader = Callable[[Any], AnswerValue | None]


class Named(NamedTuple):
    """The names of those whom a row points to."""

    authority: str
    owner: str
    unit: str


def piece_name(evidence_id: int) -> str:
    """Return the name of a document among those of its dossier, as the rules read it."""
    return f"piece-{evidence_id}"


def to_file(row: DossierRow) -> DossierFile:
    """Return the dossier of a row read with its authority, owner, unit and evidence."""
    named = Named(row.authority.name, row.owner.name, row.unit.name if row.unit is not None else "")
    return file_from(row, named, row.evidence.all())


def file_from(row: DossierRow, named: Named, evidence: Iterable[EvidenceFile]) -> DossierFile:
    """Return the dossier of a row, with what was read beside it."""
    bank = bank_of(row.frameworks)
    own = open_to_typing(typed_answers(row.answers, bank))
    established = typed_established(row.established, bank)
    return DossierFile(
        id=row.pk,
        authority_id=row.authority_id,
        authority_name=named.authority,
        number=row.number,
        title=row.title,
        state=State(row.state),
        owner_id=row.owner_id,
        owner_name=named.owner,
        unit_id=row.unit_id,
        unit_name=named.unit,
        tool_id=row.tool_id,
        references=tuple(row.frameworks),
        own_answers=own,
        established=established,
        answers=own | {question: fact.value for question, fact in established.items()},
        revision=row.revision,
        created_at=row.created_at,
        updated_at=row.updated_at,
        submitted_at=row.submitted_at,
        submitted_by_id=row.submitted_by_id,
        decided_at=row.decided_at,
        deployed_at=row.deployed_at,
        review_on=row.review_on,
        shared=row.shared,
        origin=row.origin,
        imported_from=row.imported_from,
        outcome=Outcome(row.outcome) if row.outcome else None,
        blocking=row.blocking,
        correctable=row.correctable,
        missing=row.missing,
        evidence=tuple(to_evidence(piece) for piece in evidence if piece.removed_at is None),
    )


def to_core(row: DossierRow) -> Dossier:
    """Return the dossier of a row as the rules read it: established answers prevail, evidence included."""
    return to_file(row).core


def to_evidence(piece: EvidenceFile) -> Evidence:
    """Return a document as the rules know it."""
    return Evidence(
        id=piece_name(piece.pk),
        title=piece.title,
        supports=tuple(piece.supports),
        sha256=piece.sha256,
        dated=piece.dated,
        expires_on=piece.expires_on,
    )


def typed_established(kept: Mapping[str, Any], bank: QuestionBank) -> dict[str, Established]:
    """Return the established answers that the bank can type."""
    typed = typed_answers({question: fact["value"] for question, fact in kept.items()}, bank)
    return {question: Established(value, kept[question]["origin"]) for question, value in typed.items()}


def typed_answers(kept: Mapping[str, Any], bank: QuestionBank) -> dict[str, AnswerValue]:
    """Return kept answers, each given the type of its question.

    An answer that the bank no longer understands is not judged, hence unknown; it stays in the row.
    """
    readers = _readers(bank)
    typed = ((name, readers[name](value)) for name, value in kept.items() if name in readers)
    return {name: value for name, value in typed if value is not None}


def typed_answer(question: Question, value: Any) -> AnswerValue | None:
    """Return a kept answer with the type of its question, or None when it does not have that type."""
    return _reader(question)(value)


@lru_cache(maxsize=64)
def _readers(bank: QuestionBank) -> Mapping[str, _Reader]:
    """Return what reads the answers to each question of a bank: a file of 10,000 entries reads half a million."""
    return {name: _reader(question) for name, question in bank.by_id.items()}


def _reader(question: Question) -> _Reader:
    ids = question.choice_ids()
    known = frozenset(ids)
    match question.type:
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return lambda value: value if isinstance(value, str) and value in known else None
        case QuestionType.CHOICES:
            return lambda value: _chosen(value, ids, known)
        case QuestionType.NUMBER:
            return lambda value: value if isinstance(value, int | float) and not isinstance(value, bool) else None
        case QuestionType.DATE:
            return lambda value: _day(value) if isinstance(value, str) else None
        case QuestionType.TEXT:
            return lambda value: value if isinstance(value, str) and value else None


def _chosen(value: Any, ids: tuple[str, ...], known: frozenset[str]) -> AnswerValue | None:
    """Return several choices in the order of the question."""
    if not isinstance(value, list) or not value or not known.issuperset(value):
        return None
    return tuple(choice for choice in ids if choice in value)


def plain_answers(answers: Mapping[str, AnswerValue]) -> dict[str, Any]:
    """Return answers as the database keeps them."""
    return {question: plain_answer(value) for question, value in answers.items()}


def plain_answer(value: AnswerValue | None) -> Any:
    """Return an answer as JSON writes it: a day in ISO form, several choices as a list."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
