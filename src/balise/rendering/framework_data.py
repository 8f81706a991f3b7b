# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Frameworks as plain data: all that a reader of the files would find, in one language."""

from collections.abc import Iterator
from typing import Any

from balise.core.frameworks import Commitment, Framework, Rule
from balise.core.language import Language
from balise.rendering.condition_data import condition_data, period_record
from balise.rendering.evaluation_data import reference_record

FRAMEWORK_COLUMNS = (
    "framework",
    "version",
    "commitment",
    "title",
    "wording",
    "scope",
    "modality",
    "strength",
    "criteria",
)


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
    plain = commitment.in_plain_words
    return {
        "id": commitment.id,
        "principle": commitment.principle,
        "title": commitment.title.in_(language),
        "statement": commitment.statement.latest().in_(language),
        "in_plain_words": plain.in_(language) if plain is not None else None,
        "wording": commitment.wording.value,
        "scope": commitment.scope.value,
        "modality": commitment.modality.value,
        "strength": commitment.strength.value,
        "binds": [bound.value for bound in commitment.binds],
        "controls": [
            {"kind": control.kind.value, "parameters": dict(control.parameters)} for control in commitment.controls
        ],
        "indicators": [
            {"id": item.id, "label": item.label.in_(language), "unit": item.unit} for item in commitment.indicators
        ],
        "criteria": [_criterion_record(rule, language) for rule in framework.rules_by_commitment[commitment.id]],
        "last_reviewed_on": commitment.last_reviewed_on.isoformat(),
    }


def _criterion_record(rule: Rule, language: Language) -> dict[str, Any]:
    criterion = rule.criterion
    gate = criterion.applies_when
    return {
        "id": criterion.id,
        "title": criterion.title.in_(language),
        "strength": rule.strength.value,
        "in_force": period_record(rule.in_force),
        "applies_when": condition_data(gate) if gate is not None else None,
        "expects": condition_data(criterion.expects),
        "otherwise": criterion.otherwise.in_(language),
        "references": [reference_record(reference) for reference in rule.references],
    }


def framework_rows(framework: Framework, language: Language) -> Iterator[dict[str, Any]]:
    """Yield one row a commitment, for CSV."""
    for commitment in framework.commitments:
        yield {
            "framework": framework.id,
            "version": framework.version,
            "commitment": commitment.id,
            "title": commitment.title.in_(language),
            "wording": commitment.wording.value,
            "scope": commitment.scope.value,
            "modality": commitment.modality.value,
            "strength": commitment.strength.value,
            "criteria": len(framework.rules_by_commitment[commitment.id]),
        }
