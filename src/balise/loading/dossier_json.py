# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A dossier as one JSON object, which is one line of the files that ``balise import`` writes."""

from dataclasses import fields
from datetime import date
from typing import Any

from balise.core.dossiers import Dossier, Evidence


def dossier_to_json(dossier: Dossier) -> dict[str, Any]:
    """Return a dossier in the form that the loader reads back: days in ISO, lists as lists, nothing empty."""
    shape: dict[str, Any] = {"id": dossier.id, "title": dossier.title}
    if dossier.authority is not None:
        shape["authority"] = dossier.authority
    if dossier.framework is not None:
        shape["framework"] = dossier.framework
    shape["answers"] = {question: _plain(answer) for question, answer in dossier.answers.items()}
    if dossier.evidence:
        shape["evidence"] = [_evidence_to_json(item) for item in dossier.evidence]
    return shape


def _evidence_to_json(evidence: Evidence) -> dict[str, Any]:
    values = {item.name: _plain(getattr(evidence, item.name)) for item in fields(evidence)}
    return {name: value for name, value in values.items() if value not in (None, [])}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
