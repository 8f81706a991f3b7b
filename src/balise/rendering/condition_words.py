# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Rules said in words, for readers who will never see the vocabulary they are written in.

``{not: {is: [interaction_mode, direct]}}`` is read ``mode d’interaction : autre que « l’outil répond seul »``.
A negation is carried down to the comparisons (De Morgan's laws, which hold in three values too), since nobody
reads "it is false that all of the following hold".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from balise.core.conditions import (
    After,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    AtMost,
    Before,
    Comparison,
    Condition,
    Day,
    In,
    Includes,
    Is,
    Not,
    ScoreAtLeast,
    ScoreAtMost,
)
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank, QuestionType
from balise.rendering.answer_words import fact_in_words, quantity_in_words, subject_in_words, value_in_words
from balise.rendering.typography import (
    AND,
    OR,
    Counted,
    capitalised,
    counted_unit,
    date_in_words,
    joined,
    labelled,
    quoted,
)

_MONTHS = Text("mois", "months")
_POINTS = Counted(Text("{n} point", "{n} point"), Text("{n} points", "{n} points"))


def condition_in_words(condition: Condition, bank: QuestionBank, language: Language) -> str:
    """Return the whole condition in one line, nested parts between brackets."""
    return _Speaker(bank, language).say(condition)


@lru_cache(maxsize=4096)
def requirements_in_words(condition: Condition, bank: QuestionBank, language: Language) -> tuple[str, ...]:
    """Return the parts that must all hold, one line each, so that a long rule can be read as a list.

    The rules of a charter are few and are said on every page of every dossier: they are put into words once.
    """
    speaker = _Speaker(bank, language)
    return tuple(capitalised(speaker.say(part, held=held)) for part, held in _parts(condition, True, conjunction=True))


def _parts(condition: Condition, held: bool, *, conjunction: bool) -> Iterator[tuple[Condition, bool]]:
    """Yield the parts of a conjunction (or of a disjunction), with whether each must hold.

    Conjunctions within conjunctions are laid flat; "not any" is a conjunction of contraries.
    """
    match condition:
        case Not(part):
            yield from _parts(part, not held, conjunction=conjunction)
        case AllOf(parts) | AnyOf(parts) if isinstance(condition, AllOf if held else AnyOf) is conjunction:
            for part in parts:
                yield from _parts(part, held, conjunction=conjunction)
        case _:
            yield condition, held


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says conditions with the words of a bank."""

    bank: QuestionBank
    language: Language

    def say(self, condition: Condition, *, held: bool = True) -> str:
        """Say what it takes for the condition to hold, or not to."""
        match condition:
            case Not(part):
                return self.say(part, held=not held)
            case AllOf() | AnyOf():
                return self._group(condition, held)
            case ScoreAtLeast(score, threshold):
                return self._score(score.id, self._bound(_POINTS.of(threshold, self.language), held, "at_least"))
            case ScoreAtMost(score, threshold):
                return self._score(score.id, self._bound(_POINTS.of(threshold, self.language), held, "at_most"))
            case Comparison():
                return self._comparison(condition, held)
            case _:
                raise TypeError(f"no words for {type(condition).__name__}")

    def _group(self, condition: Condition, held: bool) -> str:
        conjunction = isinstance(condition, AllOf) is held
        said = [self._member(part, of_it) for part, of_it in _parts(condition, held, conjunction=conjunction)]
        return f", {(AND if conjunction else OR).in_(self.language)} ".join(said)

    def _member(self, condition: Condition, held: bool) -> str:
        said = self.say(condition, held=held)
        return f"({said})" if isinstance(condition, (AllOf, AnyOf)) and len(condition.parts) > 1 else said

    def _score(self, identifier: str, bound: str) -> str:
        return labelled(f"score {quoted(identifier, self.language)}", bound, self.language)

    def _comparison(self, comparison: Comparison, held: bool) -> str:
        question = comparison.question
        match comparison:
            case Is(_, choice):
                return self._one_of(question, (choice,), held)
            case In(_, choices):
                return self._one_of(question, choices, held)
            case Includes(_, choices):
                return self._including(question, choices, held)
            case AtLeast(_, bound):
                return self._about(question, self._bound(self._quantity(question, bound), held, "at_least"))
            case AtMost(_, bound):
                return self._about(question, self._bound(self._quantity(question, bound), held, "at_most"))
            case Before(_, day):
                return self._about(question, self._day(day, held=held, earlier=True))
            case After(_, day):
                return self._about(question, self._day(day, held=held, earlier=False))
            case Answered():
                answered = Text("une réponse est donnée", "there is an answer")
                unanswered = Text("aucune réponse n’est donnée", "there is no answer")
                return self._about(question, (answered if held else unanswered).in_(self.language))
            case _:
                raise TypeError(f"no words for {type(comparison).__name__}")

    def _about(self, question: str, said: str) -> str:
        return labelled(subject_in_words(question, self.bank, self.language), said, self.language)

    def _quantity(self, question: str, bound: float) -> str:
        return quantity_in_words(question, bound, self.bank, self.language)

    def _one_of(self, question: str, choices: Sequence[str], held: bool) -> str:
        known = self.bank.by_id.get(question)
        if known is not None and known.type is QuestionType.YES_NO and len(choices) == 1:
            others = [choice for choice in known.choice_ids() if choice not in choices]
            return fact_in_words(question, choices[0] if held else others[0], self.bank, self.language)
        if held:
            return self._about(question, self._either(question, choices))
        if len(choices) == 1:
            return self._about(question, f"{self._phrase('autre que', 'other than')} {self._either(question, choices)}")
        return self._about(question, self._neither(question, choices))

    def _including(self, question: str, choices: Sequence[str], held: bool) -> str:
        known = self.bank.by_id.get(question)
        if known is not None and set(choices) <= known.exclusive_ids():
            return self._one_of(question, choices, held)
        if held:
            return self._about(question, f"{self._phrase('comprend', 'includes')} {self._either(question, choices)}")
        if len(choices) == 1:
            lacks = self._phrase("ne comprend pas", "does not include")
            return self._about(question, f"{lacks} {self._either(question, choices)}")
        return self._about(question, f"{self._phrase('ne comprend', 'includes')} {self._neither(question, choices)}")

    def _either(self, question: str, choices: Sequence[str]) -> str:
        return joined(self._values(question, choices), OR, self.language)

    def _neither(self, question: str, choices: Sequence[str]) -> str:
        values = self._values(question, choices)
        if self.language is Language.FRENCH:
            return " ".join(f"ni {value}" for value in values)
        return f"neither {' nor '.join(values)}"

    def _values(self, question: str, choices: Sequence[str]) -> list[str]:
        return [value_in_words(question, choice, self.bank, self.language) for choice in choices]

    def _bound(self, quantity: str, held: bool, sense: str) -> str:
        """Say on which side of a bound a number must lie; the bound is included unless denied."""
        match sense, held:
            case "at_least", True:
                return f"{quantity} {self._phrase('ou plus', 'or more')}"
            case "at_least", False:
                return f"{self._phrase('moins de', 'less than')} {quantity}"
            case "at_most", True:
                return f"{quantity} {self._phrase('ou moins', 'or less')}"
            case _:
                return f"{self._phrase('plus de', 'more than')} {quantity}"

    def _day(self, day: Day, *, held: bool, earlier: bool) -> str:
        """Say on which side of a day a date must lie; a denied comparison takes in the day itself."""
        before = earlier is held
        if day.fixed is None and day.months:
            return self._months(day.months, before=before, included=not held)
        name = (
            self._phrase("le jour de l’évaluation", "the day of the evaluation")
            if day.fixed is None
            else f"{self._phrase('le ', '')}{date_in_words(day.fixed, self.language)}"
        )
        if held:
            return f"{self._phrase('avant', 'before') if before else self._phrase('après', 'after')} {name}"
        side = self._phrase("ou avant", "or before") if before else self._phrase("ou après", "or after")
        return f"{name} {side}"

    def _months(self, months: int, *, before: bool, included: bool) -> str:
        """Say a date by its distance in months from the day of the evaluation."""
        span = counted_unit(abs(months), _MONTHS.in_(self.language), self.language)
        further = before is (months < 0)
        if included:
            side = self._phrase("ou plus", "or more") if further else self._phrase("au plus", "or less")
            distance = f"{span} {side}"
        else:
            side = self._phrase("plus de", "more than") if further else self._phrase("moins de", "less than")
            distance = f"{side} {span}"
        if months < 0:
            return f"il y a {distance}" if self.language is Language.FRENCH else f"{distance} ago"
        return f"{self._phrase('dans', 'in')} {distance}"

    def _phrase(self, french: str, english: str) -> str:
        return french if self.language is Language.FRENCH else english
