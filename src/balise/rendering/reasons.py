# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was found of a commitment, in one mark and one sentence.

The mark is that of the gravest finding, so that a commitment half kept and half unanswered never shows as
kept. The sentence is made of the answers themselves: a reader must recognise their own dossier in it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum, auto

from balise.core.dates import Period
from balise.core.evaluation import Finding, Result
from balise.core.frameworks import Rule, Strength
from balise.core.language import Language, Text
from balise.core.opinions import opinions_awaited
from balise.core.questions import QuestionBank
from balise.rendering.answer_words import fact_in_words, subject_in_words
from balise.rendering.document import Mark, Tone
from balise.rendering.typography import (
    AND,
    Counted,
    date_in_words,
    joined,
    labelled,
    semicolon,
    sentence,
)
from balise.rendering.vocabulary import word


class Addressee(Enum):
    """To whom a finding is told: an order given to somebody who can do nothing about it is noise, or a reproach."""

    WRITER = auto()
    """Whoever writes the dossier – who carries the project, their unit, a reviewer – and can act: told what to do."""
    READER = auto()
    """Whoever follows it – councillor, adviser, resident: told what would make the commitment kept."""


GRAVEST_FIRST = (
    (Strength.BLOCKING, Result.NOT_SATISFIED),
    (Strength.CORRECTABLE, Result.NOT_SATISFIED),
    (Strength.BLOCKING, Result.UNKNOWN),
    (Strength.CORRECTABLE, Result.UNKNOWN),
    (Strength.ADVISORY, Result.NOT_SATISFIED),
    (Strength.ADVISORY, Result.UNKNOWN),
)
MOST_FACTS = 4
"""Beyond four answers a sentence is a list, and the list is in the trace."""

_NOT_KEPT = {
    Strength.BLOCKING: (Tone.STOP, Text("Bloquant", "Blocking")),
    Strength.CORRECTABLE: (Tone.FIX, Text("À corriger", "To correct")),
    Strength.ADVISORY: (Tone.ASK, Text("Conseil", "Advice")),
}
_WHAT_TO_DO = Text("À faire", "What to do")
_ADVICE = Text("Conseil", "Advice")
_TO_FILL_IN = Text("À renseigner", "To fill in")
_TO_BE_KEPT = Text("Pour être tenu", "To be kept")
_AWAITED = Text("Attendu pendant l’instruction", "Awaited during the review")
_NOT_ANSWERED = Text("Sans réponse pour l’instant", "Not answered yet")
_AND_OTHERS = Counted(
    Text("et {n} autre réponse, dans le détail", "and {n} other answer, in the detail"),
    Text("et {n} autres réponses, dans le détail", "and {n} other answers, in the detail"),
)
_NOT_YET = Text("Cette règle s’applique à partir du {day}.", "This rule applies from {day}.")
_NO_LONGER = Text("Cette règle ne s’applique plus depuis le {day}.", "This rule has not applied since {day}.")


def gravity(finding: Finding) -> int:
    """Return the rank of a finding, the gravest being 0; then what is kept, whatever its strength; then the rest."""
    state = (finding.rule.strength, finding.result)
    if state in GRAVEST_FIRST:
        return GRAVEST_FIRST.index(state)
    return len(GRAVEST_FIRST) + (finding.result is Result.NOT_APPLICABLE)


def gravest(findings: Iterable[Finding]) -> Finding:
    """Return the gravest of the findings of a commitment."""
    return min(findings, key=gravity)


def mark_of(finding: Finding, language: Language) -> Mark | None:
    """Return the mark of a finding; none for what is not applicable, which asks nothing of anybody."""
    match finding.result:
        case Result.SATISFIED:
            return Mark(Tone.OK, word(finding.result, language))
        case Result.UNKNOWN:
            return Mark(Tone.ASK, word(finding.result, language))
        case Result.NOT_SATISFIED:
            tone, said = _NOT_KEPT[finding.rule.strength]
            return Mark(tone, said.in_(language))
        case Result.NOT_APPLICABLE:
            return None


def announcement(strength: Strength, language: Language, addressee: Addressee) -> str:
    """Return what announces the way out of a rule: a thing to do, what would keep it, or advice that does not bind."""
    if strength is Strength.ADVISORY:
        return _ADVICE.in_(language)
    return (_WHAT_TO_DO if addressee is Addressee.WRITER else _TO_BE_KEPT).in_(language)


def way_out(rule: Rule, language: Language, addressee: Addressee) -> str:
    """Return the way out of a rule that is not kept.

    Its ``otherwise`` is an order to whoever carries the project. Other readers are told what the criterion expects.
    """
    criterion = rule.criterion
    return sentence((criterion.otherwise if addressee is Addressee.WRITER else criterion.title).in_(language))


def why(
    findings: Sequence[Finding],
    on: date,
    bank: QuestionBank,
    language: Language,
    addressee: Addressee,
) -> str:
    """Return in one sentence why a commitment is found so: the answers that decided, or those missing."""
    worst = gravest(findings)
    alike = [finding for finding in findings if gravity(finding) == gravity(worst)]
    if worst.result is Result.UNKNOWN:
        return missing_in_words(missing_of(alike), bank, language, addressee)
    dormant = [finding for finding in alike if not finding.rule.in_force.covers(on)]
    if worst.result is Result.NOT_APPLICABLE and len(dormant) == len(alike):
        return out_of_force(dormant[0].rule.in_force, on, language)
    facts = tuple(dict.fromkeys(fact for finding in alike for fact in _deciding_facts(finding, bank, language)))
    return _facts_in_words(facts, language)


def missing_of(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return the questions that unknown findings wait for, each once."""
    return tuple(
        dict.fromkeys(
            question for finding in findings if finding.result is Result.UNKNOWN for question in finding.missing
        )
    )


def missing_in_words(questions: Sequence[str], bank: QuestionBank, language: Language, addressee: Addressee) -> str:
    """Return the sentence that names the answers missing."""
    label = _TO_FILL_IN if addressee is Addressee.WRITER else _NOT_ANSWERED
    if opinions_awaited(questions) is not None:
        label = _AWAITED
    subjects = [subject_in_words(question, bank, language) for question in questions]
    return sentence(labelled(label.in_(language), joined(subjects, AND, language), language))


def facts_of(finding: Finding, bank: QuestionBank, language: Language) -> tuple[str, ...]:
    """Return every answer that a finding used, in words, each once."""
    return tuple(
        dict.fromkeys(
            fact_in_words(ground.condition.question, ground.answer, bank, language) for ground in finding.because
        )
    )


def out_of_force(period: Period, on: date, language: Language) -> str:
    """Return since when, or until when, a rule does not apply."""
    if period.end is not None and period.end <= on:
        return _NO_LONGER.in_(language).format(day=date_in_words(period.end, language))
    start = period.start or on
    return _NOT_YET.in_(language).format(day=date_in_words(start, language))


def _deciding_facts(finding: Finding, bank: QuestionBank, language: Language) -> Iterable[str]:
    """Yield the answers to what the rule expects; those that made it apply are left to the trace.

    For what is not applicable they are all there is.
    """
    expected = set(finding.rule.criterion.expects.comparisons())
    grounds = [ground for ground in finding.because if ground.condition in expected] or finding.because
    for ground in grounds:
        yield fact_in_words(ground.condition.question, ground.answer, bank, language)


def _facts_in_words(facts: Sequence[str], language: Language) -> str:
    shown = list(facts[:MOST_FACTS])
    if len(facts) > MOST_FACTS:
        shown.append(_AND_OTHERS.of(len(facts) - MOST_FACTS, language))
    return sentence(f"{semicolon(language)} ".join(shown))
