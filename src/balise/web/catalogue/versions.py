# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What tells a version of what is written of a tool from another: two people may fill in the same form at once.

A form carries the version that it was opened with, the empty one when nothing had been said yet. Versions are made of
what is said, not of when: saying the same again makes no other one.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from balise.web.catalogue.mapping import Entry, Word
from balise.web.catalogue.matrix import Place
from balise.web.catalogue.models import Authorisation, Ruling, Tool
from balise.web.catalogue.uncovering import Uncovered

NOTHING_YET = ""
"""The version of what nobody has said."""
_LENGTH = 24


def description_version(one: Tool | Entry) -> str:
    """Return the version of a description."""
    return _version(one.name, str(one.kind), one.summary, one.host_software, one.host_vendor)


def way_out_version(one: Tool | Entry) -> str:
    """Return the version of a way out; the empty one when none was written."""
    substitute = "" if one.substitute_id is None else str(one.substitute_id)
    return _version(one.exit_plan, substitute, _day(one.last_drill_on), one.last_drill)


def decision_version(one: Ruling | Word | None) -> str:
    """Return the version of a decision; the empty one before any."""
    if one is None:
        return NOTHING_YET
    return _version(str(one.permission), one.reason, one.explanation, one.alternatives, _day(one.review_on))


def matrix_version(cells: Mapping[Place, Authorisation]) -> str:
    """Return the version of the cells of one authority; the empty one when it has filled in none."""
    parts: list[str] = []
    for place, one in sorted(cells.items(), key=lambda item: item[0]):
        parts += [*place, str(one.permission), one.condition, _day(one.until)]
    return _version(*parts)


def uncovered_version(found: Sequence[Uncovered]) -> str:
    """Return the version of what emptied cells uncover."""
    parts: list[str] = []
    for one in sorted(found, key=lambda one: one.place):
        for said in one.after.grounds:
            parts += [*one.place, said.authority, said.permission.value, said.reason, _day(said.until)]
    return _version(*parts)


def _version(*said: str) -> str:
    if not any(said):
        return NOTHING_YET
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
