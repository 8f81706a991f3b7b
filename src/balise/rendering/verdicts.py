# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer of an evaluation: its word, its reason in one sentence, what could still change it.

What is counted are commitments, which the sentence names, and never the criteria that test them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from balise.core.advice import Advice
from balise.core.amendment import deciding
from balise.core.evaluation import Evaluation, Finding, Outcome, Result
from balise.core.frameworks import Strength
from balise.core.language import Language, Text
from balise.core.opinions import opinions_awaited
from balise.core.questions import QuestionBank
from balise.rendering.document import Block, BulletList, Mark, Paragraph, Strong, Tone, Verdict
from balise.rendering.reasons import Addressee, missing_of, why
from balise.rendering.typography import AND, Counted, date_in_words, joined, labelled, quoted, sentence
from balise.rendering.vocabulary import OUTCOMES_IN_SHORT, word

TONES: Mapping[Outcome, Tone] = {
    Outcome.FAVOURABLE: Tone.OK,
    Outcome.FAVOURABLE_WITH_RESERVATIONS: Tone.FIX,
    Outcome.UNFAVOURABLE: Tone.STOP,
    Outcome.INCOMPLETE: Tone.ASK,
}
GRAVEST_FIRST = (
    Outcome.UNFAVOURABLE,
    Outcome.INCOMPLETE,
    Outcome.FAVOURABLE_WITH_RESERVATIONS,
    Outcome.FAVOURABLE,
)
MOST_NAMED = 3

CANNOT_PASS = Text("Ne peut pas passer", "Cannot pass")
"""Said of a dossier that is refused already, though answers are missing."""

_NOT_IN_FORCE = Text("Pas en vigueur", "Not in force")
_SAYS_NOTHING = Text(
    "Ce cadre n’est pas en vigueur le {day} : aucune de ses règles ne s’applique, et il ne dit rien de ce projet.",
    "This framework is not in force on {day}: none of its rules applies, and it says nothing of this project.",
)
_BLOCKED = Counted(
    Text("Un engagement bloquant n’est pas tenu", "One blocking commitment is not kept"),
    Text("{n} engagements bloquants ne sont pas tenus", "{n} blocking commitments are not kept"),
)
_INCOMPLETE = Counted(
    Text("Il manque une réponse pour conclure", "One answer is missing to conclude"),
    Text("Il manque {n} réponses pour conclure", "{n} answers are missing to conclude"),
)
_ABOUT = Text("sur", "on")
_TO_CORRECT = Counted(
    Text("Un point à corriger", "One point to correct"),
    Text("{n} points à corriger", "{n} points to correct"),
)
_ALL_KEPT = Text(
    "Tous les engagements qui s’imposent à ce projet sont tenus.",
    "Every commitment that binds this project is kept.",
)
_NEVER_A_PASS = Text(
    "Une réponse absente n’est jamais comptée comme bonne.",
    "An absent answer is never counted as a good one.",
)
_TO_CONCLUDE = Text("pour conclure", "to conclude")
_NEVER_A_YES = Text(
    "Un avis qui n’est pas rendu n’est jamais compté comme favorable.",
    "An opinion that is not given is never counted as a favourable one.",
)
_WHATEVER_THEY_SAY = Text(
    "Quoi que l’on y lise, l’issue est déjà connue : {outcome}.",
    "Whatever is read there, the outcome is already known: {outcome}.",
)
_FOREGONE = Text(
    "Quelles que soient ces réponses, l’issue est déjà connue : {outcome}.",
    "Whatever these answers are, the outcome is already known: {outcome}.",
)
_REFUSED = Text(
    "Quelles que soient les réponses qui manquent, l’issue est déjà connue : {outcome}.",
    "Whatever the missing answers are, the outcome is already known: {outcome}.",
)
_SETTLED = Counted(
    Text("La réponse qui manque n’y changerait rien.", "The answer that is missing would change nothing."),
    Text(
        "Les {n} réponses qui manquent n’y changeraient rien.",
        "The {n} answers that are missing would change nothing.",
    ),
)
_ADVICE = Counted(
    Text(
        "{n} conseil n’est pas suivi ({{named}}) ; il n’oblige pas.",
        "{n} piece of advice is not followed ({{named}}); it does not bind.",
    ),
    Text(
        "{n} conseils ne sont pas suivis ({{named}}) ; ils n’obligent pas.",
        "{n} pieces of advice are not followed ({{named}}); they do not bind.",
    ),
)
_OTHERS = Counted(Text("{n} autre", "{n} other"), Text("{n} autres", "{n} others"))
_POINTS = Counted(
    Text("{n} point à corriger", "{n} point to correct"), Text("{n} points à corriger", "{n} points to correct")
)
_MISSING = Counted(
    Text("{n} réponse manquante", "{n} missing answer"),
    Text("{n} réponses manquantes", "{n} missing answers"),
)


def verdict(evaluation: Evaluation, advice: Advice | None, bank: QuestionBank, language: Language) -> Verdict:
    """Return the answer and its reason; with advice, whether the answers that are missing still matter."""
    outcome = evaluation.outcome
    if not evaluation.framework.in_force.covers(evaluation.on):
        said = Paragraph.of(says_nothing(evaluation.on, language))
        return Verdict(Tone.ASK, _NOT_IN_FORCE.in_(language), (said,))
    blocks = tuple(_reasons(evaluation, advice, bank, language))
    if refused_already(evaluation, advice):
        return Verdict(Tone.STOP, CANNOT_PASS.in_(language), blocks)
    return Verdict(TONES[outcome], word(outcome, language), blocks)


def refused_already(evaluation: Evaluation, advice: Advice | None) -> bool:
    """Tell whether an incomplete dossier will be refused whatever the answers that are missing."""
    foregone = None if advice is None else advice.foregone
    return evaluation.outcome is Outcome.INCOMPLETE and foregone is Outcome.UNFAVOURABLE


def says_nothing(on: date, language: Language) -> str:
    """Return that a framework out of its dates has nothing to say of a project."""
    return _SAYS_NOTHING.in_(language).format(day=date_in_words(on, language))


def outcome_mark(evaluation: Evaluation, language: Language) -> Mark:
    """Return the outcome in a few words, with the count that matters for it."""
    if not evaluation.framework.in_force.covers(evaluation.on):
        return Mark(Tone.ASK, _NOT_IN_FORCE.in_(language))
    outcome = evaluation.outcome
    match outcome:
        case Outcome.FAVOURABLE_WITH_RESERVATIONS:
            said = _POINTS.of(len(commitments_of(deciding(evaluation))), language)
        case Outcome.INCOMPLETE:
            missing = missing_of(deciding(evaluation))
            opinions = opinions_awaited(missing)
            said = _MISSING.of(len(missing), language) if opinions is None else opinions.in_(language)
        case _:
            said = OUTCOMES_IN_SHORT[outcome].in_(language)
    return Mark(TONES[outcome], said)


def outcomes_beside(evaluations: Sequence[Evaluation], language: Language) -> BulletList:
    """Return in a few words the outcome of each framework that does not lead: what they ask is told elsewhere."""
    marked = ((each.framework.title.in_(language), outcome_mark(each, language)) for each in evaluations)
    return BulletList(tuple((f"{title} ", mark) for title, mark in marked))


def _reasons(evaluation: Evaluation, advice: Advice | None, bank: QuestionBank, language: Language) -> Iterator[Block]:
    decided = deciding(evaluation)
    match evaluation.outcome:
        case Outcome.UNFAVOURABLE:
            commitments = commitments_of(decided)
            named = _named(evaluation, commitments, language)
            yield _reason(_BLOCKED.of(len(commitments), language), named, language)
            if len(commitments) == 1:
                yield Paragraph.of(why(decided, evaluation.on, bank, language, Addressee.READER))
        case Outcome.INCOMPLETE:
            missing = missing_of(decided)
            opinions = opinions_awaited(missing)
            named = _named(evaluation, commitments_of(decided), language)
            count = _INCOMPLETE.of(len(missing), language) if opinions is None else _to_conclude(opinions, language)
            waiting = Paragraph.of(Strong(count), f" {_ABOUT.in_(language)} {named}.")
            expected = Paragraph.of(_expectation(advice, language, opinions=opinions is not None))
            yield from (expected, waiting) if refused_already(evaluation, advice) else (waiting, expected)
        case Outcome.FAVOURABLE_WITH_RESERVATIONS:
            commitments = commitments_of(decided)
            named = _named(evaluation, commitments, language)
            yield _reason(_TO_CORRECT.of(len(commitments), language), named, language)
        case Outcome.FAVOURABLE:
            yield Paragraph.of(Strong(_ALL_KEPT.in_(language)))
    yield from _remarks(evaluation, language)


def _remarks(evaluation: Evaluation, language: Language) -> Iterator[Block]:
    """Yield what qualifies the answer: answers that no longer matter, advice that was not followed.

    Unless the dossier is incomplete, no missing answer can matter: either a blocking rule is broken, or only
    advisory ones still wait.
    """
    missing = missing_of(evaluation.findings)
    if missing and evaluation.outcome is not Outcome.INCOMPLETE:
        yield Paragraph.of(_SETTLED.of(len(missing), language))
    advised = [
        finding
        for finding in evaluation.findings
        if (finding.rule.strength, finding.result) == (Strength.ADVISORY, Result.NOT_SATISFIED)
    ]
    if advised and evaluation.outcome is not Outcome.UNFAVOURABLE:
        commitments = commitments_of(advised)
        said = _ADVICE.of(len(commitments), language)
        yield Paragraph.of(said.replace("{named}", _named(evaluation, commitments, language)))


def _to_conclude(opinions: Text, language: Language) -> str:
    return f"{opinions.in_(language)} {_TO_CONCLUDE.in_(language)}"


def _expectation(advice: Advice | None, language: Language, *, opinions: bool) -> str:
    """Return what an incomplete dossier will come to when that is already known; otherwise why it is not judged."""
    if advice is None or advice.foregone is None:
        return (_NEVER_A_YES if opinions else _NEVER_A_PASS).in_(language)
    if opinions:
        return _WHATEVER_THEY_SAY.in_(language).format(outcome=word(advice.foregone, language).lower())
    if advice.foregone is Outcome.UNFAVOURABLE:
        return _REFUSED.in_(language).format(outcome=word(advice.foregone, language).lower())
    return _FOREGONE.in_(language).format(outcome=word(advice.foregone, language).lower())


def commitments_of(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the ids of the commitments that findings are about, each once."""
    return tuple(dict.fromkeys(finding.rule.criterion.commitment for finding in findings))


def _named(evaluation: Evaluation, commitments: Sequence[str], language: Language) -> str:
    """Return the titles of the commitments, the first few by name."""
    by_id = evaluation.framework.commitments_by_id
    named = [quoted(by_id[name].title.in_(language), language) for name in commitments[:MOST_NAMED]]
    if len(commitments) > MOST_NAMED:
        named.append(_OTHERS.of(len(commitments) - MOST_NAMED, language))
    return joined(named, AND, language)


def _reason(count: str, named: str, language: Language) -> Paragraph:
    after = sentence(labelled(count, named, language)).removeprefix(count)
    return Paragraph((Strong(count), after))
