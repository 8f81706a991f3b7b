# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rows of the site as the policy bundle: one immutable document, and nothing that the gateway must ask for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from balise.core import policy
from balise.core.frameworks import ControlKind
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import file_of
from balise.web.catalogue.queries.ai_models import Model, ai_model
from balise.web.deployments.dossier_policy import (
    Asked,
    admitted,
    contact_of,
    controls_of,
    end_of,
    grant_of,
    imposed_policy,
    last_instant,
    notice_of,
    register_address,
    standing_in,
)
from balise.web.deployments.models import AccessKey, Deployment, Provider, ServedModel, StaffToken
from balise.web.deployments.queries.training import ends_of
from balise.web.deployments.sealing import token_of_the_site
from balise.web.organisations.queries import contacts_of
from balise.web.organisations.queries.authorities import authority_slugs


@dataclass(frozen=True, slots=True)
class Described:
    """A deployment as the bundle has it, with the commitments behind its controls."""

    deployment: policy.Deployment
    controls: tuple[Asked, ...]


def bundle_now(at: datetime) -> policy.PolicyBundle:
    """Return what the rows say at this instant, with no number yet: a publication gives it one."""
    on = timezone.localdate(at)
    rows = Deployment.objects.order_by("pk").select_related("largest", "substitute").prefetch_related("models_asked")
    described = {row.identifier: describe(row, on) for row in rows}
    asked = [each for one in described.values() for each in one.controls]
    return policy.PolicyBundle(
        version=0,
        published_at=at,
        commitments=_commitments(asked),
        providers={row.identifier: provider_of(row) for row in Provider.objects.order_by("pk")},
        models={row.name: model_of(row) for row in _served()},
        deployments={identifier: one.deployment for identifier, one in described.items()},
        keys=_keys(),
        trained=_trained(),
    )


def describe(row: Deployment, on: date) -> Described:
    """Return one deployment as the bundle has it that day."""
    file = file_of(row.dossier_id)
    slug = authority_slugs([row.authority_id])[row.authority_id]
    controls = controls_of(file, slug, on)
    asked = [model for model in row.models_asked.all() if model.retired_at is None]
    grant = grant_of(file, on)
    return Described(
        policy.Deployment(
            title=file.title,
            authority=slug,
            unit=file.unit_name,
            dossier=file.number,
            standing=standing_in(file.state),
            contact=contact_of(file),
            models={model.name: grant for model in sorted(asked, key=lambda each: each.name)},
            data_policy=imposed_policy(policy.DataPolicy(row.data_policy), file, controls),
            controls=tuple(dict.fromkeys(each.control for each in controls)),
            not_after=last_instant(file),
            jurisdictions=admitted(row.jurisdictions, controls),
            largest="" if row.largest is None else row.largest.name,
            quota=policy.Quota(row.tokens_per_day, row.tokens_per_month, row.wh_per_day, row.wh_per_month),
            spare_officials=row.spare_officials,
            notice=_notice(file, slug, controls, on),
            register=register_address(file, slug),
            substitutes=_substitutes(row, asked),
        ),
        controls,
    )


def provider_of(row: Provider) -> policy.Provider:
    """Return a provider as the bundle has it."""
    return policy.Provider(row.name, row.base_url, row.jurisdiction, row.secret)


def model_of(row: ServedModel) -> policy.Model:
    """Return a model as the bundle has it: its sizes as typed, those of the catalogue otherwise."""
    known = None if row.ai_model_id is None else ai_model(row.ai_model_id)
    active, total = sizes_of(row, known)
    energy = policy.Energy(
        zone=row.zone,
        provider=row.energy_provider,
        model=row.energy_model,
        active_parameters=active,
        total_parameters=total,
        pue=row.pue,
        wh_per_thousand_tokens=row.wh_per_thousand_tokens,
    )
    capabilities = tuple(policy.Capability(each) for each in row.capabilities)
    return policy.Model(row.provider.identifier, row.upstream_name, capabilities, energy, active or 0.0)


def sizes_of(row: ServedModel, known: Model | None) -> tuple[float | None, float | None]:
    """Return the active and the total parameters of a model, in billions; a dense one has as many of both."""
    total = row.total_parameters or (None if known is None else known.parameters)
    active = row.active_parameters or (None if known is None else known.active_parameters) or total
    return active, total or active


def _served() -> Iterable[ServedModel]:
    """Return the models offered, and those that still say how large another may be."""
    kept = set(Deployment.objects.exclude(largest=None).values_list("largest_id", flat=True))
    rows = ServedModel.objects.select_related("provider").order_by("name")
    return [row for row in rows if row.retired_at is None or row.pk in kept]


def _substitutes(row: Deployment, asked: Iterable[ServedModel]) -> Mapping[str, str]:
    if row.switched_at is None or row.substitute is None or row.substitute.retired_at is not None:
        return {}
    return {model.name: row.substitute.name for model in asked if model.pk != row.substitute_id}


def _notice(file: DossierFile, slug: str, controls: Iterable[Asked], on: date) -> str:
    wanted = any(each.control.kind is ControlKind.NOTICE for each in controls)
    return notice_of(file, slug, on) if wanted else ""


def _commitments(asked: Iterable[Asked]) -> Mapping[str, policy.CitedCommitment]:
    """Return the commitments behind the controls; the first that cites one says where it is read."""
    found: dict[str, policy.CitedCommitment] = {}
    for each in asked:
        kept = found.get(each.control.commitment)
        if kept is None or not kept.link:
            found[each.control.commitment] = each.cited
    return found


def _keys() -> Mapping[str, policy.AccessKey]:
    """Return the keys that were not revoked; one whose time is over is told so, for its holder to know."""
    rows = AccessKey.objects.filter(revoked_at=None).select_related("deployment").order_by("pk")
    return {row.digest: policy.AccessKey(row.deployment.identifier, row.not_after) for row in rows}


def _trained() -> Mapping[str, datetime]:
    """Return the tokens of those who still belong to the authority that trained them."""
    rows = list(StaffToken.objects.filter(revoked_at=None).order_by("pk"))
    holders: dict[int, set[int]] = {}
    for row in rows:
        holders.setdefault(row.authority_id, set()).add(row.user_id)
    there = {
        (authority_id, contact.user_id)
        for authority_id, users in holders.items()
        for contact in contacts_of(authority_id, users)
    }
    counting = [row for row in rows if (row.authority_id, row.user_id) in there]
    ends = ends_of(counting)
    until = {row.digest: end_of(ends[row.pk]) for row in counting if ends[row.pk] > date.min}
    return until | _presented_by_the_site(until, counting)


def _presented_by_the_site(until: Mapping[str, datetime], counting: Iterable[StaffToken]) -> dict[str, datetime]:
    """Return the tokens that the assistant presents for those who were trained, where an authority has one."""
    keys = AccessKey.objects.filter(for_assistant=True, revoked_at=None)
    served = set(keys.values_list("deployment__authority_id", flat=True))
    return {
        policy.fingerprint(token_of_the_site(row.digest)): until[row.digest]
        for row in counting
        if row.authority_id in served and row.digest in until
    }
