# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A deployment in words: why it is closed, what was refused, what is left, and how a program would call it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from balise.core.personal_data import PERSONAL_DATA_WORDS
from balise.core.refusals import RefusalCode, remedy_of, sentence_of
from balise.rendering.drill_report import rate_in_words, shortfall_in_words
from balise.rendering.footprint_words import carbon_in_words, energy_in_words
from balise.rendering.typography import number_in_words
from balise.web.assessments.files import DossierFile
from balise.web.deployments.dossier_policy import EUROPEAN_ECONOMIC_AREA
from balise.web.deployments.queries.deployment import DeploymentRead
from balise.web.deployments.queries.drills import DrillRead
from balise.web.deployments.queries.usage import UsageSeen
from balise.web.deployments.words import REFUSED_BECAUSE
from balise.web.ui.languages import current_language

HIGH = 0.8
"""The part of a limit from which its use is drawn as high."""


@dataclass(frozen=True, slots=True)
class Told:
    """A refusal as the gateway says it."""

    sentence: str
    remedy: str
    commitments: tuple[str, ...] = ()


def told(code: RefusalCode, file: DossierFile, gaps: Mapping[str, str] | None = None) -> Told:
    """Return a refusal in the language of the page."""
    language = current_language()
    filled = {"title": file.title, "dossier": file.number, **(gaps or {})}
    return Told(sentence_of(code, filled, language), remedy_of(code, filled, language))


def models_told(read: DeploymentRead, file: DossierFile) -> list[tuple[object, Told | None]]:
    """Return the models asked, each with why the gateway would refuse it today."""
    return [
        (model, None if model.refusal is None else told(model.refusal.code, file, model.refusal.gaps))
        for model in read.models
    ]


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How often calls were refused for a reason, in the name of the same commitments."""

    because: str
    commitments: tuple[tuple[str, str], ...]
    """Their numbers and their titles; none for a refusal that no charter is behind."""
    many: int


@dataclass(frozen=True, slots=True)
class Gauge:
    """One limit, and where its use stands: numbers for a meter, and the same in words."""

    name: str
    used: float
    limit: float
    left_in_words: str
    limit_in_words: str

    @property
    def high(self) -> float:
        """Return from where on the use is high."""
        return self.limit * HIGH


def refusals_told(usage: UsageSeen, titles: Mapping[str, str]) -> list[RefusalCount]:
    """Return what was refused: why, in the name of what, how often.

    A refusal cites every commitment behind its reason, and the journal counts it at each: those of one reason that
    were cited as often as each other were cited together, and stand on one line.
    """
    language = current_language()
    together: dict[tuple[RefusalCode, int], list[str]] = {}
    for code, commitment, many in usage.refusals:
        together.setdefault((code, many), []).append(commitment)
    return [
        RefusalCount(
            REFUSED_BECAUSE[code].in_(language),
            tuple((each, titles.get(each, "")) for each in cited if each),
            many,
        )
        for (code, many), cited in together.items()
    ]


LOOK_ALIKE = "look_alike"
"""What the gateway calls a piece of a text that is written as its own placeholders are: no personal data."""


def kind_words(kind: str) -> str:
    """Return what people call a type of personal data; one that a later gateway knows alone is left as it is."""
    words = PERSONAL_DATA_WORDS.get(kind)
    if words is not None:
        return words.in_(current_language())
    return _("texte écrit comme un repère") if kind == LOOK_ALIKE else kind


def footprint_words(usage: UsageSeen) -> tuple[str, str]:
    """Return the energy and the carbon of a use, as ranges."""
    language, totals = current_language(), usage.totals
    carbon = carbon_in_words(totals.carbon_min, totals.carbon_max, language)
    return (
        energy_in_words(totals.energy_min, totals.energy_max, language),
        _("%(amount)s d’équivalent CO₂") % {"amount": carbon},
    )


def gauges(usage: UsageSeen) -> list[Gauge]:
    """Return what is left of each limit."""
    words, language = quota_words(), current_language()
    return [
        Gauge(
            words[line.name],
            min(line.used, line.limit),
            line.limit,
            number_in_words(_rounded(line.left), language),
            number_in_words(_rounded(line.limit), language),
        )
        for line in usage.quota
    ]


def countries(read: DeploymentRead) -> str:
    """Return the countries whose providers are admitted; empty: all of them."""
    if read.described.jurisdictions == EUROPEAN_ECONOMIC_AREA:
        return _("ceux de l’Espace économique européen")
    return ", ".join(read.described.jurisdictions)


def _rounded(amount: float) -> float:
    return round(amount, 0 if amount >= 100 else 2)  # noqa: PLR2004 - three figures, or the hundredth


@dataclass(frozen=True, slots=True)
class DrillTold:
    """A drill, with its figures in words."""

    read: DrillRead
    proves: bool
    because: str
    current: str
    substitute: str


def drills_told(drills: Iterable[DrillRead], on: date) -> list[DrillTold]:
    """Return the drills in the language of the page, each with whether it proves something that day."""
    language = current_language()
    return [
        DrillTold(
            each,
            each.proves(on),
            shortfall_in_words(each.shortfall, language),
            rate_in_words(each.current_passed, each.trials, language),
            rate_in_words(each.substitute_passed, each.trials, language),
        )
        for each in drills
    ]


def quota_words() -> Mapping[str, str]:
    """Return the limits by their names."""
    return {
        "tokens_per_day": _("Jetons, aujourd’hui"),
        "tokens_per_month": _("Jetons, ce mois-ci"),
        "wh_per_day": _("Énergie en Wh, aujourd’hui"),
        "wh_per_month": _("Énergie en Wh, ce mois-ci"),
    }


def example(secret: str, model: str, *, trained: bool) -> str:
    """Return a call that one may paste in a terminal."""
    staff = "  -H 'X-Balise-Staff: JETON' \\\n" if trained else ""
    body = f'{{"model": "{model}", "messages": [{{"role": "user", "content": "{_("Bonjour")}"}}]}}'
    return (
        f"curl {settings.GATEWAY_ADDRESS}/v1/chat/completions \\\n"
        f"  -H 'Authorization: Bearer {secret}' \\\n"
        f"{staff}"
        "  -H 'Content-Type: application/json' \\\n"
        f"  -d '{body}'"
    )
