# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The conditions that the workflow puts to an act: each a named rule that finds obstacles in a situation.

A guard never decides what is good; it sees that nothing was skipped. It finds every obstacle, not the first, so that
nobody discovers the second after having removed the first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from balise.core.charter_exceptions import check_exception
from balise.core.dates import add_months
from balise.core.follow_up import due_suspensions
from balise.core.frameworks import Kind
from balise.core.language import Language, Text
from balise.core.obstacles import Obstacle, in_quotes, obstacle
from balise.core.opinions import (
    MUST_BE_ANSWERED,
    OF_BODY,
    OpinionStanding,
    OpinionValue,
    counting,
    latest,
    opinions_awaited,
    standing,
)
from balise.core.reservations import check_reservation
from balise.core.situation import Judgement, Situation

LONGEST_EXPERIMENT_MONTHS = 12
"""An experiment that lasts longer is a service that nobody decided."""

LONGEST_REVIEW_MONTHS = 24
"""Models, contracts and charters change faster than that."""

MOST_NAMED = 3
"""How many criteria a sentence names before it counts the others."""


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition with its name, and its words as the table of transitions shows them."""

    name: str
    says: Text
    check: Callable[[Situation], Iterable[Obstacle]]

    def obstacles(self, situation: Situation) -> tuple[Obstacle, ...]:
        """Return what, in this situation, the condition is not satisfied with."""
        return tuple(self.check(situation))


def guard(fr: str, en: str) -> Callable[[Callable[[Situation], Iterable[Obstacle]]], Guard]:
    """Make a guard of a function: its name becomes the guard's, in kebab."""
    return lambda check: Guard(check.__name__.replace("_", "-"), Text(fr, en), check)


# What was found


@guard("toutes les réponses qui comptent sont connues", "every answer that counts is known")
def answers_known(situation: Situation) -> Iterable[Obstacle]:
    """See that the dossier was judged, and that nothing blocking or correctable is unknown."""
    if not situation.judgements:
        yield obstacle("not-judged")
    unknown = tuple(criterion for judgement in situation.judgements for criterion in judgement.unknown)
    if not unknown:
        return
    awaited = frozenset[str]().union(*(judgement.awaited for judgement in situation.judgements))
    if (opinions := opinions_awaited(awaited)) is not None:
        yield obstacle("opinions-awaited", unknown, opinions=opinions)
    else:
        yield obstacle("answers-missing", unknown, awaiting=_awaiting(len(unknown)))


@guard("la loi est respectée", "the law is kept")
def law_kept(situation: Situation) -> Iterable[Obstacle]:
    """See that nothing blocking is broken in a text that the authority did not vote; no exception is looked at."""
    for judgement in situation.judgements:
        if not judgement.can_be_excepted:
            framework = judgement.title(judgement.framework)
            for criterion in judgement.blocking_unmet:
                title = judgement.title(criterion)
                yield obstacle("law-not-kept", (criterion,), criterion=title, framework=framework)


@guard(
    "aucun critère bloquant de la charte n’est enfreint, sauf exception en règle",
    "no blocking criterion of the charter is broken, but under a valid exception",
)
def blocking_covered(situation: Situation) -> Iterable[Obstacle]:
    """See that every blocking criterion that is not kept has an exception of its own, and a valid one."""
    for judgement, criterion in situation.uncovered():
        title = judgement.title(criterion)
        exceptions = [each for each in situation.exceptions_to(criterion) if not each.is_revoked(situation.on)]
        if exceptions:
            yield from check_exception(exceptions[-1], situation.on, title=title)
        else:
            yield obstacle("blocking-not-kept", (criterion,), criterion=title)


# Opinions


@guard("chaque avis requis a été demandé", "every required opinion has been requested")
def opinions_requested(situation: Situation) -> Iterable[Obstacle]:
    """See that nobody who must be heard was forgotten."""
    requested = {opinion.body for opinion in situation.opinions}
    for body in situation.required_opinions:
        if body not in requested:
            yield obstacle("opinion-not-requested", (body,), body=OF_BODY[body])


@guard(
    "ceux qui ont parlé de faits corrigés depuis ont été entendus de nouveau",
    "those who spoke of facts corrected since have been heard again",
)
def opinions_of_these_facts(situation: Situation) -> Iterable[Obstacle]:
    """See that an opinion given on what a correction took away does not carry the decision that answers it."""
    if not situation.dropped:
        return
    asked = {opinion.body for opinion in situation.opinions}
    again = {opinion.body for opinion in situation.opinions if not opinion.asked_before}
    for body in dict.fromkeys((*situation.required_opinions, *situation.required_then)):
        if body in asked - again:
            gone = [in_quotes(each.title) for each in situation.dropped]
            yield obstacle("opinion-of-former-facts", (body,), body=OF_BODY[body], criteria=_first_of(gone))


@guard(
    "chaque avis demandé est rendu, ou son délai est passé", "every opinion requested is given, or past its deadline"
)
def opinions_in(situation: Situation) -> Iterable[Obstacle]:
    """See that no opinion is awaited, and that whoever never spoke had the time to."""
    spoken = {each.body for each in situation.opinions if standing(each, situation.on) is OpinionStanding.GIVEN}
    for opinion in latest(situation.opinions):
        where, body = standing(opinion, situation.on), OF_BODY[opinion.body]
        if where is OpinionStanding.PENDING:
            yield obstacle("opinion-pending", (opinion.body,), body=body, deadline=opinion.deadline)
        elif where is OpinionStanding.LATE and not opinion.gave_time and opinion.body not in spoken:
            yield obstacle(
                "opinion-without-time",
                (opinion.body,),
                body=body,
                requested=opinion.requested_on,
                deadline=opinion.deadline,
            )


@guard(
    "s’écarter d’un avis défavorable sur les données ou la sécurité est motivé",
    "setting aside an unfavourable opinion on data or security has a motive",
)
def overruling_motivated(situation: Situation) -> Iterable[Obstacle]:
    """See that an unfavourable opinion of the DPO or of the CISO is answered in writing."""
    if situation.motive.strip():
        return
    for opinion in counting(situation.opinions, situation.on):
        if opinion.body in MUST_BE_ANSWERED and opinion.value_on(situation.on) is OpinionValue.UNFAVOURABLE:
            yield obstacle("opinion-overruled-without-motive", (opinion.body,), body=OF_BODY[opinion.body])


@guard(
    "chaque réserve d’un avis est reprise, ou écartée avec un motif",
    "every reservation of an opinion is taken up, or set aside with a motive",
)
def opinion_reservations_answered(situation: Situation) -> Iterable[Obstacle]:
    """See that what an opinion asks for becomes an action, or that somebody says why it does not."""
    for opinion, line in situation.left_by_opinions():
        about, body = (opinion.body, line), OF_BODY[opinion.body]
        if line not in situation.set_aside:
            yield obstacle("opinion-reservation-unanswered", about, body=body, reservation=line)
        elif not situation.motive.strip():
            yield obstacle("opinion-reservation-set-aside-without-motive", about, body=body, reservation=line)


@guard(
    "aucun avis défavorable ou réservé n’est venu depuis la décision",
    "no unfavourable or reserved opinion has come since the decision",
)
def opinions_weighed(situation: Situation) -> Iterable[Obstacle]:
    """See that no tool serves on a decision that a later opinion contradicts: whoever decides weighs it first."""
    for opinion in counting(situation.opinions, situation.on):
        if opinion.weighed or standing(opinion, situation.on) is not OpinionStanding.GIVEN:
            continue
        refuses = opinion.value is OpinionValue.UNFAVOURABLE
        if refuses or opinion.asks:
            yield obstacle(
                "opinion-since-the-decision",
                (opinion.body,),
                body=OF_BODY[opinion.body],
                given=opinion.given_on or opinion.requested_on,
                verdict=_REFUSES if refuses else _ASKS,
            )


@guard(
    "ce que la décision a regardé s’applique encore",
    "what the decision looked at still applies",
)
def nothing_dropped(situation: Situation) -> Iterable[Obstacle]:
    """See that no tool serves on a decision whose facts a correction took away: whoever decides looks at that."""
    for gone in situation.dropped:
        yield obstacle("dropped-since-the-decision", (gone.criterion,), criterion=gone.title)


# Corrections, reservations, experiments


@guard("rien ne reste à corriger", "nothing is left to correct")
def nothing_to_correct(situation: Situation) -> Iterable[Obstacle]:
    """See that a plain yes is plain: no correctable criterion unmet, no reservation open."""
    left = [(judgement, criterion) for judgement in situation.judgements for criterion in judgement.correctable_unmet]
    if left:
        about = tuple(criterion for _judgement, criterion in left)
        yield obstacle("corrections-left", about, uncorrected=_uncorrected(len(left)), criteria=_named(left))
    for reservation in situation.open_reservations():
        about = (reservation.id or reservation.criterion or "",)
        yield obstacle("favourable-yet-reserved", about, name=reservation.named)


@guard("une réserve au moins est ouverte", "at least one reservation is open")
def some_reservation(situation: Situation) -> Iterable[Obstacle]:
    """See that a yes with reservations has one."""
    if not situation.open_reservations():
        yield obstacle("no-reservation")


@guard(
    "chaque réserve dit quoi faire, et pour quand",
    "every reservation says what to do, and by when",
)
def reservations_sound(situation: Situation) -> Iterable[Obstacle]:
    """See that every open reservation can be followed up."""
    for reservation in situation.open_reservations():
        yield from check_reservation(reservation, situation.on)


@guard("chaque critère à corriger a sa réserve", "every criterion to correct has its reservation")
def corrections_reserved(situation: Situation) -> Iterable[Obstacle]:
    """See that whatever is to be corrected is asked for by an open reservation."""
    asked = {reservation.criterion for reservation in situation.open_reservations()}
    for judgement in situation.judgements:
        for criterion in judgement.correctable_unmet:
            if criterion not in asked:
                yield obstacle("correction-without-reservation", (criterion,), criterion=judgement.title(criterion))


@guard(
    "chaque critère à corriger a sa réserve, hors essai",
    "every criterion to correct has its reservation, but in an experiment",
)
def corrections_in_hand(situation: Situation) -> Iterable[Obstacle]:
    """See the same of what serves; an experiment is exempt, for its end is the due date of everything."""
    return () if situation.experiment_ends_on is not None else corrections_reserved.obstacles(situation)


@guard("l’essai a une fin, dans les douze mois", "the experiment has an end, within twelve months")
def experiment_bounded(situation: Situation) -> Iterable[Obstacle]:
    """See that an experiment cannot become a service by lasting."""
    end = situation.experiment_ends_on
    if end is None:
        yield obstacle("experiment-without-end")
    elif end <= situation.on:
        yield obstacle("experiment-end-in-the-past", end=end)
    elif end > add_months(situation.on, LONGEST_EXPERIMENT_MONTHS):
        yield obstacle("experiment-too-long", end=end)


@guard(
    "une réserve déclarée sans objet n’est plus demandée, et dit pourquoi",
    "a reservation declared without object is asked no more, and says why",
)
def discharges_sound(situation: Situation) -> Iterable[Obstacle]:
    """See that no reservation is got rid of while its criterion is judged and not kept, nor without a word."""
    for reservation in situation.reservations:
        if reservation.discharge is None:
            continue
        about = (reservation.id or reservation.criterion or "",)
        if reservation.discharge.still_asked:
            yield obstacle("discharge-still-asked", about, name=reservation.named)
        elif not reservation.discharge.motive.strip():
            yield obstacle("discharge-without-motive", about, name=reservation.named)


# Who acts, and why


@guard("un motif est écrit", "a motive is written")
def motive_given(situation: Situation) -> Iterable[Obstacle]:
    """See that whoever is told no, or stop, is told why."""
    if not situation.motive.strip():
        yield obstacle("motive-missing")


@guard("qui décide n’est pas qui porte", "whoever decides is not the owner")
def hands_separate(situation: Situation) -> Iterable[Obstacle]:
    """See that nobody decides on their own project; a very small authority may say that it has no choice."""
    if situation.actor_is_owner and not situation.single_handed:
        yield obstacle("owner-decides")


# Service


@guard("les réserves préalables à la mise en service sont levées", "reservations due before the service are lifted")
def reservations_lifted(situation: Situation) -> Iterable[Obstacle]:
    """See that what had to come first has come."""
    for reservation in situation.open_reservations():
        if reservation.before_deployment:
            about = (reservation.id or reservation.criterion or "",)
            yield obstacle("reservation-not-lifted", about, name=reservation.named)


@guard(
    "aucune réserve n’attend une mise en service déjà faite",
    "no reservation waits for a service that has begun",
)
def service_not_awaited(situation: Situation) -> Iterable[Obstacle]:
    """See that nothing is asked before the service of a tool that serves already: it would bind nobody."""
    for reservation in situation.open_reservations():
        if reservation.before_deployment:
            about = (reservation.id or reservation.criterion or "",)
            yield obstacle("reservation-after-the-fact", about, name=reservation.named)


@guard(
    "ni réserve en retard, ni exception expirée ou retirée, ni essai achevé",
    "no overdue reservation, expired or withdrawn exception, or finished experiment",
)
def nothing_overdue(situation: Situation) -> Iterable[Obstacle]:
    """See that the service would not be suspended the same night."""
    return due_suspensions(situation)


@guard("une date de revue est fixée, dans les deux ans", "a review date is set, within two years")
def review_planned(situation: Situation) -> Iterable[Obstacle]:
    """See that somebody will look again."""
    review = situation.review_date
    if review is None:
        yield obstacle("review-missing")
    elif review <= situation.on:
        yield obstacle("review-in-the-past", review=review)
    elif review > add_months(situation.on, LONGEST_REVIEW_MONTHS):
        yield obstacle("review-too-far", review=review)


@guard("un plan de sortie est écrit", "an exit plan is written")
def exit_planned(situation: Situation) -> Iterable[Obstacle]:
    """See that the authority knows how to leave before it goes in."""
    if situation.exit_plan is None:
        yield obstacle("exit-plan-missing")


@guard("les mentions obligatoires sont en place", "required notices are in place")
def notices_in_place(situation: Situation) -> Iterable[Obstacle]:
    """See that those concerned are told."""
    if situation.missing_notices > 0:
        yield obstacle("notices-missing", missing=_missing_notices(situation.missing_notices))


@guard(
    "le plan de sortie est exécuté, le sort des données est dit", "the exit plan is executed, the data accounted for"
)
def exit_executed(situation: Situation) -> Iterable[Obstacle]:
    """See that the authority has really left, and what became of what it had entrusted."""
    plan = situation.exit_plan
    if plan is None or plan.executed_on is None:
        yield obstacle("exit-not-executed")
    elif plan.executed_on > situation.on:
        yield obstacle("exit-in-the-future", executed=plan.executed_on)
    if plan is None or plan.data_fate is None:
        yield obstacle("exit-data-unstated")


@guard("l’outil n’a jamais servi", "the tool has never served")
def never_in_service(situation: Situation) -> Iterable[Obstacle]:
    """See that a tool that has served ends by its exit plan, not by being forgotten."""
    if situation.was_in_service:
        yield obstacle("was-in-service")


@guard("l’outil a servi", "the tool has served")
def has_served(situation: Situation) -> Iterable[Obstacle]:
    """See that only a tool that has served is withdrawn: one that was accepted and never served is abandoned."""
    if not situation.was_in_service:
        yield obstacle("never-in-service")


@guard("l’usage déclaré se poursuit", "the declared use goes on")
def use_goes_on(situation: Situation) -> Iterable[Obstacle]:
    """See that there is a use to end: what was refused and never served is archived."""
    if not situation.use_goes_on:
        yield obstacle("nothing-in-use")


@guard("aucun usage déclaré ne se poursuit", "no declared use goes on")
def use_ended(situation: Situation) -> Iterable[Obstacle]:
    """See that no dossier is put away while its tool serves: only an executed exit says that it was left."""
    if situation.use_goes_on:
        yield obstacle("use-goes-on")


_REFUSES = Text("est défavorable", "is unfavourable")
_ASKS = Text("demande des réserves", "asks for reservations")


def _awaiting(count: int) -> Text:
    if count == 1:
        return Text("1 critère attend", "1 criterion still awaits")
    return Text(f"{count} critères attendent", f"{count} criteria still await")


def _uncorrected(count: int) -> Text:
    if count == 1:
        return Text("1 critère à corriger n’est pas tenu", "1 criterion to correct is not kept")
    return Text(f"{count} critères à corriger ne sont pas tenus", f"{count} criteria to correct are not kept")


def _named(left: Iterable[tuple[Judgement, str]]) -> Text:
    """Return the titles of criteria, each with its text when it is not the charter's: the verdict does not say it."""
    return _joined(_quoted(judgement, criterion) for judgement, criterion in left)


def _first_of(names: Sequence[Text]) -> Text:
    """Return a few names and how many more there are: one correction can take a whole article away."""
    more = len(names) - MOST_NAMED
    return _joined([*names[:MOST_NAMED], Text(f"et {more} de plus", f"and {more} more")] if more > 0 else names)


def _joined(names: Iterable[Text]) -> Text:
    french, english = zip(*((name.fr, name.in_(Language.ENGLISH)) for name in names), strict=True)
    return Text(", ".join(french), ", ".join(english))


def _quoted(judgement: Judgement, criterion: str) -> Text:
    title = in_quotes(judgement.title(criterion))
    if judgement.kind is Kind.CHARTER:
        return title
    of = in_quotes(judgement.title(judgement.framework))
    return Text(f"{title.fr} ({of.fr})", f"{title.in_(Language.ENGLISH)} ({of.in_(Language.ENGLISH)})")


def _missing_notices(count: int) -> Text:
    if count == 1:
        return Text("Une mention obligatoire n’est pas en place", "One required notice is not in place")
    return Text(f"{count} mentions obligatoires ne sont pas en place", f"{count} required notices are not in place")
