# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The policy bundle, and the decision that a gateway draws from it on each call.

The site writes one immutable document; the gateway reads nothing else. What a charter says is in it as controls: which
commitment asks for what of which deployment, so that a refusal can cite the voted sentence and say the way out. Every
judgement that needs the dossier or the catalogue is made by the site and arrives here as a fact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Annotated

from balise.core.frameworks import ControlKind
from balise.core.language import Text
from balise.core.refusals import RefusalCode

FORMAT = "balise-policy/1"
"""The shape of the document; a gateway refuses one that it does not know."""


class DataPolicy(StrEnum):
    """What is done of personal data on the way to a provider."""

    OFF = "off"
    """Nothing is looked for: a model in the house, or a dossier that says why."""
    OBSERVE = "observe"
    """Counted by type, sent as it is."""
    PSEUDONYMISE = "pseudonymise"
    """Replaced by placeholders, and put back into the reply."""
    BLOCK = "block"
    """A call that holds any is refused."""


class Capability(StrEnum):
    """What a model is asked to do."""

    CHAT = "chat"
    COMPLETION = "completion"
    EMBEDDING = "embedding"


class Standing(StrEnum):
    """Whether the dossier behind a deployment lets it serve."""

    OPEN = "open"
    NOT_DEPLOYED = "not_deployed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class Contact(StrEnum):
    """How a use meets the public, as the dossier says."""

    NONE = "none"
    MEDIATED = "mediated"
    DIRECT = "direct"


class Grant(StrEnum):
    """What the catalogue says of a model for the tasks and the data of a deployment."""

    ALLOWED = "allowed"
    NOT_IN_CATALOGUE = "not_in_catalogue"
    NOT_FOR_THIS_USE = "not_for_this_use"


@dataclass(frozen=True, slots=True)
class CitedCommitment:
    """A commitment as a refusal cites it."""

    statement: Annotated[Text, "Phrase votée."]
    link: Annotated[str, "Adresse de l’engagement sur le portail."] = ""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who runs models, and where a call is sent: nothing that a client writes changes it."""

    name: Annotated[str, "Nom du fournisseur."]
    base_url: Annotated[str, "Adresse de base de l’API, jusqu’à « /v1 »."]
    jurisdiction: Annotated[str, "Pays dont le droit s’applique au fournisseur (ISO 3166, deux lettres)."]
    secret: Annotated[str, "Nom du secret dans l’environnement de la passerelle ; vide : aucun."] = ""


@dataclass(frozen=True, slots=True)
class Energy:
    """What the footprint of a model is estimated from; units are those of the public method."""

    zone: Annotated[str, "Zone électrique (ISO 3166, trois lettres)."]
    provider: Annotated[str, "Fournisseur au sens d’EcoLogits ; vide : estimer par les paramètres."] = ""
    model: Annotated[str, "Modèle au sens d’EcoLogits."] = ""
    active_parameters: Annotated[float | None, "Paramètres actifs, en milliards."] = None
    total_parameters: Annotated[float | None, "Paramètres, en milliards."] = None
    pue: Annotated[float, "Efficacité énergétique du centre de données (PUE)."] = 1.2
    wh_per_thousand_tokens: Annotated[float, "Estimation pour réserver un quota avant l’appel, en Wh."] = 1.0


@dataclass(frozen=True, slots=True)
class Model:
    """A model under the name that clients ask for."""

    provider: Annotated[str, "Identifiant du fournisseur."]
    upstream_name: Annotated[str, "Nom du modèle chez le fournisseur."]
    capabilities: Annotated[tuple[Capability, ...], "Ce qu’on peut lui demander."]
    energy: Annotated[Energy, "De quoi estimer son empreinte."]
    size: Annotated[float, "Taille, en milliards de paramètres actifs : ce qui compare deux modèles."] = 0.0


@dataclass(frozen=True, slots=True)
class Quota:
    """The most that a deployment may spend; None is no limit."""

    tokens_per_day: Annotated[int | None, "Jetons par jour."] = None
    tokens_per_month: Annotated[int | None, "Jetons par mois."] = None
    wh_per_day: Annotated[float | None, "Énergie par jour, en Wh."] = None
    wh_per_month: Annotated[float | None, "Énergie par mois, en Wh."] = None


@dataclass(frozen=True, slots=True)
class AppliedControl:
    """A control, and the commitment in the name of which it is applied."""

    kind: Annotated[ControlKind, "Contrôle appliqué."]
    commitment: Annotated[str, "Engagement qui le demande."]


@dataclass(frozen=True, slots=True)
class Deployment:
    """One use in service: whose it is, what it may ask of which models, and under which controls."""

    title: Annotated[str, "Titre du dossier."]
    authority: Annotated[str, "Collectivité."]
    unit: Annotated[str, "Service."]
    dossier: Annotated[str, "Numéro du dossier."]
    standing: Annotated[Standing, "Ce que permet l’état du dossier."]
    contact: Annotated[Contact, "Contact avec le public."]
    models: Annotated[Mapping[str, Grant], "Modèles demandés, et ce qu’en dit le catalogue."]
    data_policy: Annotated[DataPolicy, "Données personnelles."]
    controls: Annotated[tuple[AppliedControl, ...], "Contrôles appliqués."] = ()
    not_before: Annotated[datetime | None, "Premier instant du service."] = None
    not_after: Annotated[datetime | None, "Dernier instant du service (essai, décision, réexamen)."] = None
    jurisdictions: Annotated[tuple[str, ...], "Pays admis ; vide : tous."] = ()
    largest: Annotated[str, "Le plus grand modèle que le dossier justifie ; vide : aucun n’est dit."] = ""
    quota: Annotated[Quota, "Quotas."] = field(default_factory=Quota)
    spare_officials: Annotated[bool, "Laisser en clair le nom des élus dans leurs fonctions."] = False
    notice: Annotated[str, "Mention courte, à montrer à qui lit le résultat."] = ""
    register: Annotated[str, "Adresse de la fiche publique."] = ""
    substitutes: Annotated[Mapping[str, str], "Modèle → celui qui le remplace aujourd’hui (bascule)."] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class AccessKey:
    """What lets a program call a deployment; the key itself is nowhere."""

    deployment: Annotated[str, "Déploiement que la clé ouvre."]
    not_after: Annotated[datetime | None, "Dernier instant de validité."] = None


@dataclass(frozen=True, slots=True)
class PolicyBundle:
    """All that a gateway knows."""

    version: Annotated[int, "Numéro de publication : il ne fait que croître."]
    published_at: Annotated[datetime, "Instant de publication."]
    commitments: Annotated[Mapping[str, CitedCommitment], "Engagements, par identifiant."]
    providers: Annotated[Mapping[str, Provider], "Fournisseurs, par identifiant."]
    models: Annotated[Mapping[str, Model], "Modèles, par nom demandé."]
    deployments: Annotated[Mapping[str, Deployment], "Déploiements, par identifiant."]
    keys: Annotated[Mapping[str, AccessKey], "Clés d’accès, par empreinte (SHA-256)."]
    trained: Annotated[Mapping[str, datetime], "Jetons d’agents formés, par empreinte : dernier instant de validité."]
    format: Annotated[str, "Forme du document."] = FORMAT


@dataclass(frozen=True, slots=True)
class Asked:
    """A call, before anything of it is sent."""

    key: str
    """As the client gave it; never kept."""
    model: str
    capability: Capability
    at: datetime
    staff: str = ""
    """The opaque token of whoever asks, where training is a condition."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The call may go: to this model of this provider, under these controls."""

    deployment_id: str
    deployment: Deployment
    model_id: str
    """The model really used: the one asked for, or its substitute."""
    model: Model
    provider_id: str
    provider: Provider


@dataclass(frozen=True, slots=True)
class Refused:
    """The call stops here: why, in the name of what, and what fills the sentence."""

    code: RefusalCode
    commitments: tuple[str, ...] = ()
    gaps: Mapping[str, str] = field(default_factory=dict)
    deployment_id: str = ""
    """Empty when the key names none."""


Decision = Allowed | Refused


def fingerprint(secret: str) -> str:
    """Return under which name a bundle knows a key or a token: drawn at random, they need no salt."""
    return sha256(secret.encode()).hexdigest()


def decide(asked: Asked, bundle: PolicyBundle) -> Decision:
    """Return whether a call may go, and where.

    The order is that of what a person can mend first: the key, the dossier, the model, then the person who asks. What
    is not said in the bundle is refused.
    """
    key = bundle.keys.get(fingerprint(asked.key))
    if key is None:
        return Refused(RefusalCode.UNKNOWN_KEY)
    deployment = bundle.deployments.get(key.deployment)
    if deployment is None:
        return Refused(RefusalCode.UNKNOWN_KEY)
    closed = _closed(key, deployment, asked.at)
    if closed is not None:
        return _refused(closed, key.deployment, deployment)
    chosen = _chosen(asked, key.deployment, deployment, bundle)
    if isinstance(chosen, Refused):
        return chosen
    untrained = _untrained(asked, deployment, bundle)
    return chosen if untrained is None else _refused(untrained, key.deployment, deployment)


def models_of(key: str, bundle: PolicyBundle, at: datetime) -> tuple[str, ...]:
    """Return the models that a key may use, in alphabetical order; none when the key opens nothing."""
    return tuple(
        name
        for name in sorted(bundle.models)
        if any(
            isinstance(_named(name, capability, key, bundle, at), Allowed)
            for capability in bundle.models[name].capabilities
        )
    )


def commitments_behind(deployment: Deployment, *kinds: ControlKind) -> tuple[str, ...]:
    """Return the commitments in the name of which controls are applied to a deployment, in their order."""
    return tuple(dict.fromkeys(each.commitment for each in deployment.controls if each.kind in kinds))


def _named(name: str, capability: Capability, key: str, bundle: PolicyBundle, at: datetime) -> Decision:
    known = bundle.keys.get(fingerprint(key))
    deployment = bundle.deployments.get(known.deployment) if known is not None else None
    if known is None or deployment is None or _closed(known, deployment, at) is not None:
        return Refused(RefusalCode.UNKNOWN_KEY)
    return _chosen(Asked(key, name, capability, at), known.deployment, deployment, bundle)


def _closed(key: AccessKey, deployment: Deployment, at: datetime) -> RefusalCode | None:
    """Return why a deployment does not serve at an instant, None when it does."""
    if key.not_after is not None and at > key.not_after:
        return RefusalCode.EXPIRED_KEY
    if _applies(deployment, ControlKind.REFUSE_DIRECT_INTERACTION) and deployment.contact is Contact.DIRECT:
        return RefusalCode.DIRECT_INTERACTION
    match deployment.standing:
        case Standing.NOT_DEPLOYED:
            return RefusalCode.NOT_DEPLOYED
        case Standing.SUSPENDED:
            return RefusalCode.SUSPENDED
        case Standing.WITHDRAWN:
            return RefusalCode.WITHDRAWN
        case Standing.OPEN:
            pass
    if deployment.not_before is not None and at < deployment.not_before:
        return RefusalCode.NOT_DEPLOYED
    if deployment.not_after is not None and at > deployment.not_after:
        return RefusalCode.EXPIRED
    return None


def _chosen(asked: Asked, deployment_id: str, deployment: Deployment, bundle: PolicyBundle) -> Decision:
    """Return the model and the provider that a call reaches, or why it reaches none.

    What the dossier justifies is the size of the model that is asked for. Its substitute is named by the exit plan of
    the same dossier: in an emergency, a larger one serves rather than nobody. The law that applies to its provider is
    looked at all the same: an emergency moves no border.
    """
    name = deployment.substitutes.get(asked.model, asked.model)
    model = bundle.models.get(name)
    provider = None if model is None else bundle.providers.get(model.provider)

    def refused(code: RefusalCode, **gaps: str) -> Refused:
        return _refused(code, deployment_id, deployment, model=asked.model, **gaps)

    match deployment.models.get(asked.model):
        case None:
            return refused(RefusalCode.MODEL_NOT_ALLOWED)
        case Grant.NOT_IN_CATALOGUE:
            return refused(RefusalCode.NOT_IN_CATALOGUE)
        case Grant.NOT_FOR_THIS_USE:
            return refused(RefusalCode.NOT_FOR_THIS_USE)
        case Grant.ALLOWED:
            pass
    if model is None or provider is None:
        return refused(RefusalCode.MODEL_NOT_ALLOWED)
    if asked.capability not in model.capabilities:
        return refused(RefusalCode.CAPABILITY)
    if deployment.jurisdictions and provider.jurisdiction not in deployment.jurisdictions:
        return refused(RefusalCode.JURISDICTION, country=provider.jurisdiction)
    largest, wanted = bundle.models.get(deployment.largest), bundle.models.get(asked.model, model)
    if largest is not None and wanted.size > largest.size:
        return refused(RefusalCode.LARGER_MODEL, smaller=deployment.largest)
    return Allowed(deployment_id, deployment, name, model, model.provider, provider)


def _untrained(asked: Asked, deployment: Deployment, bundle: PolicyBundle) -> RefusalCode | None:
    if not _applies(deployment, ControlKind.LITERACY):
        return None
    if not asked.staff:
        return RefusalCode.TRAINING_REQUIRED
    until = bundle.trained.get(fingerprint(asked.staff))
    if until is None:
        return RefusalCode.TRAINING_REQUIRED
    return RefusalCode.TRAINING_EXPIRED if asked.at > until else None


def _applies(deployment: Deployment, kind: ControlKind) -> bool:
    for each in deployment.controls:  # noqa: SIM110 - asked at each call, and any() takes twice as long
        if each.kind is kind:
            return True
    return False


def _refused(code: RefusalCode, deployment_id: str, deployment: Deployment, **gaps: str) -> Refused:
    told = {"title": deployment.title, "dossier": deployment.dossier, **gaps}
    return Refused(code, commitments_behind(deployment, *code.controls), told, deployment_id)


def problems_of(bundle: PolicyBundle) -> tuple[Text, ...]:
    """Return where a bundle contradicts itself: a name that leads nowhere, by the place where it stands."""
    found = [
        Text(f"modèle {name}\u00a0: pas de fournisseur {model.provider}", f"model {name}: no provider {model.provider}")
        for name, model in bundle.models.items()
        if model.provider not in bundle.providers
    ]
    for name, deployment in bundle.deployments.items():
        known = {*bundle.models}
        named = {*deployment.substitutes.values(), *([deployment.largest] if deployment.largest else ())}
        named |= {model for model, grant in deployment.models.items() if grant is Grant.ALLOWED}
        found += [
            Text(f"déploiement {name}\u00a0: pas de modèle {model}", f"deployment {name}: no model {model}")
            for model in sorted(named - known)
        ]
        found += [
            Text(
                f"déploiement {name}\u00a0: pas d’engagement {each.commitment}",
                f"deployment {name}: no commitment {each.commitment}",
            )
            for each in deployment.controls
            if each.commitment not in bundle.commitments
        ]
    return tuple(found)
