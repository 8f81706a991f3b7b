# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.web.conftest import NOW
from tests.web.governance.conftest import MAYOR, TODAY, Cast, mail_answers

from balise.cli.commands import tick as tick_command
from balise.core.language import Language
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.states import Act, State
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.operations.evidence import NewEvidence, attach
from balise.web.assessments.queries.dossiers import file_of
from balise.web.governance.models import Letter
from balise.web.governance.operations import tick as tick_module
from balise.web.governance.operations.exceptions import grant_exception
from balise.web.governance.operations.opinions import give_opinion, request_opinions
from balise.web.governance.operations.tick import TickReport, tick
from balise.web.governance.proposals import Proposal, ReservationProposal
from balise.web.governance.queries.follow_up import Kind, due_lines
from balise.web.governance.queries.instruction import instruction_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=30)
EXPORT = ReservationProposal("Obtenir un export ouvert.", SOON, "lyon-2025:12:b")


def on(day: date) -> TickReport:
    return tick(day, at=NOW + (day - TODAY))


def done(report: TickReport) -> list[tuple[str, str]]:
    assert not report.failed
    return [(each.number, each.what) for each in report.done]


def test_it_suspends_what_is_overdue_once_and_says_why_and_resumes_when_it_is_lifted(cast: Cast) -> None:
    file = cast.deployed(EXPORT, export_format="proprietary")
    assert done(on(SOON)) == []
    assert done(on(SOON + timedelta(days=1))) == [(file.number, "suspended")]
    assert file_of(file.id).state is State.SUSPENDED
    (service,) = instruction_of(file.id).services
    assert "devait être levée le 21" in service.ended_because
    entry = entries_about("dossier", str(file.id))[0]
    assert (entry.act, entry.actor_name) == ("dossier.suspended", "Balise")
    assert done(on(SOON + timedelta(days=1))) == []
    assert done(on(SOON + timedelta(days=2))) == []


def test_it_opens_the_reassessment_on_the_day_of_the_review(cast: Cast) -> None:
    file = cast.deployed()
    review = file.review_on
    assert review is not None
    assert done(on(review - timedelta(days=1))) == []
    assert done(on(review)) == [(file.number, "reassessment_started")]
    assert done(on(review)) == []
    assert file_of(file.id).state is State.UNDER_REASSESSMENT


def test_it_notes_silence_and_the_end_of_an_exception_once(cast: Cast) -> None:
    file = cast.in_review(interaction_mode="direct")
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "", at=NOW)
    grant_exception(cast.reviewer, file.id, "lyon-2025:2:a", "Essai borné.", MAYOR, SOON, at=NOW)
    after = SOON + timedelta(days=1)
    assert sorted(done(on(after))) == [(file.number, "exception_expired"), (file.number, "opinion_lapsed")]
    assert done(on(after)) == []
    assert done(on(after + timedelta(days=1))) == []
    (opinion,) = instruction_of(file.id).opinions
    assert opinion.lapsed
    assert file_of(file.id).answers["dpo_opinion"] == "requested"
    give_opinion(cast.dpo, file.id, opinion.id, OpinionValue.FAVOURABLE, "Enfin.", "", at=NOW + timedelta(days=40))
    assert file_of(file.id).answers["dpo_opinion"] == "favourable"


def test_an_expired_exception_suspends_what_still_needs_it(cast: Cast) -> None:
    file = cast.in_review(interaction_mode="direct", ai_disclosed_in_conversation="yes")
    request_opinions(cast.reviewer, file.id, [OpinionBody.DPO, OpinionBody.CISO, OpinionBody.IT], SOON, "", at=NOW)
    cast.give_all(file)
    ends = TODAY + timedelta(days=60)
    grant_exception(cast.reviewer, file.id, "lyon-2025:2:a", "Essai borné.", MAYOR, ends, at=NOW)
    cast.do(cast.reviewer, file, Act.DECIDE_FAVOURABLE, Proposal(deciding_authority=MAYOR))
    decision = instruction_of(file.id).decision
    assert decision is not None
    assert "par exception accordée jusqu’au" in decision.grounds[0]
    review = TODAY + timedelta(days=300)
    cast.do(cast.owner, file, Act.DEPLOY, Proposal(review_date=review, begun=True, gaps_accepted=True))
    assert done(on(ends - timedelta(days=1))) == []
    assert sorted(done(on(ends))) == [(file.number, "exception_expired"), (file.number, "suspended")]


def test_it_recalls_thirty_seven_and_one_days_before_to_those_who_must_act_and_once(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    due = TODAY + timedelta(days=40)
    reservation = ReservationProposal("Un export ouvert.", due, "lyon-2025:12:b", assignee_id=cast.ciso.user_id)
    cast.deployed(reservation, export_format="proprietary")
    Letter.objects.all().delete()
    reminders = {}
    for days in range(45, 0, -1):
        day = due - timedelta(days=days)
        if day > TODAY:
            mail.outbox.clear()
            on(day)
            on(day)
            if mail.outbox:
                reminders[days] = sorted(letter.to[0] for letter in mail.outbox)
    assert reminders == dict.fromkeys((30, 7, 1), sorted([cast.owner.email, cast.ciso.email]))
    (first, _second) = mail.outbox[:2] if mail.outbox else (None, None)
    assert first is not None
    assert "La réserve «\u00a0Un export ouvert.\u00a0» est à lever pour le 31\u00a0décembre 2026." in first.body
    assert "Il reste 1 jour." in first.body
    assert "/instruction/" in first.body


def test_a_night_without_power_delays_a_reminder_and_loses_none(cast: Cast) -> None:
    cast.deployed(
        ReservationProposal("Un export.", SOON + timedelta(days=5), "lyon-2025:12:b"), export_format="proprietary"
    )
    on(TODAY + timedelta(days=1))
    Letter.objects.all().delete()
    assert on(TODAY + timedelta(days=9)).reminders == 1


def test_one_dossier_that_fails_stops_no_other_and_is_tried_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = cast.deployed(EXPORT, export_format="proprietary")
    sound = cast.deployed(EXPORT, export_format="proprietary")
    work = tick_module._work

    def failing(day, dossier_id):
        found = work(day, dossier_id)
        if dossier_id == broken.id:
            raise ValueError("panne")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(tick_module, "_work", failing)
        report = on(SOON + timedelta(days=1))
    assert [each.number for each in report.failed] == [broken.number]
    assert [each.number for each in report.done] == [sound.number]
    assert file_of(broken.id).state is State.DEPLOYED
    assert done(on(SOON + timedelta(days=1))) == [(broken.number, "suspended")]


@pytest.mark.parametrize("error", [ConnectionRefusedError(), ImproperlyConfigured("no such folder")])
def test_a_letter_that_no_server_takes_is_kept_and_sent_the_next_day(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    cast.deployed(EXPORT, export_format="proprietary")
    day = SOON + timedelta(days=1)

    def refuse(self, messages):
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(EmailBackend, "send_messages", refuse)
        report = on(day)
    assert (report.sent, report.waiting > 0) == (0, True)
    waiting = report.waiting
    mail.outbox.clear()
    assert on(day + timedelta(days=1)).waiting == 0
    assert len(mail.outbox) >= waiting


def test_people_are_told_once_what_they_wait_for_is_written_for_good(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    file = cast.in_review()
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        request_opinions(cast.reviewer, file.id, [OpinionBody.DPO], SOON, "Lisez les annexes.", at=NOW)
        assert mail.outbox == []
    (letter,) = mail.outbox
    assert letter.to == [cast.dpo.email]
    assert letter.subject == "Avis demandé – Réponse aux courriers"
    assert "Anne Roche demande l’avis du délégué à la protection des données" in letter.body
    assert "Lisez les annexes." in letter.body
    assert f"/avis/{instruction_of(file.id).opinions[0].id}/" in letter.body


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.setattr(tick_command, "open_site", lambda language, *, existing: None)

    def invoke(*arguments: str) -> str:
        result = CliRunner().invoke(tick_command.command(Language.FRENCH), list(arguments))
        assert result.exit_code == 0, result.output
        return result.output.replace("\u00a0", " ")

    return invoke


def test_the_command_says_what_it_did_in_words_and_in_data(cast: Cast, run: Callable[..., str]) -> None:
    file = cast.deployed(EXPORT, export_format="proprietary")
    day = (SOON + timedelta(days=1)).isoformat()
    said = run("--on", day)
    assert f"Ville de Valbrise, {file.number} Réponse aux courriers – suspendu." in said
    assert "22 décembre 2026 : 1 dossier regardé, 1 acte, 0 rappel," in said
    data = json.loads(run("--on", day, "--format", "json"))
    assert (data["on"], data["watched"], data["acts"], data["failures"]) == (day, 1, [], 0)


def test_it_tells_the_owner_alone_of_a_document_a_month_before_its_end_and_on_the_day(cast: Cast) -> None:
    file = cast.deployed()
    ends = TODAY + timedelta(days=60)
    upload = SimpleUploadedFile("homologation.txt", "Homologué.".encode(), content_type="text/plain")
    attach(cast.owner, file.id, NewEvidence(upload, "Homologation", (), None, ends), at=NOW)
    Letter.objects.all().delete()
    told = {}
    for left in (31, 30, 29, 7, 1, 0, -1):
        on(ends - timedelta(days=left))
        letters = Letter.objects.filter(key__contains=":evidence:")
        told[left] = sorted(letters.values_list("recipient_id", flat=True))
        body = "\n".join(letters.values_list("body", flat=True)).replace("\u00a0", " ")
        letters.delete()
        if told[left]:
            assert "La pièce « Homologation » ne vaut plus à partir du 20 janvier 2027." in body
            assert f"/dossiers/{file.number}/pieces/" in body
    assert {left: ids for left, ids in told.items() if ids} == {30: [cast.owner.user_id], 0: [cast.owner.user_id]}


def test_it_tells_the_owner_of_a_draft_of_its_documents_and_does_nothing_else_there(cast: Cast) -> None:
    file = create(cast.owner, "Réponse aux courriers", unit_id=None, answers=mail_answers(), at=NOW)
    upload = SimpleUploadedFile("homologation.txt", "Homologué.".encode(), content_type="text/plain")
    attach(cast.owner, file.id, NewEvidence(upload, "Homologation", (), None, SOON), at=NOW)
    assert done(on(SOON - timedelta(days=40))) == []
    told = {}
    for left in (30, 29, 0, -1):
        Letter.objects.all().delete()
        report = on(SOON - timedelta(days=left))
        assert done(report) == []
        letters = Letter.objects.exclude(key__startswith="roundup:")
        told[left] = [(each.recipient_id, ":evidence:" in each.key) for each in letters]
    assert told == {30: [(cast.owner.user_id, True)], 29: [], 0: [(cast.owner.user_id, True)], -1: []}
    assert file_of(file.id).state is State.DRAFT


def test_the_end_of_a_document_is_among_what_falls_due(cast: Cast, client_of: Callable[[Member], Client]) -> None:
    file = cast.in_review()
    upload = SimpleUploadedFile("homologation.txt", "Homologué.".encode(), content_type="text/plain")
    attach(cast.owner, file.id, NewEvidence(upload, "Homologation", (), None, SOON), at=NOW)
    (line,) = due_lines(cast.owner, TODAY, Kind.EVIDENCE)
    assert (line.due_on, line.late, line.mine) == (SOON, False, True)
    (late,) = due_lines(cast.reviewer, SOON, Kind.EVIDENCE)
    assert (late.late, late.mine) == (True, False)
    page = client_of(cast.owner).get(f"/espace/{cast.owner.authority.slug}/suivi/").content.decode()
    assert "Pièce «\u00a0Homologation\u00a0»" in page
