# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who holds which role: given, taken, ended. A role is never deleted: it ends on a day."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.language import Language
from balise.core.roles import HUMAN_ROLES, ROLE_LABELS, Role
from balise.web.journal.operations import Subject, record
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority, Membership, Unit
from balise.web.organisations.operations.administration import administrators_only
from balise.web.organisations.queries.people import Person, person_of
from balise.web.ui.elision import of
from balise.web.ui.refusals import RefusedError


@transaction.atomic
def give_role(member: Member, user_id: int, role: Role, *, at: datetime) -> None:
    """Give somebody of the authority one role more.

    Raises:
        RefusedError: they are not of this authority, or hold the role already.
    """
    administrators_only(member)
    _lock(member.authority.id)
    person = _person(member, user_id)
    if role not in HUMAN_ROLES:
        raise RefusedError(_("Ce rôle est celui de Balise : aucune personne ne peut le tenir."))
    if role in person.roles:
        raise RefusedError(_("%(name)s tient déjà le rôle « %(role)s ».") % {"name": person.name, "role": said(role)})
    Membership.objects.create(
        user_id=user_id, authority_id=member.authority.id, unit_id=person.unit_id, role=role, since=at
    )
    _record(member, "membership.role_given", person, at, {"role": role.value, "role_said": said(role)})


@transaction.atomic
def take_role(member: Member, user_id: int, role: Role, *, at: datetime) -> None:
    """Take a role from somebody who holds others.

    Raises:
        RefusedError: they do not hold it, it is their only one, or nobody would administer the authority any more.
    """
    administrators_only(member)
    _lock(member.authority.id)
    person = _person(member, user_id)
    if role not in person.roles:
        raise RefusedError(_("%(name)s ne tient pas le rôle « %(role)s ».") % {"name": person.name, "role": said(role)})
    if len(person.roles) == 1:
        raise RefusedError(
            _(
                "C’est le seul rôle %(of_name)s : donnez-lui-en un autre d’abord, ou mettez fin à sa participation à "
                "la collectivité."
            )
            % {"of_name": of(person.name)}
        )
    _keep_an_administrator(member.authority.id, user_id, [role])
    _end(member, user_id, [role], at)
    _record(member, "membership.role_taken", person, at, {"role": role.value, "role_said": said(role)})


@transaction.atomic
def end_membership(member: Member, user_id: int, *, at: datetime) -> None:
    """End every role of somebody in the authority: they can no longer open any of its pages.

    What they did stays under their name. Their account is left alone: it may serve in another authority.

    Raises:
        RefusedError: nobody would administer the authority any more.
    """
    administrators_only(member)
    _lock(member.authority.id)
    person = _person(member, user_id)
    _keep_an_administrator(member.authority.id, user_id, person.roles)
    _end(member, user_id, person.roles, at)
    roles = {"roles": [role.value for role in person.roles], "roles_said": [said(role) for role in person.roles]}
    _record(member, "membership.ended", person, at, roles)


@transaction.atomic
def move_to_unit(member: Member, user_id: int, unit_id: int | None, *, at: datetime) -> None:
    """Place somebody in a unit, or in none; changing nothing is not an act.

    Raises:
        RefusedError: the unit is closed, or is not of this authority.
    """
    administrators_only(member)
    _lock(member.authority.id)
    person = _person(member, user_id)
    unit = None if unit_id is None else _open_unit(member.authority.id, unit_id)
    if unit_id is not None and unit is None:
        raise RefusedError(_("Ce service est fermé, ou n’existe pas dans votre collectivité : choisissez-en un autre."))
    moved = Membership.objects.filter(user_id=user_id, authority_id=member.authority.id, until=None)
    if set(moved.values_list("unit_id", flat=True)) == {unit_id}:
        return
    moved.update(unit=unit)
    if unit is None:
        _record(member, "membership.detached", person, at)
    else:
        _record(member, "membership.moved", person, at, {"unit": unit.name, "unit_id": unit.pk})


def welcome(
    user_id: int,
    authority_id: int,
    roles: tuple[Role, ...],
    unit_id: int | None,
    invited_by: int | None,  # noqa: ARG001 - part of the call; the journal entry of the acceptance names them
    *,
    at: datetime,
) -> None:
    """Give the roles of an invitation to who accepts it; those they hold already stay as they are.

    Called within the transaction of the acceptance, whose journal entry names the roles: no entry of its own. A unit
    closed since the invitation is left out rather than refused: the person is not to blame.
    """
    with transaction.atomic():
        _lock(authority_id)
        unit = None if unit_id is None else _open_unit(authority_id, unit_id)
        open_ones = Membership.objects.filter(user_id=user_id, authority_id=authority_id, until=None)
        held = set(open_ones.values_list("role", flat=True))
        for role in HUMAN_ROLES:
            if role in roles and role.value not in held:
                Membership.objects.create(user_id=user_id, authority_id=authority_id, unit=unit, role=role, since=at)


def said(role: Role) -> str:
    """Return the role as the journal keeps it: in French."""
    return ROLE_LABELS[role].in_(Language.FRENCH)


def _lock(authority_id: int) -> None:
    """Let changes of roles happen one after the other: two administrators may not take each other's role at once."""
    LocalAuthority.objects.select_for_update().get(pk=authority_id)


def _person(member: Member, user_id: int) -> Person:
    person = person_of(member.authority.id, user_id)
    if person is None:
        raise RefusedError(_("Cette personne n’est pas membre de votre collectivité."), status=404)
    return person


def _open_unit(authority_id: int, unit_id: int) -> Unit | None:
    return Unit.objects.filter(authority_id=authority_id, pk=unit_id, closed=False).first()


def _keep_an_administrator(authority_id: int, user_id: int, roles: Iterable[Role]) -> None:
    if Role.ADMINISTRATOR not in roles:
        return
    others = Membership.objects.filter(
        authority_id=authority_id, role=Role.ADMINISTRATOR, until=None, user__is_active=True
    ).exclude(user_id=user_id)
    if not others.exists():
        raise RefusedError(
            _(
                "C’est le dernier administrateur de la collectivité : confiez d’abord ce rôle à quelqu’un d’autre, "
                "sinon plus personne ne pourrait l’administrer."
            )
        )


def _end(member: Member, user_id: int, roles: Iterable[Role], at: datetime) -> None:
    Membership.objects.filter(
        user_id=user_id, authority_id=member.authority.id, role__in=list(roles), until=None
    ).update(until=at)


def _subject(person: Person) -> Subject:
    return Subject("person", str(person.user_id), person.name)


def _record(
    member: Member, act: str, person: Person, at: datetime, details: Mapping[str, object] | None = None
) -> None:
    record(member.authority.id, act, member.actor, _subject(person), at, details)
