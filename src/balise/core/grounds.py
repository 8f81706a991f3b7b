# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an allowed act rests on, and that the journal must therefore say: exceptions, silence, a single pair of hands.

A decision that needed a liberty is not the same as one that needed none, even when both are allowed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from balise.core.language import Text
from balise.core.obstacles import Gap, filled
from balise.core.opinions import MUST_BE_ANSWERED, OF_BODY, OpinionValue, counting
from balise.core.situation import Situation
from balise.core.states import Act, State
from balise.core.workflow import transition
from balise.core.workflow_guards import (
    blocking_covered,
    discharges_sound,
    hands_separate,
    opinion_reservations_answered,
    opinions_in,
    overruling_motivated,
)

GROUNDS: Mapping[str, Text] = {
    "single-handed": Text(
        "La personne qui décide porte aussi le dossier : la collectivité n’en a pas d’autre.",
        "Whoever decides also owns the dossier: the authority has nobody else.",
    ),
    "same-hand": Text(
        "Avis rendu et décision prise par la même personne : l’avis {body}.",
        "Opinion given and decision taken by the same person: the opinion {body}.",
    ),
    "exception": Text(
        "« {criterion} » n’est pas tenu, par exception accordée jusqu’au {expires} par : {authority}.",
        "“{criterion}” is not kept, by an exception granted until {expires} by: {authority}.",
    ),
    "silence": Text(
        "L’avis {body} n’est pas venu dans le délai, le {deadline}.",
        "The opinion {body} did not come by the deadline, {deadline}.",
    ),
    "overruled": Text(
        "L’avis {body} était défavorable ; le motif dit pourquoi la décision s’en écarte.",
        "The opinion {body} was unfavourable; the motive says why the decision departs from it.",
    ),
    "reservation-set-aside": Text(
        "La réserve « {reservation} » de l’avis {body} est écartée ; le motif dit pourquoi.",
        "The reservation “{reservation}” of the opinion {body} is set aside; the motive says why.",
    ),
    "reservation-without-object": Text(
        "La réserve « {reservation} » est déclarée sans objet : {motive}.",
        "The reservation “{reservation}” is declared without object: {motive}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that the act rests on."""

    code: str
    sentence: Text
    about: str = ""
    """The criterion or the body concerned."""


def grounds(act: Act, state: State, situation: Situation) -> tuple[Ground, ...]:
    """Return what must be recorded with an act that the workflow allows; nothing when it needed no liberty."""
    row = transition(act, state)
    guards = () if row is None else row.guards
    found: list[Ground] = []
    if hands_separate in guards and situation.actor_is_owner:
        found.append(_ground("single-handed"))
    if hands_separate in guards:
        found.extend(_ground("same-hand", body, body=OF_BODY[body]) for body in situation.heard_from_actor)
    if blocking_covered in guards:
        found.extend(_exceptions(situation))
    if opinions_in in guards:
        found.extend(_silences(situation))
    if overruling_motivated in guards:
        found.extend(_overruled(situation))
    if opinion_reservations_answered in guards:
        found.extend(_set_aside(situation))
    if discharges_sound in guards:
        found.extend(_discharged(situation))
    return tuple(found)


def _exceptions(situation: Situation) -> Iterator[Ground]:
    for judgement in situation.judgements:
        for criterion in judgement.blocking_unmet:
            valid = [each for each in situation.exceptions_to(criterion) if situation.covers(each)]
            if valid and judgement.can_be_excepted:
                yield _ground(
                    "exception",
                    criterion,
                    criterion=judgement.title(criterion),
                    expires=valid[-1].expires_on,
                    authority=valid[-1].deciding_authority,
                )


def _silences(situation: Situation) -> Iterator[Ground]:
    for opinion in counting(situation.opinions, situation.on):
        if opinion.value_on(situation.on) is OpinionValue.NO_OPINION_IN_TIME:
            yield _ground("silence", opinion.body, body=OF_BODY[opinion.body], deadline=opinion.deadline)


def _overruled(situation: Situation) -> Iterator[Ground]:
    for opinion in counting(situation.opinions, situation.on):
        if opinion.body in MUST_BE_ANSWERED and opinion.value_on(situation.on) is OpinionValue.UNFAVOURABLE:
            yield _ground("overruled", opinion.body, body=OF_BODY[opinion.body])


def _set_aside(situation: Situation) -> Iterator[Ground]:
    for opinion, line in situation.left_by_opinions():
        yield _ground("reservation-set-aside", opinion.body, body=OF_BODY[opinion.body], reservation=line)


def _discharged(situation: Situation) -> Iterator[Ground]:
    for each in situation.reservations:
        if each.discharge is not None:
            motive = each.discharge.motive.strip().rstrip(".")
            yield _ground("reservation-without-object", each.id, reservation=each.named, motive=motive)


def _ground(code: str, about: str = "", **gaps: Gap) -> Ground:
    return Ground(code, filled(GROUNDS[code], **gaps), about)
