# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was decided: what came in, how long it took, what was said, what was excepted, what is late."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from balise.core.annual.figure import ALL, UNKNOWN, Chapter, Definition, Figure, Part, Source, Unit, counted, traced
from balise.core.annual.record import DossierYear, ReservationTaken, YearPeriod, YearRecord
from balise.core.annual.uses import serving
from balise.core.evaluation import Result
from balise.core.language import Text
from balise.core.states import Act

RECEIVED = Definition(
    "decisions.received",
    Chapter.DECISIONS,
    Text("Les dossiers reçus", "Dossiers received"),
    Text("Les dossiers déposés pour la première fois pendant la période.", "Dossiers first submitted in the period."),
    Text(
        "Journal des actes\u00a0: le premier dépôt de chaque dossier.", "Journal of acts: the first submission of each."
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={ALL: Text("reçus", "received")},
)
OUTCOMES = Definition(
    "decisions.outcomes",
    Chapter.DECISIONS,
    Text("Les décisions rendues", "Decisions taken"),
    Text("Les décisions prises pendant la période, par sens.", "Decisions taken in the period, by outcome."),
    Text(
        "Toutes les décisions enregistrées dans la période\u00a0; un dossier décidé deux fois compte deux fois.",
        "Every decision recorded in the period; a dossier decided twice counts twice.",
    ),
    Unit.DECISIONS,
    Source.ACTS,
    labels={
        Act.DECIDE_FAVOURABLE.value: Text("favorables", "favourable"),
        Act.DECIDE_WITH_RESERVATIONS.value: Text("sous réserves", "with reservations"),
        Act.DECIDE_EXPERIMENT.value: Text("essais autorisés", "experiments allowed"),
        Act.DECIDE_REFUSED.value: Text("refus", "refused"),
        Act.DECIDE_CLOSED.value: Text("sans suite", "no further action"),
    },
    charted=True,
)
REFUSED_FOR = Definition(
    "decisions.refused_for",
    Chapter.DECISIONS,
    Text("Pourquoi des projets ont été refusés", "Why projects were refused"),
    Text(
        "Les engagements que ne tenaient pas les projets refusés pendant la période.",
        "The commitments that the projects refused in the period did not keep.",
    ),
    Text(
        "Pour chaque dossier refusé dans la période, les engagements non tenus du dernier verdict conservé. Un refus "
        "peut avoir d’autres motifs.",
        "For each dossier refused in the period, the commitments not kept in the last verdict. A refusal may have "
        "other reasons.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={UNKNOWN: Text("aucun engagement en cause", "no commitment behind it")},
    overlaps=True,
)
DELAY = Definition(
    "decisions.median_days",
    Chapter.DECISIONS,
    Text("Le délai de décision", "Time to decide"),
    Text(
        "La moitié des dossiers décidés pendant la période l’ont été en ce nombre de jours ou moins.",
        "Half of the dossiers decided in the period were decided in that many days or fewer.",
    ),
    Text(
        "Médiane, sur les dossiers dont la première décision est de la période, des jours entre le premier dépôt et "
        "cette décision.",
        "Median, over dossiers first decided in the period, of the days from first submission to that decision.",
    ),
    Unit.DAYS,
    Source.ACTS,
    labels={ALL: Text("médiane", "median"), UNKNOWN: Text("aucune décision", "no decision")},
)
EXCEPTIONS = Definition(
    "decisions.exceptions",
    Chapter.DECISIONS,
    Text("Les exceptions à la charte", "Exceptions to the charter"),
    Text("Les exceptions accordées et leur sort le dernier jour.", "Exceptions, and where they stand on the last day."),
    Text(
        "Exceptions enregistrées au plus tard le dernier jour\u00a0: celles de la période, et celles qui courent "
        "encore.",
        "Exceptions recorded by the last day: those of the period, and those still running.",
    ),
    Unit.EXCEPTIONS,
    Source.ACTS,
    labels={
        "granted": Text("accordées pendant la période", "granted in the period"),
        "standing": Text("en vigueur le dernier jour", "in force on the last day"),
    },
    overlaps=True,
)
RESERVATIONS = Definition(
    "decisions.reservations",
    Chapter.DECISIONS,
    Text("Les réserves à lever", "Reservations to be lifted"),
    Text(
        "Les réserves posées ou encore à lever pendant la période, selon qu’elles l’ont été à temps.",
        "Reservations set, or still to be lifted, in the period, by whether they were in time.",
    ),
    Text(
        "Réserves posées au plus tard le dernier jour et non levées avant la période, avec leur échéance.",
        "Reservations set by the last day and not lifted before the period, with their due dates.",
    ),
    Unit.RESERVATIONS,
    Source.ACTS,
    labels={
        "in_time": Text("levées à temps", "lifted in time"),
        "late": Text("levées en retard", "lifted late"),
        "open": Text("à lever, dans les temps", "to be lifted, not due yet"),
        "overdue": Text("à lever, échues", "to be lifted, overdue"),
        "without_object": Text("devenues sans objet", "no longer asked for"),
    },
)
REVIEWS = Definition(
    "decisions.reviews",
    Chapter.DECISIONS,
    Text("Les revues des usages en service", "Reviews of uses in service"),
    Text("Les usages en service selon leur date de revue.", "Uses in service, by their review date."),
    Text(
        "La date de revue inscrite avec la dernière mise en service, reprise ou confirmation.",
        "The review date written with the last deployment, resumption or confirmation.",
    ),
    Unit.DOSSIERS,
    Source.ACTS,
    labels={
        "to_come": Text("à venir", "to come"),
        "overdue": Text("dépassée", "overdue"),
        UNKNOWN: Text("sans date", "no date"),
    },
)

NO_PART_OF_IT = frozenset({Result.SATISFIED, Result.NOT_APPLICABLE, Result.UNKNOWN})


def received(record: YearRecord) -> Figure:
    """Return the dossiers first submitted in the year."""
    rows = ((ALL, each.number) for each in record.filed if record.period.holds(each.submitted_on))
    return counted(RECEIVED, rows, always=(ALL,))


def outcomes(record: YearRecord) -> Figure:
    """Return the decisions of the year by outcome."""
    rows = (
        (decision.act.value, each.number)
        for each in record.filed
        for decision in each.decisions
        if record.period.holds(decision.on)
    )
    return counted(OUTCOMES, rows, OUTCOMES.labels, always=OUTCOMES.labels)


def refused(record: YearRecord) -> tuple[DossierYear, ...]:
    """Return the dossiers that a decision of the year refused."""
    return tuple(
        each
        for each in record.filed
        if any(one.act is Act.DECIDE_REFUSED and record.period.holds(one.on) for one in each.decisions)
    )


def refused_for(record: YearRecord) -> Figure:
    """Return the commitments not kept by what was refused, the most frequent first."""
    rows = [(commitment, each.number) for each in refused(record) for commitment in _not_kept(each)]
    often = Counter(commitment for commitment, _number in rows)
    order = sorted(often, key=lambda commitment: (-often[commitment], commitment))
    found = counted(REFUSED_FOR, rows, order)
    return Figure(found.id, found.parts, len(refused(record)))


def _not_kept(dossier: DossierYear) -> tuple[str, ...]:
    missed = (name for name, result in dossier.results.items() if result is Result.NOT_SATISFIED)
    return tuple(sorted({commitment_of(name) for name in missed})) or (UNKNOWN,)


def commitment_of(criterion: str) -> str:
    """Return the commitment of a criterion: ``lyon-2025:2`` for ``lyon-2025:2:a``."""
    return criterion.rpartition(":")[0]


def median_days(record: YearRecord) -> Figure:
    """Return how long the first decisions of the year took."""
    taken = [(days, each.number) for each in record.filed if (days := _days(each, record.period)) is not None]
    if not taken:
        return Figure(DELAY.id, (Part(UNKNOWN, None),))
    half = median(days for days, _number in taken)
    return Figure(DELAY.id, (traced(ALL, half, {number: days for days, number in taken}),))


def _days(dossier: DossierYear, period: YearPeriod) -> int | None:
    if dossier.submitted_on is None or not dossier.decisions:
        return None
    first = min(decision.on for decision in dossier.decisions)
    return (first - dossier.submitted_on).days if period.holds(first) else None


def exceptions(record: YearRecord) -> Figure:
    """Return the exceptions granted in the year, and those that run on its last day."""
    found = counted(EXCEPTIONS, _exceptions(record), EXCEPTIONS.labels, always=EXCEPTIONS.labels)
    return Figure(found.id, found.parts)


def _exceptions(record: YearRecord) -> Iterator[tuple[str, str]]:
    for each in record.filed:
        for one in each.exceptions:
            if record.period.holds(one.granted_on):
                yield "granted", each.number
            if one.granted_on <= record.period.last_day < one.ends_on:
                yield "standing", each.number


def reservations(record: YearRecord) -> Figure:
    """Return what became of the reservations."""
    rows = (
        (fate, each.number)
        for each in record.filed
        for one in each.reservations
        if (fate := _fate(one, record.period)) is not None
    )
    return counted(RESERVATIONS, rows, RESERVATIONS.labels)


def _fate(one: ReservationTaken, period: YearPeriod) -> str | None:
    """Return where a reservation stands on the last day; None when it is of another year."""
    if not period.over_by(one.set_on) or (one.done_on is not None and one.done_on < period.first_day):
        return None
    if one.done_on is None or one.done_on > period.last_day:
        return "overdue" if one.due_on <= period.last_day else "open"
    if one.without_object:
        return "without_object"
    return "in_time" if one.done_on <= one.due_on else "late"


def reviews(record: YearRecord) -> Figure:
    """Return the uses in service by their review date."""
    tomorrow = record.period.last_day + timedelta(days=1)
    rows = (
        (UNKNOWN if each.review_on is None else "overdue" if each.review_on < tomorrow else "to_come", each.number)
        for each in serving(record)
    )
    return counted(REVIEWS, rows, ("to_come", "overdue"), always=("to_come", "overdue"))


FIGURES = (
    (RECEIVED, received),
    (OUTCOMES, outcomes),
    (DELAY, median_days),
    (REFUSED_FOR, refused_for),
    (EXCEPTIONS, exceptions),
    (RESERVATIONS, reservations),
    (REVIEWS, reviews),
)
