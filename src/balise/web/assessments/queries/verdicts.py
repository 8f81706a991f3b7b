# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a dossier comes to under the frameworks to which it is pinned, and the shortest ways on from there."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from balise.core.advice import Advice, advise
from balise.core.conditions import AnswerValue
from balise.core.evaluation import Evaluation, evaluate
from balise.core.questions import QuestionBank
from balise.web.assessments.expected_evidence import proved
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import typed_answers
from balise.web.organisations.frameworks import bank_of, frameworks_of


@dataclass(frozen=True, slots=True)
class Judged:
    """A dossier judged under every framework that binds it."""

    lead: Evaluation
    others: tuple[Evaluation, ...]

    @property
    def all(self) -> tuple[Evaluation, ...]:
        """Return every evaluation, that of the leading charter first."""
        return (self.lead, *self.others)


def judged(file: DossierFile, on: date, answers: Mapping[str, AnswerValue] | None = None) -> Judged:
    """Return the evaluations of a dossier on a day, with its answers or with others that somebody is trying."""
    told = file.answers if answers is None else answers
    dossier = replace(file.core, answers=dict(proved(file, told, on)))
    lead, *others = (evaluate(framework, dossier, on) for framework in frameworks_of(file.references))
    return Judged(lead, tuple(others))


def judged_as_kept(file: DossierFile, on: date, kept: Mapping[str, Any]) -> Judged:
    """Return the evaluations of a dossier with answers that were kept with an act, plain as the database has them."""
    return judged(file, on, typed_answers(kept, bank_of(file.references)))


def advice_of(file: DossierFile, on: date) -> Advice:
    """Return the advice under the leading charter.

    It is computed once a process for the same answers, rules and day: an exact search takes tens of milliseconds.
    """
    evaluation = judged(file, on).lead
    return advice_on(evaluation, bank_of(file.references))


def advice_on(evaluation: Evaluation, bank: QuestionBank) -> Advice:
    """Return the advice on an evaluation already made."""
    return replace(_advised(_Asked(evaluation.digest, evaluation, bank)), evaluation=evaluation)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What advice is asked about; two of the same digest are the same answers judged by the same words."""

    digest: str
    evaluation: Evaluation = field(compare=False)
    bank: QuestionBank = field(compare=False)


@lru_cache(maxsize=512)
def _advised(asked: _Asked) -> Advice:
    evaluation = asked.evaluation
    return advise(evaluation.framework, asked.bank, evaluation.dossier, evaluation.on)
