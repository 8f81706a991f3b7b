# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The last verdicts that acts kept by an instant, for whoever tells what a year was: one query for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from balise.core.evaluation import Result
from balise.web.assessments.models import Verdict


@dataclass(frozen=True, slots=True)
class KeptVerdict:
    """What a dossier came to under one framework the last time that an act rested on it."""

    framework: str
    on: date
    results: Mapping[str, Result]
    answers: Mapping[str, Any]
    """Plain, as the database has them."""


def last_verdicts(authority_id: int, until: datetime) -> dict[int, tuple[KeptVerdict, ...]]:
    """Return, by dossier of an authority, the last verdict of each framework kept before an instant, the last first."""
    rows = Verdict.objects.filter(dossier__authority_id=authority_id, at__lt=until).order_by("dossier_id", "-at", "pk")
    found: dict[int, dict[str, KeptVerdict]] = {}
    for row in rows.iterator():
        name = row.framework.partition("@")[0]
        kept = found.setdefault(row.dossier_id, {})
        if name not in kept:
            kept[name] = _kept(row)
    return {dossier_id: tuple(kept.values()) for dossier_id, kept in found.items()}


def _kept(row: Verdict) -> KeptVerdict:
    results = {criterion: Result(result) for criterion, result in row.results.items()}
    return KeptVerdict(row.framework, row.on, results, row.answers)
