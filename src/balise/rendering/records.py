# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Evaluations, advice and comparisons as plain data, for JSON and CSV: stable names, no words to translate."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from balise.core.advice import Advice
from balise.core.amendment import Comparison
from balise.core.conditions import (
    After,
    Answered,
    AnswerValue,
    AtLeast,
    AtMost,
    Before,
    Day,
    Ground,
    In,
    Includes,
    Is,
)
from balise.core.conditions import (
    Comparison as Compared,
)
from balise.core.dates import Period
from balise.core.evaluation import Evaluation, Finding
from balise.core.frameworks import Commitment, Criterion, Framework
from balise.core.language import Language, Text
from balise.core.mending import ChangeSet
from balise.core.questions import Question
from balise.core.references import Reference

CSV_COLUMNS = (
    "dossier",
    "title",
    "authority",
    "framework",
    "version",
    "on",
    "outcome",
    "commitment",
    "result",
)


def evaluation_record(evaluation: Evaluation, language: Language) -> dict[str, Any]:
    """Return one evaluation: the verdict and every finding with what it rests on."""
    return {
        "dossier": evaluation.dossier.id,
        "framework": evaluation.framework.id,
        "version": evaluation.framework.version,
        "on": evaluation.on.isoformat(),
        "outcome": evaluation.outcome.value,
        "digest": evaluation.digest,
        "findings": [finding_record(finding, evaluation.on, language) for finding in evaluation.findings],
    }


def finding_record(finding: Finding, on: date, language: Language) -> dict[str, Any]:
    """Return one finding: answers used, answers missing, what to do otherwise, sources."""
    criterion = finding.rule.criterion
    return {
        "criterion": criterion.id,
        "commitment": criterion.commitment,
        "result": finding.result.value,
        "because": because_records(finding, on),
        "missing": list(finding.missing),
        "otherwise": criterion.otherwise.in_(language),
        "references": [reference_record(reference) for reference in finding.rule.references],
    }


def because_records(finding: Finding, on: date) -> list[dict[str, Any]]:
    """Return what a finding rests on: answers, or the dates that put its rule out of force that day."""
    if finding.rule.in_force.covers(on):
        return [ground_record(ground) for ground in finding.because]
    return [{"on": on.isoformat(), "in_force": period_record(finding.rule.in_force)}]


def period_record(period: Period) -> dict[str, str]:
    """Return a period as it is written in a framework."""
    bounds = (("from", period.start), ("until", period.end))
    return {name: day.isoformat() for name, day in bounds if day is not None}


def ground_record(ground: Ground) -> dict[str, Any]:
    """Return an answer used: the question, the answer, the comparison it was put to and whether it held."""
    return {
        "question": ground.condition.question,
        "answer": answer_data(ground.answer),
        "condition": comparison_data(ground.condition),
        "holds": ground.holds,
    }


def comparison_data(comparison: Compared) -> dict[str, Any]:
    """Return a comparison as it is written in a framework."""
    match comparison:
        case Is(question, choice):
            return {"is": [question, choice]}
        case In(question, choices):
            return {"in": [question, list(choices)]}
        case Includes(question, choices):
            return {"includes": [question, choices[0] if len(choices) == 1 else list(choices)]}
        case AtLeast(question, bound):
            return {"at_least": [question, bound]}
        case AtMost(question, bound):
            return {"at_most": [question, bound]}
        case Before(question, day):
            return {"before": [question, _day_data(day)]}
        case After(question, day):
            return {"after": [question, _day_data(day)]}
        case Answered(question):
            return {"answered": question}
    raise TypeError(type(comparison).__name__)


def _day_data(day: Day) -> str | dict[str, int]:
    if day.fixed is not None:
        return day.fixed.isoformat()
    return {"months": day.months} if day.months else "on"


def answer_data(answer: AnswerValue) -> Any:
    """Return an answer as JSON: a date in ISO form, choices as a list."""
    if isinstance(answer, date):
        return answer.isoformat()
    return list(answer) if isinstance(answer, tuple) else answer


def reference_record(reference: Reference) -> dict[str, Any]:
    """Return a source as cited."""
    source = reference.source
    record = {
        "source": source.id,
        "text": source.text,
        "article": reference.article,
        "link": source.link,
        "status": source.status.value,
        "last_reviewed_on": source.last_reviewed_on.isoformat(),
    }
    return {name: value for name, value in record.items() if value is not None}


def commitment_rows(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    """Yield one row a commitment, for CSV."""
    dossier = evaluation.dossier
    common = {
        "dossier": dossier.id,
        "title": dossier.title,
        "authority": dossier.authority,
        "framework": evaluation.framework.id,
        "version": evaluation.framework.version,
        "on": evaluation.on.isoformat(),
        "outcome": evaluation.outcome.value,
    }
    for commitment, result in evaluation.commitments():
        yield {**common, "commitment": commitment.id, "result": result.value}


def advice_record(advice: Advice) -> dict[str, Any]:
    """Return the questions that still matter and the smallest sets of changes."""
    evaluation = advice.evaluation
    return {
        "dossier": evaluation.dossier.id,
        "framework": evaluation.framework.id,
        "version": evaluation.framework.version,
        "on": evaluation.on.isoformat(),
        "outcome": evaluation.outcome.value,
        "settled": advice.settled,
        "foregone": advice.foregone.value if advice.foregone is not None else None,
        "to_answer": list(advice.to_answer),
        "questions": [
            {
                "question": found.question,
                "strength": found.strength.value,
                "blocks_on": [answer_data(value) for value in found.blocks_on],
                "criteria": list(found.criteria),
            }
            for found in advice.questions
        ],
        "acceptable": [_change_set_record(change_set) for change_set in advice.acceptable],
        "favourable": [_change_set_record(change_set) for change_set in advice.favourable],
        "out_of_reach": advice.out_of_reach,
    }


def _change_set_record(change_set: ChangeSet) -> dict[str, Any]:
    return {
        "changes": [
            {
                "question": change.question,
                "from": answer_data(change.current),
                "to": [answer_data(value) for value in change.alternatives],
            }
            for change in change_set.changes
        ],
        "outcome": change_set.outcome.value,
        "to_answer": list(change_set.to_answer),
    }


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Return the outcome table and the flips, each with the criteria that caused it."""
    return {
        "before": comparison.before.reference,
        "after": comparison.after.reference,
        "on": comparison.on.isoformat(),
        "dossiers": len(comparison.pairs),
        "table": [
            {"before": before.value, "after": after.value, "count": count}
            for (before, after), count in sorted(comparison.table.items())
        ],
        "flips": [
            {
                "dossier": flip.dossier.id,
                "before": flip.before.outcome.value,
                "after": flip.after.outcome.value,
                "causes": [
                    {
                        "framework": cause.framework.reference,
                        "criterion": cause.criterion,
                        "result": cause.finding.result.value,
                    }
                    for cause in flip.causes
                ],
            }
            for flip in comparison.flips
        ],
    }


def framework_record(framework: Framework, language: Language) -> dict[str, Any]:
    """Return a framework for readers of data: its commitments and their criteria in one language."""
    return {
        "id": framework.id,
        "version": framework.version,
        "status": framework.status.value,
        "kind": framework.kind.value,
        "title": framework.title.in_(language),
        "publisher": framework.publisher,
        "digest": framework.digest,
        "in_force": period_record(framework.in_force),
        "principles": [
            {"id": principle.id, "title": principle.title.in_(language)} for principle in framework.principles
        ],
        "commitments": [_commitment_record(item, framework, language) for item in framework.commitments],
    }


def _commitment_record(commitment: Commitment, framework: Framework, language: Language) -> dict[str, Any]:
    return {
        "id": commitment.id,
        "principle": commitment.principle,
        "title": commitment.title.in_(language),
        "statement": commitment.statement.latest().in_(language),
        "wording": commitment.wording.value,
        "scope": commitment.scope.value,
        "modality": commitment.modality.value,
        "strength": commitment.strength.value,
        "controls": [control.kind.value for control in commitment.controls],
        "indicators": [
            {"id": item.id, "label": item.label.in_(language), "unit": item.unit} for item in commitment.indicators
        ],
        "criteria": [
            _criterion_record(rule.criterion, rule.strength.value, language)
            for rule in framework.rules_by_commitment[commitment.id]
        ],
        "last_reviewed_on": commitment.last_reviewed_on.isoformat(),
    }


def _criterion_record(criterion: Criterion, strength: str, language: Language) -> dict[str, Any]:
    return {
        "id": criterion.id,
        "title": criterion.title.in_(language),
        "strength": strength,
        "questions": list(criterion.questions()),
        "otherwise": criterion.otherwise.in_(language),
    }


def question_record(question: Question, language: Language) -> dict[str, Any]:
    """Return a question with its choices, in one language."""

    def said(text: Text) -> str:
        return text.in_(language)

    return {
        "id": question.id,
        "theme": question.theme,
        "type": question.type.value,
        "nature": question.nature.value,
        "label": said(question.label),
        "help": said(question.help),
        "example": said(question.example),
        "why": said(question.why),
        "known_by": [knower.value for knower in question.known_by],
        "choices": [{"id": name, "label": said(question.sentence_of(name))} for name in question.choice_ids()],
        "unit": said(question.unit) if question.unit is not None else None,
    }
