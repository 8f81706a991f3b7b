# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Deciding on a tool as a whole, then cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from balise.core.frameworks import Commitment
from balise.rendering.typography import capitalised
from balise.web.catalogue.charter_preference import european_preference
from balise.web.catalogue.mapping import latest_facts
from balise.web.catalogue.matrix import Place, Voice
from balise.web.catalogue.models import Authorisation, Ruling, Tool
from balise.web.catalogue.operations.locking import refuse_others, seen_tool, subject_of
from balise.web.catalogue.operations.meanwhile import refuse_stale
from balise.web.catalogue.operations.uncovering import refuse_uncovering
from balise.web.catalogue.preference import Preference
from balise.web.catalogue.queries.shelf import entry_for
from balise.web.catalogue.told_changes import cell_said
from balise.web.catalogue.uncovering import uncovered
from balise.web.catalogue.versions import decision_version, matrix_version
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, Permission, data_classes, task_label, tasks
from balise.web.journal.operations import record
from balise.web.organisations.frameworks import framework_of
from balise.web.organisations.members import Member
from balise.web.organisations.queries import lead_reference
from balise.web.ui.languages import current_language
from balise.web.ui.names import readable_line
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class Decision:
    """What an authority says of a tool as a whole, and why."""

    permission: Permission
    reason: str = ""
    explanation: str = ""
    alternatives: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class CellChoice:
    """What one cell of the matrix says."""

    permission: Permission
    condition: str = ""
    until: date | None = None


def asked_to_explain(authority_id: int, tool_facts: Mapping[str, str]) -> Commitment | None:
    """Return the commitment that asks to explain this tool in writing, or None.

    It asks unless the tool is known to be European: what nobody has established passes for nothing.
    """
    if Preference.from_facts(tool_facts).european is True:
        return None
    reference = lead_reference(authority_id)
    return None if reference is None else european_preference(framework_of(reference))


@transaction.atomic
def decide(member: Member, tool_id: int, decision: Decision, *, seen: str | None = None, at: datetime) -> None:
    """Say what the authority thinks of a tool as a whole; for the one it follows, what holds at home.

    ``seen`` is the version of the decision (``versions``) that the member had before their eyes.

    Raises:
        RefusedError: the member may not; a reason is missing; the charter asks for an explanation that is not given;
            the day of the review is over; somebody else has decided meanwhile.
    """
    tool = seen_tool(member, tool_id)
    refuse_others(member)
    said = _stripped(decision)
    before = Ruling.objects.filter(tool=tool, authority_id=member.authority.id).first()
    details = {**_decided(said), "before": {} if before is None else _decided(before)}
    refuse_stale(seen, decision_version(before), "tool.decided", details)
    if said.review_on is not None and said.review_on < _day_of(at):
        raise RefusedError(review_is_over())
    if not readable_line(said.reason) and said.permission in {Permission.CONDITIONAL, Permission.FORBIDDEN}:
        raise RefusedError(
            _("Écrivez la condition à tenir.")
            if said.permission is Permission.CONDITIONAL
            else _("Écrivez pourquoi l’outil est interdit : vos collègues liront cette phrase.")
        )
    if said.permission.allows and not (readable_line(said.explanation) and readable_line(said.alternatives)):
        _refuse_unexplained(member, tool)
    Ruling.objects.update_or_create(
        tool=tool,
        authority_id=member.authority.id,
        defaults={
            "permission": said.permission.value,
            "reason": said.reason,
            "explanation": said.explanation,
            "alternatives": said.alternatives,
            "review_on": said.review_on,
            "decided_at": at,
            "decided_by_id": member.user_id,
        },
    )
    record(member.authority.id, "tool.decided", member.actor, subject_of(tool, member), at, details)


@transaction.atomic
def save_matrix(
    member: Member,
    tool_id: int,
    cells: Mapping[Place, CellChoice | None],
    *,
    seen: str | None = None,
    agreed: str = "",
    at: datetime,
) -> tuple[str, ...]:
    """Save cells of the matrix in one act, and return what changed, in words. None empties a cell.

    ``seen`` is the version of the grid (``queries.grids``) that the member had before their eyes: when somebody
    else has saved another in the meantime, nothing is written over. ``agreed`` is the version of what emptied cells
    uncover, once the member has read it and said yes.

    Raises:
        RefusedError: the member may not; a cell does not hold, or would end before it begins; the grid has changed
            meanwhile.
        UncoversError: an emptied cell leaves place to something wider, to which the member has not agreed.
    """
    tool = seen_tool(member, tool_id)
    refuse_others(member)
    rows = {
        (row.use, row.data_class): row
        for row in Authorisation.objects.filter(tool=tool, authority_id=member.authority.id)
    }
    wanted = {place: _checked(place, choice) for place, choice in cells.items()}
    told = {place: _change(place, rows.get(place), choice) for place, choice in wanted.items()}
    changes = [change for change in told.values() if change["before"] != change["after"]]
    refuse_stale(seen, matrix_version(rows), "tool.matrix_saved", {"cells": changes})
    emptied = [place for place, choice in wanted.items() if choice is None and place in rows]
    before = _voices(member, tool) if emptied else ()
    for place, choice in wanted.items():
        _refuse_over(place, choice, rows.get(place), _day_of(at))
        _save_cell(tool, member, place, choice, rows.get(place), at)
    if emptied:
        refuse_uncovering(uncovered(before, _voices(member, tool), emptied, _day_of(at)), agreed)
    if changes:
        record(
            member.authority.id,
            "tool.matrix_saved",
            member.actor,
            subject_of(tool, member),
            at,
            {"cells": changes},
        )
    return tuple(cell_said(change) for change in changes)


def _voices(member: Member, tool: Tool) -> tuple[Voice, ...]:
    """Return what the authority hears of a tool, as the rows stand now."""
    entry = entry_for(member.authority, tool.pk)
    return () if entry is None else entry.voices


def _decided(said: Decision | Ruling) -> dict[str, str]:
    """Return a decision as the journal keeps it."""
    return {
        "permission": str(said.permission),
        "reason": said.reason,
        "explanation": said.explanation,
        "alternatives": said.alternatives,
        "review_on": _written(said.review_on),
    }


def review_is_over() -> str:
    """Return why a day of review that is over is refused."""
    return _("Ce jour est passé : donnez une date à venir pour revoir la décision, ou laissez ce champ vide.")


def cell_is_over() -> str:
    """Return why a last day that is over is refused."""
    return _(
        "Ce jour est passé : donnez une date à venir, ou videz la case. La règle plus large, s’il y en a une, vaudra "
        "alors."
    )


def _day_of(at: datetime) -> date:
    """Return the day of an instant, where the authority is."""
    return timezone.localtime(at).date()


def _refuse_over(place: Place, choice: CellChoice | None, row: Authorisation | None, on: date) -> None:
    """Refuse a last day that is over, unless the cell bears it already: that one has run out, and is history."""
    if choice is None or choice.until is None or choice.until >= on:
        return
    if row is None or row.until != choice.until:
        raise RefusedError(f"{capitalised(_cell_in_words(place))}. {cell_is_over()}")


def _change(place: Place, row: Authorisation | None, choice: CellChoice | None) -> dict[str, Any]:
    """Return what a cell becomes, as the journal keeps it."""
    return {"task": place[0], "data_class": place[1], "before": _said(row), "after": _said(choice)}


def _said(cell: CellChoice | Authorisation | None) -> dict[str, str]:
    """Return what a cell says as the journal keeps it; nothing for an empty one."""
    if cell is None:
        return {}
    return {"permission": str(cell.permission), "condition": cell.condition, "until": _written(cell.until)}


def _written(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _save_cell(
    tool: Tool, member: Member, place: Place, choice: CellChoice | None, row: Authorisation | None, at: datetime
) -> None:
    """Write one cell; one that says the same keeps the day on which it was decided."""
    if choice is None:
        if row is not None:
            row.delete()
        return
    if _said(row) == _said(choice):
        return
    task, data_class = place
    Authorisation.objects.update_or_create(
        tool=tool,
        authority_id=member.authority.id,
        use=task,
        data_class=data_class,
        defaults={
            "permission": choice.permission.value,
            "condition": choice.condition,
            "until": choice.until,
            "decided_at": at,
            "decided_by_id": member.user_id,
        },
    )


def _checked(place: Place, choice: CellChoice | None) -> CellChoice | None:
    task, data_class = place
    if data_class not in data_classes() or (task != EVERY_OTHER_TASK and task not in tasks()):
        raise RefusedError(_("Cette case n’existe pas dans le tableau. Rechargez la page et recommencez."))
    if choice is None:
        return None
    condition = readable_line(choice.condition)
    if choice.permission is Permission.CONDITIONAL and not condition:
        raise RefusedError(_("Écrivez la condition à tenir pour : %(cell)s.") % {"cell": _cell_in_words(place)})
    if choice.permission is Permission.FORBIDDEN and not condition:
        raise RefusedError(_("Écrivez pourquoi c’est interdit pour : %(cell)s.") % {"cell": _cell_in_words(place)})
    return CellChoice(choice.permission, condition, choice.until)


def _cell_in_words(place: Place) -> str:
    language = current_language()
    task, data_class = place
    return f"{task_label(task).in_(language)}, {data_classes()[data_class].in_(language)}"


def _stripped(decision: Decision) -> Decision:
    return Decision(
        decision.permission,
        decision.reason.strip(),
        decision.explanation.strip(),
        decision.alternatives.strip(),
        decision.review_on,
    )


def _refuse_unexplained(member: Member, tool: Tool) -> None:
    facts = {field: fact.value for field, fact in latest_facts(tool.facts.all()).items()}
    commitment = asked_to_explain(member.authority.id, facts)
    if commitment is not None:
        raise RefusedError(
            _(
                "La charte préfère les outils français et européens (engagement %(number)s, « %(title)s »), et rien "
                "n’établit que celui-ci en soit un. Écrivez pourquoi vous l’autorisez et quels autres outils vous avez "
                "examinés, ou consignez d’abord les faits qui manquent."
            )
            % {"number": commitment.number, "title": commitment.title.in_(current_language())}
        )
