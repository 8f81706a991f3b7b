# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The pages of a dossier's form: which questions each shows, and how far each is filled in.

Only questions that the form can ask already are shown: those that wait for another answer would puzzle a reader.
They come when that answer is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from balise.core.conditions import AnswerValue
from balise.core.questions import Question, Theme
from balise.core.relevance import asked_among, relevant_questions
from balise.core.standing import awaited
from balise.core.triage import SERVING_STATUSES
from balise.web.assessments.acts_only import GIVEN_BY
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import is_open_to_correction
from balise.web.assessments.queries.verdicts import judged
from balise.web.organisations.frameworks import bank_of, frameworks_of


class Progress(StrEnum):
    """How far a page of the form is filled in."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class FormPage:
    """One theme of the form."""

    theme: Theme
    questions: tuple[Question, ...]
    """Those asked now, in order; established ones included."""
    answered: int
    awaited: tuple[str, ...]
    """Those without an answer that a finding which counts waits for, and that people can answer."""

    opinions: tuple[str, ...] = ()
    """Those that others will answer by an opinion, not given yet: nobody fills them in, so they are not counted."""

    @property
    def asked(self) -> int:
        """Return how many questions the page asks, or has an answer to."""
        return len(self.questions) - len(self.opinions)

    @property
    def later(self) -> bool:
        """Tell whether every question of the page waits for an answer given elsewhere."""
        return not self.questions

    @property
    def status(self) -> Progress:
        """Return how far the page is filled in."""
        if self.questions and self.answered == self.asked:
            return Progress.COMPLETE
        return Progress.IN_PROGRESS if self.answered else Progress.NOT_STARTED


def form_pages(file: DossierFile, on: date, answers: Mapping[str, AnswerValue] | None = None) -> tuple[FormPage, ...]:
    """Return the pages of the form, as the answers of the dossier shape it, or others that somebody is trying."""
    given = file.answers if answers is None else answers
    frameworks, bank = frameworks_of(file.references), bank_of(file.references)
    foreseen = _foreseen(file, given)
    relevant = [(each, relevant_questions(frameworks, bank, each, on)) for each in foreseen]
    asked = frozenset(name for each, names in relevant for name in asked_among(names, bank, each, on))
    shown = frozenset(name for _, names in relevant for name in names)
    waited = frozenset(name for each in judged(file, on, given).all for name in awaited(each))
    pages = []
    for theme in sorted(bank.themes, key=lambda theme: theme.order):
        mine = [question.id for question in bank.questions if question.theme == theme.id and question.id in shown]
        if not mine:
            continue
        names = [name for name in mine if name in asked]
        pages.append(
            FormPage(
                theme,
                tuple(bank.by_id[name] for name in names),
                sum(name in given for name in names),
                tuple(name for name in names if name in waited and name not in given and name not in GIVEN_BY),
                tuple(name for name in names if name in GIVEN_BY and name not in given),
            )
        )
    return tuple(pages)


def _foreseen(file: DossierFile, given: Mapping[str, AnswerValue]) -> tuple[Mapping[str, AnswerValue], ...]:
    """Return the answers by which questions matter: those given, and those of the service that a correction prepares.

    A suspended tool is put back in service on findings that say nothing while it is suspended: whoever sets its answers
    right must be asked what that service will be judged on, a trial or not.
    """
    if not is_open_to_correction(file):
        return (given,)
    return (given, *({**given, "project_status": status} for status in SERVING_STATUSES))


def page_of(pages: tuple[FormPage, ...], theme: str) -> FormPage | None:
    """Return the page of a theme, or None when the form has nothing to ask there."""
    return next((page for page in pages if page.theme.id == theme), None)


def page_after(pages: tuple[FormPage, ...], theme: str) -> FormPage | None:
    """Return the next page that asks something, or None after the last."""
    order = [page.theme.id for page in pages]
    following = pages[order.index(theme) + 1 :] if theme in order else ()
    return next((page for page in following if page.questions), None)
