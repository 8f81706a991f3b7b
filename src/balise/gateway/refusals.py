# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""How a refusal or a failure is told to a program: the shape of OpenAI's errors, and what a person needs beside.

``message`` is a whole answer by itself, for programs that show nothing else: what happened, the voted sentence, what to
do and where to read more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import msgspec

from balise.core.language import Language, Text
from balise.core.policy import PolicyBundle, Refused
from balise.core.refusals import RefusalCode, remedy_of, sentence_of

STATUSES: Mapping[RefusalCode, int] = {
    RefusalCode.NO_BUNDLE: 503,
    RefusalCode.JOURNAL_UNAVAILABLE: 503,
    RefusalCode.DETECTION_FAILED: 503,
    RefusalCode.UNKNOWN_KEY: 401,
    RefusalCode.EXPIRED_KEY: 401,
    RefusalCode.MODEL_NOT_ALLOWED: 404,
    RefusalCode.CAPABILITY: 400,
    RefusalCode.PERSONAL_DATA: 422,
    RefusalCode.TOKENS_OF_THE_DAY: 429,
    RefusalCode.TOKENS_OF_THE_MONTH: 429,
    RefusalCode.ENERGY_OF_THE_DAY: 429,
    RefusalCode.ENERGY_OF_THE_MONTH: 429,
}
"""Of HTTP; 403 for the rest."""
FORBIDDEN = 403
QUOTED = 2
"""Voted sentences in a message, the charter's first; ``balise.commitments`` has them all."""
TYPES: Mapping[int, str] = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}
"""The words of OpenAI, on which clients choose their exceptions; what is left is the client's under 500, else ours."""
OURS_FROM = 500
_QUOTED = Text("{id} : « {statement} »", "{id}: “{statement}”")


class Fault(StrEnum):
    """What goes wrong without any charter being in question."""

    UNKNOWN_ADDRESS = "unknown_url"
    WRONG_METHOD = "method_not_allowed"
    BAD_BODY = "invalid_body"
    BAD_FIELD = "invalid_field"
    ROUTING_FIELD = "routing_refused"
    TOO_LARGE = "body_too_large"
    TOO_SLOW = "body_too_slow"
    NO_KEY = "missing_key"
    UPSTREAM_UNREACHABLE = "provider_unreachable"
    UPSTREAM_SILENT = "provider_silent"
    UPSTREAM_BROKEN = "provider_broken"
    UPSTREAM_REFUSED = "provider_refused"
    UPSTREAM_FAILED = "provider_failed"
    UPSTREAM_BUSY = "provider_busy"
    UPSTREAM_FORBIDS = "provider_forbids"
    UPSTREAM_UNREADABLE = "provider_unreadable"
    STREAM_CUT = "stream_cut"
    NO_CONVERSATIONS = "conversations_not_set_up"
    CONVERSATION_BROKEN = "conversation_broken"
    CONVERSATION_EXPIRED = "conversation_expired"
    CONVERSATION_TOO_LONG = "conversation_too_long"
    NO_SECRET = "provider_secret_missing"  # noqa: S105 - a code, not a password
    OURS = "internal_error"


@dataclass(frozen=True, slots=True)
class FaultWords:
    """The status and the sentence of a fault."""

    status: int
    sentence: Text


FAULTS: Mapping[Fault, FaultWords] = {
    Fault.UNKNOWN_ADDRESS: FaultWords(
        404,
        Text(
            "La passerelle n’ouvre pas cette adresse. Elle connaît POST /v1/chat/completions, /v1/completions, "
            "/v1/embeddings et GET /v1/models.",
            "The gateway does not open this address. It knows POST /v1/chat/completions, /v1/completions, "
            "/v1/embeddings and GET /v1/models.",
        ),
    ),
    Fault.WRONG_METHOD: FaultWords(405, Text("Cette adresse demande {method}.", "This address wants {method}.")),
    Fault.BAD_BODY: FaultWords(
        400,
        Text(
            "Le corps de la demande doit être un objet JSON, en UTF-8 : {reason}.",
            "The body of the request must be a JSON object, in UTF-8: {reason}.",
        ),
    ),
    Fault.BAD_FIELD: FaultWords(
        400,
        Text(
            "Le champ « {field} » manque ou n’est pas de la forme attendue.",
            "Field “{field}” is missing, or not in the expected form.",
        ),
    ),
    Fault.ROUTING_FIELD: FaultWords(
        400,
        Text(
            "Le champ « {field} » choisirait une autre destination : elle ne vient que des règles de la collectivité. "
            "Retirez-le.",
            "Field “{field}” would choose another destination: it only comes from the rules of the authority. "
            "Take it out.",
        ),
    ),
    Fault.TOO_LARGE: FaultWords(
        413,
        Text("La demande dépasse {limit}. Raccourcissez-la.", "The request exceeds {limit}. Shorten it."),
    ),
    Fault.TOO_SLOW: FaultWords(
        408,
        Text(
            "La demande n’est pas arrivée entière à temps. Recommencez.",
            "The request did not come whole in time. Try again.",
        ),
    ),
    Fault.NO_KEY: FaultWords(
        401,
        Text(
            "Il manque une clé d’accès, dans l’en-tête « Authorization: Bearer … ». On en crée une sur la page "
            "« Passerelle » d’un dossier.",
            "An access key is missing, in the header “Authorization: Bearer …”. One is made on the “Gateway” page of "
            "a dossier.",
        ),
    ),
    Fault.UPSTREAM_UNREACHABLE: FaultWords(
        502,
        Text(
            "Le fournisseur du modèle est injoignable : rien ne lui a été envoyé. Recommencez dans un instant.",
            "The provider of the model cannot be reached: nothing was sent to it. Try again in a moment.",
        ),
    ),
    Fault.UPSTREAM_SILENT: FaultWords(
        504,
        Text(
            "Le fournisseur du modèle n’a pas répondu à temps. La demande lui a été envoyée une seule fois.",
            "The provider of the model did not answer in time. The request was sent to it once only.",
        ),
    ),
    Fault.UPSTREAM_BROKEN: FaultWords(
        502,
        Text(
            "La réponse du fournisseur s’est interrompue. La demande ne lui a pas été renvoyée.",
            "The answer of the provider broke off. The request was not sent to it again.",
        ),
    ),
    Fault.UPSTREAM_REFUSED: FaultWords(
        400,
        Text(
            "Le fournisseur du modèle a refusé la demande (statut {status}). Vérifiez ses paramètres.",
            "The provider of the model refused the request (status {status}). Check its parameters.",
        ),
    ),
    Fault.UPSTREAM_FAILED: FaultWords(
        502,
        Text(
            "Le fournisseur du modèle est en panne (statut {status}). Recommencez plus tard.",
            "The provider of the model is failing (status {status}). Try again later.",
        ),
    ),
    Fault.UPSTREAM_BUSY: FaultWords(
        503,
        Text(
            "Le fournisseur du modèle reçoit trop de demandes (statut {status}). Recommencez dans un instant.",
            "The provider of the model receives too many requests (status {status}). Try again in a moment.",
        ),
    ),
    Fault.UPSTREAM_FORBIDS: FaultWords(
        502,
        Text(
            "Le fournisseur du modèle n’ouvre pas à la passerelle (statut {status}) : le secret qu’elle a n’est pas le "
            "bon. Prévenez la personne qui l’administre.",
            "The provider of the model does not open to the gateway (status {status}): the secret that it holds is not "
            "the right one. Tell the person who administers it.",
        ),
    ),
    Fault.UPSTREAM_UNREADABLE: FaultWords(
        502,
        Text(
            "La réponse du fournisseur n’est pas de la forme attendue. La demande ne lui a pas été renvoyée.",
            "The answer of the provider is not in the expected form. The request was not sent to it again.",
        ),
    ),
    Fault.STREAM_CUT: FaultWords(
        502,
        Text(
            "La réponse s’est interrompue avant sa fin : ce qui précède est incomplet.",
            "The answer broke off before its end: what comes before is incomplete.",
        ),
    ),
    Fault.NO_CONVERSATIONS: FaultWords(
        400,
        Text(
            "Cette passerelle ne garde pas de repères d’un appel à l’autre : aucune clé de scellement ne lui est "
            "donnée (BALISE_GATEWAY_SEAL_KEY). Retirez l’en-tête « X-Balise-Conversation » et renvoyez tout "
            "l’échange, ou prévenez la personne qui l’administre.",
            "This gateway keeps no placeholders from one call to the next: it is given no key to seal them "
            "(BALISE_GATEWAY_SEAL_KEY). Take the header “X-Balise-Conversation” out and send the whole exchange, or "
            "tell the person who administers it.",
        ),
    ),
    Fault.CONVERSATION_BROKEN: FaultWords(
        400,
        Text(
            "Cette conversation ne peut pas être reprise : son sceau n’est pas de cette passerelle, de cet usage et "
            "de cette clé d’accès. Commencez-en une autre, avec « X-Balise-Conversation: new ».",
            "This conversation cannot go on: its seal is not of this gateway, this use and this access key. Begin "
            "another one, with “X-Balise-Conversation: new”.",
        ),
    ),
    Fault.CONVERSATION_EXPIRED: FaultWords(
        409,
        Text(
            "Cette conversation est trop ancienne pour être reprise. Commencez-en une autre, avec "
            "« X-Balise-Conversation: new ».",
            "This conversation is too old to go on. Begin another one, with “X-Balise-Conversation: new”.",
        ),
    ),
    Fault.CONVERSATION_TOO_LONG: FaultWords(
        413,
        Text(
            "Cette conversation contient plus de données personnelles qu’un en-tête ne peut en porter : rien n’a été "
            "envoyé. Commencez-en une autre, avec « X-Balise-Conversation: new ».",
            "This conversation holds more personal data than a header can carry: nothing was sent. Begin another one, "
            "with “X-Balise-Conversation: new”.",
        ),
    ),
    Fault.NO_SECRET: FaultWords(
        503,
        Text(
            "La passerelle n’a pas le secret de ce fournisseur. Prévenez la personne qui l’administre.",
            "The gateway does not hold the secret of this provider. Tell the person who administers it.",
        ),
    ),
    Fault.OURS: FaultWords(
        500,
        Text(
            "La passerelle s’est trompée. Prévenez la personne qui l’administre : son journal dit où.",
            "The gateway went wrong. Tell the person who administers it: its log says where.",
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is answered: a status and a body."""

    status: int
    body: bytes
    code: str


def refusal(refused: Refused, bundle: PolicyBundle | None, language: Language) -> Told:
    """Return a refusal with the commitments that it cites and the way out."""
    status = STATUSES.get(refused.code, FORBIDDEN)
    sentence = sentence_of(refused.code, refused.gaps, language)
    remedy = remedy_of(refused.code, refused.gaps, language)
    cited = [
        {"id": commitment, "statement": known.statement.in_(language), "link": known.link}
        for commitment in refused.commitments
        if bundle is not None and (known := bundle.commitments.get(commitment)) is not None
    ]
    deployment = None if bundle is None else bundle.deployments.get(refused.deployment_id)
    register = "" if deployment is None else deployment.register
    quoted = [_QUOTED.in_(language).format_map(each) for each in cited[:QUOTED]]
    message = " ".join([sentence, *quoted, remedy, *([register] if register else [])])
    return _told(
        status,
        refused.code.value,
        message,
        balise={"reason": sentence, "remedy": remedy, "commitments": cited, "register": register},
    )


def fault(kind: Fault, language: Language, **gaps: str) -> Told:
    """Return a failure in words."""
    words = FAULTS[kind]
    return _told(words.status, kind.value, words.sentence.in_(language).format_map(gaps))


def _told(status: int, code: str, message: str, **more: object) -> Told:
    kind = TYPES.get(status, "invalid_request_error" if status < OURS_FROM else "api_error")
    error = {"message": message, "type": kind, "param": None, "code": code, **more}
    return Told(status, msgspec.json.encode({"error": error}), code)


def size_in_words(size: int) -> Text:
    """Return a number of bytes as people say it: « 10 Mo »."""
    for unit, bytes_ in (("M", 10**6), ("k", 10**3)):
        if size >= bytes_:
            amount = f"{size / bytes_:.3g}"
            return Text(f"{amount.replace('.', ',')} {unit}o", f"{amount} {unit}B")
    return Text(f"{size} octets", f"{size} bytes")


@lru_cache(maxsize=1024)
def language_of(accepted: bytes) -> Language:
    """Return the language that ``Accept-Language`` puts first among ours: French unless English is asked for."""
    for part in accepted[:200].decode("latin-1").split(","):
        tag = part.partition(";")[0].strip().lower().partition("-")[0]
        if tag in {Language.FRENCH.value, Language.ENGLISH.value}:
            return Language(tag)
    return Language.FRENCH
