# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Bringing a public list of AI models up to date: as often as one likes, with the same result.

No journal entry: the list belongs to no authority and claims nothing in its name. Each row says its source and day
instead, and a model that has left the list stays, for the tools that rest on it.

An identifier names one model, whoever lists it: what the latest list says of it prevails, with the source and the day
of that list, and the report names what was taken over from another source. Keeping one row a source would have every
tool choose between them; leaving a model to its first source would keep a name mistyped once for ever.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from django.db import transaction

from balise.core.language import Text
from balise.web.catalogue.ai_model_records import ModelRecord
from balise.web.catalogue.models import AIModel
from balise.web.ui.names import readable_line

BATCH = 100


@dataclass(frozen=True, slots=True)
class ImportedModels:
    """What an import did, by identifier."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    taken_over: tuple[str, ...]
    """Those of the updated ones that another source had described."""
    unchanged: tuple[str, ...]
    left_older: tuple[str, ...]
    """What this list says of them is older than what is known: they were left as they are."""
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
YET_TO_COME = Text(
    "La date de cette liste est à venir\u00a0: rien n’a été changé. Donnez avec --dated le jour où elle a été publiée.",
    "The date of this list is yet to come: nothing was changed. Give with --dated the day on which it was published.",
)
LONGEST_SOURCE = 200
ILLEGIBLE_SOURCE = Text(
    f"Le nom de la source ne se lit pas, ou dépasse {LONGEST_SOURCE} caractères\u00a0: rien n’a été changé. "
    "Donnez avec --source un nom court.",
    f"The name of the source cannot be read, or is longer than {LONGEST_SOURCE} characters: nothing was changed. Give "
    "a short name with --source.",
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
    on: date,
    left_out: Iterable[str] = (),
    retire_missing: bool = False,
    advance: Callable[[int], None] = _no_progress,
) -> ImportedModels:
    """Keep what a list says, whole or not at all. A list older than what is known changes nothing that is newer.

    ``on`` is today; ``left_out`` names the models that the list holds and that could not be read: they are listed all
    the same.

    Raises:
        RefusedListError: no model can be kept; the list is of a day to come, or its source has no name that can be
            kept; or more than half of those that the source offered are missing, and ``retire_missing`` does not say
            that they are meant to be.
    """
    name = _checked_source(source)
    if dated > on:
        raise RefusedListError(YET_TO_COME)
    if not records:
        raise RefusedListError(NOTHING_KEPT)
    known = {row.identifier: row for row in AIModel.objects.select_for_update()}
    listed = {record.identifier for record in records} | set(left_out)
    gone = sorted(
        identifier
        for identifier, row in known.items()
        if identifier not in listed and row.source == name and not _is_older(dated, row, on)
    )
    if not retire_missing:
        _refuse_emptying(known.values(), gone, name)
    done: dict[_Fate, list[str]] = {fate: [] for fate in _Fate}
    new: list[AIModel] = []
    for record in records:
        row, said = known.get(record.identifier), {**asdict(record), "source": name, "dated": dated}
        fate = _fate(row, said, on)
        done[fate].append(record.identifier)
        if row is None:
            new.append(AIModel(**said))
        elif fate in {_Fate.UPDATED, _Fate.TAKEN_OVER}:
            for field, value in said.items():
                setattr(row, field, value)
            row.save()
        advance(1)
    AIModel.objects.bulk_create(new, batch_size=BATCH)
    AIModel.objects.filter(identifier__in=gone).update(still_offered=False)
    return ImportedModels(
        added=tuple(done[_Fate.ADDED]),
        updated=(*done[_Fate.UPDATED], *done[_Fate.TAKEN_OVER]),
        taken_over=tuple(done[_Fate.TAKEN_OVER]),
        unchanged=tuple(done[_Fate.UNCHANGED]),
        left_older=tuple(done[_Fate.LEFT_OLDER]),
        no_longer_listed=tuple(gone),
    )


class _Fate(Enum):
    """What becomes of a model that a list describes."""

    ADDED = auto()
    UPDATED = auto()
    TAKEN_OVER = auto()
    UNCHANGED = auto()
    LEFT_OLDER = auto()


def _fate(row: AIModel | None, said: Mapping[str, Any], on: date) -> _Fate:
    if row is None:
        return _Fate.ADDED
    if _is_older(said["dated"], row, on):
        return _Fate.LEFT_OLDER
    if all(getattr(row, field) == value for field, value in said.items()):
        return _Fate.UNCHANGED
    return _Fate.UPDATED if row.source == said["source"] else _Fate.TAKEN_OVER


def _is_older(dated: date, row: AIModel, on: date) -> bool:
    """Tell whether a list is older than what is known; a day that is yet to come is a mistake, and freezes nothing."""
    return dated < row.dated <= on


def _checked_source(source: str) -> str:
    name = readable_line(source)
    if not name or len(name) > LONGEST_SOURCE:
        raise RefusedListError(ILLEGIBLE_SOURCE)
    return name


def _refuse_emptying(known: Iterable[AIModel], gone: Sequence[str], source: str) -> None:
    """Refuse a list that withdraws most of what its source offered: it is likelier cut short than true."""
    offered = {row.identifier for row in known if row.source == source and row.still_offered}
    missing = offered.intersection(gone)
    if 2 * len(missing) > len(offered):
        counts = {"gone": len(missing), "known": len(offered), "source": source}
        raise RefusedListError(
            Text(TOO_MANY_GONE.fr.format(**counts), (TOO_MANY_GONE.en or TOO_MANY_GONE.fr).format(**counts))
        )
