# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a group of records adds to the totals kept beside them.

The figures are those of ``core/usage.py`` (a test compares them); they are added up here line by line in plain tuples
and lists, far cheaper than frozen dataclasses, because this runs for every call that the gateway serves.
"""

from collections.abc import Iterable

from balise.core.usage import UsageRecord, month_of
from balise.loading.usage_journal.rows import Row, storable
from balise.loading.usage_journal.schema import PERSONAL_DATA, REFUSALS, SPENT, TOTALS

Increments = dict[str, list[Row]]
"""The rows to add to each table of totals, in an order that every gateway keeps: none can wait for another's twice."""


def increments_of(records: Iterable[UsageRecord]) -> Increments:
    """Return what records add to each table of totals."""
    totals: dict[tuple[str, ...], list[int]] = {}
    refusals: dict[tuple[str, ...], int] = {}
    found: dict[tuple[str, ...], int] = {}
    spent: dict[tuple[str, ...], list[int]] = {}
    for record in records:
        at, used = record.at, record.footprint
        line = (month_of(at), record.authority, record.unit, record.deployment, storable(record.model))
        amounts = (record.tokens_in, record.tokens_out, used.energy_min, used.energy_max)
        _add(totals, line, (1, *_FATES[record.fate], *amounts, used.carbon_min, used.carbon_max))
        _add(spent, (record.deployment, at.date().isoformat()), amounts)
        if record.refusal is not None:
            for commitment in record.commitments or ("",):
                refused = (*line, record.refusal.value, commitment)
                refusals[refused] = refusals.get(refused, 0) + 1
        for kind, many in record.personal_data.items():
            if many > 0:
                found[*line, kind] = found.get((*line, kind), 0) + many
    return {
        TOTALS: [(*line, *sums) for line, sums in sorted(totals.items())],
        REFUSALS: [(*key, many) for key, many in sorted(refusals.items())],
        PERSONAL_DATA: [(*key, many) for key, many in sorted(found.items())],
        SPENT: [(*key, *sums) for key, sums in sorted(spent.items())],
    }


_FATES = {
    "served": (1, 0, 0, 0),
    "refused": (0, 1, 0, 0),
    "failed": (0, 0, 1, 0),
    "cut": (0, 0, 0, 1),
}


def _add(sums: dict[tuple[str, ...], list[int]], key: tuple[str, ...], amounts: tuple[int, ...]) -> None:
    known = sums.get(key)
    if known is None:
        sums[key] = list(amounts)
        return
    for place, amount in enumerate(amounts):
        known[place] += amount
