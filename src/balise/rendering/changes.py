# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Changes of answers said in words: from what the project answers to what would do."""

from collections.abc import Iterator, Sequence
from datetime import date

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Evaluation, Result, result_of
from balise.core.language import Language, Text
from balise.core.mending import Change, ChangeSet
from balise.core.questions import QuestionBank
from balise.rendering.answer_words import subject_in_words, value_in_words
from balise.rendering.document import Block, Blocks, BulletList, Manner, NumberedList, Paragraph, Runs, Strong
from balise.rendering.reasons import Addressee, way_out
from balise.rendering.typography import AND, OR, Counted, capitalised, colon, date_in_words, joined, labelled, sentence
from balise.rendering.vocabulary import word

MOST_SETS = 3
"""A reader offered more than three ways out reads none."""
MOST_NAMED = 12

_OR_ELSE = Text("Ou bien :", "Or else:")
_NOTHING_TO_CHANGE = Text(
    "Rien à changer dans les réponses données.", "Nothing to change in the answers already given."
)
_TO_REDO = Text(
    "à refaire, à une date qui convient (par exemple le {day})",
    "to be done again, on a date that fits (for example {day})",
)
_TO_SET = Text(
    "à fixer à une date qui convient (par exemple le {day})",
    "to be set to a date that fits (for example {day})",
)
_DEMANDS = Text("Ce que cela demande", "What it takes")
_LEADS_TO = Text("Issue", "Outcome")
_OTHER_WAYS = Counted(
    Text("{n} autre changement conviendrait aussi.", "{n} other change would do as well."),
    Text("{n} autres changements conviendraient aussi.", "{n} other changes would do as well."),
)
_PROVIDED = Counted(
    Text("si la réponse qui manque encore est bonne", "provided the answer still missing is a good one"),
    Text("si les {n} réponses qui manquent encore sont bonnes", "provided the {n} answers still missing are good"),
)
_AND_OTHERS = Counted(Text("{n} autre", "{n} other"), Text("{n} autres", "{n} others"))


def change_in_words(change: Change, on: date, bank: QuestionBank, language: Language) -> Runs:
    """Return a change: what it is about, the answer of today, and the answers that would do.

    A date is never offered as an answer to write down: the thing has to be done again, then dated.
    """
    subject = capitalised(subject_in_words(change.question, bank, language))
    current = value_in_words(change.question, change.current, bank, language)
    wanted = joined(
        [_wanted(change.question, value, on, bank, language) for value in change.alternatives],
        OR,
        language,
    )
    return (f"{subject}{colon(language)} {current} → ", Strong(wanted))


def _wanted(question: str, value: AnswerValue, on: date, bank: QuestionBank, language: Language) -> str:
    if not isinstance(value, date):
        return value_in_words(question, value, bank, language)
    said = _TO_SET if value > on else _TO_REDO
    return said.in_(language).format(day=date_in_words(value, language))


def change_sets_in_words(
    sets: Sequence[ChangeSet],
    evaluation: Evaluation,
    bank: QuestionBank,
    language: Language,
    addressee: Addressee,
) -> Blocks:
    """Return the ways out of an evaluation, one after the other, each with what it takes and leads to."""
    return tuple(_all_sets(sets, evaluation, bank, language, addressee))


def _all_sets(
    sets: Sequence[ChangeSet], evaluation: Evaluation, bank: QuestionBank, language: Language, addressee: Addressee
) -> Iterator[Block]:
    for rank, changes in enumerate(sets[:MOST_SETS]):
        if rank:
            yield Paragraph.of(_OR_ELSE.in_(language))
        yield from _one_set(changes, evaluation, bank, language, addressee)
    if len(sets) > MOST_SETS:
        yield Paragraph.of(_OTHER_WAYS.of(len(sets) - MOST_SETS, language), manner=Manner.QUIET)


def _one_set(
    changes: ChangeSet, evaluation: Evaluation, bank: QuestionBank, language: Language, addressee: Addressee
) -> Iterator[Block]:
    if changes.changes:
        said = (change_in_words(change, evaluation.on, bank, language) for change in changes.changes)
        yield NumberedList(tuple(said))
        yield from _demands(changes, evaluation, language, addressee)
    else:
        yield Paragraph.of(_NOTHING_TO_CHANGE.in_(language))
    yield Paragraph.of(_leads_to(changes, bank, language), manner=Manner.QUIET)


def _demands(changes: ChangeSet, evaluation: Evaluation, language: Language, addressee: Addressee) -> Iterator[Block]:
    """Yield what the changes ask of people: the ways out of the criteria that they mend, once each."""
    texts = _mended(changes, evaluation, language, addressee)
    label = _DEMANDS.in_(language)
    if len(texts) == 1:
        yield Paragraph.of(Strong(label), labelled("", texts[0], language))
    elif texts:
        yield Paragraph.of(Strong(f"{label}{colon(language)}"))
        yield BulletList(tuple((text,) for text in texts))


def _mended(changes: ChangeSet, evaluation: Evaluation, language: Language, addressee: Addressee) -> tuple[str, ...]:
    """Return the ways out of the criteria that the changes mend, in the order of the changes."""
    made = {change.question: change.alternatives[0] for change in changes.changes}
    answers = {**evaluation.dossier.answers, **made}
    mended = [
        finding.rule
        for finding in evaluation.findings
        if finding.result is Result.NOT_SATISFIED
        and result_of(finding.rule, answers, evaluation.on) is not Result.NOT_SATISFIED
    ]
    return tuple(
        dict.fromkeys(
            way_out(rule, language, addressee)
            for question in made
            for rule in mended
            if question in rule.criterion.questions()
        )
    )


def _leads_to(changes: ChangeSet, bank: QuestionBank, language: Language) -> str:
    """Return the outcome of the changes, and the answers still missing on which it then rests."""
    outcome = labelled(_LEADS_TO.in_(language), word(changes.outcome, language).lower(), language)
    if not changes.to_answer:
        return sentence(outcome)
    named = [subject_in_words(question, bank, language) for question in changes.to_answer[:MOST_NAMED]]
    if len(changes.to_answer) > MOST_NAMED:
        named.append(_AND_OTHERS.of(len(changes.to_answer) - MOST_NAMED, language))
    condition = _PROVIDED.of(len(changes.to_answer), language)
    return sentence(labelled(f"{outcome}, {condition}", joined(named, AND, language), language))
