# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The sheet of a dossier: the answer first, what would change it, then commitment by commitment.

It is what a project owner keeps, a committee reads and a resident may ask for: it says everything, and the
one sentence that matters comes before the rest. Under several frameworks the first one leads the page, but a
graver outcome under another is said in the same breath: a page never opens on better news than it holds.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from balise.core.advice import Advice
from balise.core.dossiers import Dossier, Evidence
from balise.core.evaluation import Evaluation
from balise.core.frameworks import Framework
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.advice_page import (
    NOTHING_TO_CORRECT,
    out_of_reach,
    remedies,
    smallest,
    too_many,
    what_would_do,
)
from balise.rendering.answer import answer, enough_title
from balise.rendering.answer_words import subject_in_words
from balise.rendering.document import (
    Aside,
    Block,
    Blocks,
    Definition,
    DefinitionList,
    Document,
    Link,
    Manner,
    Mark,
    Paragraph,
    Runs,
    Section,
    Table,
    Tone,
)
from balise.rendering.findings import findings_sections
from balise.rendering.provenance import about, colophon, digest_in_short, names_under, version_in_words
from balise.rendering.reasons import Addressee
from balise.rendering.typography import AND, capitalised, date_in_words, joined, sentence
from balise.rendering.verdicts import outcome_mark, verdict

_MASTHEAD = Text("Fiche d’évaluation", "Assessment sheet")
_ALSO = Text("Aussi évalué", "Also assessed")
_EVIDENCE = Text("Pièces justificatives", "Evidence")
_EVIDENCE_CAPTION = Text(
    "Pièces jointes au dossier, et jusqu’à quand elles valent",
    "Documents in the dossier, and until when they hold",
)
_EVIDENCE_HEADER = (
    Text("Pièce", "Document"),
    Text("Appuie", "Supports"),
    Text("Datée du", "Dated"),
    Text("Validité", "Validity"),
)
_EXPIRED = Text("Expirée depuis le {day}", "Expired since {day}")
_EXPIRES = Text("Expire le {day}", "Expires on {day}")
_NO_END = Text("Sans date de fin", "No end date")
_NOT_DATED = Text("Non datée", "Not dated")
_NOTHING_NAMED = Text("le dossier", "the dossier")


def sheet(
    evaluations: Sequence[Evaluation],
    advices: Mapping[str, Advice],
    bank: QuestionBank,
    language: Language,
    addressee: Addressee = Addressee.WRITER,
) -> Document:
    """Return the sheet of one dossier under one or several frameworks.

    ``evaluations`` are of the same dossier, the leading framework first. ``advices`` are by the
    digest of the framework, for two versions of one may stand side by side; without one, the page simply does
    not say what would be enough.

    Raises:
        ValueError: there is no evaluation.
    """
    if not evaluations:
        raise ValueError("a sheet needs at least one evaluation")
    first = evaluations[0]
    several = len(evaluations) > 1
    return Document(
        title=first.dossier.title,
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(
            *_lede(first.dossier),
            about(first, language),
            answer(evaluations, advices, bank, language),
        ),
        asides=tuple(_asides(evaluations, advices, bank, language, addressee)),
        body=(
            *(
                _under_each(evaluations, advices, bank, language, addressee)
                if several
                else findings_sections(first, bank, language, addressee)
            ),
            *_evidence(first.dossier, first.on, bank, language),
        ),
        colophon=colophon(*evaluations, language=language),
    )


def _lede(dossier: Dossier) -> Iterator[Paragraph]:
    """Yield what the project says of itself."""
    summary = dossier.answers.get("summary")
    if isinstance(summary, str) and summary.strip():
        yield Paragraph.of(sentence(" ".join(summary.split())), manner=Manner.LEDE)


def _asides(
    evaluations: Sequence[Evaluation],
    advices: Mapping[str, Advice],
    bank: QuestionBank,
    language: Language,
    addressee: Addressee,
) -> Iterator[Aside]:
    first, *others = evaluations
    advice = advices.get(first.framework.digest)
    enough: Blocks = tuple(what_would_do(advice, bank, language, addressee)) if advice is not None else ()
    if advice is not None and enough:
        yield Aside(enough_title(evaluations, language), (*enough, *smallest(advice, language, addressee)))
    if advice is not None and out_of_reach(advice):
        yield Aside(NOTHING_TO_CORRECT.in_(language), (Paragraph.of(too_many(advice, bank, language)),))
    if others:
        entries = tuple(_also(other, evaluations, language) for other in others)
        yield Aside(_ALSO.in_(language), (DefinitionList(entries),))


def _place(framework: Framework, evaluations: Sequence[Evaluation]) -> str:
    """Return the id of the section of a framework: its reference, and its digest when two texts share that."""
    digests = {item.framework.digest for item in evaluations if item.framework.reference == framework.reference}
    return framework.reference if len(digests) == 1 else f"{framework.reference}:{digest_in_short(framework)}"


def _also(evaluation: Evaluation, evaluations: Sequence[Evaluation], language: Language) -> Definition:
    framework = evaluation.framework
    return Definition(
        Link(names_under(evaluations, language)[framework.digest], f"#{_place(framework, evaluations)}"),
        ((outcome_mark(evaluation, language),),),
    )


def _under_each(
    evaluations: Sequence[Evaluation],
    advices: Mapping[str, Advice],
    bank: QuestionBank,
    language: Language,
    addressee: Addressee,
) -> Iterator[Section]:
    """Yield a section a framework; the answer of the leading one is not repeated."""
    titles = names_under(evaluations, language)
    for rank, evaluation in enumerate(evaluations):
        framework = evaluation.framework
        advice = advices.get(framework.digest)
        blocks: list[Block] = [Paragraph.of(_which(framework, language, lead=not rank), manner=Manner.QUIET)]
        if rank:
            blocks.append(verdict(evaluation, advice, bank, language))
            if advice is not None:
                blocks.extend(remedies(advice, bank, language, briefly=True, addressee=addressee))
        blocks.extend(findings_sections(evaluation, bank, language, addressee))
        yield Section(titles[framework.digest], tuple(blocks), id=_place(framework, evaluations))


def _which(framework: Framework, language: Language, *, lead: bool) -> str:
    """Return the version of a framework, and what its heading leaves out of its title.

    The title of the leading framework stands in full at the top of the page.
    """
    subtitle = "" if lead else framework.title.in_(language).partition(" — ")[2]
    return capitalised(" · ".join(part for part in (subtitle, version_in_words(framework, language)) if part))


def _evidence(dossier: Dossier, on: date, bank: QuestionBank, language: Language) -> Iterator[Section]:
    if dossier.evidence:
        table = Table(
            _EVIDENCE_CAPTION.in_(language),
            tuple((title.in_(language),) for title in _EVIDENCE_HEADER),
            tuple(_evidence_row(evidence, on, bank, language) for evidence in dossier.evidence),
        )
        yield Section(_EVIDENCE.in_(language), (table,))


def _evidence_row(evidence: Evidence, on: date, bank: QuestionBank, language: Language) -> tuple[Runs, ...]:
    supported = [subject_in_words(name, bank, language) for name in evidence.supports]
    title = Link(evidence.title, evidence.location) if evidence.location else evidence.title
    dated = date_in_words(evidence.dated, language) if evidence.dated else _NOT_DATED.in_(language)
    return (
        (title,),
        (capitalised(joined(supported, AND, language) or _NOTHING_NAMED.in_(language)),),
        (dated,),
        _validity(evidence, on, language),
    )


def _validity(evidence: Evidence, on: date, language: Language) -> Runs:
    if evidence.expires_on is None:
        return (_NO_END.in_(language),)
    day = date_in_words(evidence.expires_on, language)
    if evidence.expired(on):
        return (Mark(Tone.FIX, _EXPIRED.in_(language).format(day=day)),)
    return (_EXPIRES.in_(language).format(day=day),)
