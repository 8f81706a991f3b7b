# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A charter as residents read it, in five minutes: what was promised, in plain words, and what the promise is worth.

``framework_page`` shows the same text to whoever must apply it, rule by rule. Here, what the words are worth is said
first and beside each commitment: a resident must never take a reconstruction for a vote.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from balise.core.frameworks import Commitment, Framework, Scope, Strength, Vote, Wording
from balise.core.french_names import with_article
from balise.core.language import Language, Text
from balise.core.pictograms import PictogramSet
from balise.core.questions import QuestionBank
from balise.core.references import Reference, SourceStatus
from balise.rendering.commitments import references_of, statement
from balise.rendering.document import (
    Aside,
    Block,
    Blocks,
    BulletList,
    Code,
    Definition,
    DefinitionList,
    Disclosure,
    Document,
    Figure,
    FindingItem,
    FindingList,
    Manner,
    Note,
    Paragraph,
    Run,
    Runs,
    Section,
    Strong,
    in_french,
)
from balise.rendering.findings import wording_in_words, wording_tag, wordings_in_words
from balise.rendering.trace import source_in_words
from balise.rendering.typography import AND, capitalised, colon, date_in_words, joined, sentence
from balise.rendering.vocabulary import PROPOSED_WORDING_EXPLAINED, WORDINGS_EXPLAINED, word

_MASTHEAD = Text("{kind}, en clair", "{kind}, in plain words")
_VOTED = Text("Votée par : {body}, le {day}{result}.", "Voted by: {body}, on {day}{result}.")
_ADOPTED = Text("Texte de : {publisher}.", "A text of: {publisher}.")
_IN_BRIEF = Text("Le texte", "The text")
_BODY = Text("Qui a voté", "Who voted")
_DAY = Text("Quand", "When")
_RESULT = Text("Résultat", "Result")
_ACT = Text("Délibération", "Deliberation")
_PUBLISHER = Text("De qui est ce texte", "Whose text this is")
_VERSION = Text("Version", "Version")
_COMMITMENTS = Text("Engagements", "Commitments")
_DIGEST = Text("Empreinte de ce texte", "Digest of this text")
_AFTER = Text("Balise, d’après {publisher}", "Balise, after {publisher}")
_AS_WRITTEN = Text(
    "Texte tel qu’il est écrit dans Balise, d’après {publisher}", "The text as written in Balise, after {publisher}"
)
_WORTH = Text("Ce que valent ces mots", "What these words are worth")
_WHO = Text("Qui est tenu", "Who is bound")
_OTHERWISE = Text("Si ce n’est pas tenu", "If it is not kept")
_SOURCES = Text("D’où vient cet engagement", "Where this commitment comes from")
_ASKED = Text("Ce que l’on demande à chaque projet", "What every project is asked")
_CONSULTED = Text("Qui a été consulté", "Who was consulted")
_EXCEPTIONS = Text("Demander une exception", "Asking for an exception")
_OTHER = Text("Autres engagements", "Other commitments")
_NOT_SAID = Text("le texte ne le dit pas", "the text does not say")
_NOT_FOUND = Text("Absent des sources consultées", "Absent from the sources read")
_DOUBT = Text(
    "Une source au moins reste à confirmer.",
    "One source at least is to be confirmed.",
)
_WHOLE = Text(
    "la collectivité entière en répond, dans son bilan annuel",
    "the authority as a whole answers for it, in its annual report",
)
_CONSEQUENCES = {
    Strength.BLOCKING: Text(
        "avis défavorable, sauf exception motivée et publique",
        "unfavourable opinion, but for a reasoned and public exception",
    ),
    Strength.CORRECTABLE: Text(
        "le projet est à corriger, ou accepté sous réserve",
        "the project is to be corrected, or accepted with a reservation",
    ),
    Strength.ADVISORY: Text("c’est un conseil : le projet peut continuer", "this is advice: the project may go on"),
}
_SOME = Text("certaines vérifications : {said}", "some of the checks: {said}")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who a file says that it is by."""

    author: str
    footer: str
    """What stands at the foot of every page."""


def charter_page(
    framework: Framework, bank: QuestionBank, language: Language, pictograms: PictogramSet | None = None
) -> Document:
    """Return the charter to be read by residents, illustrated when there are pictograms."""
    reader = _Reader(framework, bank, language, pictograms)
    return Document(
        title=_title(framework, language),
        language=language,
        masthead=_MASTHEAD.in_(language).format(kind=capitalised(word(framework.kind, language))),
        opening=tuple(_opening(framework, language)),
        asides=(Aside(_IN_BRIEF.in_(language), (DefinitionList(tuple(_brief(framework, language))),)),),
        body=(*reader.principles(), *_around(framework, language)),
    )


def charter_to_print(
    framework: Framework, bank: QuestionBank, language: Language, pictograms: PictogramSet | None = None
) -> Document:
    """Return the same charter as a file keeps it: its title says what the wordings are worth, wherever it is sent."""
    page = charter_page(framework, bank, language, pictograms)
    return replace(page, title=framework.title.in_(language))


def signature(framework: Framework, language: Language) -> Signature:
    """Return who a file of the charter is by: the authority for words that it voted, all of them, else Balise.

    A reconstruction signed by the authority would be quoted as its own words, and a file travels without this site.
    """
    if all(commitment.wording is Wording.VOTED for commitment in framework.commitments):
        return Signature(framework.publisher, framework.publisher)
    whose = with_article(framework.publisher) if language is Language.FRENCH else framework.publisher
    return Signature(*(text.in_(language).format(publisher=whose) for text in (_AFTER, _AS_WRITTEN)))


def _title(framework: Framework, language: Language) -> str:
    """Return the title without its subtitle: what that one says of the wordings, the opening says in full."""
    return framework.title.in_(language).partition(" — ")[0]


def _opening(framework: Framework, language: Language) -> Iterator[Block]:
    """Yield the vote, then what the wordings are worth: nobody reads a commitment before."""
    said: Runs = (_ADOPTED.in_(language).format(publisher=framework.publisher),)
    if framework.vote is not None:
        said = _vote_in_words(framework.vote, language)
    yield Paragraph(said, Manner.LEDE)
    counts = Counter(commitment.wording for commitment in framework.commitments)
    if counts:
        yield Note(
            (
                Paragraph.of(Strong(_WORTH.in_(language))),
                Paragraph.of(wordings_in_words(framework, language)),
                *(_worth(wording, framework, language) for wording in Wording if counts[wording]),
            )
        )
    if framework.summary is not None:
        yield Paragraph.of(framework.summary.in_(language))


def _worth(wording: Wording, framework: Framework, language: Language) -> Paragraph:
    draft = framework.is_proposed
    label = Strong(f"{capitalised(wording_in_words(wording, language, draft=draft))}{colon(language)}")
    proposed = draft and wording is Wording.VOTED
    explained = PROPOSED_WORDING_EXPLAINED if proposed else WORDINGS_EXPLAINED[wording]
    return Paragraph.of(label, f" {explained.in_(language)}")


def _vote_in_words(vote: Vote, language: Language) -> Runs:
    """Return the vote in a sentence: who voted and with what result are written in French alone."""
    result = f", {vote.result[:1].lower()}{vote.result[1:]}" if vote.result else ""
    day = date_in_words(vote.on, language)
    said = _VOTED.in_(language)
    if language is Language.FRENCH:
        return (said.format(body=vote.body, day=day, result=result),)
    before, _, rest = said.replace("{day}", day).partition("{body}")
    between, _, after = rest.partition("{result}")
    return (before, in_french(vote.body, language), between, *((in_french(result, language),) if result else ()), after)


def _brief(framework: Framework, language: Language) -> Iterator[Definition]:
    vote = framework.vote
    facts: tuple[tuple[Text, Run | None], ...] = (
        (_PUBLISHER, framework.publisher),
        (_BODY, in_french(vote.body, language) if vote else None),
        (_DAY, capitalised(date_in_words(vote.on, language)) if vote else None),
        (_RESULT, (in_french(vote.result, language) if vote.result else _NOT_FOUND.in_(language)) if vote else None),
        (_ACT, in_french(vote.reference, language) if vote and vote.reference else None),
        (_VERSION, f"{framework.version} ({word(framework.status, language)})"),
        (_COMMITMENTS, str(len(framework.commitments))),
    )
    for term, said in facts:
        if said:
            yield Definition(term.in_(language), ((said,),))
    yield Definition(_DIGEST.in_(language), ((Code(framework.reference), " ", Code(framework.digest)),))


class _Reader:
    """Writes the commitments of one charter for residents."""

    def __init__(
        self, framework: Framework, bank: QuestionBank, language: Language, pictograms: PictogramSet | None
    ) -> None:
        self.framework = framework
        self.bank = bank
        self.language = language
        self.pictograms = pictograms

    def principles(self) -> Iterator[Section]:
        """Yield the principles in order, each with its commitments; then the commitments of none."""
        for principle in self.framework.principles:
            mine = [each for each in self.framework.commitments if each.principle == principle.id]
            summary: Blocks = ()
            if principle.summary is not None:
                summary = (Paragraph.of(principle.summary.in_(self.language), manner=Manner.LEDE),)
            yield Section(principle.title.in_(self.language), (*summary, *self._listed(mine)), principle.id)
        known = self.framework.principles_by_id
        others = [each for each in self.framework.commitments if each.principle not in known]
        if others:
            yield Section(_OTHER.in_(self.language), self._listed(others))

    def _listed(self, commitments: Sequence[Commitment]) -> Blocks:
        items = tuple(self._commitment(commitment) for commitment in commitments)
        return (FindingList(items),) if items else ()

    def _commitment(self, commitment: Commitment) -> FindingItem:
        references = references_of(commitment, self.framework)
        return FindingItem(
            number=commitment.number,
            title=commitment.title.in_(self.language),
            blocks=(
                *self._figure(commitment),
                *statement(commitment, None, self.language),
                DefinitionList(tuple(self._particulars(commitment))),
                *self._doubt(references),
                Disclosure(_SOURCES.in_(self.language), (self._sources(references),)),
                *self._asked(commitment),
            ),
            tags=(wording_tag(commitment, self.language, draft=self.framework.is_proposed),),
            id=commitment.id,
        )

    def _figure(self, commitment: Commitment) -> Iterator[Block]:
        if self.pictograms is not None:
            pictogram = self.pictograms.of(commitment.id)
            yield Figure(pictogram.svg, pictogram.alternative.in_(self.language))

    def _particulars(self, commitment: Commitment) -> Iterator[Definition]:
        bound = joined([word(each, self.language) for each in commitment.binds], AND, self.language)
        who = sentence(bound or _NOT_SAID.in_(self.language))
        yield Definition(_WHO.in_(self.language), ((who,),))
        said = tuple((sentence(text),) for text in self._consequences(commitment))
        yield Definition(_OTHERWISE.in_(self.language), said)

    def _consequences(self, commitment: Commitment) -> Iterator[str]:
        """Yield what a breach leads to: that of the commitment, or of each sort of check when they differ.

        Checks that only advise are left aside when others bind: a resident asks what a promise is worth.
        """
        if commitment.scope is Scope.ORGANISATION:
            yield _WHOLE.in_(self.language)
            return
        found = {rule.strength for rule in self.framework.rules_by_commitment[commitment.id]} or {commitment.strength}
        found = found - {Strength.ADVISORY} or found
        for strength in Strength:
            if strength in found:
                said = _CONSEQUENCES[strength].in_(self.language)
                yield said if len(found) == 1 else _SOME.in_(self.language).format(said=said)

    def _doubt(self, references: Sequence[Reference]) -> Iterator[Block]:
        if any(reference.source.status is SourceStatus.TO_CONFIRM for reference in references):
            yield Paragraph.of(_DOUBT.in_(self.language), manner=Manner.QUIET)

    def _sources(self, references: Sequence[Reference]) -> BulletList:
        return BulletList(tuple(source_in_words(reference, self.language) for reference in references))

    def _asked(self, commitment: Commitment) -> Iterator[Block]:
        """Yield the questions whose answers tell whether the commitment is kept, in the words of the form."""
        rules = self.framework.rules_by_commitment[commitment.id]
        names = dict.fromkeys(name for rule in rules for name in rule.criterion.questions())
        asked = tuple(
            (self.bank.by_id[name].label.in_(self.language),)
            for name in sorted(names, key=lambda name: self.bank.rank.get(name, 0))
            if name in self.bank.by_id
        )
        if asked:
            yield Disclosure(_ASKED.in_(self.language), (BulletList(asked),))


def _around(framework: Framework, language: Language) -> Iterator[Section]:
    if framework.consulted:
        consulted = tuple((capitalised(text.in_(language)),) for text in framework.consulted)
        yield Section(_CONSULTED.in_(language), (BulletList(consulted),))
    if framework.exception_procedure is not None:
        yield Section(_EXCEPTIONS.in_(language), (Paragraph.of(framework.exception_procedure.in_(language)),))
