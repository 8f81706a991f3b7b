# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What became of the answers of a dossier: who changed what, when; and the verdicts kept along the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from balise.core.evaluation import Outcome
from balise.web.assessments.answer_words import answer_in_words
from balise.web.assessments.correction_acts import CORRECTED
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import typed_answer
from balise.web.assessments.models import AnswerChange, Verdict
from balise.web.journal.queries import entries_about
from balise.web.organisations.frameworks import bank_of
from balise.web.ui.languages import current_language

FIRST = 1
"""The revision with which a dossier is opened."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer, before and after, in words; empty when there was none."""

    question: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """What one save changed."""

    number: int
    at: datetime
    by: str
    """Empty when nobody typed it: an act of the site established it."""
    changes: tuple[Change, ...]
    motive: str = ""
    """Why the answers of a dossier that was decided were corrected, as the journal keeps it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A verdict kept because an act rested on it."""

    framework: str
    on: date
    occasion: str
    outcome: Outcome
    digest: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who gave the answer as it stands."""

    by: str
    at: datetime


def revisions_of(file: DossierFile, question: str = "") -> tuple[Revision, ...]:
    """Return the saves of a dossier, the last first, of one question when it is named."""
    rows = AnswerChange.objects.filter(dossier_id=file.id).select_related("by")
    if question:
        rows = rows.filter(question=question)
    found: dict[int, list[AnswerChange]] = {}
    for row in rows.order_by("-revision", "pk"):
        found.setdefault(row.revision, []).append(row)
    motives = _motives(file)
    return tuple(_revision(number, changes, file, motives.get(number, "")) for number, changes in found.items())


def changed_questions(dossier_id: int) -> frozenset[str]:
    """Return the questions that were ever answered."""
    names = AnswerChange.objects.filter(dossier_id=dossier_id).order_by().values_list("question", flat=True)
    return frozenset(names.distinct())


def last_changes(dossier_id: int) -> dict[str, LastChange]:
    """Return who gave each answer as it stands, and when."""
    rows = AnswerChange.objects.filter(dossier_id=dossier_id).select_related("by").order_by("revision")
    return {row.question: LastChange(row.by.name if row.by is not None else "", row.at) for row in rows}


def to_be_checked(file: DossierFile) -> frozenset[str]:
    """Return the answers that came from elsewhere when the dossier was opened, and that nobody has touched since.

    Submitting takes them as one's own: from then on nothing tells them apart.
    """
    if not file.origin or file.submitted_at is not None:
        return frozenset()
    rows = AnswerChange.objects.filter(dossier_id=file.id).exclude(by=None).order_by()
    taken = set(rows.filter(revision=FIRST).values_list("question", flat=True))
    touched = set(rows.filter(revision__gt=FIRST).values_list("question", flat=True))
    return frozenset((taken - touched) & file.own_answers.keys())


def verdicts_of(file: DossierFile) -> tuple[Kept, ...]:
    """Return the verdicts kept of a dossier, the last first; of each act, the one of the leading charter first."""
    rows = Verdict.objects.filter(dossier_id=file.id).select_related("by").order_by("-at", "pk")
    return tuple(
        Kept(
            row.framework,
            row.on,
            row.occasion,
            Outcome(row.outcome),
            row.digest,
            row.by.name if row.by is not None else "",
            row.at,
        )
        for row in rows
    )


def _motives(file: DossierFile) -> dict[int, str]:
    """Return why answers were corrected, by revision: the journal keeps it, sealed, and nothing else does."""
    if file.decided_at is None:
        return {}
    entries = entries_about(file.subject.kind, file.subject.id, acts=tuple(CORRECTED.values()))
    legible = (each.details for each in entries if {"typed", "motive"} <= each.details.keys())
    return {details["typed"]: details["motive"] for details in legible}


def _revision(number: int, rows: Iterable[AnswerChange], file: DossierFile, motive: str) -> Revision:
    changes = tuple(rows)
    first = changes[0]
    bank = bank_of(file.references)
    known = sorted(changes, key=lambda row: bank.rank.get(row.question, len(bank.rank)))
    by = first.by.name if first.by is not None else ""
    return Revision(number, first.at, by, tuple(_change(row, file) for row in known), motive)


def _change(row: AnswerChange, file: DossierFile) -> Change:
    question = bank_of(file.references).by_id.get(row.question)
    label = row.question if question is None else question.short.in_(current_language())
    return Change(row.question, label, _words(row.question, row.before, file), _words(row.question, row.after, file))


def _words(name: str, value: Any, file: DossierFile) -> str:
    """Return an answer in words; as it was kept, when the bank of today no longer understands it."""
    if value is None:
        return ""
    question = bank_of(file.references).by_id.get(name)
    typed = None if question is None else typed_answer(question, value)
    if question is None or typed is None:
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return answer_in_words(question, typed)
