# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Trainings at hand: a path, a session that is on, people who registered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.conftest import Hire

from balise.core.roles import Role
from balise.core.training import Audience, Form
from balise.web.literacy.operations.paths import PathProposal, create_path
from balise.web.literacy.operations.registrations import register
from balise.web.literacy.operations.sessions import SessionProposal, open_session
from balise.web.literacy.records import Question
from balise.web.organisations.members import Member

QUIZ = (Question("Qui reste responsable ?", ("L’outil", "Moi"), 1), Question("Relire ?", ("Toujours", "Jamais"), 0))


@dataclass(frozen=True)
class School:
    """Who trains, and what they give."""

    trainer: Member
    path_id: int
    client_of: Callable[[Member], Client]

    @property
    def client(self) -> Client:
        """Return the browser of who trains."""
        return self.client_of(self.trainer)

    def session(self, *, in_days: float = 7, hours: float = 2, seats: int | None = None, path_id: int = 0) -> int:
        """Open a session that begins in some days; in the past if negative."""
        start = timezone.now() + timedelta(days=in_days)
        said = SessionProposal(Form.IN_PERSON, start, start + timedelta(hours=hours), "Salle du conseil", "", seats)
        return open_session(self.trainer, path_id or self.path_id, said, at=timezone.now() - timedelta(days=30))

    def address(self, session_id: int, page: str = "") -> str:
        """Return a page of a session."""
        return f"/espace/valbrise/formations/seances/{session_id}/{page}"

    def quizzed(self) -> int:
        """Return a training with a quiz."""
        said = PathProposal("Avec questions", Audience.STAFF, "Un sujet", None, 12, QUIZ, 2)
        return create_path(self.trainer, said, at=timezone.now())

    def attended(self, *people: Member, path_id: int = 0) -> int:
        """Return a session of yesterday to which these people came."""
        session_id = self.session(in_days=-1, path_id=path_id)
        for each in people:
            register(each, session_id, at=timezone.now() - timedelta(days=2))
        rows = self.client.get(self.address(session_id)).context["participants"]
        self.client.post(self.address(session_id, "emargement/"), {"present": [each.id for each in rows]})
        return session_id


@pytest.fixture
def school(member_with: Hire, client_of: Callable[[Member], Client]) -> School:
    """Return a trainer with one training, that counts for a year."""
    trainer = member_with(Role.TRAINER, name="Théo Quillien")
    said = PathProposal("Les bases de l’IA", Audience.STAFF, "Relire\nInformer", None, 12)
    return School(trainer, create_path(trainer, said, at=timezone.now()), client_of)
