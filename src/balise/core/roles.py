# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who acts on a dossier. One person may hold several roles; a role is always held in one local authority."""

from collections.abc import Mapping
from enum import StrEnum

from balise.core.language import Text


class Role(StrEnum):
    """What a person is there to do. ``SYSTEM`` is no person: it is the daily ``balise tick``."""

    OWNER = "owner"
    REVIEWER = "reviewer"
    DPO = "dpo"
    CISO = "ciso"
    STAFF_COMMITTEE = "staff_committee"
    COUNCILLOR = "councillor"
    TRAINER = "trainer"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


HUMAN_ROLES = tuple(role for role in Role if role is not Role.SYSTEM)
"""The roles that can be given to a person."""

ROLE_LABELS: Mapping[Role, Text] = {
    Role.OWNER: Text("portage de projets", "project owner"),
    Role.REVIEWER: Text("instruction des dossiers", "reviewer"),
    Role.DPO: Text("protection des données", "data protection officer"),
    Role.CISO: Text("responsable de la sécurité", "chief information security officer"),
    Role.STAFF_COMMITTEE: Text("membre du comité social territorial", "staff committee member"),
    Role.COUNCILLOR: Text("membre du conseil", "councillor"),
    Role.TRAINER: Text("formation", "trainer"),
    Role.PUBLISHER: Text("responsable de la publication", "publisher"),
    Role.ADMINISTRATOR: Text("administration de l’espace", "administrator"),
    Role.SYSTEM: Text("Balise, chaque jour", "Balise, every day"),
}
"""Roles as they are said after a name or in a list. In French they name the function: it suits whoever holds it."""
