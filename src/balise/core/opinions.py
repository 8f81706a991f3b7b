# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Opinions asked of those whose trade it is, each with a deadline.

A deadline protects both sides: nobody decides before it without the answer, and nobody can stop a project by not
answering. Silence is then recorded for what it is, not turned into a yes.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from balise.core.language import Text

LEAST_DAYS_TO_ANSWER = 7
"""Silence counts only if there was time to speak: a week. Chosen here; no text says how long."""


class OpinionBody(StrEnum):
    """Who can be asked for an opinion."""

    DPO = "dpo"
    CISO = "ciso"
    IT = "it"
    STAFF_COMMITTEE = "staff_committee"
    ETHICS_COMMITTEE = "ethics_committee"


class OpinionValue(StrEnum):
    """What was answered; the last one is never given by anybody, it is found."""

    FAVOURABLE = "favourable"
    WITH_RESERVATIONS = "with_reservations"
    UNFAVOURABLE = "unfavourable"
    NO_OPINION_IN_TIME = "no_opinion_in_time"


class OpinionStanding(StrEnum):
    """Where a request for an opinion stands on a day."""

    PENDING = "pending"
    GIVEN = "given"
    LATE = "late"


MUST_BE_ANSWERED = frozenset({OpinionBody.DPO, OpinionBody.CISO})
"""Those whose unfavourable opinion cannot be set aside without a written motive."""


ASKED_ABOUT: Mapping[OpinionBody, str] = {
    OpinionBody.DPO: "dpo_opinion",
    OpinionBody.CISO: "ciso_opinion",
    OpinionBody.IT: "it_opinion",
    OpinionBody.STAFF_COMMITTEE: "staff_committee",
}
"""The question that the opinion of each body answers; nothing asks about an ethics committee yet."""

SPEAK_FOR_THEMSELVES = frozenset({OpinionBody.DPO, OpinionBody.CISO, OpinionBody.IT})
"""Those whom nobody can answer for: what somebody typed in their place is no opinion."""

OPINION_QUESTIONS = frozenset(ASKED_ABOUT[body] for body in SPEAK_FOR_THEMSELVES)
"""The questions that an opinion alone answers: a dossier that lacks only these has nothing left to fill in."""

_AWAITED = (
    Text("Un avis attendu", "One opinion awaited"),
    Text("Deux avis attendus", "Two opinions awaited"),
    Text("Trois avis attendus", "Three opinions awaited"),
)


def opinions_awaited(questions: Collection[str]) -> Text | None:
    """Return how many opinions are awaited when nothing else is missing; None otherwise.

    They are not counted as missing answers: nobody could go and give them.
    """
    missing = frozenset(questions)
    return awaited_words(len(missing)) if missing and missing <= OPINION_QUESTIONS else None


def awaited_words(count: int) -> Text:
    """Return a number of opinions awaited, in the words of every page."""
    return _AWAITED[count - 1]


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion requested, and its answer once there is one."""

    body: OpinionBody
    requested_on: date
    deadline: date
    """The last day to answer."""
    value: OpinionValue | None = None
    given_on: date | None = None
    reservations: tuple[str, ...] = ()
    """What it asks for."""
    weighed: bool = False
    """A decision that stands was taken with it in hand: it has answered what the opinion asks for, and what it says."""
    asked_before: bool = False
    """It was requested before the decision that stands: whoever gave it looked at the facts of that day."""

    def value_on(self, on: date) -> OpinionValue | None:
        """Return the answer, ``NO_OPINION_IN_TIME`` when the deadline has passed without one, or nothing yet."""
        match standing(self, on):
            case OpinionStanding.GIVEN:
                return self.value
            case OpinionStanding.LATE:
                return OpinionValue.NO_OPINION_IN_TIME
            case _:
                return None

    @property
    def asks(self) -> bool:
        """Whether it asks for something before its yes is one."""
        return self.value is OpinionValue.WITH_RESERVATIONS or bool(self.reservations)

    @property
    def gave_time(self) -> bool:
        """Whether the deadline left enough days for silence to mean something."""
        return self.deadline - self.requested_on >= timedelta(days=LEAST_DAYS_TO_ANSWER)


def standing(opinion: Opinion, on: date) -> OpinionStanding:
    """Tell whether the answer is there, still awaited, or late. An answer given late is an answer."""
    answered = opinion.value is not None and opinion.value is not OpinionValue.NO_OPINION_IN_TIME
    if answered and (opinion.given_on is None or opinion.given_on <= on):
        return OpinionStanding.GIVEN
    return OpinionStanding.PENDING if on <= opinion.deadline else OpinionStanding.LATE


def latest(opinions: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """Return the last request made to each body: it is the one that may still be awaited."""
    by_body: dict[OpinionBody, Opinion] = {}
    for opinion in sorted(opinions, key=lambda opinion: opinion.requested_on):
        by_body[opinion.body] = opinion
    return tuple(by_body.values())


def counting(opinions: Iterable[Opinion], on: date) -> tuple[Opinion, ...]:
    """Return, for each body, the opinion that counts on that day: the last one given, else the last one requested.

    What was said stands until the same body says something else. Asking again erases nothing, and silence never takes
    the place of speech.
    """
    listed = tuple(opinions)
    spoken = [each for each in listed if standing(each, on) is OpinionStanding.GIVEN]
    by_body = {opinion.body: opinion for opinion in latest(listed)}
    for opinion in sorted(spoken, key=lambda each: (each.given_on or each.requested_on, each.requested_on)):
        by_body[opinion.body] = opinion
    return tuple(by_body.values())


def lines_of(reservations: str) -> tuple[str, ...]:
    """Return the reservations of an opinion as they were asked for: one a line, each once."""
    lines = (line.strip().lstrip("-•*– ").strip() for line in reservations.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


BODY_LABELS: Mapping[OpinionBody, Text] = {
    OpinionBody.DPO: Text("Délégué à la protection des données", "Data protection officer"),
    OpinionBody.CISO: Text("Responsable de la sécurité", "Chief information security officer"),
    OpinionBody.IT: Text("Direction des systèmes d’information", "IT department"),
    OpinionBody.STAFF_COMMITTEE: Text("Comité social territorial", "Staff committee"),
    OpinionBody.ETHICS_COMMITTEE: Text("Comité d’éthique", "Ethics committee"),
}

OF_BODY: Mapping[OpinionBody, Text] = {
    OpinionBody.DPO: Text("du délégué à la protection des données", "of the data protection officer"),
    OpinionBody.CISO: Text("du responsable de la sécurité", "of the chief information security officer"),
    OpinionBody.IT: Text("de la direction des systèmes d’information", "of the IT department"),
    OpinionBody.STAFF_COMMITTEE: Text("du comité social territorial", "of the staff committee"),
    OpinionBody.ETHICS_COMMITTEE: Text("du comité d’éthique", "of the ethics committee"),
}
"""The same within a sentence, after « l’avis »."""

VALUE_LABELS: Mapping[OpinionValue, Text] = {
    OpinionValue.FAVOURABLE: Text("Favorable", "Favourable"),
    OpinionValue.WITH_RESERVATIONS: Text("Favorable avec réserves", "Favourable with reservations"),
    OpinionValue.UNFAVOURABLE: Text("Défavorable", "Unfavourable"),
    OpinionValue.NO_OPINION_IN_TIME: Text("Sans réponse dans le délai", "No opinion in time"),
}
