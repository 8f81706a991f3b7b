# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Entries as JSON: one object an entry, the same in the list, in the API and in the file.

Codes only, never labels: the words are in the JSON Schema, once and in both languages. What an entry does not say is
absent, so that nobody reads a null as a no. Each object names its schema and its version: an object cut out of its
file can still be read in ten years.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from balise.core.conditions import AnswerValue
from balise.core.register import PublicFinding, PublicNotice, RegisterEntry
from balise.rendering.open_data.addresses import Addresses
from balise.rendering.open_data.chunks import gathered
from balise.rendering.open_data.siren import siren_of

SCHEMA = "balise-register-entry/1"
"""The name and the version of the shape; the version changes when a reader of the former would be wrong."""


def json_chunks(entries: Iterable[RegisterEntry], addresses: Addresses) -> Iterator[bytes]:
    """Yield the entries as one JSON array."""
    return gathered(_pieces(entries, addresses))


def _pieces(entries: Iterable[RegisterEntry], addresses: Addresses) -> Iterator[str]:
    before = "[\n"
    for entry in entries:
        yield before + json.dumps(entry_record(entry, addresses), ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def entry_record(entry: RegisterEntry, addresses: Addresses) -> dict[str, Any]:
    """Return one entry as plain data; what it does not say is absent."""
    return {
        "schema": SCHEMA,
        "id": entry.id,
        "edition": entry.edition,
        "address": addresses.entry(entry),
        "authority": _present(
            slug=entry.authority.slug,
            name=entry.authority.name,
            kind=entry.authority.kind,
            siren=siren_of(entry.authority),
            contact=entry.authority.contact,
        ),
        **_present(
            title=entry.title,
            summary=entry.summary,
            status=entry.status.value,
            published_on=entry.published_on.isoformat(),
            first_published_on=entry.first_published_on.isoformat(),
            unit=entry.unit,
            contact=entry.contact,
            in_service_on=_day(entry.in_service_on),
            ended_on=_day(entry.ended_on),
            review_on=_day(entry.review_on),
            charter=entry.charter,
            charter_title=entry.charter_title,
            outcome=entry.outcome.value if entry.outcome is not None else None,
            decision=_decision(entry),
            tool=entry.tool,
            change=entry.change,
            imported_from=entry.imported_from,
        ),
        "answers": {question: _value(answer) for question, answer in entry.answers.items()},
        "findings": [_finding(finding) for finding in entry.findings],
        "notices": [_notice(notice, entry) for notice in entry.notices],
        **_present(missing_notices=[channel.value for channel in entry.missing_notices] or None),
    }


def _present(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _value(answer: AnswerValue) -> Any:
    if isinstance(answer, tuple):
        return list(answer)
    return answer.isoformat() if isinstance(answer, date) else answer


def _decision(entry: RegisterEntry) -> dict[str, Any] | None:
    decision = entry.decision
    if decision is None:
        return None
    return _present(
        words=decision.words,
        on=decision.on.isoformat(),
        deciding_authority=decision.deciding_authority,
        reason=decision.reason,
    )


def _finding(finding: PublicFinding) -> dict[str, Any]:
    return {
        "commitment": finding.commitment,
        "title": finding.title,
        "result": finding.result.value,
        "excepted": finding.excepted,
    }


def _notice(notice: PublicNotice, entry: RegisterEntry) -> dict[str, Any]:
    return _present(
        channel=notice.channel.value,
        text=notice.text,
        shown_since=_day(notice.shown_since),
        shown_until=_day(entry.shown_until(notice)),
    )
