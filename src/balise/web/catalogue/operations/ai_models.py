# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Bringing a public list of AI models up to date: as often as one likes, with the same result.

No journal entry: the list belongs to no authority and claims nothing in its name. Each row says its source and day
instead, and a model that has left the list stays, for the tools that rest on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from balise.web.catalogue.ai_model_records import ModelRecord
from balise.web.catalogue.models import AIModel

BATCH = 100


@dataclass(frozen=True, slots=True)
class ImportedModels:
    """What an import did, by identifier."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    unchanged: tuple[str, ...]
    no_longer_listed: tuple[str, ...]


def _no_progress(_done: int) -> None:
    """Say nothing of how far the work has come."""


@transaction.atomic
def import_models(
    records: Sequence[ModelRecord], *, source: str, dated: date, advance: Callable[[int], None] = _no_progress
) -> ImportedModels:
    """Keep what a list says, whole or not at all. A list older than what is known changes nothing that is newer."""
    known = {row.identifier: row for row in AIModel.objects.select_for_update()}
    added, updated, unchanged = [], [], []
    new: list[AIModel] = []
    for record in records:
        row = known.get(record.identifier)
        if row is None:
            new.append(AIModel(**asdict(record), source=source, dated=dated))
            added.append(record.identifier)
        elif _differs(row, record, source, dated):
            for field, value in {**asdict(record), "source": source, "dated": dated}.items():
                setattr(row, field, value)
            row.save()
            updated.append(record.identifier)
        else:
            unchanged.append(record.identifier)
        advance(1)
    AIModel.objects.bulk_create(new, batch_size=BATCH)
    listed = {record.identifier for record in records}
    gone = sorted(
        name for name, row in known.items() if name not in listed and row.source == source and row.dated <= dated
    )
    AIModel.objects.filter(identifier__in=gone).update(still_offered=False)
    return ImportedModels(tuple(added), tuple(updated), tuple(unchanged), tuple(gone))


def _differs(row: AIModel, record: ModelRecord, source: str, dated: date) -> bool:
    if dated < row.dated:
        return False
    said = {**asdict(record), "source": source, "dated": dated}
    return any(getattr(row, field) != value for field, value in said.items())
