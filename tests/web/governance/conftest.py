# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The people of an instruction, and the mail-drafting project that the tests take from a draft to its archive."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from tests.web.conftest import NOW, Hire

from balise.core.conditions import AnswerValue
from balise.core.notices import Need
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.roles import Role
from balise.core.states import Act, State
from balise.loading.dossiers import load_dossiers
from balise.loading.questions import shipped_bank
from balise.web.assessments.files import DossierFile
from balise.web.assessments.models import EvidenceFile
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.operations.perform import perform
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.instruction import instruction_of
from balise.web.organisations.members import Member
from balise.web.transparency.notice_board import needs_of
from balise.web.transparency.operations.proofs import prove
from balise.web.transparency.queries.proofs import proofs_of

EXAMPLE = Path(__file__).parents[3] / "examples" / "valbrise" / "reponse-courriers.yaml"
TODAY = NOW.date()
ASKED = (OpinionBody.DPO, OpinionBody.CISO, OpinionBody.IT)
SEEN_AT = "https://valbrise.example/mentions"
SERVES_NEXT = (Act.DEPLOY, Act.RESUME, Act.CONFIRM)
MAYOR = "La maire"


def mail_answers(on: date = TODAY, **changes: AnswerValue | None) -> dict[str, AnswerValue]:
    """Return the answers of the mail-drafting project while it is being prepared, recent enough on that day."""
    (dossier,) = load_dossiers(EXAMPLE, shipped_bank())
    untold = {"dpo_opinion", "ciso_opinion", "it_opinion", "review_date", "in_service_on"}
    kept = {name: value for name, value in dossier.answers.items() if name not in untold}
    recent: dict[str, AnswerValue] = {
        "project_status": "development",
        "exit_drill_on": on - timedelta(days=60),
        "footprint_followed": "yes",
    }
    fixed: dict[str, AnswerValue | None] = {**kept, **recent, **changes}
    return {name: value for name, value in fixed.items() if value is not None}


@dataclass
class Cast:
    """Everybody it takes."""

    owner: Member
    reviewer: Member
    second: Member
    dpo: Member
    ciso: Member
    councillor: Member

    def submitted(self, on: datetime = NOW, **changes: AnswerValue | None) -> DossierFile:
        """Return the mail-drafting dossier, filed."""
        answers = mail_answers(on.date(), **changes)
        file = create(self.owner, "Réponse aux courriers", unit_id=None, answers=answers, at=on)
        if answers.get("exit_drill_done") == "yes":
            self.minutes(file, at=on)
        self.do(self.owner, file, Act.SUBMIT, at=on)
        return file_of(file.id)

    def in_review(self, on: datetime = NOW, **changes: AnswerValue | None) -> DossierFile:
        """Return the same, taken up."""
        file = self.submitted(on, **changes)
        self.do(self.reviewer, file, Act.TAKE_UP, at=on)
        return file_of(file.id)

    def with_opinions(self, on: datetime = NOW, **changes: AnswerValue | None) -> DossierFile:
        """Return the same, the three opinions asked for and favourable, and every notice in place."""
        file = self.in_review(on, **changes)
        request_opinions(self.reviewer, file.id, ASKED, on.date() + timedelta(days=15), "", at=on)
        self.give_all(file, at=on)
        self.announce(file, at=on)
        return file_of(file.id)

    def give_all(self, file: DossierFile, value: OpinionValue = OpinionValue.FAVOURABLE, *, at: datetime = NOW) -> None:
        """Answer every opinion that is asked for."""
        givers = {OpinionBody.DPO: self.dpo, OpinionBody.CISO: self.ciso, OpinionBody.IT: self.second}
        for opinion in instruction_of(file.id).opinions:
            if opinion.pending:
                give_opinion(givers[opinion.body], file.id, opinion.id, value, "Vu.", "", at=at)

    def accepted(
        self, *reservations: ReservationProposal, on: datetime = NOW, **changes: AnswerValue | None
    ) -> DossierFile:
        """Return the same, accepted: with these reservations if there is one."""
        file = self.with_opinions(on, **changes)
        act = Act.DECIDE_WITH_RESERVATIONS if reservations else Act.DECIDE_FAVOURABLE
        self.do(self.reviewer, file, act, Proposal(deciding_authority=MAYOR, reservations=reservations), at=on)
        return file_of(file.id)

    def deployed(
        self, *reservations: ReservationProposal, on: datetime = NOW, **changes: AnswerValue | None
    ) -> DossierFile:
        """Return the same, in service for a year: whoever puts it there answers for the documents that it lacks."""
        file = self.accepted(*reservations, on=on, **changes)
        review = on.date() + timedelta(days=365)
        self.do(self.owner, file, Act.DEPLOY, Proposal(review_date=review, begun=True, gaps_accepted=True), at=on)
        return file_of(file.id)

    def minutes(self, file: DossierFile, *, at: datetime = NOW) -> None:
        """Have the minutes of an exit drill among the documents: a date that none shows proves nothing."""
        EvidenceFile.objects.create(
            dossier_id=file.id,
            title="Compte rendu de l’exercice de sortie",
            supports=["exit_drill_on"],
            file=default_storage.save(f"{file.id}/exercice", ContentFile(b"Deux jours de courrier.")),
            filename="exercice.txt",
            media_type="text/plain",
            size=23,
            sha256="0" * 64,
            added_by_id=self.owner.user_id,
            added_at=at,
        )

    def announce(self, file: DossierFile, *, at: datetime = NOW) -> None:
        """Record that every notice that the dossier requires is in place."""
        file = file_of(file.id)
        shown = {proof.channel for proof in proofs_of(file.id)}
        for need in needs_of(file, at.date()):
            if need.need is Need.REQUIRED and need.channel not in shown:
                prove(self.reviewer, file.id, need.channel, at.date(), SEEN_AT, at=at)

    def do(
        self, member: Member, file: DossierFile, act: Act, proposal: Proposal | None = None, *, at: datetime = NOW
    ) -> State:
        """Do an act; return where it leaves the dossier."""
        if act in SERVES_NEXT:
            self.announce(file, at=at)
        perform(member, file.id, act, proposal or Proposal(), at=at)
        return file_of(file.id).state


@pytest.fixture
def cast(member_with: Hire) -> Cast:
    """Return everybody it takes, one person a role, and a second reviewer."""
    return cast_of(member_with)


def cast_of(member_with: Hire) -> Cast:
    """Return the same, hired by this function."""
    return Cast(
        owner=member_with(Role.OWNER, name="Inès Vasseur"),
        reviewer=member_with(Role.REVIEWER, name="Anne Roche"),
        second=member_with(Role.REVIEWER, name="Marc Aubin"),
        dpo=member_with(Role.DPO, name="Paul Durand"),
        ciso=member_with(Role.CISO, name="Lina Faure"),
        councillor=member_with(Role.COUNCILLOR, name="Jeanne Maire"),
    )


@dataclass
class Browser:
    """Somebody's browser, that knows the pages of one dossier."""

    client: Client
    base: str

    def get(self, path: str) -> str:
        """Return a page that opens."""
        response = self.client.get(self.base + path)
        assert response.status_code == 200, (path, response.status_code)
        return response.content.decode()

    def post(self, path: str, data: Mapping[str, object] | None = None, status: int = 302) -> str:
        """Send a form; return what comes back."""
        response = self.client.post(self.base + path, dict(data or {}))
        assert response.status_code == status, (path, response.status_code, _said(response.content.decode()))
        return response.content.decode()


def _said(page: str) -> str:
    """Return what a page says of errors, for a test that fails."""
    start = page.find("error-summary")
    return page[start : start + 1500]


@pytest.fixture
def browse(client_of: Callable[[Member], Client]) -> Callable[[Member, str], Browser]:
    """Return a function that opens a browser on a dossier of the member's authority."""
    return lambda member, number: Browser(client_of(member), f"/espace/{member.authority.slug}/dossiers/{number}/")


def real_now() -> datetime:
    """Return the instant at which views act: they read the clock."""
    return timezone.now()
