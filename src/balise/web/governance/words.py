# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was done about a dossier, in the words of pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from balise.core.opinions import BODY_LABELS, VALUE_LABELS, OpinionStanding, OpinionValue, standing
from balise.core.states import ACTS_DONE
from balise.rendering.typography import date_in_words
from balise.web.governance.records import DecisionRecord, Instruction, OpinionRecord
from balise.web.ui.languages import current_language

_TONES: Mapping[OpinionValue, str] = {
    OpinionValue.FAVOURABLE: "ok",
    OpinionValue.WITH_RESERVATIONS: "fix",
    OpinionValue.UNFAVOURABLE: "stop",
    OpinionValue.NO_OPINION_IN_TIME: "quiet",
}


@dataclass(frozen=True, slots=True)
class OpinionLine:
    """An opinion as a page shows it."""

    record: OpinionRecord
    body: str
    tone: str
    words: str
    again: OpinionRecord | None = None
    """The request for another opinion: this one counts until it is given."""


def standing_lines(instruction: Instruction, on: date) -> tuple[OpinionLine, ...]:
    """Return what counts of each body, with the request for another opinion beside it."""
    standing_now = instruction.standing_opinions(on)
    again = [instruction.asked_again(opinion) for opinion in standing_now]
    return tuple(replace(line, again=each) for line, each in zip(opinion_lines(standing_now, on), again, strict=True))


def opinion_lines(opinions: Iterable[OpinionRecord], on: date) -> tuple[OpinionLine, ...]:
    """Return opinions with their marks: what was answered, until when it is awaited, or that nobody answered."""
    language = current_language()
    return tuple(
        OpinionLine(opinion, BODY_LABELS[opinion.body].in_(language), *_mark(opinion, on)) for opinion in opinions
    )


def decision_words(decision: DecisionRecord | None) -> str:
    """Return a decision in a few words; nothing when there is none."""
    return "" if decision is None else ACTS_DONE[decision.act].in_(current_language())


def _mark(opinion: OpinionRecord, on: date) -> tuple[str, str]:
    language = current_language()
    value = opinion.core.value_on(on)
    if standing(opinion.core, on) is OpinionStanding.PENDING or value is None:
        return "ask", _("Attendu le %(day)s") % {"day": date_in_words(opinion.deadline, language)}
    return _TONES[value], VALUE_LABELS[value].in_(language)
