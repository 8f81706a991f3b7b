# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an authority says of itself, as it is written today."""

from collections.abc import Iterable
from dataclasses import dataclass

from balise.web.organisations.models import LocalAuthority


@dataclass(frozen=True, slots=True)
class Settings:
    """The description of an authority."""

    name: str
    kind: str
    siren: str
    contact: str
    population: int | None
    staff_count: int | None
    single_handed: bool
    parent_id: int | None


def settings_of(authority_id: int) -> Settings:
    """Return what the authority says of itself."""
    return _settings(LocalAuthority.objects.get(pk=authority_id))


def settings_by_authority(authority_ids: Iterable[int]) -> dict[int, Settings]:
    """Return what several authorities say of themselves, by identifier: one query, however many they are."""
    return {row.pk: _settings(row) for row in LocalAuthority.objects.filter(pk__in=set(authority_ids))}


def _settings(row: LocalAuthority) -> Settings:
    return Settings(
        name=row.name,
        kind=row.kind,
        siren=row.siren,
        contact=row.contact,
        population=row.population,
        staff_count=row.staff_count,
        single_handed=row.single_handed,
        parent_id=row.parent_id,
    )


def kind_said(kind: str) -> str:
    """Return the kind of an authority in the language of the page."""
    return str(LocalAuthority.Kind(kind).label)
