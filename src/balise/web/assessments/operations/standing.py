# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where a dossier stands, changed on behalf of an act that is somebody else's.

Governance calls these inside the transaction of its own acts (a decision, an opinion…) and records the act itself:
nothing here writes to the journal, and nothing here may be called outside a transaction.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Evaluation, Result
from balise.core.frameworks import Strength
from balise.core.opinions import opinions_awaited
from balise.core.standing import awaited
from balise.core.states import ACCEPTING, State
from balise.web.assessments.acts_only import may_establish
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import plain_answer, plain_answers, to_file
from balise.web.assessments.models import AnswerChange, Dossier, Verdict
from balise.web.assessments.permissions import no_such_dossier
from balise.web.assessments.queries.dossiers import whole_rows
from balise.web.assessments.queries.verdicts import judged

_KEEP: Any = object()
_DECIDED = ACCEPTING | {State.REFUSED, State.CLOSED}


def lock(dossier_id: int) -> DossierFile:
    """Return the dossier, held for this transaction: whoever wants to change it waits.

    Raises:
        RefusedError: there is none (404).
    """
    return to_file(locked_row(dossier_id))


def enter_state(
    dossier_id: int,
    state: State,
    *,
    at: datetime,
    review_on: date | None = _KEEP,
    decided: bool = False,
    by: int | None,
) -> None:
    """Put the dossier in a state, and remember since when; the day of its review changes only when it is given.

    ``decided`` is said of a decision after which a tool goes on serving: its state alone does not tell that one was
    taken. ``by`` is whoever acts, nobody when the system does, remembered of a submission: they then carry the dossier.
    """
    row = locked_row(dossier_id)
    row.state, row.updated_at = state.value, at
    if state is State.SUBMITTED:
        row.submitted_at, row.submitted_by_id = at, by
    if decided or state in _DECIDED:
        row.decided_at = at
    if state is State.DEPLOYED and row.deployed_at is None:
        row.deployed_at = at
    if review_on is not _KEEP:
        row.review_on = review_on
    row.save()


def establish(dossier_id: int, answers: Mapping[str, AnswerValue], *, origin: str, at: datetime) -> None:
    """Make answers prevail over what was typed, for what an act of the site has shown to be so; judge again."""
    row = locked_row(dossier_id)
    if establish_in(row, answers, origin=origin, at=at):
        row.updated_at = at
        judge_again(row, day_of(at))
        row.save()


def withdraw_established(dossier_id: int, origin: str, *, at: datetime) -> None:
    """Take back all that one act had established: what was typed counts again."""
    row = locked_row(dossier_id)
    if establish_in(row, {}, origin=origin, at=at):
        row.updated_at = at
        judge_again(row, day_of(at))
        row.save()


def refresh(dossier_id: int, on: date) -> None:
    """Judge the dossier again and keep what it comes to, for the lists."""
    row = locked_row(dossier_id)
    judge_again(row, on)
    row.save()


def keep_verdict(dossier_id: int, occasion: str, *, by: int | None, on: date, at: datetime) -> int:
    """Keep the verdict of every framework as it is today, because an act rests on it; return that of the charter."""
    file = lock(dossier_id)
    kept = [
        Verdict.objects.create(
            dossier_id=dossier_id,
            framework=evaluation.framework.reference,
            on=on,
            occasion=occasion,
            outcome=evaluation.outcome.value,
            results={finding.rule.criterion.id: finding.result.value for finding in evaluation.findings},
            answers=plain_answers(file.answers),
            digest=evaluation.digest,
            by_id=by,
            at=at,
        )
        for evaluation in judged(file, on).all
    ]
    return kept[0].pk


def locked_row(dossier_id: int) -> Dossier:
    """Return the row of a dossier, held for this transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("A dossier is changed inside the transaction of an act.")
    row = whole_rows().select_for_update(of=("self",)).filter(pk=dossier_id).first()
    if row is None:
        raise no_such_dossier("")
    return row


def establish_in(row: Dossier, answers: Mapping[str, AnswerValue], *, origin: str, at: datetime) -> bool:
    """Make ``answers`` the whole of what ``origin`` establishes; tell whether anything changed.

    The row is left for the caller to save; the changes, which nobody typed, are kept. What an opinion alone may answer
    is left out of any other act.
    """
    before = {**row.answers, **{question: fact["value"] for question, fact in row.established.items()}}
    others = {question: fact for question, fact in row.established.items() if fact["origin"] != origin}
    mine = {
        question: {"value": plain_answer(value), "origin": origin}
        for question, value in answers.items()
        if may_establish(question, origin)
    }
    if row.established == others | mine:
        return False
    row.established = others | mine
    after = {**row.answers, **{question: fact["value"] for question, fact in row.established.items()}}
    write_changes(row, before, after, by=None, at=at)
    return True


def day_of(at: datetime) -> date:
    """Return the day of an instant, where the site is."""
    return timezone.localtime(at).date()


def write_changes(
    row: Dossier, before: Mapping[str, Any], after: Mapping[str, Any], *, by: int | None, at: datetime
) -> tuple[str, ...]:
    """Keep every difference between two sets of answers, under a new revision; return the questions that changed."""
    names = tuple(name for name in {**before, **after} if before.get(name) != after.get(name))
    if names:
        row.revision += 1
        AnswerChange.objects.bulk_create(
            AnswerChange(
                dossier=row,
                revision=row.revision,
                question=name,
                before=before.get(name),
                after=after.get(name),
                by_id=by,
                at=at,
            )
            for name in names
        )
    return names


def judge_again(row: Dossier, on: date) -> None:
    """Set on the row what the leading charter makes of its answers; nothing is saved."""
    evaluation = judged(to_file(row), on).lead
    unmet = _unmet_commitments(evaluation)
    row.outcome = evaluation.outcome.value
    row.blocking, row.correctable = unmet[Strength.BLOCKING], unmet[Strength.CORRECTABLE]
    missing = awaited(evaluation)
    row.missing = len(missing)
    row.awaits_opinions_only = opinions_awaited(missing) is not None
    row.evaluated_on = on


def _unmet_commitments(evaluation: Evaluation) -> Counter[Strength]:
    found = {
        (finding.rule.strength, finding.rule.criterion.commitment)
        for finding in evaluation.findings
        if finding.result is Result.NOT_SATISFIED
    }
    return Counter(strength for strength, _ in found)
