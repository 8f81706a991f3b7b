# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The providers and the models that an authority may ask: its own, and those that the authorities above lend it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from balise.core.language import Language
from balise.core.policy import Capability
from balise.web.catalogue.queries.ai_models import ai_model
from balise.web.deployments.bundle import sizes_of
from balise.web.deployments.models import Provider, ServedModel
from balise.web.deployments.words import CAPABILITY_WORDS
from balise.web.organisations.queries import ancestors


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """A provider, as pages show it."""

    id: int
    name: str
    identifier: str
    base_url: str
    jurisdiction: str
    secret: str
    hosting: str
    own: bool
    """Whether the authority keeps it, or one above."""


@dataclass(frozen=True, slots=True)
class ModelLine:
    """A model, as pages show it."""

    id: int
    name: str
    provider_id: int
    provider: str
    jurisdiction: str
    upstream_name: str
    capabilities: tuple[Capability, ...]
    ai_model_id: int | None
    known_as: str
    """Its name in the catalogue, empty when it is not linked to it."""
    active: float | None
    total: float | None
    typed_active: float | None
    typed_total: float | None
    energy_provider: str
    energy_model: str
    zone: str
    pue: float
    wh_per_thousand_tokens: float
    own: bool
    retired: bool

    def label(self) -> str:
        """Return what tells the model from the others in a list of choices."""
        size = "" if self.active is None else f", {self.active:g} Md"
        return f"{self.name} ({self.provider}, {self.jurisdiction}{size})"

    def capabilities_in(self, language: Language) -> str:
        """Return what one may ask it, in words."""
        return ", ".join(CAPABILITY_WORDS[each].in_(language) for each in self.capabilities)


def lenders(authority_id: int) -> tuple[int, ...]:
    """Return the authorities whose models an authority may ask: itself, then those above it."""
    return (authority_id, *(place.id for place in ancestors(authority_id)))


def offered_rows(authority_id: int) -> QuerySet[ServedModel]:
    """Return the models that an authority may ask."""
    rows = ServedModel.objects.filter(authority_id__in=lenders(authority_id), retired_at=None)
    return rows.select_related("provider").order_by("name")


def providers_for(authority_id: int) -> tuple[ProviderLine, ...]:
    """Return the providers that an authority knows, in alphabetical order."""
    rows = Provider.objects.filter(authority_id__in=lenders(authority_id)).order_by("name", "pk")
    return tuple(_provider(row, authority_id) for row in rows)


def models_for(authority_id: int, *, retired: bool = False) -> tuple[ModelLine, ...]:
    """Return the models that an authority may ask, or those of its own that nobody may any more."""
    if retired:
        rows = ServedModel.objects.filter(authority_id=authority_id, retired_at__isnull=False)
        rows = rows.select_related("provider").order_by("name")
    else:
        rows = offered_rows(authority_id)
    return tuple(_model(row, authority_id) for row in rows)


def provider_kept(authority_id: int, provider_id: int) -> ProviderLine | None:
    """Return a provider that the authority itself keeps, or None."""
    row = Provider.objects.filter(authority_id=authority_id, pk=provider_id).first()
    return None if row is None else _provider(row, authority_id)


def model_kept(authority_id: int, model_id: int) -> ModelLine | None:
    """Return a model that the authority itself keeps, or None."""
    row = ServedModel.objects.filter(authority_id=authority_id, pk=model_id).select_related("provider").first()
    return None if row is None else _model(row, authority_id)


def _provider(row: Provider, authority_id: int) -> ProviderLine:
    own = row.authority_id == authority_id
    return ProviderLine(row.pk, row.name, row.identifier, row.base_url, row.jurisdiction, row.secret, row.hosting, own)


def _model(row: ServedModel, authority_id: int) -> ModelLine:
    known = None if row.ai_model_id is None else ai_model(row.ai_model_id)
    active, total = sizes_of(row, known)
    return ModelLine(
        id=row.pk,
        name=row.name,
        provider_id=row.provider_id,
        provider=row.provider.name,
        jurisdiction=row.provider.jurisdiction,
        upstream_name=row.upstream_name,
        capabilities=tuple(Capability(each) for each in row.capabilities),
        ai_model_id=row.ai_model_id,
        known_as="" if known is None else known.name,
        active=active,
        total=total,
        typed_active=row.active_parameters,
        typed_total=row.total_parameters,
        energy_provider=row.energy_provider,
        energy_model=row.energy_model,
        zone=row.zone,
        pue=row.pue,
        wh_per_thousand_tokens=row.wh_per_thousand_tokens,
        own=row.authority_id == authority_id,
        retired=row.retired_at is not None,
    )
