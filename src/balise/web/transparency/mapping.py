# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Editions to entries of the register, and back: plain JSON in the database, typed by the question bank elsewhere."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from balise.core.evaluation import Outcome, Result
from balise.core.notices import Channel
from balise.core.register import (
    PublicAuthority,
    PublicDecision,
    PublicFinding,
    PublicNotice,
    PublicStatus,
    RegisterEntry,
)
from balise.loading.questions import shipped_bank
from balise.web.assessments.mapping import plain_answers, typed_answers


def plain(entry: RegisterEntry) -> dict[str, Any]:
    """Return an entry as the database keeps it."""
    kept = {name: _plain(value) for name, value in asdict(entry).items() if name != "answers"}
    return kept | {"answers": plain_answers(entry.answers)}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def entry_from(kept: Mapping[str, Any]) -> RegisterEntry:
    """Return an entry as it was published; what a later version adds to entries is absent of the older ones."""
    decision = kept.get("decision")
    return RegisterEntry(
        id=kept["id"],
        edition=kept["edition"],
        authority=PublicAuthority(**kept["authority"]),
        title=kept["title"],
        summary=kept["summary"],
        status=PublicStatus(kept["status"]),
        published_on=date.fromisoformat(kept["published_on"]),
        first_published_on=date.fromisoformat(kept["first_published_on"]),
        unit=kept.get("unit", ""),
        contact=kept.get("contact", ""),
        in_service_on=_day(kept.get("in_service_on")),
        ended_on=_day(kept.get("ended_on")),
        review_on=_day(kept.get("review_on")),
        answers=typed_answers(kept.get("answers", {}), shipped_bank()),
        charter=kept.get("charter", ""),
        charter_title=kept.get("charter_title", ""),
        outcome=Outcome(kept["outcome"]) if kept.get("outcome") else None,
        findings=tuple(
            PublicFinding(each["commitment"], each["title"], Result(each["result"]), each.get("excepted", False))
            for each in kept.get("findings", ())
        ),
        decision=None if decision is None else PublicDecision(**{**decision, "on": date.fromisoformat(decision["on"])}),
        notices=tuple(
            PublicNotice(Channel(each["channel"]), each["text"], _day(each.get("shown_since")))
            for each in kept.get("notices", ())
        ),
        missing_notices=tuple(map(Channel, kept.get("missing_notices", ()))),
        tool=kept.get("tool", ""),
        change=kept.get("change", ""),
        imported_from=kept.get("imported_from", ""),
    )


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)
