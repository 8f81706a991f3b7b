# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Evaluations as plain data, for JSON and CSV: stable names, no words to translate."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from balise.core.conditions import (
    Ground,
)
from balise.core.evaluation import Evaluation, Finding
from balise.core.language import Language
from balise.core.references import Reference
from balise.rendering.condition_data import answer_data, comparison_data, period_record

COMMITMENT_COLUMNS = (
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

FINDING_COLUMNS = ("dossier", "framework", "version", "on", "criterion", "commitment", "result", "missing", "otherwise")


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


def ground_record(ground: Ground) -> dict[str, Any]:
    """Return an answer used: the question, the answer, the comparison it was put to and whether it held."""
    return {
        "question": ground.condition.question,
        "answer": answer_data(ground.answer),
        "condition": comparison_data(ground.condition),
        "holds": ground.holds,
    }


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


def finding_rows(record: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row a criterion of an evaluation already made a record, for CSV."""
    common = {name: record[name] for name in ("dossier", "framework", "version", "on")}
    for finding in record["findings"]:
        kept = {name: finding[name] for name in ("criterion", "commitment", "result", "otherwise")}
        yield {**common, **kept, "missing": " ".join(finding["missing"])}
