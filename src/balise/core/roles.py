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
    Role.OWNER: Text("porteur", "project owner"),
    Role.REVIEWER: Text("instructeur", "reviewer"),
    Role.DPO: Text("délégué à la protection des données", "data protection officer"),
    Role.CISO: Text("responsable de la sécurité", "chief information security officer"),
    Role.STAFF_COMMITTEE: Text("membre du comité social territorial", "staff committee member"),
    Role.COUNCILLOR: Text("élu", "councillor"),
    Role.TRAINER: Text("formateur", "trainer"),
    Role.PUBLISHER: Text("responsable de la publication", "publisher"),
    Role.ADMINISTRATOR: Text("administrateur", "administrator"),
    Role.SYSTEM: Text("Balise, chaque jour", "Balise, every day"),
}
