# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One dossier, one commitment: what a councillor can read without knowing anything else."""

from collections.abc import Iterator

from balise.core.evaluation import Evaluation, Finding
from balise.core.frameworks import Commitment
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.commitments import particulars, references_of, statement
from balise.rendering.document import Aside, Block, BulletList, Document, Note, Paragraph, Section, Verdict
from balise.rendering.findings import ways_out, wording_tag
from balise.rendering.provenance import about, colophon
from balise.rendering.reasons import Addressee, gravest, mark_of, missing_of, why
from balise.rendering.trace import trace
from balise.rendering.typography import quoted
from balise.rendering.verdicts import outcome_mark

_MASTHEAD = Text("Explication", "Explanation")
_COMMITMENT = Text("Engagement {number}", "Commitment {number}")
_UNDER = Text("{commitment}, au titre du principe {principle}", "{commitment}, under the principle {principle}")
_STATEMENT = Text("Ce que dit l’engagement", "What the commitment says")
_WHAT_TO_DO = Text("Ce qu’il faut faire", "What to do")
_HOW_WE_KNOW = Text("Comment on le sait", "How we know")
_PARTICULARS = Text("À propos de cet engagement", "About this commitment")
_WHOLE = Text("Le dossier entier", "The whole dossier")
_ANSWER = Text(
    "Répondez à ces questions, ou faites-les suivre à qui sait.",
    "Answer these questions, or pass them on to whoever knows.",
)
_NOT_APPLICABLE = Text("Sans objet pour ce dossier.", "Not applicable to this dossier.")
_NOT_JUDGED = Text(
    "Cet engagement ne se juge pas sur un dossier : il engage la collectivité entière, qui en rend compte "
    "dans son bilan.",
    "This commitment is not judged on a dossier: it binds the authority as a whole, which accounts for it "
    "in its annual report.",
)


def explanation(evaluation: Evaluation, commitment: str, bank: QuestionBank, language: Language) -> Document:
    """Return the page that explains what was found of one commitment.

    Raises:
        KeyError: the framework has no such commitment.
    """
    explained = evaluation.framework.commitments_by_id[commitment]
    findings = evaluation.findings_of(commitment)
    return Document(
        title=explained.title.in_(language),
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(
            Paragraph.of(_which(explained, evaluation, language), " ", wording_tag(explained, language)),
            about(evaluation, language),
            _answer(findings, evaluation, bank, language),
        ),
        asides=(
            Aside(
                _WHOLE.in_(language),
                (Paragraph.of(evaluation.dossier.title, " ", outcome_mark(evaluation, language)),),
            ),
        ),
        body=tuple(_body(explained, findings, evaluation, bank, language)),
        colophon=colophon(evaluation, language=language),
    )


def _which(commitment: Commitment, evaluation: Evaluation, language: Language) -> str:
    number = _COMMITMENT.in_(language).format(number=commitment.number)
    principle = evaluation.framework.principles_by_id.get(commitment.principle)
    if principle is None:
        return number
    return _UNDER.in_(language).format(commitment=number, principle=quoted(principle.title.in_(language), language))


def _answer(findings: tuple[Finding, ...], evaluation: Evaluation, bank: QuestionBank, language: Language) -> Block:
    """Return the finding and why in one sentence; a remark when there is nothing to judge."""
    if not findings:
        return Note((Paragraph.of(_NOT_JUDGED.in_(language)),))
    reason = Paragraph.of(why(findings, evaluation.on, bank, language, Addressee.WRITER))
    mark = mark_of(gravest(findings), language)
    if mark is None:
        return Note((Paragraph.of(_NOT_APPLICABLE.in_(language)), reason))
    return Verdict(mark.tone, mark.word, (reason,))


def _body(
    commitment: Commitment,
    findings: tuple[Finding, ...],
    evaluation: Evaluation,
    bank: QuestionBank,
    language: Language,
) -> Iterator[Section]:
    to_do = tuple(_to_do(findings, bank, language))
    if to_do:
        yield Section(_WHAT_TO_DO.in_(language), to_do)
    stated = tuple(statement(commitment, evaluation.on, language))
    yield Section(_STATEMENT.in_(language), stated)
    if findings:
        given = references_of(commitment, evaluation.framework)
        yield Section(_HOW_WE_KNOW.in_(language), trace(findings, evaluation.on, bank, language, given=given))
    yield Section(_PARTICULARS.in_(language), (particulars(commitment, evaluation.framework, language),))


def _to_do(findings: tuple[Finding, ...], bank: QuestionBank, language: Language) -> Iterator[Block]:
    """Yield the ways out of what is not kept, then the questions to answer in full."""
    yield from ways_out(findings, language, Addressee.WRITER)
    questions = [bank.by_id[name].label.in_(language) for name in missing_of(findings) if name in bank.by_id]
    if questions:
        yield Paragraph.of(_ANSWER.in_(language))
        yield BulletList(tuple((question,) for question in questions))
