# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A field that the register gains is published and exported, or told as lost: forgetting one fails here."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from tests.rendering.open_data.register_entries import BANK, ENTRY, entry
from tests.rendering.open_data.small_site import ADDRESSES

from balise.core.evaluation import Outcome, Result
from balise.core.interchange import facts_of
from balise.core.notices import Channel
from balise.core.register import (
    PublicAuthority,
    PublicDecision,
    PublicFinding,
    PublicNotice,
    PublicStatus,
    RegisterEntry,
)
from balise.loading.targets import load_target
from balise.rendering.open_data.entry_json import entry_record
from balise.rendering.open_data.entry_schema import json_schema
from balise.rendering.open_data.inventory_csv import csv_chunks

OTHER_DAY = date(2030, 1, 1)
OTHER: Mapping[type, Mapping[str, Any]] = {
    RegisterEntry: {
        "id": "autre",
        "edition": 9,
        "authority": PublicAuthority("autre", "Autre", "commune"),
        "title": "Autre",
        "summary": "Autre",
        "status": PublicStatus.DECLARED,
        "published_on": OTHER_DAY,
        "first_published_on": OTHER_DAY,
        "unit": "Autre",
        "contact": "Autre",
        "in_service_on": OTHER_DAY,
        "ended_on": OTHER_DAY,
        "review_on": OTHER_DAY,
        "answers": {},
        "charter": "autre@1.0.0",
        "charter_title": "Autre",
        "outcome": Outcome.UNFAVOURABLE,
        "findings": (),
        "decision": None,
        "notices": (),
        "missing_notices": (Channel.PHONE,),
        "tool": "Autre",
        "change": "Autre",
        "imported_from": "https://ailleurs.example/r/autre",
    },
    PublicAuthority: {"slug": "autre", "name": "Autre", "kind": "syndicat", "siren": "200046977", "contact": "Autre"},
    PublicDecision: {"words": "Autre", "on": OTHER_DAY, "deciding_authority": "Autre", "reason": "Autre"},
    PublicFinding: {"commitment": "autre:1", "result": Result.UNKNOWN, "excepted": False},
    PublicNotice: {"channel": Channel.PHONE, "text": "Autre", "shown_since": OTHER_DAY},
}
"""Another value of each field; a finding's title is that of the charter, which its identifier gives."""
ELSEWHERE = {(PublicFinding, "title")}


def changed(kind: type, name: str) -> RegisterEntry:
    """Return the entry with one thing changed, wherever it stands."""
    change = {name: OTHER[kind][name]}
    if kind is RegisterEntry:
        return entry(**change)
    if kind is PublicAuthority:
        return entry(authority=replace(ENTRY.authority, **change))
    if kind is PublicDecision:
        assert ENTRY.decision is not None
        return entry(decision=replace(ENTRY.decision, **change))
    if kind is PublicFinding:
        return entry(findings=(ENTRY.findings[0], replace(ENTRY.findings[1], **change)))
    return entry(notices=(replace(ENTRY.notices[0], **change),))


def row(item: RegisterEntry) -> bytes:
    return b"".join(csv_chunks([item], BANK, load_target("etalab-inventaire"), ADDRESSES))


EVERY_FIELD = [(kind, field.name) for kind in OTHER for field in fields(kind) if (kind, field.name) not in ELSEWHERE]


@pytest.mark.parametrize(("kind", "name"), EVERY_FIELD)
def test_every_field_is_said_in_every_format(kind, name):
    item = changed(kind, name)

    assert facts_of(item) != facts_of(ENTRY), "in the account of an export"
    assert row(item) != row(ENTRY), "in the table"
    assert entry_record(item, ADDRESSES) != entry_record(ENTRY, ADDRESSES), "in JSON"


@pytest.mark.parametrize("kind", OTHER)
def test_every_field_is_in_the_json_schema(kind):
    entry_schema = json_schema(BANK, ADDRESSES)["$defs"]["entry"]["properties"]
    described = {
        RegisterEntry: entry_schema,
        PublicAuthority: entry_schema["authority"]["properties"],
        PublicDecision: entry_schema["decision"]["properties"],
        PublicFinding: entry_schema["findings"]["items"]["properties"],
        PublicNotice: entry_schema["notices"]["items"]["properties"],
    }

    assert {field.name for field in fields(kind)} <= described[kind].keys()
