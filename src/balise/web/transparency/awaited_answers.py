# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The questions of the public on the home page of whoever keeps the portal: each with its delay, the oldest first."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import ngettext

from balise.core.public_questions import Delay
from balise.web.assessments.contributions import Panel
from balise.web.governance.contributions import Awaited, ToldLine
from balise.web.organisations.members import Member
from balise.web.transparency.permissions import PUBLISHERS
from balise.web.transparency.queries.questions import QuestionFile, questions_of

MOST_SHOWN = 6
"""As many as the other sections of the page; the rest is one link away."""


@dataclass(frozen=True, slots=True)
class AwaitedAnswer:
    """A question, and whether its month is over."""

    question: QuestionFile
    late: bool


@dataclass(frozen=True, slots=True)
class AwaitedAnswers:
    """The first questions that wait, and how many there are in all."""

    first: tuple[AwaitedAnswer, ...]
    count: int


def awaited_answers(member: Member, on: date) -> Awaited | None:
    """Return the questions that wait for an answer, None for who does not keep the portal or when none does."""
    if not member.holds(*PUBLISHERS):
        return None
    waiting = questions_of(member.authority.id, answered=False)
    if not waiting:
        return None
    first = tuple(AwaitedAnswer(each, each.asked.delay(on) is not Delay.WAITING) for each in waiting[:MOST_SHOWN])
    panel = Panel("transparency/awaited_answers.html", AwaitedAnswers(first, len(waiting)))
    late = sum(each.asked.delay(on) is not Delay.WAITING for each in waiting)
    return Awaited(panel, (_told(member, len(waiting), late),))


def _told(member: Member, waiting: int, late: int) -> ToldLine:
    short = ngettext("%(n)d question du public", "%(n)d questions du public", waiting) % {"n": waiting}
    said = ngettext(
        "%(n)d question du public attend une réponse", "%(n)d questions du public attendent une réponse", waiting
    )
    over = ngettext(", dont %(n)d hors délai", ", dont %(n)d hors délai", late)
    words = said % {"n": waiting} + (over % {"n": late} if late else "")
    return ToldLine(short, words, reverse("transparency:questions", args=[member.authority.slug]), bool(late))
