# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Two frameworks, the same dossiers: how outcomes move, and which criteria move them.

Made for the evening when a council amends its charter: nobody should vote a word without seeing which
projects it stops.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from balise.core.amendment import Cause, Comparison, Flip
from balise.core.evaluation import Evaluation, Outcome, Result
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.document import (
    Align,
    Block,
    BulletList,
    Code,
    Document,
    FindingItem,
    FindingList,
    Manner,
    Mark,
    Note,
    Paragraph,
    Run,
    Runs,
    Section,
    Strong,
    Table,
)
from balise.rendering.long_lists import MOST_LISTED, left_out
from balise.rendering.provenance import framework_in_words, short_title, version_in_words
from balise.rendering.reasons import Addressee, mark_of, why
from balise.rendering.typography import Counted, capitalised, colon, date_in_words, labelled, number_in_words, sentence
from balise.rendering.verdicts import GRAVEST_FIRST, TONES, says_nothing
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT, word

_AMENDMENT = Text("Étude d’amendement", "Amendment study")
_TWO_TEXTS = Text("Comparaison de deux cadres", "Comparison of two frameworks")
_TITLE = Text("{before} → {after}", "{before} → {after}")
_STARTING = Text("texte de départ", "starting text")
_AMENDED = Text("texte modifié", "amended text")
_EVALUATED = Text("évalués au {day}", "evaluated as of {day}")
_DOSSIERS = Counted(Text("{n} dossier", "{n} dossier"), Text("{n} dossiers", "{n} dossiers"))
_CHANGES = Counted(
    Text("{n} dossier change d’issue, sur {{all}}.", "{n} dossier changes outcome, out of {{all}}."),
    Text("{n} dossiers changent d’issue, sur {{all}}.", "{n} dossiers change outcome, out of {{all}}."),
)
_NO_CHANGE = Text("Aucun dossier ne change d’issue, sur {all}.", "No dossier changes outcome, out of {all}.")
_TABLE = Text("Comment les issues se déplacent", "How outcomes move")
_CAPTION = Text("En lignes : {before}. En colonnes : {after}.", "Rows: {before}. Columns: {after}.")
_CERTAIN = Text("Ce que chaque cadre peut dire", "What each framework can tell")
_CERTAIN_CAPTION = Text(
    "Constats par engagement, tous dossiers confondus", "Findings by commitment, over all the dossiers"
)
_FRAMEWORK = Text("Cadre", "Framework")
_CORNER = Text("Issue", "Outcome")
_FLIPS = Text("Dossier par dossier", "Dossier by dossier")
_SIDE = Text("{framework} : {outcome}.", "{framework}: {outcome}.")
_CAUSES = Text("Ce qui fait la différence", "What makes the difference")


def comparison_page(
    comparison: Comparison, bank: QuestionBank, language: Language, names: tuple[str, str] | None = None
) -> Document:
    """Return the page that shows what changes between two frameworks, or two versions of one.

    ``names`` are what to call the two sides where their titles and versions do not tell them apart: a charter in force
    and the draft that amends it.
    """
    names_given, names = names, names or _names(comparison, language)
    before, after = names
    title = _TITLE.in_(language).format(before=before, after=after)
    two_versions = comparison.before.id == comparison.after.id
    return Document(
        title=labelled(short_title(comparison.before, language), title, language) if two_versions else title,
        language=language,
        masthead=(_AMENDMENT if two_versions else _TWO_TEXTS).in_(language),
        opening=tuple(_opening(comparison, names_given, language)),
        body=(
            _outcomes(comparison, names, language),
            _findings(comparison, names, language),
            *_flips(comparison, names, bank, language),
        ),
        colophon=tuple(
            Paragraph.of(Code(framework.reference), " ", Code(framework.digest))
            for framework in (comparison.before, comparison.after)
        ),
    )


def _names(comparison: Comparison, language: Language) -> tuple[str, str]:
    """Return what to call the two sides: two titles, or the two versions of one."""
    before, after = comparison.before, comparison.after
    if before.id != after.id:
        return short_title(before, language), short_title(after, language)
    first, second = _sides(comparison, language)
    return f"{version_in_words(before, language)}{first}", f"{version_in_words(after, language)}{second}"


def _sides(comparison: Comparison, language: Language) -> tuple[str, str]:
    """Return what tells apart two texts that bear the same version number; nothing when the number does."""
    before, after = comparison.before, comparison.after
    if before.reference != after.reference or before.digest == after.digest:
        return "", ""
    return f" ({_STARTING.in_(language)})", f" ({_AMENDED.in_(language)})"


def _opening(comparison: Comparison, names: tuple[str, str] | None, language: Language) -> Iterator[Block]:
    """Yield what is compared, on what day, and how many dossiers change; ``names`` come before the titles, if any."""
    count = _DOSSIERS.of(len(comparison.pairs), language)
    day = _EVALUATED.in_(language).format(day=date_in_words(comparison.on, language))
    sides = (comparison.before, comparison.after)
    if names is not None:
        said_of = [
            capitalised(labelled(name, framework_in_words(side, language), language))
            for name, side in zip(names, sides, strict=True)
        ]
    else:
        told_apart = _sides(comparison, language)
        said_of = [
            f"{framework_in_words(side, language)}{apart}" for side, apart in zip(sides, told_apart, strict=True)
        ]
    yield Paragraph.of(" · ".join((*said_of, f"{count}, {day}")), manner=Manner.QUIET)
    for side in sides:
        if not side.in_force.covers(comparison.on):
            said = labelled(short_title(side, language), says_nothing(comparison.on, language), language)
            yield Note((Paragraph.of(Strong(said)),))
    flips = len(comparison.flips)
    said = _CHANGES.of(flips, language) if flips else _NO_CHANGE.in_(language)
    yield Paragraph.of(said.replace("{all}", number_in_words(len(comparison.pairs), language)), manner=Manner.LEDE)


def _outcomes(comparison: Comparison, names: tuple[str, str], language: Language) -> Section:
    """Return the table of outcomes: what stays stands on the diagonal, what moves is in bold."""
    before, after = names
    caption = _CAPTION.in_(language).format(before=before, after=after)
    header: tuple[Runs, ...] = (
        (_CORNER.in_(language),),
        *((OUTCOMES_IN_SHORT[outcome].in_(language),) for outcome in GRAVEST_FIRST),
    )
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        (
            (Mark(TONES[row], OUTCOMES_IN_SHORT[row].in_(language)),),
            *((_count(comparison, row, column, language),) for column in GRAVEST_FIRST),
        )
        for row in GRAVEST_FIRST
    )
    return Section(
        _TABLE.in_(language),
        (Table(caption, header, rows, (Align.START, *(Align.END for _ in GRAVEST_FIRST))),),
    )


def _findings(comparison: Comparison, names: tuple[str, str], language: Language) -> Section:
    """Return what each side can already tell: where every dossier is incomplete, this is all there is to compare."""
    before, after = names
    sides = (
        (before, [first for first, _ in comparison.pairs]),
        (after, [second for _, second in comparison.pairs]),
    )
    rows: tuple[tuple[Runs, ...], ...] = tuple(
        ((capitalised(name),), *((number_in_words(count, language),) for count in _counts(evaluations)))
        for name, evaluations in sides
    )
    header: tuple[Runs, ...] = ((_FRAMEWORK.in_(language),), *((word(result, language),) for result in Result))
    alignments = (Align.START, *(Align.END for _ in Result))
    return Section(_CERTAIN.in_(language), (Table(_CERTAIN_CAPTION.in_(language), header, rows, alignments),))


def _counts(evaluations: Sequence[Evaluation]) -> list[int]:
    found = Counter(result for evaluation in evaluations for _, result in evaluation.commitments())
    return [found[result] for result in Result]


def _count(comparison: Comparison, before: Outcome, after: Outcome, language: Language) -> Run:
    count = comparison.table.get((before, after), 0)
    said = number_in_words(count, language)
    return Strong(said) if count and before is not after else said


def _flips(comparison: Comparison, names: tuple[str, str], bank: QuestionBank, language: Language) -> Iterator[Section]:
    flips = comparison.flips
    if flips:
        items = tuple(
            _flip(rank, flip, comparison, names, bank, language)
            for rank, flip in enumerate(flips[:MOST_LISTED], start=1)
        )
        left = len(flips) - MOST_LISTED
        rest = (Paragraph.of(left_out(left, language), manner=Manner.QUIET),) if left > 0 else ()
        yield Section(_FLIPS.in_(language), (FindingList(items), *rest))


def _flip(
    rank: int, flip: Flip, comparison: Comparison, names: tuple[str, str], bank: QuestionBank, language: Language
) -> FindingItem:
    told = " ".join(
        _SIDE.in_(language).format(
            framework=capitalised(name), outcome=OUTCOMES_IN_SHORT[side.outcome].in_(language).lower()
        )
        for name, side in zip(names, (flip.before, flip.after), strict=True)
    )
    causes = tuple(_cause(cause, comparison, names, bank, language) for cause in flip.causes)
    return FindingItem(
        number=number_in_words(rank, language),
        title=flip.dossier.title,
        blocks=(Paragraph.of(told), *_because(causes, language)),
        mark=Mark(TONES[flip.after.outcome], OUTCOMES_IN_SHORT[flip.after.outcome].in_(language)),
    )


def _because(causes: tuple[Runs, ...], language: Language) -> Iterator[Block]:
    if causes:
        yield Paragraph.of(Strong(f"{_CAUSES.in_(language)}{colon(language)}"))
        yield BulletList(causes)


def _cause(
    cause: Cause, comparison: Comparison, names: tuple[str, str], bank: QuestionBank, language: Language
) -> Runs:
    """Return a criterion that decided: its state, what it asks, under which framework, and why.

    Where the two sides are versions of one text, its identifier does not tell which: the name of the side does.
    """
    mark = mark_of(cause.finding, language)
    title = sentence(cause.finding.rule.criterion.title.in_(language))
    reason = why((cause.finding,), comparison.on, bank, language, Addressee.WRITER)
    one_text = comparison.before.id == comparison.after.id
    side = f" ({names[cause.framework is comparison.after]})" if one_text else ""
    return (*((mark, " ") if mark is not None else ()), f"{title} ", Code(cause.criterion), f"{side} {reason}")
