# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A catalogue for the tests: tools proposed, decided and filled in through the app's own doors."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.web.catalogue.matrix import Place
from balise.web.catalogue.operations.deciding import CellChoice, Decision, decide, save_matrix
from balise.web.catalogue.operations.describing import Description, propose
from balise.web.catalogue.operations.facts import NewFact, Provenance, establish
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.organisations.members import Member

TODAY = date(2026, 11, 21)
LETTER = Provenance("Lettre de l’éditeur", date(2026, 10, 1))

FRENCH = {"vendor_country": "france", "hosting": "france", "licence": "free_software"}
EUROPEAN = {"vendor_country": "european_union", "hosting": "european_union"}
OVERSEAS = {"vendor_country": "outside_eu", "hosting": "outside_eu"}

Shelve = Callable[..., int]


@pytest.fixture
def reviewer(member_with: Hire) -> Member:
    """Return somebody who instructs tools in Valbrise."""
    return member_with(Role.REVIEWER, name="Inès Instructrice")


@pytest.fixture
def shelve(reviewer: Member) -> Shelve:
    """Return a function that puts a tool on the shelf: proposed, known by facts, decided, and its cells filled in."""

    def put(
        name: str,
        cells: Mapping[Place, CellChoice] | None = None,
        *,
        facts: Mapping[str, str] = FRENCH,
        permission: Permission | None = Permission.AUTHORISED,
        reason: str = "",
        member: Member = reviewer,
        kind: Kind = Kind.STANDALONE,
        host_software: str = "",
    ) -> int:
        tool_id = propose(member, Description(name, kind, host_software=host_software), at=NOW)
        if facts:
            said = [NewFact(field, value) for field, value in facts.items()]
            establish(member, tool_id, said, LETTER, on=TODAY, at=NOW)
        if permission is not None:
            decision = Decision(permission, reason, "Rien d’autre ne convient.", "Deux outils européens examinés.")
            decide(member, tool_id, decision, at=NOW)
        if cells:
            save_matrix(member, tool_id, cells, at=NOW)
        return tool_id

    return put


def yes(until: date | None = None) -> CellChoice:
    """Return a cell that allows."""
    return CellChoice(Permission.AUTHORISED, until=until)


def provided(condition: str) -> CellChoice:
    """Return a cell that allows under a condition."""
    return CellChoice(Permission.CONDITIONAL, condition)


def no(reason: str = "") -> CellChoice:
    """Return a cell that forbids."""
    return CellChoice(Permission.FORBIDDEN, reason)
