# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Putting a charter and the laws beside it into force in an authority.

Dossiers already filed stay pinned to the versions they were filed under: nothing here touches them.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _

from balise.core.frameworks import Framework, Kind, Status
from balise.core.language import Language
from balise.loading.frameworks import find_framework, load_with_bank, shipped_frameworks
from balise.web.journal.operations import SYSTEM, Actor, Subject, record
from balise.web.organisations.frameworks import files_of
from balise.web.organisations.members import Member
from balise.web.organisations.models import Adoption, FrameworkVersion, LocalAuthority
from balise.web.organisations.operations.administration import administrators_only
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class _Wanted:
    version: FrameworkVersion
    lead: bool


def shipped_charters() -> tuple[Framework, ...]:
    """Return the charters that an authority may choose: those shipped whose text is published."""
    return tuple(framework for framework in _shipped() if framework.kind is Kind.CHARTER)


def shipped_laws() -> tuple[Framework, ...]:
    """Return the laws that come beside any charter, in the version shipped today."""
    return tuple(framework for framework in _shipped() if framework.kind is Kind.LAW)


def _shipped() -> tuple[Framework, ...]:
    frameworks = (_shipped_text(name).framework for name in shipped_frameworks())
    return tuple(framework for framework in frameworks if framework.status is Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class _Text:
    framework: Framework
    files: dict[str, str]


def _text(name: str) -> _Text:
    """Read a framework given by id or folder."""
    return _shipped_text(name) if name in shipped_frameworks() else _read(name)


@cache
def _shipped_text(name: str) -> _Text:
    """Read what is shipped once a process: it changes with the distribution, which restarts the site."""
    return _read(name)


def _read(name: str) -> _Text:
    folder = find_framework(name)
    framework, _bank = load_with_bank(folder)
    return _Text(framework, files_of(folder))


@transaction.atomic
def adopt_shipped(authority_id: int, charter: str, *, at: datetime, actor: Actor = SYSTEM) -> None:
    """Judge the dossiers to come by ``charter``, and beside it by every law that Balise ships.

    ``charter`` is the id of a shipped charter, or the folder of one of your own.
    """
    authority = LocalAuthority.objects.select_for_update().get(pk=authority_id)
    references = put_into_force(authority, charter, at=at)
    _record(authority, actor, references, at)


def adopt_voted(authority_id: int, folder: str, *, at: datetime) -> tuple[str, ...]:
    """Judge the dossiers to come by a charter just voted, within the act that publishes it; return the references.

    Raises:
        RefusedError: its text may still change, or is known here in other words under the same version.
    """
    return put_into_force(LocalAuthority.objects.select_for_update().get(pk=authority_id), folder, at=at)


@transaction.atomic
def change_frameworks(member: Member, charter: str, *, at: datetime) -> tuple[str, ...]:
    """Put a shipped charter into force, with the laws in the versions shipped today; return their references.

    Raises:
        RefusedError: no such charter is shipped, or all of it is in force already.
    """
    administrators_only(member)
    if charter not in {framework.id for framework in shipped_charters()}:
        raise RefusedError(_("Cette charte n’est pas livrée avec Balise : choisissez-en une dans la liste."))
    authority = LocalAuthority.objects.select_for_update().get(pk=member.authority.id)
    before = _in_force(authority)
    references = put_into_force(authority, charter, at=at)
    if _in_force(authority) == before:
        raise RefusedError(
            _("Cette charte et ces lois sont déjà en vigueur, dans ces versions : il n’y a rien à changer.")
        )
    _record(authority, member.actor, references, at)
    return references


def put_into_force(authority: LocalAuthority, charter: str, *, at: datetime) -> tuple[str, ...]:
    """Replace what is in force by the charter and the laws shipped; return the references, the charter first."""
    wanted = [_Wanted(keep_version(charter, at=at), lead=True)]
    wanted += [_Wanted(keep_version(law.id, at=at), lead=False) for law in shipped_laws()]
    held = {(row.version_id, row.lead): row for row in Adoption.objects.filter(authority=authority, until=None)}
    kept = {(one.version.pk, one.lead) for one in wanted}
    left = [row.pk for key, row in held.items() if key not in kept]
    Adoption.objects.filter(pk__in=left).update(until=at)
    for one in wanted:
        if (one.version.pk, one.lead) not in held:
            Adoption.objects.create(authority=authority, version=one.version, lead=one.lead, since=at)
    return tuple(str(one.version) for one in wanted)


def keep_version(name: str, *, at: datetime) -> FrameworkVersion:
    """Return the kept version of a framework given by id or folder, keeping it now if nobody had.

    Raises:
        RefusedError: its text may still change, or changed under the same version number.
    """
    text = _text(name)
    framework = text.framework
    if framework.status is not Status.PUBLISHED:
        raise RefusedError(
            _("« %(title)s » est un brouillon : publiez-en une version avant de la mettre en vigueur.")
            % {"title": framework.title.in_(Language.FRENCH)}
        )
    kept, _new = FrameworkVersion.objects.get_or_create(
        framework=framework.id,
        version=framework.version,
        defaults={
            "digest": framework.digest,
            "title": {language.value: framework.title.in_(language) for language in Language},
            "files": text.files,
            "kept_at": at,
        },
    )
    if kept.digest != framework.digest:
        raise RefusedError(
            _(
                "La version « %(reference)s » est déjà connue ici avec d’autres mots : une version publiée ne change "
                "plus. Publiez ce texte sous un autre numéro de version."
            )
            % {"reference": str(kept)}
        )
    return kept


def _in_force(authority: LocalAuthority) -> set[tuple[int, bool]]:
    return set(Adoption.objects.filter(authority=authority, until=None).values_list("version_id", "lead"))


def _record(authority: LocalAuthority, actor: Actor, references: tuple[str, ...], at: datetime) -> None:
    subject = Subject("authority", str(authority.pk), authority.name)
    record(authority.pk, "authority.frameworks_adopted", actor, subject, at, {"frameworks": list(references)})
