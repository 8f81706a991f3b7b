# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What went wrong with a use of AI: of which nature, what the law then asks and by when, and what may follow.

Only duties of which the text leaves no doubt are told, each with its article; where a fact decides and nobody has
said it, the duty is told with its condition. Silence would be worse than one sentence too many: the first of them lasts
three days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from balise.core.conditions import Answers, Truth
from balise.core.language import Text

TO_THE_AUTHORITY = timedelta(hours=72)
"""What the GDPR leaves to notify a breach, from the instant at which one is aware of it."""

HIGH_RISK_SINCE = date(2027, 12, 2)
"""The day from which the duties of those who use high-risk AI (Annex III) apply."""


class Nature(StrEnum):
    """What an incident is, for whoever reports it: the worst that fits."""

    WRONG_RESULT = "wrong_result"
    UNFAIR_RESULT = "unfair_result"
    PERSONAL_DATA = "personal_data"
    OUTAGE = "outage"
    OUT_OF_FRAME = "out_of_frame"
    SERIOUS_HARM = "serious_harm"
    OTHER = "other"


NATURE_LABELS: Mapping[Nature, Text] = {
    Nature.WRONG_RESULT: Text("résultat faux ou trompeur", "false or misleading result"),
    Nature.UNFAIR_RESULT: Text("résultat discriminatoire ou inéquitable", "discriminatory or unfair result"),
    Nature.PERSONAL_DATA: Text("données personnelles exposées ou perdues", "personal data exposed or lost"),
    Nature.OUTAGE: Text("indisponibilité ou perte de service", "service unavailable or lost"),
    Nature.OUT_OF_FRAME: Text("usage hors du cadre accepté", "use beyond what was accepted"),
    Nature.SERIOUS_HARM: Text(
        "atteinte grave à une personne ou à ses droits", "serious harm to a person or to their rights"
    ),
    Nature.OTHER: Text("autre", "other"),
}


class Affected(StrEnum):
    """Whether people were affected; « not known yet » is an answer, and the usual one on the first day."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


AFFECTED_LABELS: Mapping[Affected, Text] = {
    Affected.YES: Text("oui", "yes"),
    Affected.NO: Text("non", "no"),
    Affected.UNKNOWN: Text("on ne sait pas encore", "not known yet"),
}


class Step(StrEnum):
    """What may be done about an incident once it is reported; nothing that was written is ever changed."""

    MEASURE = "measure"
    CLOSURE = "closure"
    REOPENING = "reopening"


STEP_LABELS: Mapping[Step, Text] = {
    Step.MEASURE: Text("mesure prise", "measure taken"),
    Step.CLOSURE: Text("incident clos", "incident closed"),
    Step.REOPENING: Text("incident rouvert", "incident reopened"),
}


def may_follow(step: Step, *, still_open: bool) -> bool:
    """Tell whether a step may follow: what is closed is reopened before anything else is done about it."""
    return still_open is not (step is Step.REOPENING)


def is_open_after(steps: Iterable[Step]) -> bool:
    """Tell whether an incident is open after these steps, the oldest first: nothing closed it, or it was reopened."""
    still_open = True
    for step in steps:
        still_open = still_open if step is Step.MEASURE else step is Step.REOPENING
    return still_open


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that the law asks of the authority after an incident."""

    article: Text
    says: Text
    deadline: datetime | None = None
    """The last instant to do it, where the law counts hours; None where it says « at once »."""
    applies_from: date | None = None
    """The day from which the law asks it; None when it does today."""


_BREACH = Text("RGPD, art. 33", "GDPR, Art. 33")
_TO_PERSONS = Text("RGPD, art. 34", "GDPR, Art. 34")
_AI_ACT = Text("Règlement européen sur l’IA, art. 26, §\u00a05", "AI Act, Art. 26(5)")

_NOTIFY = Text(
    "Notifier la violation à la CNIL, 72\u00a0heures au plus après en avoir eu connaissance, sauf si elle ne risque "
    "pas de porter atteinte aux droits et libertés des personnes. Passé ce délai, la notification dit les motifs du "
    "retard. Notifiée ou non, la violation est documentée.",
    "Notify the breach to the CNIL within 72\u00a0hours of becoming aware of it, unless it is unlikely to result in a "
    "risk to people’s rights and freedoms. Later, the notification gives the reasons for the delay. Notified or not, "
    "the breach is documented.",
)
_TELL_PERSONS = Text(
    "Prévenir les personnes concernées, dans les meilleurs délais et en termes simples, si le risque pour elles est "
    "élevé.",
    "Tell the people concerned, without undue delay and in plain language, if the risk to them is high.",
)
_SERIOUS = Text(
    "Informer immédiatement le fournisseur, puis l’importateur ou le distributeur et l’autorité de surveillance du "
    "marché, si l’incident est grave au sens du règlement. Si le fournisseur ne peut pas être joint, l’article 73 "
    "s’applique à la collectivité.",
    "Immediately inform the provider, then the importer or distributor and the market surveillance authority, if the "
    "incident is serious within the meaning of the regulation. If the provider cannot be reached, Article 73 applies "
    "to the authority.",
)
_RISK = Text(
    "Si l’outil, employé selon sa notice, peut présenter un risque pour la santé, la sécurité ou les droits "
    "fondamentaux\u00a0: en informer sans retard le fournisseur ou le distributeur et l’autorité de surveillance du "
    "marché, et suspendre l’usage.",
    "If the tool, used as its instructions say, may present a risk to health, safety or fundamental rights: inform "
    "the provider or distributor and the market surveillance authority without undue delay, and suspend its use.",
)
_IF_HIGH_RISK = Text(
    "Ne vaut que si l’usage est à haut risque\u00a0: le dossier ne le dit pas. ",
    "Holds only if the use is high-risk: the dossier does not say. ",
)


def duties_of(nature: Nature, aware_at: datetime, high_risk: Truth, on: date) -> tuple[Duty, ...]:
    """Return what the law asks after an incident of which one has been aware since an instant, told on a day.

    ``high_risk`` is None when nobody has said: the duty is then told, with its condition.
    """
    if nature is Nature.PERSONAL_DATA:
        return (Duty(_BREACH, _NOTIFY, aware_at.astimezone(UTC) + TO_THE_AUTHORITY), Duty(_TO_PERSONS, _TELL_PERSONS))
    says = {Nature.SERIOUS_HARM: _SERIOUS, Nature.UNFAIR_RESULT: _RISK}.get(nature)
    if says is None or high_risk is False:
        return ()
    if high_risk is None:
        says = Text(_IF_HIGH_RISK.fr + says.fr, f"{_IF_HIGH_RISK.en}{says.en}")
    return (Duty(_AI_ACT, says, applies_from=HIGH_RISK_SINCE if on < HIGH_RISK_SINCE else None),)


def is_high_risk(answers: Answers) -> Truth:
    """Tell whether the use is high-risk by Annex III of the AI Act; None where an answer is missing.

    An exemption counts only if it is documented and nobody is profiled, as the criteria of the law have it.
    """
    if answers.get("ai_act_role") == "not_an_ai_system":
        return False
    areas, exemption, profiling = (
        answers.get(name) for name in ("annex_iii_areas", "annex_iii_exemption", "profiling")
    )
    if isinstance(areas, tuple) and "none" in areas:
        return False
    if exemption == "claimed_documented" and profiling == "no":
        return False
    settled = profiling == "yes" or exemption in {"not_claimed", "claimed_undocumented"}
    return True if isinstance(areas, tuple) and settled else None
