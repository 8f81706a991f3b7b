# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Local authorities: created, placed in their tree, described."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.roles import Role
from balise.web.journal.operations import SYSTEM, Actor, Subject, record
from balise.web.organisations.members import Member, Place
from balise.web.organisations.models import LocalAuthority, Membership
from balise.web.organisations.operations.administration import administrators_only
from balise.web.organisations.operations.frameworks import put_into_force
from balise.web.organisations.queries.authorities import place
from balise.web.organisations.siren import normalised
from balise.web.organisations.told_settings import DESCRIBED
from balise.web.ui.names import kept_name
from balise.web.ui.refusals import RefusedError

TAKEN_BY_THE_SITE = frozenset({"donnees"})
"""Where a page of the whole installation stands in the place of an authority: ``/portail/donnees/``."""


@dataclass(frozen=True, slots=True)
class Description:
    """What an authority says of itself."""

    name: str
    kind: str
    siren: str = ""
    contact: str = ""
    population: int | None = None
    staff_count: int | None = None
    single_handed: bool = False


@transaction.atomic
def create_authority(
    slug: str,
    description: Description,
    *,
    at: datetime,
    parent_id: int | None = None,
    charter: str | None = None,
    actor: Actor = SYSTEM,
) -> Place:
    """Create an authority, under another if one is named, judging by a charter if one is chosen.

    Raises:
        RefusedError: another authority has this address, or nothing can be read in the name.
    """
    return place(_created(slug, description, parent_id, charter, at, actor))


@transaction.atomic
def create_child(member: Member, slug: str, description: Description, charter: str, *, at: datetime) -> Place:
    """Create an authority under that of an administrator, who becomes its first administrator.

    Raises:
        RefusedError: another authority has this address, or nothing can be read in the name.
    """
    administrators_only(member)
    child = _created(slug, description, member.authority.id, charter, at, member.actor)
    Membership.objects.create(user_id=member.user_id, authority=child, role=Role.ADMINISTRATOR, since=at)
    return place(child)


def _created(
    slug: str, description: Description, parent_id: int | None, charter: str | None, at: datetime, actor: Actor
) -> LocalAuthority:
    if slug in TAKEN_BY_THE_SITE:
        raise RefusedError(_("L’adresse « %(slug)s » sert déjà au site : choisissez-en une autre.") % {"slug": slug})
    if LocalAuthority.objects.filter(slug=slug).exists():
        raise RefusedError(
            _("L’adresse « %(slug)s » est celle d’une autre collectivité : choisissez-en une autre.") % {"slug": slug}
        )
    authority = LocalAuthority(slug=slug, parent_id=parent_id)
    _describe(authority, description)
    authority.save(force_insert=True)
    references = [] if charter is None else list(put_into_force(authority, charter, at=at))
    _record(authority, "authority.created", actor, at, {"frameworks": references, "parent": parent_id or 0})
    return authority


@transaction.atomic
def change_settings(member: Member, description: Description, *, at: datetime) -> Place:
    """Change what the authority says of itself; changing nothing is not an act.

    Raises:
        RefusedError: nothing can be read in the name.
    """
    administrators_only(member)
    authority = LocalAuthority.objects.select_for_update().get(pk=member.authority.id)
    before = {field.name: getattr(authority, field.name) for field in fields(Description)}
    _describe(authority, description)
    changed = [name for name, value in before.items() if getattr(authority, name) != value]
    if changed:
        authority.save(update_fields=changed)
        details = {
            "changed": [DESCRIBED[name].fr for name in changed],
            "before": {name: before[name] for name in changed},
            "after": {name: getattr(authority, name) for name in changed},
        }
        _record(authority, "authority.settings_changed", member.actor, at, details)
    return place(authority)


def _describe(authority: LocalAuthority, description: Description) -> None:
    for field in fields(description):
        setattr(authority, field.name, getattr(description, field.name))
    authority.name = kept_name(description.name)
    authority.siren = normalised(description.siren)


def _record(authority: LocalAuthority, act: str, actor: Actor, at: datetime, details: Mapping[str, object]) -> None:
    record(authority.pk, act, actor, Subject("authority", str(authority.pk), authority.name), at, details)
