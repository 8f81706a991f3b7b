# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Saying which providers and models the gateway knows."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from balise.core.countries import COUNTRIES
from balise.core.policy import Capability
from balise.web.deployments.acts import (
    MODEL_ADDED,
    MODEL_CHANGED,
    MODEL_RESTORED,
    MODEL_RETIRED,
    PROVIDER_ADDED,
    PROVIDER_CHANGED,
)
from balise.web.deployments.models import Deployment, Provider, ServedModel
from balise.web.deployments.permissions import check_may_keep
from balise.web.deployments.queries.offered import lenders
from balise.web.journal.operations import Subject, record
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError

_ZONE = re.compile(r"[A-Z]{3}")
_SECRET = re.compile(r"[A-Z][A-Z0-9_]*")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")


@dataclass(frozen=True, slots=True)
class ProviderWords:
    """What is said of a provider."""

    name: str
    base_url: str
    jurisdiction: str
    secret: str = ""
    hosting: str = ""


@dataclass(frozen=True, slots=True)
class ModelWords:
    """What is said of a model."""

    name: str
    provider: int
    upstream_name: str
    capabilities: tuple[Capability, ...]
    zone: str
    ai_model: int | None = None
    active_parameters: float | None = None
    total_parameters: float | None = None
    energy_provider: str = ""
    energy_model: str = ""
    pue: float = 1.2
    wh_per_thousand_tokens: float = 1.0


@transaction.atomic
def add_provider(member: Member, said: ProviderWords, *, at: datetime) -> int:
    """Add a provider; return its id.

    Raises:
        RefusedError: it is not theirs (403), or something that was said cannot be used (409).
    """
    check_may_keep(member)
    _check_provider(member, said)
    row = Provider(authority_id=member.authority.id, identifier=_free_identifier(said.name, member.authority.slug))
    _write_provider(row, said)
    record(member.authority.id, PROVIDER_ADDED.code, member.actor, _provider_subject(row), at, _told_provider(row))
    return row.pk


@transaction.atomic
def change_provider(member: Member, provider_id: int, said: ProviderWords, *, at: datetime) -> None:
    """Change what is said of a provider; its name in the journals stays.

    Raises:
        RefusedError: as to add one; or the authority keeps no such provider (404).
    """
    check_may_keep(member)
    row = Provider.objects.select_for_update().filter(authority_id=member.authority.id, pk=provider_id).first()
    if row is None:
        raise no_such_provider()
    _check_provider(member, said)
    _write_provider(row, said)
    record(member.authority.id, PROVIDER_CHANGED.code, member.actor, _provider_subject(row), at, _told_provider(row))


@transaction.atomic
def add_model(member: Member, said: ModelWords, *, at: datetime) -> int:
    """Add a model under the name that programs will ask for; return its id.

    Raises:
        RefusedError: it is not theirs (403), or something that was said cannot be used (409).
    """
    check_may_keep(member)
    _check_model(member, said, None)
    row = ServedModel(authority_id=member.authority.id)
    _write_model(row, said)
    record(member.authority.id, MODEL_ADDED.code, member.actor, _model_subject(row), at, _told_model(row))
    return row.pk


@transaction.atomic
def change_model(member: Member, model_id: int, said: ModelWords, *, at: datetime) -> None:
    """Change what is said of a model.

    Raises:
        RefusedError: as to add one; or the authority keeps no such model (404).
    """
    check_may_keep(member)
    row = _own_model(member, model_id)
    _check_model(member, said, row.pk)
    _write_model(row, said)
    record(member.authority.id, MODEL_CHANGED.code, member.actor, _model_subject(row), at, _told_model(row))


@transaction.atomic
def retire_model(member: Member, model_id: int, *, at: datetime) -> None:
    """Offer a model no longer: nobody may ask it, and what was asked of it stays in the journals.

    Raises:
        RefusedError: it is not theirs (403), there is no such model (404), or it serves in the place of others (409).
    """
    check_may_keep(member)
    row = _own_model(member, model_id)
    if Deployment.objects.filter(substitute=row, switched_at__isnull=False).exists():
        raise RefusedError(
            _("Ce modèle en remplace d’autres en ce moment : rendez d’abord à ces usages leurs modèles habituels.")
        )
    row.retired_at = row.retired_at or at
    row.save(update_fields=["retired_at"])
    record(member.authority.id, MODEL_RETIRED.code, member.actor, _model_subject(row), at)


@transaction.atomic
def restore_model(member: Member, model_id: int, *, at: datetime) -> None:
    """Offer a retired model again, to those who asked it before too.

    Raises:
        RefusedError: it is not theirs (403), or there is no such model (404).
    """
    check_may_keep(member)
    row = _own_model(member, model_id)
    row.retired_at = None
    row.save(update_fields=["retired_at"])
    record(member.authority.id, MODEL_RESTORED.code, member.actor, _model_subject(row), at)


def secret_prefix(slug: str) -> str:
    """Return how the secrets of an authority begin.

    Several authorities share a gateway: without it, one could have the secret of another sent to an address of its own.
    """
    return f"PASSERELLE_{slug.upper().replace('-', '_')}__"


def no_such_provider() -> RefusedError:
    """Return the refusal that says neither whether the provider exists elsewhere, nor whose it is."""
    return RefusedError(_("Ce fournisseur n’existe pas ici, ou une autre collectivité le tient."), status=404)


def no_such_model() -> RefusedError:
    """Return the refusal that says neither whether the model exists elsewhere, nor whose it is."""
    return RefusedError(_("Ce modèle n’existe pas ici, ou une autre collectivité le tient."), status=404)


def _check_provider(member: Member, said: ProviderWords) -> None:
    if not said.name.strip():
        raise RefusedError(_("Donnez un nom au fournisseur."))
    if not _is_address(said.base_url):
        raise RefusedError(
            _("« %(address)s » n’est pas l’adresse d’une API : écrivez-la entière, par exemple https://api.exemple/v1.")
            % {"address": said.base_url}
        )
    if said.jurisdiction not in COUNTRIES:
        raise RefusedError(_("Donnez le pays du fournisseur en deux lettres, par exemple FR."))
    prefix = secret_prefix(member.authority.slug)
    if said.secret and not (_SECRET.fullmatch(said.secret) and said.secret.startswith(prefix)):
        raise RefusedError(
            _(
                "Le nom du secret commence par « %(prefix)s », en capitales sans accent : c’est celui d’une variable "
                "de la passerelle. Le secret lui-même ne s’écrit jamais ici."
            )
            % {"prefix": prefix}
        )


def _is_address(written: str) -> bool:
    """Tell whether calls can be sent there: what cannot be would have the whole bundle refused."""
    try:
        parts = urlsplit(written)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    plain = written.isascii() and written.isprintable() and " " not in written
    bare = "@" not in parts.netloc and "?" not in written and "#" not in written
    return parts.scheme in {"http", "https"} and bool(host) and plain and bare


def _check_model(member: Member, said: ModelWords, itself: int | None) -> None:
    if not _NAME.fullmatch(said.name):
        raise RefusedError(
            _("Le nom d’un modèle s’écrit sans espace ni accent : lettres, chiffres, point, tiret, barre oblique.")
        )
    namesake = ServedModel.objects.filter(name=said.name).values_list("pk", flat=True).first()
    if namesake not in {None, itself}:
        raise RefusedError(
            _(
                "Le nom « %(name)s » est déjà pris sur cette installation : faites-le précéder de celui de la "
                "collectivité, par exemple « %(slug)s/%(name)s »."
            )
            % {"name": said.name, "slug": member.authority.slug}
        )
    if not Provider.objects.filter(pk=said.provider, authority_id__in=lenders(member.authority.id)).exists():
        raise no_such_provider()
    if not said.capabilities:
        raise RefusedError(_("Dites ce qu’on peut demander au modèle."))
    if not _ZONE.fullmatch(said.zone):
        raise RefusedError(_("Donnez la zone électrique en trois lettres, par exemple FRA."))


def _free_identifier(name: str, slug: str) -> str:
    """Return a name that no provider has ever borne, made of its own."""
    wanted = f"{slug}-{slugify(name) or 'fournisseur'}"[:50]
    taken = set(Provider.objects.filter(identifier__startswith=wanted).values_list("identifier", flat=True))
    return next(each for each in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def _own_model(member: Member, model_id: int) -> ServedModel:
    row = ServedModel.objects.select_for_update().filter(authority_id=member.authority.id, pk=model_id).first()
    if row is None:
        raise no_such_model()
    return row


def _write_provider(row: Provider, said: ProviderWords) -> None:
    row.name, row.base_url, row.jurisdiction = said.name.strip(), said.base_url.rstrip("/"), said.jurisdiction
    row.secret, row.hosting = said.secret, said.hosting.strip()
    row.save()


def _write_model(row: ServedModel, said: ModelWords) -> None:
    row.name, row.provider_id, row.upstream_name = said.name, said.provider, said.upstream_name.strip()
    row.capabilities = [each.value for each in Capability if each in said.capabilities]
    row.ai_model_id, row.zone, row.pue = said.ai_model, said.zone, said.pue
    row.active_parameters, row.total_parameters = said.active_parameters, said.total_parameters
    row.energy_provider, row.energy_model = said.energy_provider, said.energy_model
    row.wh_per_thousand_tokens = said.wh_per_thousand_tokens
    row.save()


def _provider_subject(row: Provider) -> Subject:
    return Subject("gateway_provider", str(row.pk), row.name)


def _model_subject(row: ServedModel) -> Subject:
    return Subject("gateway_model", str(row.pk), row.name)


def _told_provider(row: Provider) -> dict[str, str]:
    return {"address": row.base_url, "jurisdiction": row.jurisdiction, "secret": row.secret, "hosting": row.hosting}


def _told_model(row: ServedModel) -> dict[str, str]:
    return {"provider": row.provider.name, "upstream_name": row.upstream_name, "zone": row.zone}
