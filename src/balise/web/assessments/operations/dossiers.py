# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Opening a dossier, answering its questions, naming it: what its own people do before anybody judges it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from balise.core.conditions import AnswerValue
from balise.core.questions import QuestionBank
from balise.core.states import BEGINNINGS, Act, State
from balise.core.triage import DECLARED
from balise.core.workflow import transition
from balise.rendering.typography import capitalised
from balise.web.assessments.acts_only import GIVEN_BY, given_by, open_to_typing
from balise.web.assessments.correction_acts import act_of_saving
from balise.web.assessments.corrections import motive_of
from balise.web.assessments.files import DossierFile
from balise.web.assessments.mapping import plain_answer, plain_answers, to_file, typed_answer
from balise.web.assessments.models import AnswerChange, Dossier
from balise.web.assessments.operations.standing import (
    day_of,
    establish_in,
    judge_again,
    locked_row,
    write_changes,
)
from balise.web.assessments.permissions import check_may_answer, check_may_edit, check_may_write_for
from balise.web.assessments.presented import Presented, merged
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.numbering import next_number
from balise.web.assessments.references import references_in_force
from balise.web.assessments.told_answers import changes_in_one, changes_said, questions_said
from balise.web.assessments.tool_facts import ORIGIN, origin_of, tool_answers, tool_choices
from balise.web.journal.operations import record
from balise.web.journal.told import in_both
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member
from balise.web.organisations.queries import units_of
from balise.web.ui.languages import current_language
from balise.web.ui.names import readable_line
from balise.web.ui.refusals import RefusedError

LONGEST_TITLE = 200
_TRIES = 20
_ACTS: Mapping[State, str] = {
    State.IDEA: "dossier.sketched",
    State.DECLARED: "dossier.declared",
    State.DRAFT: "dossier.created",
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question that two people answered differently at the same time."""

    question: str
    mine: AnswerValue | None
    theirs: AnswerValue | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of the answers that somebody sent."""

    revision: int
    conflicts: tuple[Conflict, ...] = ()
    """The answers that were not saved, because somebody else had just answered the same question otherwise."""
    changed: tuple[str, ...] = ()


@transaction.atomic
def create(
    member: Member,
    title: str,
    *,
    unit_id: int | None,
    tool_id: int | None = None,
    answers: Mapping[str, AnswerValue] | None = None,
    state: State = State.DRAFT,
    origin: str = "",
    imported_from: str = "",
    copied_from_id: int | None = None,
    at: datetime,
) -> DossierFile:
    """Open a dossier, pinned to the frameworks in force in the authority today.

    A declared use is in service: that goes without saying, and is said. The opinions of others are left out of
    ``answers``: a triage, a copy or a file may hold them, and only the opinion itself gives them.

    Raises:
        RefusedError: no charter is in force, no title, a unit or a tool of somebody else, an answer that is none.
    """
    if state not in BEGINNINGS:
        raise ValueError(f"A dossier does not begin as {state}.")
    references = references_in_force(member)
    given = {**(DECLARED if state is State.DECLARED else {}), **open_to_typing(answers or {})}
    _check_unit(member, unit_id)
    _check_tool(member, tool_id)
    _check_answers(given, bank_of(references))
    row = _numbered(
        Dossier(
            authority_id=member.authority.id,
            title=_checked_title(title),
            state=state.value,
            owner_id=member.user_id,
            unit_id=unit_id,
            tool_id=tool_id,
            frameworks=list(references),
            copied_from_id=copied_from_id,
            origin=origin,
            imported_from=imported_from,
            created_at=at,
            updated_at=at,
        )
    )
    _write_answers(row, plain_answers(given), by=member.user_id, at=at)
    row.save()
    file = file_of(row.pk)
    record(member.authority.id, _ACTS[state], member.actor, file.subject, at, {"number": file.number})
    return file


@transaction.atomic
def save_answers(
    member: Member,
    dossier_id: int,
    base_revision: int,
    changes: Mapping[str, AnswerValue | None],
    *,
    motive: str = "",
    at: datetime,
) -> Saved:
    """Save the answers that somebody sent, started from the answers of ``base_revision``; None takes an answer out.

    What others changed since is kept where this person changed nothing. Where both changed the same question
    otherwise, nothing is overwritten: the conflict is returned, for the person to choose. ``motive`` says why answers
    change in a dossier that was decided; it is not kept of one still being written.

    Raises:
        RefusedError: no such dossier, not theirs to fill in, no longer open to changes, an answer that is none, the
            opinion of somebody else, or a decided dossier corrected without a motive.
    """
    row = locked_row(dossier_id)
    file = to_file(row)
    check_may_answer(member, file)
    _check_open_to_typing(changes, bank_of(row.frameworks))
    _check_answers({name: value for name, value in changes.items() if value is not None}, bank_of(row.frameworks))
    mine = {name: plain_answer(value) for name, value in changes.items()}
    since = _changed_since(row, base_revision)
    merged, conflicts = _merged(row, mine, since)
    why = motive_of(file, motive) if merged else ""
    typed = row.revision + 1
    changed = _write_answers(row, merged, by=member.user_id, at=at)
    if changed:
        row.updated_at = at
        row.save()
        details = {"number": row.number, "ids": list(changed), "revision": row.revision}
        details |= _told(file, to_file(row), changed, in_full=bool(why))
        details |= {"motive": why, "typed": typed} if why else {}
        record(member.authority.id, act_of_saving(file.state), member.actor, file.subject, at, details)
    return Saved(row.revision, conflicts, changed)


def _told(before: DossierFile, after: DossierFile, changed: tuple[str, ...], *, in_full: bool) -> dict[str, Any]:
    """Return the words of the answers that changed: their names, or in full the answers that a decision rests on."""
    bank = bank_of(after.references)
    if not in_full:
        return in_both(questions=questions_said([bank.by_id[name].short for name in changed]))
    now = {name: after.own_answers.get(name) for name in changed}
    return in_both(questions=changes_in_one(changes_said(bank, before.own_answers, now)))


@transaction.atomic
def rename(member: Member, dossier_id: int, title: str, *, at: datetime) -> None:
    """Give the dossier another title.

    Raises:
        RefusedError: no such dossier, not theirs, no longer open to changes, or no title.
    """
    row = locked_row(dossier_id)
    check_may_edit(member, to_file(row))
    before, row.title = row.title, _checked_title(title)
    if row.title == before:
        return
    row.updated_at = at
    row.save()
    details = {"number": row.number, "before": before}
    record(member.authority.id, "dossier.renamed", member.actor, to_file(row).subject, at, details)


@transaction.atomic
def describe(
    member: Member,
    dossier_id: int,
    *,
    title: str,
    unit_id: int | None,
    tool_id: int | None,
    seen: Presented | None = None,
    at: datetime,
) -> tuple[str, ...]:
    """Change what the dossier is called, which unit carries it and which tool it uses; what follows is judged again.

    ``seen`` is what the person started from, when time has passed since: what others changed meanwhile is kept where
    this person changed nothing. The names of what both changed otherwise are returned; those are not written.

    Raises:
        RefusedError: no such dossier, not theirs, no longer open to changes, or a unit or tool of somebody else.
    """
    row = locked_row(dossier_id)
    check_may_edit(member, to_file(row))
    now = Presented(row.title, row.unit_id, row.tool_id)
    asked = merged(seen or now, Presented(_checked_title(title), unit_id, tool_id), now)
    changed = asked.kept.differing(now)
    if "unit_id" in changed:
        _check_unit(member, unit_id)
    if "tool_id" in changed:
        _check_tool(member, tool_id)
    if changed:
        _present(row, asked.kept, changed, member, at)
    return asked.disputed


def _present(row: Dossier, kept: Presented, changed: tuple[str, ...], member: Member, at: datetime) -> None:
    details = {
        "number": row.number,
        "before": row.title,
        "changed": list(changed),
        "tool": kept.tool_id,
        "unit": kept.unit_id,
    }
    row.title, row.unit_id, row.tool_id, row.updated_at = kept.title, kept.unit_id, kept.tool_id, at
    _write_answers(row, {}, by=member.user_id, at=at)
    row.save()
    act = "dossier.renamed" if changed == ("title",) else "dossier.described"
    record(member.authority.id, act, member.actor, to_file(row).subject, at, details)


@transaction.atomic
def open_declared(member: Member, dossier_id: int, *, at: datetime) -> None:
    """Make a dossier to be reviewed of a declared use, or of an idea kept from the triage.

    Raises:
        RefusedError: no such dossier, not theirs, or a dossier already.
    """
    row = locked_row(dossier_id)
    file = to_file(row)
    check_may_write_for(member, file)
    move = transition(Act.OPEN, file.state)
    if move is None:
        raise RefusedError(_("C’est déjà un dossier : ouvrez son formulaire pour le compléter."))
    row.state, row.updated_at = move.target.value, at
    row.save()
    details = {"number": row.number, "from": file.state.value}
    record(member.authority.id, "dossier.declaration_opened", member.actor, file.subject, at, details)


def _numbered(row: Dossier) -> Dossier:
    """Save the row under the next number of its authority; two who open a dossier at once get two numbers."""
    for _try in range(_TRIES):
        row.number = next_number(row.authority_id, day_of(row.created_at).year)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not Dossier.objects.filter(authority_id=row.authority_id, number=row.number).exists():
                raise
            continue
        return row
    raise RefusedError(_("Trop de dossiers s’ouvrent en même temps. Attendez un instant et recommencez."), status=503)


def _write_answers(row: Dossier, answers: Mapping[str, Any], *, by: int, at: datetime) -> tuple[str, ...]:
    """Set answers on the row, those that are None taken out, and all that follows from them.

    What the catalogue says of the tool, the outcome. The row itself is left for the caller to save.
    """
    before = dict(row.answers)
    row.answers = {name: value for name, value in {**before, **answers}.items() if value is not None}
    changed = write_changes(row, before, row.answers, by=by, at=at)
    for origin in {fact["origin"] for fact in row.established.values()}:
        if origin.startswith(ORIGIN) and (row.tool_id is None or origin != origin_of(row.tool_id)):
            establish_in(row, {}, origin=origin, at=at)
    if row.tool_id is not None:
        establish_in(row, tool_answers(to_file(row), day_of(at)), origin=origin_of(row.tool_id), at=at)
    judge_again(row, day_of(at))
    return changed


def _changed_since(row: Dossier, revision: int) -> dict[str, list[AnswerChange]]:
    """Return what people changed after a revision, by question, in order."""
    found: dict[str, list[AnswerChange]] = {}
    changes = AnswerChange.objects.filter(dossier=row, revision__gt=revision).exclude(by=None)
    for change in changes.select_related("by").order_by("revision"):
        found.setdefault(change.question, []).append(change)
    return found


def _merged(
    row: Dossier, mine: Mapping[str, Any], since: Mapping[str, list[AnswerChange]]
) -> tuple[dict[str, Any], tuple[Conflict, ...]]:
    """Return the answers to write, and those that somebody else changed meanwhile to something else."""
    bank = bank_of(row.frameworks)
    write: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name, value in mine.items():
        theirs = since.get(name, [])
        seen = theirs[0].before if theirs else row.answers.get(name)
        now = row.answers.get(name)
        if value in (seen, now):
            continue
        if now == seen:
            write[name] = value
            continue
        last = theirs[-1]
        question = bank.by_id[name]
        conflicts.append(
            Conflict(
                name,
                typed_answer(question, value),
                typed_answer(question, now),
                last.by.name if last.by is not None else "",
                last.at,
            )
        )
    return write, tuple(conflicts)


def _checked_title(title: str) -> str:
    """Return the title on one line, or refuse it."""
    cleaned = readable_line(title)
    if not cleaned:
        raise RefusedError(_("Donnez un titre au dossier : quelques mots qui disent ce que fait le projet."))
    if len(cleaned) > LONGEST_TITLE:
        raise RefusedError(_("Ce titre est trop long. Gardez l’essentiel : le résumé dira le reste."))
    return cleaned


def _check_unit(member: Member, unit_id: int | None) -> None:
    if unit_id is not None and unit_id not in {unit.id for unit in units_of(member.authority.id)}:
        raise RefusedError(_("Ce service n’est pas de cette collectivité, ou il est fermé. Choisissez-en un autre."))


def _check_tool(member: Member, tool_id: int | None) -> None:
    if tool_id is not None and tool_id not in dict(tool_choices(member.authority.id)):
        raise RefusedError(_("Cet outil n’est pas au catalogue de la collectivité. Choisissez-en un autre."))


def _check_open_to_typing(changes: Mapping[str, AnswerValue | None], bank: QuestionBank) -> None:
    language = current_language()
    for name in changes:
        if name in GIVEN_BY and name in bank.by_id:
            raise RefusedError(
                _(
                    "« %(question)s » ne se saisit pas : %(who)s le donne, quand l’avis est demandé pendant "
                    "l’instruction."
                )
                % {"question": capitalised(bank.by_id[name].short.in_(language)), "who": given_by(name)},
                status=403,
            )


def _check_answers(answers: Mapping[str, AnswerValue], bank: QuestionBank) -> None:
    for name, value in answers.items():
        question = bank.by_id.get(name)
        if question is None or typed_answer(question, plain_answer(value)) is None:
            raise RefusedError(
                _("La réponse à la question « %(question)s » ne se lit pas. Corrigez-la et recommencez.")
                % {"question": question.short.fr if question is not None else name}
            )
