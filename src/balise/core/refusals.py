# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Why a call is refused, and the way out: a stable code, the controls behind it, and sentences for whoever reads it.

A refusal is read by an agent in the middle of their work, often through a program that shows it as it comes: it says
what was asked, why it stops there, and whom to ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from balise.core.frameworks import ControlKind
from balise.core.language import Language, Text


class RefusalCode(StrEnum):
    """The reasons that a gateway knows; a code never changes its meaning."""

    NO_BUNDLE = "no_policy"
    UNKNOWN_KEY = "unknown_key"
    EXPIRED_KEY = "expired_key"
    NOT_DEPLOYED = "dossier_not_deployed"
    SUSPENDED = "dossier_suspended"
    WITHDRAWN = "dossier_withdrawn"
    EXPIRED = "dossier_expired"
    DIRECT_INTERACTION = "direct_interaction"
    MODEL_NOT_ALLOWED = "model_not_allowed"
    NOT_IN_CATALOGUE = "model_not_in_catalogue"
    NOT_FOR_THIS_USE = "model_not_for_this_use"
    CAPABILITY = "model_cannot"
    JURISDICTION = "provider_jurisdiction"
    LARGER_MODEL = "larger_than_justified"
    TRAINING_REQUIRED = "training_required"
    TRAINING_EXPIRED = "training_expired"
    TOKENS_OF_THE_DAY = "quota_tokens_day"
    TOKENS_OF_THE_MONTH = "quota_tokens_month"
    ENERGY_OF_THE_DAY = "quota_energy_day"
    ENERGY_OF_THE_MONTH = "quota_energy_month"
    PERSONAL_DATA = "personal_data"
    UNREADABLE_PART = "part_not_screened"
    DETECTION_FAILED = "detection_failed"
    JOURNAL_UNAVAILABLE = "journal_unavailable"

    @property
    def controls(self) -> tuple[ControlKind, ...]:
        """Return the controls that it enforces, whose commitments a refusal cites; none for a fault of ours."""
        return CONTROLS.get(self, ())


CONTROLS: Mapping[RefusalCode, tuple[ControlKind, ...]] = {
    RefusalCode.NOT_DEPLOYED: (ControlKind.DEPLOYED_DOSSIER,),
    RefusalCode.SUSPENDED: (ControlKind.DEPLOYED_DOSSIER,),
    RefusalCode.WITHDRAWN: (ControlKind.DEPLOYED_DOSSIER,),
    RefusalCode.EXPIRED: (ControlKind.DEPLOYED_DOSSIER,),
    RefusalCode.DIRECT_INTERACTION: (ControlKind.REFUSE_DIRECT_INTERACTION,),
    RefusalCode.MODEL_NOT_ALLOWED: (ControlKind.CATALOGUE_ONLY,),
    RefusalCode.NOT_IN_CATALOGUE: (ControlKind.CATALOGUE_ONLY,),
    RefusalCode.NOT_FOR_THIS_USE: (ControlKind.DATA_CLASS, ControlKind.CATALOGUE_ONLY),
    RefusalCode.JURISDICTION: (ControlKind.JURISDICTION,),
    RefusalCode.LARGER_MODEL: (ControlKind.SMALLEST_MODEL,),
    RefusalCode.TRAINING_REQUIRED: (ControlKind.LITERACY,),
    RefusalCode.TRAINING_EXPIRED: (ControlKind.LITERACY,),
    RefusalCode.TOKENS_OF_THE_DAY: (ControlKind.QUOTA,),
    RefusalCode.TOKENS_OF_THE_MONTH: (ControlKind.QUOTA,),
    RefusalCode.ENERGY_OF_THE_DAY: (ControlKind.ENERGY_BUDGET, ControlKind.QUOTA),
    RefusalCode.ENERGY_OF_THE_MONTH: (ControlKind.ENERGY_BUDGET, ControlKind.QUOTA),
    RefusalCode.PERSONAL_DATA: (ControlKind.PSEUDONYMISE, ControlKind.DATA_CLASS),
    RefusalCode.UNREADABLE_PART: (ControlKind.PSEUDONYMISE, ControlKind.DATA_CLASS),
    RefusalCode.DETECTION_FAILED: (ControlKind.PSEUDONYMISE,),
}


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """What happened, and what to do about it; both with named gaps."""

    sentence: Text
    remedy: Text


_ASK_WHO_CARRIES = Text(
    "Demandez à la personne qui porte le dossier {dossier}.", "Ask the person who carries dossier {dossier}."
)
_QUOTA_REMEDY = Text(
    "Attendez la période suivante, ou demandez au porteur du dossier {dossier} de justifier un quota plus large.",
    "Wait for the next period, or ask the owner of dossier {dossier} to justify a larger quota.",
)

WORDS: Mapping[RefusalCode, RefusalWords] = {
    RefusalCode.NO_BUNDLE: RefusalWords(
        Text(
            "La passerelle n’a pas reçu les règles de la charte : elle n’ouvre rien sans elles.",
            "The gateway has not received the rules of the charter: it opens nothing without them.",
        ),
        Text(
            "Prévenez la personne qui administre la passerelle.",
            "Tell the person who administers the gateway.",
        ),
    ),
    RefusalCode.UNKNOWN_KEY: RefusalWords(
        Text("Cette clé d’accès n’ouvre rien.", "This access key opens nothing."),
        Text(
            "Vérifiez la clé, ou demandez-en une sur la page « Passerelle » du dossier.",
            "Check the key, or ask for one on the “Gateway” page of the dossier.",
        ),
    ),
    RefusalCode.EXPIRED_KEY: RefusalWords(
        Text("Cette clé d’accès n’est plus valable.", "This access key is no longer valid."),
        Text(
            "Demandez une nouvelle clé sur la page « Passerelle » du dossier {dossier}.",
            "Ask for a new key on the “Gateway” page of dossier {dossier}.",
        ),
    ),
    RefusalCode.NOT_DEPLOYED: RefusalWords(
        Text(
            "L’usage « {title} » n’est pas en service : son dossier n’a pas encore de décision mise en œuvre.",
            "The use “{title}” is not in service: its dossier has no decision in force yet.",
        ),
        _ASK_WHO_CARRIES,
    ),
    RefusalCode.SUSPENDED: RefusalWords(
        Text("L’usage « {title} » est suspendu.", "The use “{title}” is suspended."), _ASK_WHO_CARRIES
    ),
    RefusalCode.WITHDRAWN: RefusalWords(
        Text("L’usage « {title} » a été retiré du service.", "The use “{title}” has been withdrawn from service."),
        _ASK_WHO_CARRIES,
    ),
    RefusalCode.EXPIRED: RefusalWords(
        Text(
            "L’autorisation de l’usage « {title} » est arrivée à son terme.",
            "The authorisation of the use “{title}” has come to its end.",
        ),
        Text(
            "Demandez à la personne qui porte le dossier {dossier} de le faire réexaminer.",
            "Ask the person who carries dossier {dossier} to have it reassessed.",
        ),
    ),
    RefusalCode.DIRECT_INTERACTION: RefusalWords(
        Text(
            "L’usage « {title} » répond directement au public, ce que la charte refuse.",
            "The use “{title}” answers the public directly, which the charter refuses.",
        ),
        Text(
            "Placez un agent entre l’outil et l’usager, puis corrigez le dossier {dossier}.",
            "Put a member of staff between the tool and the user, then correct dossier {dossier}.",
        ),
    ),
    RefusalCode.MODEL_NOT_ALLOWED: RefusalWords(
        Text("Cette clé ne donne pas accès au modèle « {model} ».", "This key gives no access to model “{model}”."),
        Text(
            "Demandez GET /v1/models : la réponse liste les modèles de cette clé.",
            "Ask for GET /v1/models: the answer lists the models of this key.",
        ),
    ),
    RefusalCode.NOT_IN_CATALOGUE: RefusalWords(
        Text(
            "Le modèle « {model} » n’est pas au catalogue de la collectivité.",
            "Model “{model}” is not in the catalogue of the authority.",
        ),
        Text(
            "Proposez-le au catalogue (« Proposer un outil »), ou choisissez-en un qui y figure.",
            "Propose it for the catalogue (“Propose a tool”), or choose one that is in it.",
        ),
    ),
    RefusalCode.NOT_FOR_THIS_USE: RefusalWords(
        Text(
            "Le catalogue ne permet pas le modèle « {model} » pour cet usage et ces données.",
            "The catalogue does not permit model “{model}” for this use and this data.",
        ),
        Text(
            "Choisissez un modèle permis pour ces données ; la page « Outils » dit lesquels.",
            "Choose a model permitted for this data; the “Tools” page says which.",
        ),
    ),
    RefusalCode.CAPABILITY: RefusalWords(
        Text("Le modèle « {model} » ne sait pas faire cela.", "Model “{model}” cannot do this."),
        Text(
            "Demandez GET /v1/models, et prenez un modèle prévu pour cette adresse.",
            "Ask for GET /v1/models, and take a model meant for this address.",
        ),
    ),
    RefusalCode.JURISDICTION: RefusalWords(
        Text(
            "Le fournisseur du modèle « {model} » relève du droit d’un pays que le dossier n’admet pas ({country}).",
            "The provider of model “{model}” is under the law of a country not admitted by the dossier ({country}).",
        ),
        Text(
            "Choisissez un modèle d’un fournisseur admis, ou faites justifier l’exception dans le dossier.",
            "Choose a model of an admitted provider, or have the exception justified in the dossier.",
        ),
    ),
    RefusalCode.LARGER_MODEL: RefusalWords(
        Text(
            "Le modèle « {model} » est plus grand que ce que le dossier justifie.",
            "Model “{model}” is larger than the dossier justifies.",
        ),
        Text(
            "Demandez « {smaller} », ou faites justifier un modèle plus grand dans le dossier.",
            "Ask for “{smaller}”, or have a larger model justified in the dossier.",
        ),
    ),
    RefusalCode.TRAINING_REQUIRED: RefusalWords(
        Text(
            "La charte demande une formation avant d’utiliser cet outil.",
            "The charter asks for training before this tool is used.",
        ),
        Text(
            "Envoyez votre jeton de formation (en-tête X-Balise-Staff). Un jeton inconnu ou révoqué ne compte pas ; "
            "sans jeton, inscrivez-vous à une session.",
            "Send your training token in the X-Balise-Staff header. One that is unknown or was revoked does not count; "
            "without one, register for a session.",
        ),
    ),
    RefusalCode.TRAINING_EXPIRED: RefusalWords(
        Text("Votre attestation de formation n’est plus valable.", "Your training attestation is no longer valid."),
        Text("Inscrivez-vous à une nouvelle session.", "Register for a new session."),
    ),
    RefusalCode.TOKENS_OF_THE_DAY: RefusalWords(
        Text(
            "Le quota de jetons du jour est épuisé, ou votre demande le dépasse à elle seule.",
            "The token quota of the day is used up, or your request goes beyond it by itself.",
        ),
        _QUOTA_REMEDY,
    ),
    RefusalCode.TOKENS_OF_THE_MONTH: RefusalWords(
        Text(
            "Le quota de jetons du mois est épuisé, ou votre demande le dépasse à elle seule.",
            "The token quota of the month is used up, or your request goes beyond it by itself.",
        ),
        _QUOTA_REMEDY,
    ),
    RefusalCode.ENERGY_OF_THE_DAY: RefusalWords(
        Text(
            "Le budget d’énergie du jour est épuisé, ou votre demande le dépasse à elle seule.",
            "The energy budget of the day is used up, or your request goes beyond it by itself.",
        ),
        _QUOTA_REMEDY,
    ),
    RefusalCode.ENERGY_OF_THE_MONTH: RefusalWords(
        Text(
            "Le budget d’énergie du mois est épuisé, ou votre demande le dépasse à elle seule.",
            "The energy budget of the month is used up, or your request goes beyond it by itself.",
        ),
        _QUOTA_REMEDY,
    ),
    RefusalCode.PERSONAL_DATA: RefusalWords(
        Text(
            "Votre texte contient des données personnelles ({types}) : cet usage n’en envoie pas.",
            "Your text holds personal data ({types}): this use sends none.",
        ),
        Text("Retirez-les, puis recommencez.", "Take them out, then try again."),
    ),
    RefusalCode.UNREADABLE_PART: RefusalWords(
        Text(
            "Cette demande contient autre chose que du texte ({part}) : rien n’y serait vu des données personnelles.",
            "This request holds something else than text ({part}): personal data in it would not be seen.",
        ),
        Text(
            "Envoyez du texte seul, ou demandez un usage dont le dossier prévoit les images et les fichiers.",
            "Send text alone, or ask for a use whose dossier provides for images and files.",
        ),
    ),
    RefusalCode.DETECTION_FAILED: RefusalWords(
        Text(
            "La recherche de données personnelles n’a pas abouti : rien n’a été envoyé.",
            "The search for personal data did not finish: nothing was sent.",
        ),
        Text(
            "Recommencez avec un texte plus court ; si cela dure, prévenez la personne qui administre la passerelle.",
            "Try again with a shorter text; if it lasts, tell the person who administers the gateway.",
        ),
    ),
    RefusalCode.JOURNAL_UNAVAILABLE: RefusalWords(
        Text(
            "Le journal d’usage ne peut pas être écrit : la passerelle refuse plutôt que de perdre une trace.",
            "The usage journal cannot be written: the gateway refuses rather than lose a record.",
        ),
        Text(
            "Prévenez la personne qui administre la passerelle.",
            "Tell the person who administers the gateway.",
        ),
    ),
}


def sentence_of(code: RefusalCode, gaps: Mapping[str, str], language: Language) -> str:
    """Return what happened; a gap that nothing fills is left as an ellipsis rather than fail."""
    return WORDS[code].sentence.in_(language).format_map(_Filled(gaps))


def remedy_of(code: RefusalCode, gaps: Mapping[str, str], language: Language) -> str:
    """Return what to do about it."""
    return WORDS[code].remedy.in_(language).format_map(_Filled(gaps))


class _Filled(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"
