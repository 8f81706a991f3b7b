# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A deployment as its page shows it: what it may ask, its keys, how one would leave it, the drills that were done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from balise.core.policy import AccessKey as PolicyKey
from balise.core.policy import (
    Allowed,
    Asked,
    Capability,
    DataPolicy,
    Deployment,
    PolicyBundle,
    Refused,
    Standing,
    decide,
    fingerprint,
)
from balise.core.refusals import RefusalCode
from balise.web.deployments.bundle import Described, describe, model_of, provider_of
from balise.web.deployments.models import AccessKey
from balise.web.deployments.models import Deployment as DeploymentRow
from balise.web.deployments.words import CLOSED_BECAUSE
from balise.web.ui.languages import current_language

REFUSED_MODELS = frozenset(
    {
        RefusalCode.MODEL_NOT_ALLOWED,
        RefusalCode.NOT_IN_CATALOGUE,
        RefusalCode.NOT_FOR_THIS_USE,
        RefusalCode.CAPABILITY,
        RefusalCode.JURISDICTION,
        RefusalCode.LARGER_MODEL,
    }
)
"""The refusals of one model, whatever the others of the use do."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key, as pages show it: never what it is."""

    id: int
    label: str
    beginning: str
    created_at: datetime
    created_by: str
    not_after: datetime | None
    revoked_at: datetime | None
    revoked_by: str
    for_assistant: bool = False

    def opens(self, at: datetime) -> bool:
        """Tell whether it still opens the deployment."""
        return self.revoked_at is None and (self.not_after is None or at <= self.not_after)


@dataclass(frozen=True, slots=True)
class AskedModel:
    """A model that a deployment may ask, and what stands between."""

    id: int
    name: str
    provider: str
    jurisdiction: str
    retired: bool
    refusal: Refused | None
    """Why the gateway would refuse it today, whoever asks; None when it would not."""
    chats: bool = True
    size: float = 0.0
    """In billions of active parameters; 0 when nobody said."""


@dataclass(frozen=True, slots=True)
class ExitPlanRead:
    """How one would leave the model of a use."""

    formats: str
    clause: str
    days: int | None
    cost: str
    substitute_id: int | None
    substitute: str
    same_provider: str = ""
    """The name of the provider of the substitute, where models of the use come from it too: leaving a model is then
    not leaving whom one depends on."""

    @property
    def written(self) -> bool:
        """Whether anything was written."""
        return bool(self.formats or self.clause or self.cost or self.substitute or self.days is not None)


@dataclass(frozen=True, slots=True)
class DeploymentRead:
    """One deployment, as its page shows it."""

    identifier: str
    described: Deployment
    titles: tuple[tuple[str, str], ...]
    """The commitments behind its controls: their numbers and their titles, each once, in the language of the page."""
    models: tuple[AskedModel, ...]
    largest_id: int | None
    chosen_policy: DataPolicy
    jurisdictions: tuple[str, ...]
    """Those that were typed; those that apply are in ``described``."""
    exit_plan: ExitPlanRead
    switched_at: datetime | None
    keys: tuple[KeyLine, ...]


@dataclass(frozen=True, slots=True)
class DeploymentLine:
    """One deployment in the list of an authority."""

    number: str
    title: str
    identifier: str
    standing: Standing
    models: tuple[str, ...]
    keys: int
    switched: bool
    refused: tuple[str, ...] = ()
    """Those that are asked, and that the gateway refuses for what they are."""


def deployment_of(dossier_id: int, on: date, at: datetime) -> DeploymentRead | None:
    """Return the deployment of a dossier, None when the gateway was never opened to it."""
    rows = DeploymentRow.objects.select_related("largest__provider", "substitute__provider")
    row = (
        rows.prefetch_related("models_asked__provider", "keys__created_by", "keys__revoked_by")
        .filter(dossier_id=dossier_id)
        .first()
    )
    if row is None:
        return None
    found, language = describe(row, on), current_language()
    keys = sorted(row.keys.all(), key=lambda key: (key.revoked_at is not None, -key.pk))
    return DeploymentRead(
        identifier=row.identifier,
        described=found.deployment,
        titles=tuple(dict.fromkeys((each.control.commitment, each.title.in_(language)) for each in found.controls)),
        models=tuple(_asked(row, found, at)),
        largest_id=row.largest_id,
        chosen_policy=DataPolicy(row.data_policy),
        jurisdictions=tuple(row.jurisdictions),
        exit_plan=ExitPlanRead(
            row.exit_formats,
            row.exit_clause,
            row.exit_days,
            row.exit_cost,
            row.substitute_id,
            "" if row.substitute is None else row.substitute.name,
            _same_provider(row),
        ),
        switched_at=row.switched_at,
        keys=tuple(map(_key, keys)),
    )


def _same_provider(row: DeploymentRow) -> str:
    if row.substitute is None:
        return ""
    asked = {model.provider_id for model in row.models_asked.all()}
    return row.substitute.provider.name if row.substitute.provider_id in asked else ""


def is_opened(dossier_id: int) -> bool:
    """Tell whether the gateway was ever opened to a dossier."""
    return DeploymentRow.objects.filter(dossier_id=dossier_id).exists()


def closed_because(read: DeploymentRead) -> RefusalCode | None:
    """Return why the gateway answers nothing to the use, in its own order; None when it answers."""
    codes = {model.refusal.code for model in read.models if model.refusal is not None}
    if RefusalCode.DIRECT_INTERACTION in codes:
        return RefusalCode.DIRECT_INTERACTION
    if read.described.standing is not Standing.OPEN:
        return CLOSED_BECAUSE[read.described.standing]
    return RefusalCode.EXPIRED if RefusalCode.EXPIRED in codes else None


def conversing(read: DeploymentRead) -> tuple[AskedModel, ...]:
    """Return the models of conversation that answer, the smallest first; one whose size nobody said comes last."""
    chatting = (model for model in read.models if model.chats and model.refusal is None and not model.retired)
    return tuple(sorted(chatting, key=lambda model: (model.size or float("inf"), model.name)))


def deployments_of(authority_id: int, on: date, at: datetime) -> tuple[DeploymentLine, ...]:
    """Return what the gateway serves in an authority, by the number of the dossier, with the models that answer."""
    rows = DeploymentRow.objects.filter(authority_id=authority_id).select_related(
        "largest__provider", "substitute__provider"
    )
    rows = rows.prefetch_related("models_asked__provider", "keys").order_by("identifier")
    return tuple(_line(row, describe(row, on), at) for row in rows)


def key_of(dossier_id: int, key_id: int) -> KeyLine | None:
    """Return a key of this dossier that was not revoked, or None."""
    rows = AccessKey.objects.select_related("created_by", "revoked_by")
    row = rows.filter(deployment__dossier_id=dossier_id, pk=key_id, revoked_at=None).first()
    return None if row is None else _key(row)


def _line(row: DeploymentRow, found: Described, at: datetime) -> DeploymentLine:
    described = found.deployment
    standing = sum(key.revoked_at is None for key in row.keys.all())
    asked = [model for model in _asked(row, found, at) if not model.retired]
    refused = tuple(model.name for model in asked if _is_refused_alone(model))
    names = tuple(model.name for model in asked if model.name not in refused)
    switched = row.switched_at is not None
    return DeploymentLine(
        described.dossier, described.title, row.identifier, described.standing, names, standing, switched, refused
    )


def _asked(row: DeploymentRow, found: Described, at: datetime) -> Iterable[AskedModel]:
    """Yield the models asked, each tried as the gateway would try it, by a key that nobody holds."""
    known = [*row.models_asked.all(), *(each for each in (row.largest, row.substitute) if each is not None)]
    key = "essai"
    bundle = PolicyBundle(
        version=0,
        published_at=at,
        commitments={},
        providers={each.provider.identifier: provider_of(each.provider) for each in known},
        models={each.name: model_of(each) for each in known},
        deployments={row.identifier: found.deployment},
        keys={fingerprint(key): PolicyKey(row.identifier)},
        trained={},
    )
    for model in sorted(row.models_asked.all(), key=lambda each: each.name):
        asked = Asked(key, model.name, Capability(model.capabilities[0]), at)
        decision = decide(asked, bundle)
        refused = None if isinstance(decision, Allowed) or _is_personal(decision) else decision
        yield AskedModel(
            model.pk,
            model.name,
            model.provider.name,
            model.provider.jurisdiction,
            model.retired_at is not None,
            refused,
            Capability.CHAT in model.capabilities,
            bundle.models[model.name].size,
        )


def _is_refused_alone(model: AskedModel) -> bool:
    """Tell whether a model is refused for what it is: a use that is closed refuses them all, and says so itself."""
    return model.refusal is not None and model.refusal.code in REFUSED_MODELS


def _is_personal(refused: Refused) -> bool:
    """Tell whether a refusal depends on who asks: training is that of a person."""
    return refused.code in {RefusalCode.TRAINING_REQUIRED, RefusalCode.TRAINING_EXPIRED}


def _key(row: AccessKey) -> KeyLine:
    return KeyLine(
        row.pk,
        _("Assistant du site") if row.for_assistant else row.label,
        row.beginning,
        row.created_at,
        row.created_by.name,
        row.not_after,
        row.revoked_at,
        "" if row.revoked_by is None else row.revoked_by.name,
        row.for_assistant,
    )
