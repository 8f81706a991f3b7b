# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was measured: whose law reaches the calls, where they ran, what they cost and what they took from the planet.

Amounts are those of the usage journal, whole numbers that add up; energy and carbon are ranges. What did not pass by
the gateway is not in them, and the report says so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import attrgetter

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
    traced,
)
from balise.core.annual.record import MeasuredUsage, OutsideStanding, UsageLine, YearRecord
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
        name,
        Chapter.SOVEREIGNTY,
        title,
        counts,
        _BY_LINE,
        unit,
        Source.USAGE,
        labels=labels,
        shared=True,
        charted=charted,
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
TOKENS_BY_HOSTING = _shares(
    "sovereignty.tokens_by_hosting",
    Text("Le volume selon l’hébergement", "Volume by hosting"),
    Text("Les jetons échangés pendant la période, par hébergement.", "Tokens exchanged in the period, by hosting."),
    Unit.TOKENS,
)
TOKENS_BY_LICENCE = _shares(
    "sovereignty.tokens_by_licence",
    Text("Le volume selon la licence du modèle", "Volume by licence of the model"),
    Text("Les jetons échangés pendant la période, par licence.", "Tokens exchanged in the period, by licence."),
    Unit.TOKENS,
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
        amounts: dict[str, Counter[str]] = {}
        for line in record.usage.lines:
            amounts.setdefault(read(line) or UNKNOWN, Counter())[number_of(line, record)] += amount(line)
        return summed(definition, {key: +rows for key, rows in amounts.items()} or {ALL: {}})

    return compute


def number_of(line: UsageLine, record: YearRecord) -> str:
    """Return the number of the dossier behind a line of usage: what its deployment is called after."""
    before = f"{record.authority.slug}-"
    return line.deployment.removeprefix(before) if line.deployment.startswith(before) else ""


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
    amounts: dict[str, Counter[str]] = {}
    for line in record.outside:
        amounts.setdefault(line.standing.value, Counter())[""] += line.requests
    return summed(OUTSIDE, amounts or {OutsideStanding.APPROVED.value: {}})


def annual_cost(record: YearRecord) -> Figure:
    """Return what the uses in service cost a year, as far as they say."""
    costs = _numbers(record, "annual_cost")
    if not costs:
        return not_known(COST)
    return Figure(COST.id, (traced(ALL, sum(costs.values()), costs),))


def cost_known(record: YearRecord) -> Figure:
    """Return the uses in service by whether their cost is said."""
    known = _numbers(record, "annual_cost")
    rows = (("known" if each.number in known else UNKNOWN, each.number) for each in serving(record))
    return counted(COST_KNOWN, rows, ("known",), always=("known",))


def _numbers(record: YearRecord, question: str) -> dict[str, int | float]:
    """Return the numbers answered to a question by the uses in service, by the number of their dossiers."""
    told = ((each.number, each.facts.get(question)) for each in serving(record))
    return {number: fact for number, fact in told if isinstance(fact, (int, float)) and not isinstance(fact, bool)}


def calls(record: YearRecord) -> Figure:
    """Return the calls of the year by how they ended."""
    if record.usage is None:
        return not_known(CALLS)
    kinds: Mapping[str, Amount] = {
        "served": lambda line: line.served,
        "refused": lambda line: line.refused,
        "other": lambda line: line.calls - line.served - line.refused,
    }
    parts = tuple(_added(key, amount, record.usage, record) for key, amount in kinds.items())
    return Figure(CALLS.id, parts, sum(line.calls for line in record.usage.lines))


def _added(key: str, amount: Amount, usage: MeasuredUsage, record: YearRecord) -> Part:
    """Return an amount of every line, added up; the dossiers that bring nothing to it are not behind it."""
    rows = Counter[str]()
    for line in usage.lines:
        rows[number_of(line, record)] += amount(line)
    return traced(key, rows.total(), +rows)


def energy(record: YearRecord) -> Figure:
    """Return the energy of the year, a range."""
    return _range(ENERGY, record, "energy")


def carbon(record: YearRecord) -> Figure:
    """Return the carbon of the year, a range."""
    return _range(CARBON, record, "carbon")


def _range(definition: Definition, record: YearRecord, name: str) -> Figure:
    if record.usage is None:
        return not_known(definition)
    low, high = (_added(ALL, attrgetter(f"{name}_{end}"), record.usage, record) for end in ("min", "max"))
    return Figure(definition.id, (_ranging(low, high),))


def _ranging(low: Part, high: Part) -> Part:
    """Return the range between two amounts of the same dossiers; the lower end of one may be nothing."""
    lows = dict(zip(low.rows, low.row_amounts, strict=True))
    lowest = tuple(lows.get(each, 0) for each in high.rows)
    return replace(high, amount=low.amount, high=high.amount, row_amounts=lowest, row_highs=high.row_amounts)


def declared_energy(record: YearRecord) -> Figure:
    """Return the energy that dossiers foresee; a use that gives one end alone is left out of both."""
    low, high = (_numbers(record, f"energy_kwh_{end}") for end in ("low", "high"))
    both = low.keys() & high.keys()
    if not both:
        return not_known(DECLARED_ENERGY)
    ends = ({number: end[number] for number in both} for end in (low, high))
    return Figure(DECLARED_ENERGY.id, (_ranging(*(traced(ALL, sum(end.values()), end) for end in ends)),))


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
    (TOKENS_BY_HOSTING, _by(TOKENS_BY_HOSTING, lambda line: line.hosting, lambda line: line.tokens)),
    (CALLS_BY_LICENCE, _by(CALLS_BY_LICENCE, lambda line: line.licence, lambda line: line.served)),
    (TOKENS_BY_LICENCE, _by(TOKENS_BY_LICENCE, lambda line: line.licence, lambda line: line.tokens)),
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
