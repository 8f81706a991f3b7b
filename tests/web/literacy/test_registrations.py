# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Registering for a session: seats in the order in which people came, letters, appointments."""

from datetime import timedelta

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone
from tests.web.conftest import Hire
from tests.web.literacy.conftest import School

from balise.core.roles import Role
from balise.core.training import DEFAULT_CONTENT, Audience
from balise.web.journal.queries import entries_of
from balise.web.literacy.models import Attestation, Message, Registration, Session
from balise.web.literacy.operations.attestations import attest
from balise.web.literacy.operations.messages import deliver_letters, remind


def invitation_in(message: EmailMessage) -> str:
    """Return the appointment that a letter carries, its lines unfolded."""
    parts = [part for part in message.message().walk() if part.get_content_type() == "text/calendar"]
    payload = parts[0].get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode().replace("\r\n ", "")


def test_a_training_is_created_with_the_content_that_its_audience_needs(school: School) -> None:
    address = "/espace/valbrise/formations/parcours/nouveau/?public=councillors"
    page = school.client.get(address)
    assert DEFAULT_CONTENT[Audience.COUNCILLORS][0] in page.content.decode().replace("&#x27;", "’")
    sent = {"title": "Décider d’un projet", "audience": "councillors", "content": " Lire un dossier \n\nDécider"}
    answer = school.client.post(address, {**sent, "validity_months": "24"}, follow=True)
    text = answer.content.decode()
    assert "Décider d’un projet" in text
    assert "Lire un dossier" in text
    assert "24 mois" in text


def test_what_is_mistyped_is_told_and_nothing_is_lost(school: School) -> None:
    sent = {"title": "X", "audience": "staff", "content": "Y", "quiz": "Une question sans réponse"}
    answer = school.client.post("/espace/valbrise/formations/parcours/nouveau/", sent)
    assert answer.status_code == 422
    assert "La question 1 doit avoir un énoncé" in answer.content.decode()
    assert "Une question sans réponse" in answer.content.decode()


def test_a_session_is_opened_from_its_form(school: School) -> None:
    address = f"/espace/valbrise/formations/parcours/{school.path_id}/seances/nouvelle/"
    sent = {"form": "webinar", "first_day": "2031-03-03", "begins": "09:30", "ends": "12:00", "seats": "20"}
    assert school.client.post(address, {**sent, "ends": "09:00"}).status_code == 422
    answer = school.client.post(address, {**sent, "place": "https://visio.valbrise.example/ia"}, follow=True)
    text = answer.content.decode()
    assert "3\u00a0mars 2031, de 9\u00a0h\u00a030 à 12\u00a0h\u00a000" in text
    assert 'href="https://visio.valbrise.example/ia"' in text


def test_one_registers_and_receives_an_appointment(
    school: School, member_with: Hire, django_capture_on_commit_callbacks
) -> None:
    owner = member_with(Role.OWNER, name="Inès Carvalho")
    session_id = school.session()
    browser = school.client_of(owner)
    with django_capture_on_commit_callbacks(execute=True):
        text = browser.post(school.address(session_id, "inscription/"), follow=True).content.decode()
    assert "Votre place est réservée" in text
    assert [message.to for message in mail.outbox] == [[owner.email]]
    appointment = invitation_in(mail.outbox[0])
    assert "METHOD:REQUEST\r\n" in appointment
    assert f":mailto:{owner.email}" in appointment
    downloaded = browser.get(school.address(session_id, "invitation.ics"))
    assert downloaded["Content-Type"].startswith("text/calendar")
    uid = next(line for line in appointment.split("\r\n") if line.startswith("UID:"))
    assert uid in downloaded.content.decode().replace("\r\n ", "")
    assert "Vos formations" in browser.get("/espace/valbrise/").content.decode()


def test_registering_twice_takes_one_seat(school: School, member_with: Hire) -> None:
    owner = member_with(Role.OWNER)
    session_id = school.session()
    for _time in range(2):
        school.client_of(owner).post(school.address(session_id, "inscription/"))
    assert len(school.client.get(school.address(session_id)).context["participants"]) == 1


def test_a_seat_given_back_goes_to_the_first_who_waits(
    school: School, member_with: Hire, django_capture_on_commit_callbacks
) -> None:
    first, second, third = (member_with(Role.OWNER, name=name) for name in ("Un", "Deux", "Trois"))
    session_id = school.session(seats=1)
    for each in (first, second, third):
        school.client_of(each).post(school.address(session_id, "inscription/"))
    waiting = school.client_of(second).get(school.address(session_id)).content.decode()
    assert "Vous êtes en attente" in waiting
    assert "Trois" not in waiting
    diaries = (
        school.client_of(each).get(school.address(session_id, "invitation.ics")).text for each in (first, second)
    )
    assert ["STATUS:CONFIRMED" in each for each in diaries] == [True, False], "who waits keeps the day, no more"
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        school.client_of(first).post(school.address(session_id, "desinscription/"))
    told = {message.to[0]: message.subject for message in mail.outbox}
    assert told == {
        first.email: "Désinscription – Les bases de l’IA",
        second.email: "Une place s’est libérée – Les bases de l’IA",
    }
    assert "Vous y avez une place" in school.client_of(second).get(school.address(session_id)).content.decode()
    assert "Vous êtes en attente" in school.client_of(third).get(school.address(session_id)).content.decode()


def test_a_session_that_moves_or_is_cancelled_changes_the_diary(
    school: School, member_with: Hire, django_capture_on_commit_callbacks
) -> None:
    owner = member_with(Role.OWNER)
    session_id = school.session()
    school.client_of(owner).post(school.address(session_id, "inscription/"))
    mail.outbox.clear()
    sent = {"form": "in_person", "first_day": "2031-03-03", "begins": "09:30", "ends": "12:00", "place": "Ailleurs"}
    with django_capture_on_commit_callbacks(execute=True):
        page = school.client.post(school.address(session_id, "modifier/"), sent, follow=True).content.decode()
        assert "La séance est à jour. 1 personne inscrite est prévenue." in page
        answer = school.client.post(
            school.address(session_id, "annuler/"), {"reason": "Formatrice malade"}, follow=True
        )
        assert "La séance est annulée. 1 personne inscrite est prévenue." in answer.content.decode()
    moved, cancelled = (invitation_in(message) for message in mail.outbox)
    assert "SEQUENCE:1\r\n" in moved
    assert "LOCATION:Ailleurs" in moved
    assert "METHOD:CANCEL" in cancelled
    assert "STATUS:CANCELLED" in cancelled
    assert "Formatrice malade" in mail.outbox[1].body
    assert "Formatrice malade" in school.client_of(owner).get(school.address(session_id)).content.decode()


def test_it_says_that_people_are_told_only_when_somebody_is(school: School) -> None:
    sent = {"form": "in_person", "first_day": "2031-03-03", "begins": "09:30", "ends": "12:00", "place": "Ailleurs"}
    page = school.client.post(school.address(school.session(), "modifier/"), sent, follow=True).content.decode()
    assert "La séance est à jour." in page
    assert "prévenue" not in page


def test_a_seat_that_was_given_is_not_taken_back(school: School, member_with: Hire) -> None:
    session_id = school.session()
    for each in (member_with(Role.OWNER), member_with(Role.OWNER)):
        school.client_of(each).post(school.address(session_id, "inscription/"))
    sent = {"form": "in_person", "first_day": "2031-03-03", "begins": "09:30", "ends": "12:00", "seats": "1"}
    answer = school.client.post(school.address(session_id, "modifier/"), sent)
    assert answer.status_code == 422
    assert "une place donnée ne se reprend pas" in answer.content.decode()


def test_nobody_but_who_trains_reads_who_comes(school: School, member_with: Hire) -> None:
    session_id = school.session()
    school.client_of(member_with(Role.OWNER, name="Inès Carvalho")).post(school.address(session_id, "inscription/"))
    other = school.client_of(member_with(Role.REVIEWER, Role.DPO, Role.COUNCILLOR, Role.STAFF_COMMITTEE))
    assert "Carvalho" not in other.get(school.address(session_id)).content.decode()
    assert "Carvalho" in school.client.get(school.address(session_id)).content.decode()
    acts = entries_of(school.trainer.authority.id)
    assert not any("Carvalho" in str(entry) for entry in acts)


def test_somebody_without_an_account_is_registered_by_who_trains(school: School) -> None:
    session_id = school.session()
    sent = {"name": "Ahmed Kader", "email": "ahmed.kader@valbrise.example", "unit": ""}
    school.client.post(school.address(session_id, "inscrire/"), sent)
    letter = Message.objects.get()
    assert "Ahmed Kader" in letter.body
    assert "http" not in letter.body  # a page that asks for an account would help them in nothing
    assert school.client.post(school.address(session_id, "inscrire/"), {"name": ""}).status_code == 422


def test_a_letter_that_could_not_leave_is_sent_later(school: School) -> None:
    session_id = school.session()
    sent = {"name": "Ahmed Kader", "email": "ahmed.kader@valbrise.example", "unit": ""}
    school.client.post(school.address(session_id, "inscrire/"), sent)
    assert mail.outbox == []
    assert deliver_letters(at=timezone.now() + timedelta(days=1)) == 1
    assert deliver_letters(at=timezone.now() + timedelta(days=1)) == 0
    assert [message.to for message in mail.outbox] == [["ahmed.kader@valbrise.example"]]


def test_whoever_has_a_seat_is_reminded_the_day_before_once(school: School, member_with: Hire) -> None:
    session_id = school.session()
    starts = Session.objects.get(pk=session_id).starts_at
    browser = school.client_of(member_with(Role.OWNER, name="Inès Carvalho"))
    browser.post(school.address(session_id, "inscription/"))
    eve = timezone.localtime(starts).date() - timedelta(days=1)
    now = timezone.now()
    assert [remind(eve - timedelta(days=1), at=now), remind(eve, at=now), remind(eve, at=now)] == [0, 1, 0]
    assert "est demain" in Message.objects.get(key__startswith="soon").body


def test_whoever_is_attested_is_told_a_month_before_the_end_once(school: School) -> None:
    session_id = school.session(in_days=-2)
    entry = Registration.objects.create(
        session_id=session_id, name="Zoé", email="zoe@valbrise.example", registered_at=timezone.now(), present=True
    )
    attest(school.trainer, session_id, at=timezone.now())
    ends = Attestation.objects.get(registration=entry).expires_on
    assert ends is not None
    found = [remind(ends - timedelta(days=left), at=timezone.now()) for left in (31, 30, 29, 0)]
    assert found == [0, 1, 0, 0]
    assert "finit dans un mois" in Message.objects.get(key="expiring").body
