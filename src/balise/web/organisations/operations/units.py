# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The units of an authority: added, renamed, moved in their tree, closed, opened again. Never deleted."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.web.journal.operations import Subject, record
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority, Unit
from balise.web.organisations.operations.administration import administrators_only
from balise.web.ui.names import kept_name
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def add_unit(member: Member, name: str, parent_id: int | None, *, at: datetime) -> int:
    """Add a unit, within another if one is named; return its identifier.

    Raises:
        RefusedError: the name is taken or cannot be read, or the unit around it is not an open one of this authority.
    """
    administrators_only(member)
    name = kept_name(name)
    _lock(member)
    _refuse_same_name(member, name, None)
    unit = Unit.objects.create(authority_id=member.authority.id, name=name, parent=_open_unit(member, parent_id))
    _record(member, "unit.added", unit, at, {"parent": unit.parent_id or 0})
    return unit.pk


@transaction.atomic
def change_unit(member: Member, unit_id: int, name: str, parent_id: int | None, *, at: datetime) -> None:
    """Rename a unit, or place it within another; changing nothing is not an act.

    Raises:
        RefusedError: it is closed, the name is taken or cannot be read, or the unit would stand within itself.
    """
    administrators_only(member)
    name = kept_name(name)
    _lock(member)
    unit = _unit(member, unit_id)
    if unit.closed:
        raise RefusedError(_("Le service « %(name)s » est fermé : rouvrez-le d’abord.") % {"name": unit.name})
    parent = unit.parent if parent_id == unit.parent_id else _open_unit(member, parent_id)
    if (unit.name, unit.parent_id) == (name, parent_id):
        return
    _refuse_same_name(member, name, unit.pk)
    _refuse_loop(unit, parent)
    before, unit.name, unit.parent = unit.name, name, parent
    unit.save(update_fields=["name", "parent"])
    _record(member, "unit.changed", unit, at, {"before": before, "parent": unit.parent_id or 0})


@transaction.atomic
def close_unit(member: Member, unit_id: int, *, at: datetime) -> None:
    """Close a unit: nobody is placed there any more, and what it did stays under its name.

    Raises:
        RefusedError: it is closed already, or open units still stand within it.
    """
    administrators_only(member)
    _lock(member)
    unit = _unit(member, unit_id)
    if unit.closed:
        raise RefusedError(_("Le service « %(name)s » est déjà fermé.") % {"name": unit.name})
    within = Unit.objects.filter(parent=unit, closed=False).order_by("name").first()
    if within is not None:
        raise RefusedError(
            _("Le service « %(name)s » en contient un autre encore ouvert, « %(within)s » : fermez-le d’abord.")
            % {"name": unit.name, "within": within.name}
        )
    unit.closed = True
    unit.save(update_fields=["closed"])
    _record(member, "unit.closed", unit, at)


@transaction.atomic
def reopen_unit(member: Member, unit_id: int, *, at: datetime) -> None:
    """Open a closed unit again.

    Raises:
        RefusedError: it is open, or the unit around it is still closed.
    """
    administrators_only(member)
    _lock(member)
    unit = _unit(member, unit_id)
    if not unit.closed:
        raise RefusedError(_("Le service « %(name)s » est déjà ouvert.") % {"name": unit.name})
    if unit.parent is not None and unit.parent.closed:
        raise RefusedError(
            _("Le service « %(name)s » fait partie de « %(around)s », qui est fermé : rouvrez celui-ci d’abord.")
            % {"name": unit.name, "around": unit.parent.name}
        )
    unit.closed = False
    unit.save(update_fields=["closed"])
    _record(member, "unit.reopened", unit, at)


def _lock(member: Member) -> None:
    """Let two changes of the same tree happen one after the other: each alone may be right, and not both."""
    LocalAuthority.objects.select_for_update().get(pk=member.authority.id)


def _unit(member: Member, unit_id: int) -> Unit:
    unit = Unit.objects.filter(authority_id=member.authority.id, pk=unit_id).select_related("parent").first()
    if unit is None:
        raise RefusedError(_("Ce service n’existe pas dans votre collectivité."), status=404)
    return unit


def _open_unit(member: Member, unit_id: int | None) -> Unit | None:
    if unit_id is None:
        return None
    unit = _unit(member, unit_id)
    if unit.closed:
        raise RefusedError(_("Le service « %(name)s » est fermé : choisissez-en un autre.") % {"name": unit.name})
    return unit


def _refuse_same_name(member: Member, name: str, unit_id: int | None) -> None:
    """Compare names here: capitals with accents are not the same letters for every database."""
    others = Unit.objects.filter(authority_id=member.authority.id).values_list("pk", "name")
    if any(name.casefold() == other.casefold() for pk, other in others if pk != unit_id):
        raise RefusedError(
            _("Un service s’appelle déjà « %(name)s » : donnez-lui un autre nom, ou rouvrez-le s’il est fermé.")
            % {"name": name}
        )


def _refuse_loop(unit: Unit, parent: Unit | None) -> None:
    around = parent
    while around is not None:
        if around.pk == unit.pk:
            raise RefusedError(_("Le service « %(name)s » ne peut pas faire partie de lui-même.") % {"name": unit.name})
        around = around.parent


def _record(member: Member, act: str, unit: Unit, at: datetime, details: Mapping[str, object] | None = None) -> None:
    record(member.authority.id, act, member.actor, Subject("unit", str(unit.pk), unit.name), at, details)
