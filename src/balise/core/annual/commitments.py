# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The charter commitment by commitment, never one score: how many uses keep each, in part, not at all, or who knows.

A commitment that binds the whole house is judged on what the house did: Lyon's third asks for a published review, and
what was published is known.
"""

from collections.abc import Iterator

from balise.core.annual.decisions import commitment_of
from balise.core.annual.figure import ALL, UNKNOWN, Chapter, Definition, Figure, Part, Source, Unit, sorted_parts
from balise.core.annual.record import CommitmentFacts, DossierYear, PublishedReport, YearPeriod, YearRecord
from balise.core.evaluation import Result
from balise.core.frameworks import Modality, Scope
from balise.core.language import Text
from balise.core.states import DECIDED_IN_FAVOUR, State

MET, PARTLY, NOT_MET = "met", "partly", "not_met"
STANDINGS = (MET, PARTLY, NOT_MET, UNKNOWN)
PLAN = "action_plan"
NOT_DUE = "not_due"
"""Of a commitment of the house that asks for something by a day which has not come."""

STANDING = Definition(
    "commitments.standing",
    Chapter.COMMITMENTS,
    Text("Chaque engagement de la charte", "Each commitment of the charter"),
    Text(
        "Les dossiers déposés, encore d’actualité le dernier jour, auxquels l’engagement s’applique, selon qu’il est "
        "tenu.",
        "Dossiers submitted and still current on the last day to which the commitment applies, by whether it is kept.",
    ),
    Text(
        "Le dernier verdict conservé de chaque dossier\u00a0: tenu si tous ses critères le sont, en partie si "
        "certains le sont et d’autres non, non tenu si aucun ne l’est, non évalué s’il manque une réponse ou un "
        "verdict. Le plan d’action compte, parmi ceux en partie ou non tenus, ceux qui ont une réserve datée ou une "
        "exception en vigueur.",
        "The last verdict kept of each dossier: met when all of its criteria are, partly when some are and others not, "
        "not met when none is, not assessed when an answer or a verdict is missing. The action plan counts, among "
        "those partly or not met, the ones with a dated reservation or an exception in force.",
    ),
    Unit.DOSSIERS,
    Source.FINDINGS,
    labels={
        MET: Text("tenu", "met"),
        PARTLY: Text("en partie", "partly"),
        NOT_MET: Text("non tenu", "not met"),
        UNKNOWN: Text("non évalué", "not assessed"),
        NOT_DUE: Text("rien n’était encore dû", "nothing was due yet"),
        PLAN: Text("avec un plan d’action", "with an action plan"),
    },
    overlaps=True,
)
PUBLISHED_REVIEWS = Definition(
    "commitments.published_reviews",
    Chapter.COMMITMENTS,
    Text("Les bilans annuels publiés", "Annual reviews published"),
    Text(
        "Les bilans dus depuis que la charte est en vigueur, selon qu’ils ont été publiés.",
        "Reviews due since the charter came into force, by whether they were published.",
    ),
    Text(
        "Pour chaque période de douze mois finie avant celle-ci et où la charte était en vigueur dès le premier "
        "jour\u00a0: un bilan publié de cette période. Un bilan publié d’une période où elle est entrée en vigueur "
        "compte aussi. Le bilan d’une période se juge l’année suivante.",
        "For each period of twelve months that ended before this one and in which the charter was in force from the "
        "first day: a published report of that period. A published report of the period in which it came into force "
        "counts too. The report of a period is judged the year after.",
    ),
    Unit.REPORTS,
    Source.REPORTS,
    labels={MET: Text("publiés", "published"), NOT_MET: Text("dus et non publiés", "due and not published")},
)
REFUSED_CALLS = Definition(
    "commitments.refused_calls",
    Chapter.COMMITMENTS,
    Text("Les appels arrêtés par la passerelle", "Calls stopped at the gateway"),
    Text(
        "Les appels à un modèle refusés pendant la période, par engagement invoqué.",
        "Calls to a model refused in the period, by the commitment invoked.",
    ),
    Text(
        "Cumuls du journal d’usage, mois entiers (UTC). Un refus peut invoquer plusieurs engagements.",
        "Totals of the usage journal, whole months (UTC). A refusal may invoke several commitments.",
    ),
    Unit.CALLS,
    Source.USAGE,
    labels={
        ALL: Text("aucun appel refusé", "no call refused"),
        "": Text("sans engagement (clé, quota, adresse…)", "no commitment (key, quota, address…)"),
        UNKNOWN: Text("non mesuré", "not measured"),
    },
    overlaps=True,
)

CURRENT = DECIDED_IN_FAVOUR | {State.SUBMITTED, State.IN_REVIEW}
"""What the charter has something to say of on the last day: what is over, or was never filed, is not."""


def standings(record: YearRecord) -> tuple[Figure, ...]:
    """Return one figure a commitment, in the order of the charter."""
    if record.charter is None:
        return ()
    found = (_standing(record, commitment) for commitment in record.charter.commitments)
    return tuple(figure for figure in found if figure is not None)


def _standing(record: YearRecord, commitment: CommitmentFacts) -> Figure | None:
    """Return how one commitment stands; None for one of the house about which nothing is computed."""
    if commitment.scope is Scope.ORGANISATION:
        return _of_the_house(record, commitment)
    rows = list(_judged(record, commitment))
    parts = sorted_parts(rows, STANDINGS, always=(MET, PARTLY, NOT_MET, UNKNOWN))
    short = {number for standing, number in rows if standing in {PARTLY, NOT_MET}}
    planned = tuple(
        sorted(each.number for each in record.filed if each.number in short and _has_plan(each, commitment, record))
    )
    return Figure(STANDING.id, (*parts, Part(PLAN, len(planned), rows=planned)), len(rows), commitment.id)


def _judged(record: YearRecord, commitment: CommitmentFacts) -> Iterator[tuple[str, str]]:
    """Yield each dossier to which the commitment applies, as far as is known, with where it stands."""
    for each in record.filed:
        if each.state in CURRENT:
            standing = standing_of(each, commitment.id)
            if standing is not None:
                yield standing, each.number


def standing_of(dossier: DossierYear, commitment: str) -> str | None:
    """Return how a dossier keeps a commitment; None where it does not apply.

    What is known to be broken is told even where an answer is missing beside it; what is kept, only once all is known.
    """
    if dossier.judged_on is None:
        return UNKNOWN
    results = {result for name, result in dossier.results.items() if commitment_of(name) == commitment}
    results.discard(Result.NOT_APPLICABLE)
    if Result.NOT_SATISFIED in results:
        return PARTLY if Result.SATISFIED in results else NOT_MET
    if Result.UNKNOWN in results:
        return UNKNOWN
    return MET if results else None


def _has_plan(dossier: DossierYear, commitment: CommitmentFacts, record: YearRecord) -> bool:
    day = record.period.last_day
    reserved = any(
        commitment_of(one.criterion) == commitment.id
        and one.set_on <= day
        and (one.done_on is None or one.done_on > day)
        for one in dossier.reservations
    )
    excepted = any(
        commitment_of(one.criterion) == commitment.id and one.granted_on <= day < one.ends_on
        for one in dossier.exceptions
    )
    return reserved or excepted


def _of_the_house(record: YearRecord, commitment: CommitmentFacts) -> Figure | None:
    """Return how a commitment of the house stands: a duty to report, by what was published; any other is unknown."""
    if commitment.modality is not Modality.REPORT:
        return Figure(STANDING.id, (Part(UNKNOWN, 1),), 1, commitment.id)
    reviews = published_reviews(record)
    published, missing = reviews.amount(MET) or 0, reviews.amount(NOT_MET) or 0
    if not published + missing:
        return Figure(STANDING.id, (Part(NOT_DUE, 1),), 1, commitment.id)
    standing = MET if not missing else PARTLY if published else NOT_MET
    return Figure(STANDING.id, (Part(standing, 1),), 1, commitment.id)


def published_reviews(record: YearRecord) -> Figure:
    """Return the reviews that were due, by whether they were published; one published before any was due counts."""
    due = {(each.first_day, each.last_day) for each in _due(record)}
    published = {(each.first_day, each.last_day) for each in record.published if _is_of_the_charter(each, record)}
    parts = (Part(MET, len(published)), Part(NOT_MET, len(due - published)))
    return Figure(PUBLISHED_REVIEWS.id, parts, len(due | published))


def _is_of_the_charter(report: PublishedReport, record: YearRecord) -> bool:
    """Tell whether a report is of a period, before this one, that the charter in force had a part in."""
    charter = record.charter
    return charter is not None and charter.since <= report.last_day < record.period.first_day


def _due(record: YearRecord) -> Iterator[YearPeriod]:
    if record.charter is None:
        return
    period = record.period.before
    while period.first_day >= record.charter.since:
        yield period
        period = period.before


def refused_calls(record: YearRecord) -> Figure:
    """Return the calls refused in the name of each commitment, the most frequent first."""
    if record.usage is None:
        return Figure(REFUSED_CALLS.id, (Part(UNKNOWN, None),))
    refusals = record.usage.refusals
    order = sorted(refusals, key=lambda commitment: (-refusals[commitment], commitment))
    parts = tuple(Part(commitment, refusals[commitment]) for commitment in order) or (Part(ALL, 0),)
    return Figure(REFUSED_CALLS.id, parts)


FIGURES = ((PUBLISHED_REVIEWS, published_reviews), (REFUSED_CALLS, refused_calls))
