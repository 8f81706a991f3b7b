# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The assistant in words: what stands between, what was found in a text, what a reply took, why there is none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor, log10

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from balise.core.refusals import RefusalCode
from balise.core.usage import FootprintRange
from balise.rendering.footprint_words import carbon_in_words, energy_in_words
from balise.rendering.typography import NO_BREAK
from balise.web.deployments.gateway_client import GatewayRefusal, Preview
from balise.web.deployments.queries.assistant import AssistantRead, Obstacle
from balise.web.deployments.queries.usage import UnreadUsage
from balise.web.deployments.shown import Told, kind_words, told
from balise.web.ui.languages import current_language

MICRO = 1_000_000
SMALL = MICRO // 100


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text: what was found in it, in words, or nothing."""

    text: str
    kind: str = ""
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class FootprintWords:
    """The footprint of a reply: two ranges and a method, or why it is not known."""

    energy: str = ""
    carbon: str = ""
    method: str = ""
    because: str = ""


def obstacle_told(found: AssistantRead) -> Told | None:
    """Return what stands between, and the way out; None when nothing does."""
    match found.obstacle:
        case None:
            return None
        case Obstacle.CLOSED if found.closed is not None:
            return told(found.closed, found.file)
        case Obstacle.NOT_SET | Obstacle.CLOSED:
            return Told(
                _("La passerelle n’est pas réglée pour cet usage."),
                _("Un instructeur ou l’administrateur en choisit d’abord les modèles."),
            )
        case Obstacle.OFF:
            return Told(
                _("L’assistant n’est pas ouvert pour cet usage."),
                _("Qui porte le dossier, l’instruit ou administre l’espace l’ouvre, sur la page « Passerelle »."),
            )
        case Obstacle.SEAL_BROKEN:
            return Told(
                _("Le site ne peut plus lire la clé de l’assistant : le secret du site a changé depuis."),
                _("Qui l’a ouvert le ferme, puis l’ouvre de nouveau, sur la page « Passerelle »."),
            )
        case Obstacle.NO_MODEL:
            return Told(
                _("Aucun modèle de conversation ne répond à cet usage."),
                _("Qui lit le dossier voit pourquoi sur sa page « Passerelle », modèle par modèle."),
            )
        case Obstacle.UNTRAINED:
            return Told(
                _("La charte demande une formation avant d’utiliser cet outil, et aucune n’est enregistrée pour vous."),
                _("Suivez une session, puis demandez à la personne qui forme d’enregistrer votre jeton de formation."),
                tuple(f"{number} : {title}" for number, title in found.asks_training),
            )


def segments_of(text: str, shown: Preview) -> Iterator[Segment]:
    """Yield a text in order, what was found in it apart."""
    place = 0
    for piece in shown.pieces:
        if piece.start > place:
            yield Segment(text[place : piece.start])
        yield Segment(text[piece.start : piece.end], kind_words(piece.type), piece.placeholder)
        place = piece.end
    if place < len(text):
        yield Segment(text[place:])


def refusal_told(refusal: GatewayRefusal) -> GatewayRefusal:
    """Return a refusal as a person reads it here, where the site holds the key and the token."""
    if refusal.code == RefusalCode.UNKNOWN_KEY:
        return replace(
            refusal,
            reason=_("La passerelle ne connaît pas encore la clé de l’assistant."),
            remedy=_(
                "Elle l’apprend en quelques secondes : recommencez. Si cela dure, demandez à qui porte le dossier de "
                "fermer l’assistant, puis de l’ouvrir de nouveau."
            ),
        )
    if refusal.code in {RefusalCode.TRAINING_REQUIRED, RefusalCode.TRAINING_EXPIRED}:
        return replace(
            refusal,
            remedy=_(
                "Si votre jeton de formation vient d’être enregistré, recommencez dans quelques secondes. Sinon, "
                "suivez une session."
            ),
        )
    return refusal


def gateway_down() -> GatewayRefusal:
    """Return what is said when the gateway does not answer."""
    return GatewayRefusal(
        "gateway_down",
        _("La passerelle ne répond pas."),
        _("Votre demande est gardée ci-dessous : recommencez dans un instant, puis prévenez qui exploite Balise."),
    )


def reply_cut() -> GatewayRefusal:
    """Return what is said when a reply breaks off without a word."""
    return GatewayRefusal(
        "reply_cut",
        _("La réponse s’est interrompue avant sa fin : ce qui précède est incomplet."),
        _("Votre demande est gardée ci-dessous : vous pouvez l’envoyer de nouveau."),
    )


def too_many() -> GatewayRefusal:
    """Return what is said when other replies are waited for."""
    return GatewayRefusal(
        "busy",
        _("D’autres personnes attendent déjà une réponse : rien n’a été envoyé."),
        _("Recommencez dans un instant."),
    )


def with_address(notice: str, register: str) -> str:
    """Return a notice with the address of the public entry, unless it says it already, be it in short."""
    short = register.partition("://")[2].rstrip("/")
    return notice if not short or short in notice else f"{notice} {register}"


def footprint_told(found: FootprintRange | UnreadUsage) -> FootprintWords:
    """Return the footprint of a reply in words."""
    if isinstance(found, UnreadUsage):
        return FootprintWords(
            because=_(
                "Elle n’est pas connue de ce site : il ne lit pas de journal d’usage, ou l’appel n’y est pas encore."
            )
        )
    if not found.method:
        return FootprintWords(because=_("Rien ne permet de l’estimer pour ce modèle."))
    language = current_language()
    carbon = _small(found.carbon_min, found.carbon_max, "g") or carbon_in_words(
        found.carbon_min, found.carbon_max, language
    )
    return FootprintWords(
        _small(found.energy_min, found.energy_max, "Wh")
        or energy_in_words(found.energy_min, found.energy_max, language),
        _("%(amount)s d’équivalent CO₂") % {"amount": carbon},
        found.method,
    )


def _small(low: int, high: int, unit: str) -> str:
    """Return a range under a hundredth of a unit, which reports round to nothing and one reply comes to.

    Two figures of the higher amount; empty for what is larger, or nothing.
    """
    if not 0 < high < SMALL:
        return ""
    decimals = 1 - floor(log10(high / MICRO))
    least, most = (number_format(amount / MICRO, decimals, use_l10n=True) for amount in (low, high))
    words = most if least == most else _("de %(low)s à %(high)s") % {"low": least, "high": most}
    return f"{words}{NO_BREAK}{unit}"
