# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Bringing a public list of AI models up to date: as often as one likes, with the same result.

No journal entry: the list belongs to no authority and claims nothing in its name. Each row says its source and day
instead, and a model that has left the list stays, for the tools that rest on it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from balise.core.language import Text
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


class RefusedListError(Exception):
    """A list that would do harm if it were kept; nothing was written, and the text says why and what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.fr)
        self.text = text


NOTHING_KEPT = Text(
    "Aucun modèle de cette liste ne peut être gardé : rien n’a été changé. Vérifiez que c’est bien le fichier que la "
    "source publie.",
    "No model of this list can be kept: nothing was changed. Check that it is the file that the source publishes.",
)
TOO_MANY_GONE = Text(
    "Cette liste ferait disparaître {gone} des {known} modèles proposés par « {source} » : rien n’a été changé. "
    "Vérifiez que le fichier est entier ; s’il l’est, recommencez avec --retire-missing.",
    "This list would make {gone} of the {known} models offered by “{source}” disappear: nothing was changed. Check "
    "that the file is whole; if it is, run again with --retire-missing.",
)


def _no_progress(_done: int) -> None:
    """Say nothing of how far the work has come."""


@transaction.atomic
def import_models(
    records: Sequence[ModelRecord],
    *,
    source: str,
    dated: date,
    left_out: Iterable[str] = (),
    retire_missing: bool = False,
    advance: Callable[[int], None] = _no_progress,
) -> ImportedModels:
    """Keep what a list says, whole or not at all. A list older than what is known changes nothing that is newer.

    ``left_out`` names the models that the list holds and that could not be read: they are listed all the same.

    Raises:
        RefusedListError: no model can be kept; or more than half of those that the source offered are missing, and
            ``retire_missing`` does not say that they are meant to be.
    """
    if not records:
        raise RefusedListError(NOTHING_KEPT)
    known = {row.identifier: row for row in AIModel.objects.select_for_update()}
    listed = {record.identifier for record in records} | set(left_out)
    gone = sorted(
        name for name, row in known.items() if name not in listed and row.source == source and row.dated <= dated
    )
    if not retire_missing:
        _refuse_emptying(known.values(), gone, source)
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
    AIModel.objects.filter(identifier__in=gone).update(still_offered=False)
    return ImportedModels(tuple(added), tuple(updated), tuple(unchanged), tuple(gone))


def _refuse_emptying(known: Iterable[AIModel], gone: Sequence[str], source: str) -> None:
    """Refuse a list that withdraws most of what its source offered: it is likelier cut short than true."""
    offered = {row.identifier for row in known if row.source == source and row.still_offered}
    missing = offered.intersection(gone)
    if 2 * len(missing) > len(offered):
        counts = {"gone": len(missing), "known": len(offered), "source": source}
        raise RefusedListError(
            Text(TOO_MANY_GONE.fr.format(**counts), (TOO_MANY_GONE.en or TOO_MANY_GONE.fr).format(**counts))
        )


def _differs(row: AIModel, record: ModelRecord, source: str, dated: date) -> bool:
    if dated < row.dated:
        return False
    said = {**asdict(record), "source": source, "dated": dated}
    return any(getattr(row, field) != value for field, value in said.items())
