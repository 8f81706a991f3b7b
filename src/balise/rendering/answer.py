# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The answer of several frameworks at once: that of the leading one, unless the others already decide.

A law that refuses is not made milder by answers that a charter still waits for: whoever reads “incomplete” goes on
filling in a project that cannot pass.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from balise.core.advice import Advice
from balise.core.evaluation import Evaluation, Outcome
from balise.core.frameworks import Kind
from balise.core.language import Language, Text
from balise.core.questions import QuestionBank
from balise.rendering.advice_page import WHAT_WOULD_DO
from balise.rendering.document import Paragraph, Strong, Tone, Verdict
from balise.rendering.provenance import names_under
from balise.rendering.typography import AND, joined, labelled, sentence
from balise.rendering.verdicts import CANNOT_PASS, GRAVEST_FIRST, refused_already, verdict
from balise.rendering.vocabulary import word

_GRAVER = Text("Plus sévère au regard de", "Graver under")
_STOPPED = Text("Un engagement bloquant n’est pas tenu au regard de", "A blocking commitment is not kept under")
_LEAD = Text("Le constat reste incomplet au regard de : {title}.", "The finding is still incomplete under {title}.")
_ENOUGH_UNDER = Text("Ce qui suffirait au regard de : {title}", "What would be enough under {title}")


def answer(
    evaluations: Sequence[Evaluation], advices: Mapping[str, Advice], bank: QuestionBank, language: Language
) -> Verdict:
    """Return the answer of the leading framework, with the others that are graver named in it.

    When it is only incomplete and a law refuses, the refusal comes first, then what is not known.
    """
    first, *others = evaluations
    lead = verdict(first, advices.get(first.framework.digest), bank, language)
    rank = GRAVEST_FIRST.index(first.outcome)
    graver = [other for other in others if GRAVEST_FIRST.index(other.outcome) < rank]
    if not graver:
        return lead
    laws = refusing_laws(evaluations)
    if laws and _still_waits(first, advices.get(first.framework.digest)):
        return _refused(lead, laws, evaluations, language)
    said = [f"{_named(other, evaluations, language)} ({word(other.outcome, language).lower()})" for other in graver]
    warning = sentence(labelled(_GRAVER.in_(language), joined(said, AND, language), language))
    return replace(lead, blocks=(*lead.blocks, Paragraph.of(Strong(warning))))


def refusing_laws(evaluations: Sequence[Evaluation]) -> tuple[Evaluation, ...]:
    """Return, beside the leading framework, the laws under which the project cannot pass."""
    return tuple(
        other for other in evaluations[1:] if other.framework.kind is Kind.LAW and other.outcome is Outcome.UNFAVOURABLE
    )


def enough_title(evaluations: Sequence[Evaluation], language: Language) -> str:
    """Return the title of what would be enough under the leading framework: for it alone, when a law refuses."""
    if not refusing_laws(evaluations):
        return WHAT_WOULD_DO.in_(language)
    return _ENOUGH_UNDER.in_(language).format(title=_named(evaluations[0], evaluations, language))


def _still_waits(evaluation: Evaluation, advice: Advice | None) -> bool:
    """Tell whether a framework in force waits for answers that can still make it say yes."""
    in_force = evaluation.framework.in_force.covers(evaluation.on)
    return in_force and evaluation.outcome is Outcome.INCOMPLETE and not refused_already(evaluation, advice)


def _refused(
    lead: Verdict, laws: Sequence[Evaluation], evaluations: Sequence[Evaluation], language: Language
) -> Verdict:
    """Return that laws refuse the project, then what the leading framework still waits for."""
    named = joined([_named(law, evaluations, language) for law in laws], AND, language)
    refusal = Paragraph.of(Strong(sentence(labelled(_STOPPED.in_(language), named, language))))
    under = Paragraph.of(_LEAD.in_(language).format(title=_named(evaluations[0], evaluations, language)))
    return Verdict(Tone.STOP, CANNOT_PASS.in_(language), (refusal, under, *lead.blocks))


def _named(evaluation: Evaluation, evaluations: Sequence[Evaluation], language: Language) -> str:
    return names_under(evaluations, language)[evaluation.framework.digest]
