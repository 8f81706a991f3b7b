# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The advice page: which questions can still settle the outcome, and the fewest answers to change."""

from collections.abc import Iterator

from balise.core.advice import Advice
from balise.core.amendment import deciding
from balise.core.evaluation import Finding, Result
from balise.core.frameworks import Framework, Strength
from balise.core.language import Language, Text
from balise.core.mending import MOST_CHANGES
from balise.core.open_questions import OpenQuestion
from balise.core.opinions import OPINION_QUESTIONS
from balise.core.questions import QuestionBank
from balise.rendering.answer_words import subject_in_words, value_in_words
from balise.rendering.changes import change_sets_in_words
from balise.rendering.document import (
    Block,
    Blocks,
    BulletList,
    Disclosure,
    Document,
    FindingItem,
    FindingList,
    Manner,
    Mark,
    Paragraph,
    Runs,
    Section,
    Strong,
    Tone,
)
from balise.rendering.provenance import about, colophon
from balise.rendering.reasons import Addressee, way_out
from balise.rendering.typography import AND, OR, Counted, joined, labelled, number_in_words, quoted, sentence
from balise.rendering.verdicts import commitments_of, verdict
from balise.rendering.vocabulary import word

WHAT_WOULD_DO = Text("Ce qui suffirait", "What would be enough")
NOTHING_TO_CORRECT = Text("Pour qu’il ne reste rien à corriger", "For nothing to be left to correct")

_TOO_MANY = Text(
    "Corriger tous les points demande plus de {n} changements, ou des faits que le projet ne peut pas changer",
    "Correcting every point takes more than {n} changes, or facts that the project cannot change",
)

_NOT_ENOUGH = Text(
    "Quelques choix de conception n’y suffiraient pas. Reste à corriger",
    "A few design choices would not be enough. Left to correct",
)
_FEW_CHOICES = Text(
    "Quelques choix de conception ne suffiraient pas à tout corriger",
    "A few design choices would not correct everything",
)
_OPINIONS_TOO = Text("avis attendus", "opinions awaited")
_ONE_BY_ONE = Counted(
    Text("voici celui qui est connu", "here is the one that is known"),
    Text("les voici un à un", "here they are, one by one"),
)
_MASTHEAD = Text("Conseil", "Advice")
_QUESTIONS = Text("Les questions qui peuvent encore tout changer", "The questions that can still change everything")
_QUESTIONS_LEFT = Counted(
    Text("{n} question, la plus décisive.", "{n} question, the decisive one."),
    Text(
        "{n} questions, la plus décisive d’abord. Certaines ne se posent que selon les réponses aux autres.",
        "{n} questions, the most decisive first. Some are asked only according to the answers to others.",
    ),
)
_NONE_LEFT = Text(
    "Aucune réponse manquante ne peut plus changer l’issue.",
    "No missing answer can change the outcome any more.",
)
_DECIDES = Text("Décide de", "Decides")
_BLOCKS = Text(
    "Un engagement bloquant ne serait pas tenu si la réponse était",
    "A blocking commitment would not be kept if the answer were",
)
_ASKED_BECAUSE = Text("Pourquoi cette question", "Why this question")
_ASK = Text("Qui sait", "Who knows")
_CAN_BLOCK = Text("Peut bloquer", "Can block")
_HELPS_BLOCK = Text("Peut contribuer à bloquer", "Can help to block")
_CAN_NEED_CORRECTION = Text("Peut ajouter un point à corriger", "Can add a point to correct")
_OUT_OF_REACH = Text(
    "Aucune combinaison de {n} choix de conception au plus ne rendrait ce projet acceptable : ce qui le bloque est un "
    "fait, dépend de quelqu’un d’autre, ou demande un autre projet. Voici ce qui est attendu.",
    "No combination of at most {n} design choices would make this project acceptable: what blocks it is a fact, "
    "depends on somebody else, or calls for another project. Here is what is expected.",
)
_ONLY_TO_ANSWER = Counted(
    Text(
        "Rien à changer. Reste une réponse à donner ; elle peut ajouter un point à corriger, non changer l’issue",
        "Nothing to change. One answer remains; it may add a point to correct, but not change the outcome",
    ),
    Text(
        "Rien à changer. Restent {n} réponses ; elles peuvent ajouter des points à corriger, non changer l’issue",
        "Nothing to change. {n} answers remain; they may add points to correct, but not change the outcome",
    ),
)
_SMALLEST = Text(
    "C’est le plus petit changement possible, calculé sur vos réponses. Seuls des choix du projet sont "
    "proposés, jamais des faits.",
    "This is the smallest change possible, computed from your answers. Only choices of the project are "
    "proposed, never facts.",
)
_SMALLEST_FOR_THIS_DOSSIER = Text(
    "C’est le plus petit changement possible, calculé sur les réponses du dossier. Seuls des choix du projet sont "
    "proposés, jamais des faits.",
    "This is the smallest change possible, computed from the answers of the dossier. Only choices of the project are "
    "proposed, never facts.",
)


def advice_page(advice: Advice, bank: QuestionBank, language: Language) -> Document:
    """Return the page that says how to go on from an evaluation."""
    evaluation = advice.evaluation
    return Document(
        title=evaluation.dossier.title,
        language=language,
        masthead=_MASTHEAD.in_(language),
        opening=(about(evaluation, language), verdict(evaluation, advice, bank, language)),
        body=(*remedies(advice, bank, language, addressee=Addressee.WRITER), *questions_left(advice, bank, language)),
        colophon=colophon(evaluation, language=language),
    )


def remedies(
    advice: Advice,
    bank: QuestionBank,
    language: Language,
    *,
    addressee: Addressee,
    title: str = "",
    briefly: bool = False,
) -> Iterator[Section]:
    """Yield what would make the project acceptable, then what would leave nothing to correct.

    ``title`` announces what would be enough in other words than « Ce qui suffirait ». ``briefly`` leaves out the list
    of points to correct, on a page that shows them anyway.
    """
    enough = tuple(what_would_do(advice, bank, language, addressee))
    if enough:
        yield Section(title or WHAT_WOULD_DO.in_(language), (*enough, *smallest(advice, language, addressee)))
    if advice.favourable and advice.favourable != advice.acceptable:
        sets = change_sets_in_words(advice.favourable, advice.evaluation, bank, language, addressee)
        yield Section(NOTHING_TO_CORRECT.in_(language), sets)
    if out_of_reach(advice):
        yield Section(
            NOTHING_TO_CORRECT.in_(language), tuple(_one_by_one(advice, bank, language, addressee, briefly=briefly))
        )


def out_of_reach(advice: Advice) -> bool:
    """Tell whether no few changes correct every point, and nothing else says so already.

    When the project cannot even be made acceptable, that is what there is to say.
    """
    return advice.favourable_out_of_reach and not advice.favourable and not advice.out_of_reach


def too_many(advice: Advice, bank: QuestionBank, language: Language) -> str:
    """Return why no few choices correct everything: the points themselves, and the opinions awaited, when few."""
    commitments = commitments_of(_to_correct(advice))
    if not commitments or len(commitments) > MOST_CHANGES:
        return sentence(_too_many_said(language))
    known = advice.evaluation.framework.commitments_by_id
    named = joined([quoted(known[name].title.in_(language), language) for name in commitments], AND, language)
    opinions = [subject_in_words(name, bank, language) for name in advice.to_answer if name in OPINION_QUESTIONS]
    left = sentence(labelled(_NOT_ENOUGH.in_(language), named, language))
    if not opinions:
        return left
    return f"{left} {sentence(labelled(_OPINIONS_TOO.in_(language), joined(opinions, AND, language), language))}"


def _to_correct(advice: Advice) -> tuple[Finding, ...]:
    """Return the findings that are points to correct. How many points they make is counted in commitments."""
    return tuple(
        finding
        for finding in advice.evaluation.findings
        if (finding.rule.strength, finding.result) == (Strength.CORRECTABLE, Result.NOT_SATISFIED)
    )


def _too_many_said(language: Language) -> str:
    """Return that few changes cannot correct everything: said of more points than that, for fewer are named."""
    return _TOO_MANY.in_(language).format(n=number_in_words(MOST_CHANGES, language))


def _one_by_one(
    advice: Advice, bank: QuestionBank, language: Language, addressee: Addressee, *, briefly: bool
) -> Iterator[Block]:
    """Yield that too much would have to change, then what to do about each point."""
    framework = advice.evaluation.framework
    found = _to_correct(advice)
    items: dict[str, Runs] = {}
    for finding in found:
        title = framework.commitments_by_id[finding.rule.criterion.commitment].title.in_(language)
        text = way_out(finding.rule, language, addressee)
        items.setdefault(text, (Strong(title), labelled("", text, language)))
    if briefly or not items:
        yield Paragraph.of(too_many(advice, bank, language))
        return
    many = len(commitments_of(found)) > MOST_CHANGES
    said = _too_many_said(language) if many else _FEW_CHOICES.in_(language)
    yield Paragraph.of(sentence(labelled(said, _ONE_BY_ONE.of(len(items), language), language)))
    yield BulletList(tuple(items.values()))


def what_would_do(advice: Advice, bank: QuestionBank, language: Language, addressee: Addressee) -> Iterator[Block]:
    """Yield the smallest changes that make the project acceptable, or that none does; nothing when it is."""
    if advice.out_of_reach:
        count = number_in_words(MOST_CHANGES, language)
        yield Paragraph.of(_OUT_OF_REACH.in_(language).format(n=count))
        yield BulletList(tuple(_to_do(finding, advice, language, addressee) for finding in deciding(advice.evaluation)))
    if advice.foregone is not None and advice.acceptable and not advice.acceptable[0].changes:
        yield Paragraph.of(_only_to_answer(advice, bank, language))
        return
    yield from change_sets_in_words(advice.acceptable, advice.evaluation, bank, language, addressee)


def _to_do(finding: Finding, advice: Advice, language: Language, addressee: Addressee) -> Runs:
    """Return a commitment that is not kept, and what its criterion asks for."""
    title = advice.evaluation.framework.commitments_by_id[finding.rule.criterion.commitment].title.in_(language)
    return (Strong(title), labelled("", way_out(finding.rule, language, addressee), language))


def _only_to_answer(advice: Advice, bank: QuestionBank, language: Language) -> str:
    """Return that nothing has to change: answers are awaited, whichever they are."""
    named = joined([subject_in_words(name, bank, language) for name in advice.to_answer], AND, language)
    return sentence(labelled(_ONLY_TO_ANSWER.of(len(advice.to_answer), language), named, language))


def smallest(advice: Advice, language: Language, addressee: Addressee) -> Iterator[Block]:
    """Yield how the changes were chosen, when some are proposed."""
    if any(changes.changes for changes in advice.acceptable):
        said = _SMALLEST if addressee is Addressee.WRITER else _SMALLEST_FOR_THIS_DOSSIER
        yield Paragraph.of(said.in_(language), manner=Manner.QUIET)


def questions_left(advice: Advice, bank: QuestionBank, language: Language) -> Iterator[Section]:
    """Yield the questions whose answers can still change the outcome, or that there is none."""
    title = _QUESTIONS.in_(language)
    if not advice.questions:
        yield Section(title, (Paragraph.of(_NONE_LEFT.in_(language)),))
        return
    items = tuple(
        _question(rank, left, advice.evaluation.framework, bank, language)
        for rank, left in enumerate(advice.questions, start=1)
    )
    count = _QUESTIONS_LEFT.of(len(items), language)
    yield Section(title, (Paragraph.of(count), FindingList(items)))


def _question(
    rank: int, left: OpenQuestion, framework: Framework, bank: QuestionBank, language: Language
) -> FindingItem:
    known = bank.by_id[left.question]
    knowers = joined([word(knower, language) for knower in known.known_by], OR, language)
    return FindingItem(
        number=number_in_words(rank, language),
        title=known.label.in_(language),
        blocks=(
            *_stakes(left, framework, bank, language),
            Disclosure(
                _ASKED_BECAUSE.in_(language),
                (
                    Paragraph.of(known.why.in_(language)),
                    Paragraph.of(known.help.in_(language)),
                    Paragraph.of(Strong(_ASK.in_(language)), labelled("", sentence(knowers), language)),
                ),
            ),
        ),
        mark=_mark(left, language),
    )


def _mark(left: OpenQuestion, language: Language) -> Mark:
    if left.blocks_on:
        return Mark(Tone.ASK, _CAN_BLOCK.in_(language))
    said = _HELPS_BLOCK if left.strength is Strength.BLOCKING else _CAN_NEED_CORRECTION
    return Mark(Tone.ASK, said.in_(language))


def _stakes(left: OpenQuestion, framework: Framework, bank: QuestionBank, language: Language) -> Blocks:
    """Return what hangs on the answer: the commitments it decides, the answers that would stop the project."""
    commitments = dict.fromkeys(
        rule.criterion.commitment for rule in framework.rules if rule.criterion.id in left.criteria
    )
    titles = [quoted(framework.commitments_by_id[name].title.in_(language), language) for name in commitments]
    stakes = [Paragraph.of(sentence(f"{_DECIDES.in_(language)} {joined(titles, AND, language)}"))]
    if left.blocks_on:
        values = [value_in_words(left.question, value, bank, language) for value in left.blocks_on]
        stakes.append(Paragraph.of(sentence(labelled(_BLOCKS.in_(language), joined(values, OR, language), language))))
    return tuple(stakes)
