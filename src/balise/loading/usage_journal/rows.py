# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A record as a row of the journal, and back."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from balise.core.refusals import RefusalCode
from balise.core.usage import Fate, FootprintRange, UsageRecord

Row = tuple[Any, ...]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY, _SECOND = 86_400_000_000, 1_000_000
LONGEST_NAME = 200
NONE, NOTHING = "[]", "{}"
_written = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: ``json.dumps`` would make an encoder for each record."""


def microseconds(at: datetime) -> int:
    """Return an instant as a whole number, which every store compares alike."""
    since = at - EPOCH
    return since.days * _DAY + since.seconds * _SECOND + since.microseconds


def instant(of: int) -> datetime:
    """Return the instant of a whole number."""
    return EPOCH + timedelta(microseconds=of)


def row_of(record: UsageRecord) -> Row:
    """Return the row of a record, in the order of ``RECORD_COLUMNS``."""
    used = record.footprint
    return (
        microseconds(record.at),
        record.id,
        record.deployment,
        record.authority,
        record.unit,
        storable(record.model),
        record.provider,
        record.jurisdiction,
        record.fate.value,
        "" if record.refusal is None else record.refusal.value,
        _written(record.commitments) if record.commitments else NONE,
        record.tokens_in,
        record.tokens_out,
        int(record.tokens_estimated),
        record.latency_ms,
        record.first_token_ms,
        used.energy_min,
        used.energy_max,
        used.carbon_min,
        used.carbon_max,
        used.method,
        _written(dict(record.personal_data)) if record.personal_data else NOTHING,
    )


def record_of(row: Row) -> UsageRecord:
    """Return the record of a row.

    Raises:
        ValueError: a word of it is unknown here: a later version wrote it.
    """
    at, id_, deployment, authority, unit, model, provider, jurisdiction, fate, refusal, commitments = row[:11]
    tokens_in, tokens_out, estimated, latency, first_token = row[11:16]
    return UsageRecord(
        id=id_,
        at=instant(at),
        deployment=deployment,
        authority=authority,
        unit=unit,
        model=model,
        provider=provider,
        jurisdiction=jurisdiction,
        fate=Fate(fate),
        refusal=RefusalCode(refusal) if refusal else None,
        commitments=() if commitments == NONE else tuple(json.loads(commitments)),
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        tokens_estimated=bool(estimated),
        latency_ms=latency,
        first_token_ms=first_token,
        footprint=FootprintRange(*row[16:21]),
        personal_data={} if row[21] == NOTHING else json.loads(row[21]),
    )


def storable(name: str) -> str:
    """Return a name that every store takes: the one text of a record that may be a client's."""
    if len(name) <= LONGEST_NAME and name.isprintable():
        return name
    return "".join(letter for letter in name[:LONGEST_NAME] if letter.isprintable())
