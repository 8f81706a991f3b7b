# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Somebody who publishes, and a project of the city to publish."""

import pytest
from django.utils import timezone
from tests.web.conftest import Hire
from tests.web.governance.conftest import Cast, cast

from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member
from balise.web.transparency.operations.proofs import take_back
from balise.web.transparency.operations.publication import Wording
from balise.web.transparency.queries.proofs import proofs_of

__all__ = ["cast"]

WORDING = Wording(
    title="Réponse aux courriers des habitants",
    summary="Un outil propose un projet de réponse. Un agent le corrige, le signe et l’envoie.",
    contact="courriers@valbrise.example",
    reason="L’outil aide, un agent répond : la charte est tenue.",
)


def untold(cast: Cast, file: DossierFile) -> DossierFile:
    """Return a use in service of which every notice has gone."""
    for proof in proofs_of(file.id):
        take_back(cast.reviewer, file.id, proof.id, at=timezone.now())
    return file


@pytest.fixture
def publisher(member_with: Hire) -> Member:
    """Return whoever keeps the portal."""
    return member_with(Role.PUBLISHER, name="Sonia Prat")


@pytest.fixture
def everybody(cast: Cast, publisher: Member) -> tuple[Cast, Member]:
    """Return those who make a dossier, and whoever publishes it."""
    return cast, publisher


def dossier_behind(code: str) -> int:
    """Return the dossier of an entry."""
    from balise.web.transparency.models import Entry  # noqa: PLC0415 - rows exist once Django is ready

    return Entry.objects.get(code=code).dossier_id
