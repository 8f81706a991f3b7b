# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Many dossiers under one framework: how they come out, and where they stumble.

Counts, never a score: a percentage of conformity would hide the one blocking commitment that matters.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from balise.core.evaluation import Evaluation, Outcome, Result
from balise.core.frameworks import Framework
from balise.core.language import Language, Text
from balise.rendering.document import (
    Align,
    Block,
    Blocks,
    Code,
    Document,
    Manner,
    Mark,
    Note,
    Paragraph,
    Runs,
    Section,
    Strong,
    Table,
)
from balise.rendering.long_lists import MOST_LISTED, left_out
from balise.rendering.provenance import framework_in_words, short_title
from balise.rendering.typography import (
    AND,
    Counted,
    date_in_words,
    joined,
    labelled,
    number_in_words,
    semicolon,
    sentence,
)
from balise.rendering.verdicts import GRAVEST_FIRST, TONES, outcome_mark, says_nothing
from balise.rendering.vocabulary import word

_MASTHEAD = Text("Évaluation d’ensemble", "Overall assessment")
_TITLE = Text("{framework} : {count}", "{framework}: {count}")
_EVALUATED = Text("évalués au {day}", "evaluated as of {day}")
_DOSSIERS = Counted(Text("{n} dossier", "{n} dossier"), Text("{n} dossiers", "{n} dossiers"))
_OUTCOMES = Text("Les issues", "Outcomes")
_OUTCOMES_CAPTION = Text("Nombre de dossiers par issue", "Number of dossiers by outcome")
_OUTCOME = Text("Issue", "Outcome")
_COUNT = Text("Dossiers", "Dossiers")
_COMMITMENTS = Text("Engagement par engagement", "Commitment by commitment")
_COMMITMENTS_CAPTION = Text(
    "Nombre de dossiers par engagement et par constat", "Number of dossiers by commitment and finding"
)
_COMMITMENT = Text("Engagement", "Commitment")
_DOSSIER_BY_DOSSIER = Text("Dossier par dossier", "Dossier by dossier")
_LIST_CAPTION = Text("Issue de chaque dossier, les plus graves d’abord", "Outcome of each dossier, the gravest first")
_DOSSIER = Text("Dossier", "Dossier")
_COUNTED: Mapping[Outcome, Counted] = {
    Outcome.UNFAVOURABLE: Counted(
        Text("{n} défavorable", "{n} unfavourable"), Text("{n} défavorables", "{n} unfavourable")
    ),
    Outcome.INCOMPLETE: Counted(Text("{n} incomplet", "{n} incomplete"), Text("{n} incomplets", "{n} incomplete")),
    Outcome.FAVOURABLE_WITH_RESERVATIONS: Counted(
        Text("{n} favorable sous réserves", "{n} favourable with reservations"),
        Text("{n} favorables sous réserves", "{n} favourable with reservations"),
    ),
    Outcome.FAVOURABLE: Counted(Text("{n} favorable", "{n} favourable"), Text("{n} favorables", "{n} favourable")),
}
_APART = Text(
    "Non jugé sur un dossier, car il engage la collectivité entière",
    "Not judged on a dossier, since it binds the authority as a whole",
)
_RESULTS = (Result.SATISFIED, Result.NOT_SATISFIED, Result.UNKNOWN, Result.NOT_APPLICABLE)


def bulk_page(evaluations: Sequence[Evaluation], language: Language) -> Document:
    """Return the page that counts many evaluations under one framework, made on one day.

    Raises:
        ValueError: there is no evaluation, or they are not all under one framework.
    """
    references = {evaluation.framework.reference for evaluation in evaluations}
    if len(references) != 1:
        raise ValueError("a bulk page needs evaluations under one framework")
    framework, on = evaluations[0].framework, evaluations[0].on
    count = _DOSSIERS.of(len(evaluations), language)
    day = _EVALUATED.in_(language).format(day=date_in_words(on, language))
    return Document(
        title=_TITLE.in_(language).format(count=count, framework=short_title(framework, language)),
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(
            Paragraph.of(f"{framework_in_words(framework, language)} · {day}", manner=Manner.QUIET),
            *_answer(evaluations, language),
        ),
        body=(
            Section(_OUTCOMES.in_(language), (_outcomes(evaluations, language),)),
            Section(
                _COMMITMENTS.in_(language),
                (_commitments(framework, evaluations, language), *_set_apart(framework, language)),
            ),
            Section(_DOSSIER_BY_DOSSIER.in_(language), _dossiers(evaluations, language)),
        ),
        colophon=(Paragraph.of(Code(framework.reference), " ", Code(framework.digest)),),
    )


def _answer(evaluations: Sequence[Evaluation], language: Language) -> Iterator[Block]:
    """Yield the outcomes in one sentence, or that the framework has none to give on that day."""
    framework, on = evaluations[0].framework, evaluations[0].on
    if framework.in_force.covers(on):
        yield Paragraph.of(_summary(evaluations, language), manner=Manner.LEDE)
    else:
        yield Note((Paragraph.of(Strong(says_nothing(on, language))),))


def _set_apart(framework: Framework, language: Language) -> Iterator[Paragraph]:
    """Yield the commitments that the table leaves out, and why."""
    apart = [
        f"{commitment.number}. {commitment.title.in_(language)}"
        for commitment in framework.commitments
        if not framework.rules_by_commitment[commitment.id]
    ]
    if apart:
        said = labelled(_APART.in_(language), semicolon(language).join(apart), language)
        yield Paragraph.of(sentence(said), manner=Manner.QUIET)


def _summary(evaluations: Sequence[Evaluation], language: Language) -> str:
    """Return the outcomes in one sentence, the gravest first, those without a dossier left out."""
    counts = Counter(evaluation.outcome for evaluation in evaluations)
    said = [_COUNTED[outcome].of(counts[outcome], language) for outcome in GRAVEST_FIRST if counts[outcome]]
    return sentence(joined(said, AND, language))


def _outcomes(evaluations: Sequence[Evaluation], language: Language) -> Table:
    counts = Counter(evaluation.outcome for evaluation in evaluations)
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        ((Mark(TONES[outcome], word(outcome, language)),), (number_in_words(counts[outcome], language),))
        for outcome in GRAVEST_FIRST
    )
    return Table(
        _OUTCOMES_CAPTION.in_(language),
        ((_OUTCOME.in_(language),), (_COUNT.in_(language),)),
        rows,
        (Align.START, Align.END),
    )


def _commitments(framework: Framework, evaluations: Sequence[Evaluation], language: Language) -> Table:
    """Return, by commitment, how many dossiers keep it, do not, cannot tell yet, or are not concerned."""
    counts: Counter[tuple[str, Result]] = Counter(
        (commitment.id, result) for evaluation in evaluations for commitment, result in evaluation.commitments()
    )
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            (f"{commitment.number}. {commitment.title.in_(language)}",),
            *((number_in_words(counts[commitment.id, result], language),) for result in _RESULTS),
        )
        for commitment in framework.commitments
        if framework.rules_by_commitment[commitment.id]
    )
    header: tuple[Runs, ...] = (
        (_COMMITMENT.in_(language),),
        *((word(result, language),) for result in _RESULTS),
    )
    return Table(_COMMITMENTS_CAPTION.in_(language), header, rows, (Align.START, *(Align.END for _ in _RESULTS)))


def _dossiers(evaluations: Sequence[Evaluation], language: Language) -> Blocks:
    """Return the outcome of each dossier, the gravest first; of many, the first ones and how to have them all."""
    ordered = sorted(evaluations, key=lambda evaluation: GRAVEST_FIRST.index(evaluation.outcome))
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        ((evaluation.dossier.title,), (outcome_mark(evaluation, language),)) for evaluation in ordered[:MOST_LISTED]
    )
    table = Table(_LIST_CAPTION.in_(language), ((_DOSSIER.in_(language),), (_OUTCOME.in_(language),)), rows)
    left = len(ordered) - MOST_LISTED
    return (table, Paragraph.of(left_out(left, language), manner=Manner.QUIET)) if left > 0 else (table,)
