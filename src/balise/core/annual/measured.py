# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was measured: whose law reaches the calls, where they ran, what they cost and what they took from the planet.

Amounts are those of the usage journal, whole numbers that add up; energy and carbon are ranges. What did not pass by
the gateway is not in them, and the report says so.
"""

from collections.abc import Callable, Iterable

from balise.core.annual.figure import (
    ALL,
    UNKNOWN,
    Chapter,
    Definition,
    Figure,
    Part,
    Source,
    Unit,
    counted,
    not_known,
    summed,
)
from balise.core.annual.record import OutsideStanding, UsageLine, YearRecord
from balise.core.annual.uses import movements, serving
from balise.core.language import Text
from balise.core.states import Act

NOT_MEASURED = Text("non mesuré", "not measured")
UNKNOWN_MODEL = Text("non mesuré, ou modèle retiré", "not measured, or model retired")
_BY_LINE = Text(
    "Cumuls du journal d’usage de la passerelle, mois entiers (UTC), groupés par ce que la collectivité dit du modèle.",
    "Totals of the usage journal of the gateway, whole months (UTC), by what the authority says of the model.",
)


def _shares(name: str, title: Text, counts: Text, unit: Unit, *, charted: bool = False) -> Definition:
    labels = {UNKNOWN: UNKNOWN_MODEL, ALL: Text("aucun appel", "no call")}
    return Definition(
        name, Chapter.SOVEREIGNTY, title, counts, _BY_LINE, unit, Source.USAGE, labels=labels, charted=charted
    )


CALLS_BY_JURISDICTION = _shares(
    "sovereignty.calls_by_jurisdiction",
    Text("Les appels selon le droit du fournisseur", "Calls by the law of the provider"),
    Text(
        "Les appels servis pendant la période, par pays du fournisseur.",
        "Calls served in the period, by country of the provider.",
    ),
    Unit.CALLS,
    charted=True,
)
TOKENS_BY_JURISDICTION = _shares(
    "sovereignty.tokens_by_jurisdiction",
    Text("Le volume selon le droit du fournisseur", "Volume by the law of the provider"),
    Text(
        "Les jetons échangés pendant la période, par pays du fournisseur.",
        "Tokens exchanged in the period, by country of the provider.",
    ),
    Unit.TOKENS,
)
CALLS_BY_HOSTING = _shares(
    "sovereignty.calls_by_hosting",
    Text("Les appels selon l’hébergement", "Calls by hosting"),
    Text("Les appels servis pendant la période, par hébergement.", "Calls served in the period, by hosting."),
    Unit.CALLS,
)
CALLS_BY_LICENCE = _shares(
    "sovereignty.calls_by_licence",
    Text("Les appels selon la licence du modèle", "Calls by licence of the model"),
    Text("Les appels servis pendant la période, par licence.", "Calls served in the period, by licence."),
    Unit.CALLS,
)
EXITS = Definition(
    "sovereignty.exits",
    Chapter.SOVEREIGNTY,
    Text("La réversibilité, éprouvée", "Reversibility, proven"),
    Text(
        "Les usages en service, selon qu’un exercice prouve que l’on peut en quitter le modèle.",
        "Uses in service, by whether a drill proves that their model could be left.",
    ),
    Text(
        "Exercices de sortie déposés au plus tard le dernier jour\u00a0: prouvé si le dernier concluant vaut encore ce "
        "jour-là. Un usage sans exercice est non éprouvé, pas irréversible.",
        "Exit drills filed by the last day: proven if the last conclusive one still counts. A use without a drill is "
        "not proven; it is not said to be irreversible.",
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={
        "proven": Text("prouvée", "proven"),
        "expired": Text("exercice non concluant ou périmé", "drill inconclusive or expired"),
        UNKNOWN: Text("non éprouvée", "not proven"),
    },
)
OUTSIDE = Definition(
    "sovereignty.outside",
    Chapter.SOVEREIGNTY,
    Text("Les services d’IA vus hors de la passerelle", "AI services seen outside of the gateway"),
    Text(
        "Les requêtes vers des services d’IA que montrent les journaux importés.",
        "Requests to AI services that the imported logs show.",
    ),
    Text(
        "Journaux de mandataire et d’autres outils, agrégés à l’import\u00a0; ni adresse ni personne n’en reste. Ce "
        "qu’ont demandé moins de cinq personnes d’un service en un mois n’est pas compté.",
        "Logs of proxies and of other tools, aggregated when imported; neither address nor person is left. What fewer "
        "than five people of a unit asked in a month is not counted.",
    ),
    Unit.REQUESTS,
    Source.OUTSIDE,
    labels={
        OutsideStanding.APPROVED.value: Text("vers des services approuvés", "to approved services"),
        OutsideStanding.NOT_APPROVED.value: Text("vers des services non approuvés", "to services not approved"),
        UNKNOWN: Text("non mesuré, ou service inconnu", "not measured, or service unknown"),
    },
)
COST = Definition(
    "money.annual_cost",
    Chapter.MONEY,
    Text("Le coût annuel déclaré", "Annual cost, as declared"),
    Text(
        "La somme des coûts annuels déclarés des usages en service.",
        "The sum of the annual costs declared for uses in service.",
    ),
    Text(
        "La réponse «\u00a0coût par an\u00a0» du dernier verdict conservé\u00a0; les usages sans réponse sont comptés "
        "à part.",
        "The answer “annual cost” of the last verdict kept; uses without an answer are told apart.",
    ),
    Unit.EUROS,
    Source.FINDINGS,
    labels={ALL: Text("déclarés", "declared"), UNKNOWN: Text("aucun coût déclaré", "no cost declared")},
)
COST_KNOWN = Definition(
    "money.cost_known",
    Chapter.MONEY,
    Text("Les usages dont le coût est connu", "Uses whose cost is known"),
    Text("Les usages en service, selon que leur coût est déclaré.", "Uses in service, by whether a cost is declared."),
    Text(
        "La réponse «\u00a0coût par an\u00a0» du dernier verdict conservé de chaque dossier en service.",
        "The answer “annual cost” of the last verdict kept of each dossier in service.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={"known": Text("coût déclaré", "cost declared"), UNKNOWN: Text("coût inconnu", "cost unknown")},
)
CALLS = Definition(
    "environment.calls",
    Chapter.ENVIRONMENT,
    Text("Le volume", "Volume"),
    Text("Les appels passés par la passerelle pendant la période.", "Calls through the gateway in the period."),
    Text("Cumuls du journal d’usage, mois entiers (UTC).", "Totals of the usage journal, whole months (UTC)."),
    Unit.CALLS,
    Source.USAGE,
    labels={
        "served": Text("servis", "served"),
        "refused": Text("refusés", "refused"),
        "other": Text("échoués ou interrompus", "failed or cut"),
        UNKNOWN: NOT_MEASURED,
    },
)
ENERGY = Definition(
    "environment.energy",
    Chapter.ENVIRONMENT,
    Text("L’énergie", "Energy"),
    Text("L’énergie estimée des appels servis.", "The energy of the calls served, estimated."),
    Text(
        "Somme des fourchettes estimées appel par appel\u00a0; la méthode et sa version sont dites. Hors entraînement "
        "des modèles et postes de travail.",
        "Sum of the ranges estimated call by call; the method and its version are told. Without the training of models "
        "and workstations.",
    ),
    Unit.MICROWATT_HOURS,
    Source.USAGE,
    labels={ALL: Text("fourchette", "range"), UNKNOWN: NOT_MEASURED},
)
CARBON = Definition(
    "environment.carbon",
    Chapter.ENVIRONMENT,
    Text("Le carbone", "Carbon"),
    Text("Les émissions estimées des appels servis.", "The emissions of the calls served, estimated."),
    Text(
        "Somme des fourchettes estimées appel par appel, pour la zone électrique de chaque modèle.",
        "Sum of the ranges estimated call by call, for the power grid of each model.",
    ),
    Unit.MICROGRAMS,
    Source.USAGE,
    labels={ALL: Text("fourchette", "range"), UNKNOWN: NOT_MEASURED},
)
DECLARED_ENERGY = Definition(
    "environment.declared_energy",
    Chapter.ENVIRONMENT,
    Text("L’énergie prévue dans les dossiers", "Energy foreseen in the dossiers"),
    Text(
        "La somme des fourchettes annuelles que disent les dossiers en service.",
        "The sum of the yearly ranges that dossiers in service give.",
    ),
    Text(
        "Les réponses «\u00a0énergie par an\u00a0» (basse et haute) du dernier verdict conservé. C’est une prévision, "
        "pas une mesure\u00a0; elle ne s’ajoute pas à l’énergie mesurée.",
        "The answers “energy per year” (low and high) of the last verdict kept. It is a forecast, not a measurement; "
        "it does not add to the energy measured.",
    ),
    Unit.KILOWATT_HOURS,
    Source.FINDINGS,
    labels={ALL: Text("fourchette", "range"), UNKNOWN: Text("aucune estimation", "no estimate")},
)
GIVEN_UP = Definition(
    "environment.given_up",
    Chapter.ENVIRONMENT,
    Text("Les usages auxquels on a renoncé", "Uses given up"),
    Text(
        "Les projets refusés ou classés, et les usages retirés, pendant la période.",
        "Projects refused or closed, and uses withdrawn, in the period.",
    ),
    Text(
        "Décisions de refus et de classement de la période\u00a0; usages dont le service s’y est arrêté pour de bon.",
        "Decisions of the period to refuse or close; uses whose service ended in it for good.",
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={
        Act.DECIDE_REFUSED.value: Text("refusés", "refused"),
        Act.DECIDE_CLOSED.value: Text("classés sans suite", "closed"),
        "withdrawn": Text("retirés", "withdrawn"),
    },
    overlaps=True,
)

Read = Callable[[UsageLine], str]
Amount = Callable[[UsageLine], int]


def _by(definition: Definition, read: Read, amount: Amount) -> Callable[[YearRecord], Figure]:
    """Return the function that adds up an amount of the usage lines by what they are read as."""

    def compute(record: YearRecord) -> Figure:
        if record.usage is None:
            return not_known(definition)
        amounts: dict[str, float] = {}
        for line in record.usage.lines:
            key = read(line) or UNKNOWN
            amounts[key] = amounts.get(key, 0) + amount(line)
        return summed(definition, amounts or {ALL: 0})

    return compute


def exits(record: YearRecord) -> Figure:
    """Return the uses in service by the proof that they could be left."""
    day = record.period.last_day
    rows = (
        (
            "proven"
            if each.exit_proved_until is not None and each.exit_proved_until >= day
            else "expired"
            if each.drilled
            else UNKNOWN,
            each.number,
        )
        for each in serving(record)
    )
    return counted(EXITS, rows, ("proven", "expired"), always=("proven",))


def outside(record: YearRecord) -> Figure:
    """Return the requests seen outside of the gateway."""
    if record.outside is None:
        return not_known(OUTSIDE)
    amounts: dict[str, float] = {}
    for line in record.outside:
        amounts[line.standing.value] = amounts.get(line.standing.value, 0) + line.requests
    return summed(OUTSIDE, amounts or {OutsideStanding.APPROVED.value: 0})


def annual_cost(record: YearRecord) -> Figure:
    """Return what the uses in service cost a year, as far as they say."""
    costs = list(_numbers(record, "annual_cost"))
    if not costs:
        return not_known(COST)
    return Figure(COST.id, (Part(ALL, sum(cost for cost, _ in costs), rows=_rows(costs)),))


def cost_known(record: YearRecord) -> Figure:
    """Return the uses in service by whether their cost is said."""
    known = {number for _cost, number in _numbers(record, "annual_cost")}
    rows = (("known" if each.number in known else UNKNOWN, each.number) for each in serving(record))
    return counted(COST_KNOWN, rows, ("known",), always=("known",))


def _numbers(record: YearRecord, question: str) -> Iterable[tuple[float, str]]:
    """Yield the numbers answered to a question by the uses in service, each with that of its dossier."""
    for each in serving(record):
        fact = each.facts.get(question)
        if isinstance(fact, (int, float)) and not isinstance(fact, bool):
            yield fact, each.number


def _rows(found: Iterable[tuple[float, str]]) -> tuple[str, ...]:
    return tuple(sorted(number for _amount, number in found))


def calls(record: YearRecord) -> Figure:
    """Return the calls of the year by how they ended."""
    if record.usage is None:
        return not_known(CALLS)
    lines = record.usage.lines
    made, served, refused = (sum(getattr(line, name) for line in lines) for name in ("calls", "served", "refused"))
    amounts = {"served": served, "refused": refused, "other": made - served - refused}
    return Figure(CALLS.id, tuple(Part(key, amount) for key, amount in amounts.items()), made)


def energy(record: YearRecord) -> Figure:
    """Return the energy of the year, a range."""
    return _range(ENERGY, record, "energy")


def carbon(record: YearRecord) -> Figure:
    """Return the carbon of the year, a range."""
    return _range(CARBON, record, "carbon")


def _range(definition: Definition, record: YearRecord, name: str) -> Figure:
    if record.usage is None:
        return not_known(definition)
    low, high = (sum(getattr(line, f"{name}_{end}") for line in record.usage.lines) for end in ("min", "max"))
    return Figure(definition.id, (Part(ALL, low, high),))


def declared_energy(record: YearRecord) -> Figure:
    """Return the energy that dossiers foresee; a use that gives one end alone is left out of both."""
    low, high = (dict(_pairs(record, f"energy_kwh_{end}")) for end in ("low", "high"))
    both = sorted(low.keys() & high.keys())
    if not both:
        return not_known(DECLARED_ENERGY)
    part = Part(ALL, sum(low[each] for each in both), sum(high[each] for each in both), rows=tuple(both))
    return Figure(DECLARED_ENERGY.id, (part,))


def _pairs(record: YearRecord, question: str) -> Iterable[tuple[str, float]]:
    return ((number, amount) for amount, number in _numbers(record, question))


def given_up(record: YearRecord) -> Figure:
    """Return what was given up in the year."""
    found = counted(GIVEN_UP, _given_up(record), GIVEN_UP.labels, always=GIVEN_UP.labels)
    return Figure(found.id, found.parts)


def _given_up(record: YearRecord) -> Iterable[tuple[str, str]]:
    for each in record.filed:
        acts = {one.act for one in each.decisions if record.period.holds(one.on)}
        for act in (Act.DECIDE_REFUSED, Act.DECIDE_CLOSED):
            if act in acts:
                yield act.value, each.number
    withdrawn = movements(record).part("withdrawn")
    for number in () if withdrawn is None else withdrawn.rows:
        yield "withdrawn", number


FIGURES = (
    (CALLS_BY_JURISDICTION, _by(CALLS_BY_JURISDICTION, lambda line: line.jurisdiction, lambda line: line.served)),
    (TOKENS_BY_JURISDICTION, _by(TOKENS_BY_JURISDICTION, lambda line: line.jurisdiction, lambda line: line.tokens)),
    (CALLS_BY_HOSTING, _by(CALLS_BY_HOSTING, lambda line: line.hosting, lambda line: line.served)),
    (CALLS_BY_LICENCE, _by(CALLS_BY_LICENCE, lambda line: line.licence, lambda line: line.served)),
    (EXITS, exits),
    (OUTSIDE, outside),
    (COST, annual_cost),
    (COST_KNOWN, cost_known),
    (CALLS, calls),
    (ENERGY, energy),
    (CARBON, carbon),
    (DECLARED_ENERGY, declared_energy),
    (GIVEN_UP, given_up),
)
