# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions that residents ask, for those who answer, for whoever asked, and in figures for everybody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from balise.core.digests import digest_of_text
from balise.core.public_questions import Asked, Asking, QuestionFigures, figures
from balise.web.transparency.models import PublicQuestion


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """One question, its answer, and the entry it is about."""

    id: int
    kind: Asking
    text: str
    asked_at: datetime
    asked: Asked
    answer: str
    code: str
    title: str
    authority_id: int
    to_be_told: bool
    """Somebody left an address to be told of the answer."""


def question_behind(private: str) -> QuestionFile | None:
    """Return the question whose private address this is."""
    row = PublicQuestion.objects.select_related("entry").filter(key=digest_of_text(private)).first()
    return None if row is None else _file(row)


def question_of(authority_id: int, question_id: int) -> QuestionFile | None:
    """Return a question asked of an authority."""
    rows = PublicQuestion.objects.select_related("entry").filter(entry__authority_id=authority_id, pk=question_id)
    row = rows.first()
    return None if row is None else _file(row)


def questions_of(authority_id: int, *, answered: bool) -> tuple[QuestionFile, ...]:
    """Return the questions asked of an authority: those that wait, oldest first; or those answered, last first."""
    rows = PublicQuestion.objects.select_related("entry").filter(
        entry__authority_id=authority_id, answered_at__isnull=not answered
    )
    return tuple(_file(row) for row in rows.order_by("-answered_at" if answered else "asked_at", "pk"))


def figures_of(authority_ids: Collection[int], on: date) -> QuestionFigures:
    """Return what the public is told of the questions asked of these authorities.

    Those asked of an entry that was withdrawn since, or is no longer shown, count: they were asked, and they wait.
    """
    rows = PublicQuestion.objects.filter(entry__authority_id__in=authority_ids).values_list("asked_at", "answered_at")
    return figures((_asked(asked_at, answered_at) for asked_at, answered_at in rows), on)


def _asked(asked_at: datetime, answered_at: datetime | None) -> Asked:
    answered_on = None if answered_at is None else timezone.localtime(answered_at).date()
    return Asked(timezone.localtime(asked_at).date(), answered_on)


def _file(row: PublicQuestion) -> QuestionFile:
    return QuestionFile(
        row.pk,
        Asking(row.kind),
        row.text,
        row.asked_at,
        _asked(row.asked_at, row.answered_at),
        row.answer,
        row.entry.code,
        row.entry.title,
        row.entry.authority_id,
        bool(row.email),
    )
