# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The findings of an evaluation, commitment by commitment, the gravest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from balise.core.evaluation import Evaluation, Finding, Result
from balise.core.frameworks import Commitment, Framework, Scope, Wording
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.commitments import reminder
from balise.rendering.document import (
    Block,
    Blocks,
    Disclosure,
    FindingItem,
    FindingList,
    Manner,
    Paragraph,
    Section,
    Strong,
    Tag,
)
from balise.rendering.reasons import Addressee, announcement, gravest, gravity, mark_of, way_out, why
from balise.rendering.trace import WHY_THIS_FINDING, trace
from balise.rendering.typography import AND, Counted, joined, labelled, sentence
from balise.rendering.vocabulary import PROPOSED_WORDING, word

COMMITMENT_BY_COMMITMENT = Text("Engagement par engagement", "Commitment by commitment")

_NOT_APPLICABLE = Text("Sans objet pour ce dossier", "Not applicable to this dossier")
_SET_ASIDE = Counted(
    Text("{n} engagement ne s’applique pas ici", "{n} commitment does not apply here"),
    Text("{n} engagements ne s’appliquent pas ici", "{n} commitments do not apply here"),
)
_ORGANISATION = Text("Ce qui engage la collectivité entière", "What binds the authority as a whole")
_NOT_JUDGED = Text(
    "Ces engagements ne se jugent pas sur un dossier ; la collectivité en rend compte dans son bilan.",
    "These commitments are not judged on a dossier; the authority accounts for them in its annual report.",
)
_WORDINGS = Text("Origine des formulations", "Where the wordings come from")
_PROPOSED = Counted(
    Text("{n} proposée au vote", "{n} put to the vote"), Text("{n} proposées au vote", "{n} put to the vote")
)
_COUNTED = {
    Wording.VOTED: Counted(Text("{n} votée", "{n} as voted"), Text("{n} votées", "{n} as voted")),
    Wording.REPORTED: Counted(Text("{n} rapportée", "{n} as reported"), Text("{n} rapportées", "{n} as reported")),
    Wording.RECONSTRUCTED: Counted(
        Text("{n} reconstituée", "{n} reconstructed"), Text("{n} reconstituées", "{n} reconstructed")
    ),
    Wording.SUMMARISED: Counted(
        Text("{n} résumée par nos soins", "{n} summarised by us"),
        Text("{n} résumées par nos soins", "{n} summarised by us"),
    ),
}


def findings_sections(
    evaluation: Evaluation, bank: QuestionBank, language: Language, addressee: Addressee
) -> Iterator[Section]:
    """Yield what is judged, then what does not apply, then what is not judged on a dossier."""
    found = [
        (commitment, findings)
        for commitment in evaluation.framework.commitments
        if (findings := evaluation.findings_of(commitment.id))
    ]
    judged = [pair for pair in found if gravest(pair[1]).result is not Result.NOT_APPLICABLE]
    aside = [pair for pair in found if gravest(pair[1]).result is Result.NOT_APPLICABLE]
    judged.sort(key=lambda pair: gravity(gravest(pair[1])))
    yield Section(
        COMMITMENT_BY_COMMITMENT.in_(language),
        (
            Paragraph.of(wordings_in_words(evaluation.framework, language), manner=Manner.QUIET),
            *_list(finding_item(commitment, evaluation, bank, language, addressee) for commitment, _ in judged),
        ),
    )
    if aside:
        items = _list(finding_item(commitment, evaluation, bank, language, addressee) for commitment, _ in aside)
        summary = _SET_ASIDE.of(len(aside), language)
        yield Section(_NOT_APPLICABLE.in_(language), (Disclosure(summary, tuple(items)),))
    yield from _organisation(evaluation, language)


def finding_item(
    commitment: Commitment,
    evaluation: Evaluation,
    bank: QuestionBank,
    language: Language,
    addressee: Addressee,
) -> FindingItem:
    """Return a commitment as found: its mark, why in one sentence, the way out, and the trace."""
    findings = evaluation.findings_of(commitment.id)
    return FindingItem(
        number=commitment.number,
        title=commitment.title.in_(language),
        blocks=(
            Paragraph.of(why(findings, evaluation.on, bank, language, addressee)),
            *ways_out(findings, language, addressee),
            Disclosure(
                WHY_THIS_FINDING.in_(language),
                (
                    reminder(commitment, evaluation.on, language),
                    *trace(findings, evaluation.on, bank, language),
                ),
            ),
        ),
        mark=mark_of(gravest(findings), language),
        tags=(wording_tag(commitment, language),),
        id=commitment.id,
    )


def ways_out(findings: Sequence[Finding], language: Language, addressee: Addressee) -> Blocks:
    """Return the ways out of the criteria that are not satisfied, once each; advice is called advice."""
    labels: dict[str, str] = {}
    for finding in sorted(findings, key=gravity):
        if finding.result is Result.NOT_SATISFIED:
            label = announcement(finding.rule.strength, language, addressee)
            labels.setdefault(way_out(finding.rule, language, addressee), label)
    return tuple(Paragraph((Strong(label), labelled("", text, language))) for text, label in labels.items())


def wording_tag(commitment: Commitment, language: Language, *, draft: bool = False) -> Tag:
    """Return where the words of a commitment come from, to stand beside its title."""
    return Tag(wording_in_words(commitment.wording, language, draft=draft))


def wording_in_words(wording: Wording, language: Language, *, draft: bool) -> str:
    """Return where words come from; those that a draft will have a council vote are only proposed."""
    if draft and wording is Wording.VOTED:
        return PROPOSED_WORDING.in_(language)
    return word(wording, language)


def wordings_in_words(framework: Framework, language: Language) -> str:
    """Return how many commitments are worded as voted, as reported, reconstructed or summarised."""
    counts = Counter(commitment.wording for commitment in framework.commitments)
    counted = _COUNTED | {Wording.VOTED: _PROPOSED} if framework.is_proposed else _COUNTED
    said = [counted[wording].of(counts[wording], language) for wording in Wording if counts[wording]]
    return sentence(labelled(_WORDINGS.in_(language), joined(said, AND, language), language))


def _organisation(evaluation: Evaluation, language: Language) -> Iterator[Section]:
    commitments = [
        commitment for commitment in evaluation.framework.commitments if commitment.scope is Scope.ORGANISATION
    ]
    if commitments:
        items = _list(_stated(commitment, evaluation, language) for commitment in commitments)
        yield Section(_ORGANISATION.in_(language), (Paragraph.of(_NOT_JUDGED.in_(language)), *items))


def _stated(commitment: Commitment, evaluation: Evaluation, language: Language) -> FindingItem:
    return FindingItem(
        number=commitment.number,
        title=commitment.title.in_(language),
        blocks=(Paragraph.of(commitment.statement.at(evaluation.on).in_(language)),),
        tags=(wording_tag(commitment, language),),
        id=commitment.id,
    )


def _list(items: Iterable[FindingItem]) -> Iterator[Block]:
    listed = tuple(items)
    if listed:
        yield FindingList(listed)
