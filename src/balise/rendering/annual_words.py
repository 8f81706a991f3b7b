# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of an annual report: its chapters, its units, the categories of its figures."""

from collections.abc import Mapping

from balise.core.annual.figure import UNKNOWN, Chapter, Definition, Part, Source, Unit
from balise.core.annual.measured import CALLS_BY_JURISDICTION, TOKENS_BY_JURISDICTION
from balise.core.annual.record import CharterFacts, Kept, YearPeriod
from balise.core.annual.report import DEFINITIONS
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.country_words import country_in_words
from balise.rendering.footprint_words import carbon_in_words, energy_in_words
from balise.rendering.typography import NO_BREAK, Counted, capitalised, date_in_words, number_in_words

CHAPTERS: Mapping[Chapter, Text] = {
    Chapter.USES: Text("Les usages", "Uses"),
    Chapter.DECISIONS: Text("Les décisions", "Decisions"),
    Chapter.COMMITMENTS: Text("Engagement par engagement", "Commitment by commitment"),
    Chapter.USERS: Text("Les usagers", "Users"),
    Chapter.RIGHTS: Text("Les droits et les données", "Rights and data"),
    Chapter.STAFF: Text("Les agents et les élus", "Staff and councillors"),
    Chapter.SOVEREIGNTY: Text("La souveraineté", "Sovereignty"),
    Chapter.MONEY: Text("L’argent", "Money"),
    Chapter.ENVIRONMENT: Text("L’environnement", "Environment"),
    Chapter.PLEDGES: Text("Ce qui était promis, ce qui l’est", "What was promised, what is"),
}
SOURCES: Mapping[Source, Text] = {
    Source.ACTS: Text("Journal des actes et décisions", "Journal of acts, and decisions"),
    Source.FINDINGS: Text("Verdicts conservés", "Verdicts kept"),
    Source.NOTICES: Text("Preuves de mentions", "Proofs of notices"),
    Source.REGISTER: Text("Registre public", "Public register"),
    Source.QUESTIONS: Text("Questions du public", "Questions from the public"),
    Source.INCIDENTS: Text("Registre des incidents", "Register of incidents"),
    Source.USAGE: Text("Journal d’usage de la passerelle", "Usage journal of the gateway"),
    Source.OUTSIDE: Text("Journaux importés", "Imported logs"),
    Source.TRAININGS: Text("Attestations de formation", "Attestations of training"),
    Source.REPORTS: Text("Bilans publiés", "Published reports"),
}
UNITS: Mapping[Unit, Text] = {
    Unit.DOSSIERS: Text("dossiers", "dossiers"),
    Unit.DECISIONS: Text("décisions", "decisions"),
    Unit.EXCEPTIONS: Text("exceptions", "exceptions"),
    Unit.RESERVATIONS: Text("réserves", "reservations"),
    Unit.OPINIONS: Text("avis", "opinions"),
    Unit.QUESTIONS: Text("messages", "messages"),
    Unit.COMMITMENTS: Text("engagements", "commitments"),
    Unit.REPORTS: Text("bilans", "reports"),
    Unit.INCIDENTS: Text("incidents", "incidents"),
    Unit.PEOPLE: Text("personnes", "people"),
    Unit.DAYS: Text("jours", "days"),
    Unit.CALLS: Text("appels", "calls"),
    Unit.TOKENS: Text("jetons", "tokens"),
    Unit.REQUESTS: Text("requêtes", "requests"),
    Unit.EUROS: Text("euros", "euros"),
    Unit.MICROWATT_HOURS: Text("énergie", "energy"),
    Unit.MICROGRAMS: Text("équivalent CO₂", "CO₂ equivalent"),
    Unit.KILOWATT_HOURS: Text("énergie par an, en kWh", "energy a year, in kWh"),
}
KEPT_WORDS: Mapping[Kept, Text] = {
    Kept.KEPT: Text("tenu", "kept"),
    Kept.PARTLY: Text("tenu en partie", "kept in part"),
    Kept.NOT_KEPT: Text("non tenu", "not kept"),
    Kept.UNKNOWN: Text("on ne sait pas", "not known"),
}
HIDDEN = Text("moins de 5", "under 5")
NOT_KNOWN = Text("inconnu", "not known")
SAYS_ITS_UNIT = frozenset({Unit.MICROWATT_HOURS, Unit.MICROGRAMS, Unit.EUROS})
"""The units that an amount is written with."""
EVERYTHING = 100
PERCENT, LESS_THAN_ONE, NEARLY_ALL = (
    Text("{n}\u00a0%", "{n}%"),
    Text("moins de 1\u00a0%", "less than 1%"),
    Text("plus de 99\u00a0%", "more than 99%"),
)
FROM_TO = Text("de {low} à {high}", "{low} to {high}")
PERIOD = Text("du {first} au {last}", "from {first} to {last}")
MINUS = "\u2212"
SAME = Text("=", "=")
BY_COUNTRY = frozenset({CALLS_BY_JURISDICTION.id, TOKENS_BY_JURISDICTION.id})
REPORTS_COUNTED = Counted(Text("{n} bilan", "{n} report"), Text("{n} bilans", "{n} reports"))


def period_in_words(period: YearPeriod, language: Language) -> str:
    """Return ``du 1er janvier 2026 au 31 décembre 2026``."""
    first, last = (date_in_words(day, language) for day in (period.first_day, period.last_day))
    return PERIOD.in_(language).format(first=first, last=last)


def definition_of(name: str) -> Definition | None:
    """Return the definition of a figure by its name, None when there is none."""
    return DEFINITIONS.get(name.partition("/")[0])


def label_of(
    definition: Definition, key: str, bank: QuestionBank, charter: CharterFacts | None, language: Language
) -> str:
    """Return a category in words: as the definition says it, else as the bank or the charter does, else as it is."""
    said = definition.labels.get(key)
    if said is not None:
        return capitalised(said.in_(language))
    question = bank.by_id.get(definition.question)
    if question is not None:
        chosen = next((choice for choice in question.choices if choice.id == key), None)
        if chosen is not None:
            return capitalised(chosen.label.in_(language))
    if definition.id in BY_COUNTRY:
        return country_in_words(key, language)
    named = commitment_title(charter, key, language)
    return named or (capitalised(NOT_KNOWN.in_(language)) if key == UNKNOWN else key)


def commitment_title(charter: CharterFacts | None, identifier: str, language: Language) -> str:
    """Return ``3. Un bilan annuel publié``; empty when the charter has no such commitment."""
    for each in () if charter is None else charter.commitments:
        if each.id == identifier:
            return f"{each.number}. {each.title.in_(language)}"
    return ""


def amount_in_words(part: Part, unit: Unit, language: Language) -> str:
    """Return what a category comes to; energy and carbon in the unit that suits them."""
    if part.hidden:
        return HIDDEN.in_(language)
    if part.amount is None:
        return NOT_KNOWN.in_(language)
    high = part.amount if part.high is None else part.high
    if unit is Unit.MICROWATT_HOURS:
        return energy_in_words(int(part.amount), int(high), language)
    if unit is Unit.MICROGRAMS:
        return carbon_in_words(int(part.amount), int(high), language)
    low = number_in_words(part.amount, language)
    said = low if part.high is None else FROM_TO.in_(language).format(low=low, high=number_in_words(high, language))
    return f"{said}{NO_BREAK}€" if unit is Unit.EUROS else said


def rows_in_words(part: Part, unit: Unit, language: Language) -> dict[str, str]:
    """Return what each dossier brings to a category, by number; nothing where each counts for one."""
    highs: tuple[int | float | None, ...] = part.row_highs or (None,) * len(part.row_amounts)
    brought = zip(part.rows if part.row_amounts else (), part.row_amounts, highs, strict=True)
    return {number: _row_in_words(Part("", amount, high), unit, language) for number, amount, high in brought}


def _row_in_words(part: Part, unit: Unit, language: Language) -> str:
    said = amount_in_words(part, unit, language)
    return said if unit in SAYS_ITS_UNIT else f"{said} {UNITS[unit].in_(language)}"


def share_in_words(amount: float | None, whole: float | None, language: Language) -> str:
    """Return which part of a whole an amount is, in whole points; no part is rounded to nothing, or to everything."""
    if amount is None or not whole:
        return "–"
    points = round(100 * amount / whole)
    if amount and not points:
        return LESS_THAN_ONE.in_(language)
    if amount < whole and points == EVERYTHING:
        return NEARLY_ALL.in_(language)
    return PERCENT.in_(language).format(n=points)


def change_in_words(change: float | None, language: Language) -> str:
    """Return by how much more or less, with its sign, or ``=``; nothing when the year before is not known."""
    if change is None:
        return "–"
    if change == 0:
        return SAME.in_(language)
    sign = "+" if change > 0 else MINUS
    return f"{sign}{NO_BREAK}{number_in_words(abs(change), language)}"
