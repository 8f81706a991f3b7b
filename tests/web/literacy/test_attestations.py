# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who came, read from a sheet or from the file of a webinar; the quiz; and the attestation that anybody checks."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from tests.web.conftest import Hire
from tests.web.literacy.conftest import School

from balise.core.roles import Role
from balise.core.training import Audience
from balise.web.literacy.models import Attestation, Registration
from balise.web.literacy.operations.attestations import OutsideTraining, record_outside
from balise.web.literacy.operations.headcounts import set_headcounts
from balise.web.literacy.operations.registrations import register
from balise.web.literacy.queries.coverage import trained
from balise.web.organisations.operations.units import add_unit

TEAMS = "1. Summary\nMeeting title,IA\n\n3. Participants\nName,First Join,Email,In-Meeting Duration\n"
FRENCH = "Nom;Prénom;Courriel;Durée\n"


def read(school: School, session_id: int, content: bytes, least: str = "") -> "object":
    """Send the file of a webinar, and return the page that tells what it says."""
    sent = {"file": SimpleUploadedFile("releve.csv", content), "least_minutes": least}
    return school.client.post(school.address(session_id, "releve/"), sent)


def test_the_sheet_is_ticked_and_attestations_are_issued_to_those_who_came(
    school: School, member_with: Hire, client: Client
) -> None:
    came, missed = member_with(Role.OWNER, name="Inès Carvalho"), member_with(Role.OWNER, name="Karim Ben")
    session_id = school.session(in_days=-1)
    for each in (came, missed):
        register(each, session_id, at=timezone.now() - timedelta(days=2))
    sheet = school.client.get(school.address(session_id, "emargement/")).content.decode()
    assert "Inès Carvalho" in sheet
    entry = Registration.objects.get(user_id=came.user_id)
    school.client.post(school.address(session_id, "emargement/"), {"present": [entry.pk]})
    school.client.post(school.address(session_id, "attestations/"))
    attestation = Attestation.objects.get()
    assert attestation.name == "Inès Carvalho"
    page = client.get(f"/attestations/{attestation.code}/")
    text = page.content.decode()
    assert "Valable" in text or "valable" in text
    assert came.email not in text
    assert page["X-Robots-Tag"] == "noindex"
    pdf = client.get(f"/attestations/{attestation.code}/attestation.pdf")
    read_pdf = PdfReader(io.BytesIO(pdf.content))
    assert "Inès Carvalho" in read_pdf.pages[0].extract_text()
    assert attestation.code in read_pdf.pages[0].extract_text()
    assert read_pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]
    again = school.client.post(school.address(session_id, "attestations/"), follow=True).content.decode()
    assert "notez d’abord les présences" in again


def test_a_councillor_trained_with_the_staff_counts_among_councillors(school: School, member_with: Hire) -> None:
    people = (member_with(Role.COUNCILLOR), member_with(Role.STAFF_COMMITTEE), member_with(Role.OWNER, Role.REVIEWER))
    session_id = school.attended(*people)
    school.client.post(school.address(session_id, "attestations/"))

    audiences = dict(Attestation.objects.values_list("user_id", "audience"))
    assert [audiences[each.user_id] for each in people] == ["councillors", "unions", "staff"]


def test_an_attestation_says_that_it_expired_was_withdrawn_or_is_unknown(
    school: School, member_with: Hire, client: Client
) -> None:
    session_id = school.attended(member_with(Role.OWNER))
    school.client.post(school.address(session_id, "attestations/"))
    attestation = Attestation.objects.get()
    assert attestation.expires_on is not None
    Attestation.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert "xpirée" in client.get(f"/attestations/{attestation.code}/").content.decode()
    address = f"/espace/valbrise/formations/attestations/{attestation.code}/retirer/"
    school.client.post(address, {"reason": "Remise par erreur"})
    text = client.get(f"/attestations/{attestation.code}/").content.decode()
    assert "etirée" in text
    assert "Remise par erreur" in text
    unknown = client.get("/attestations/2222-2222-2222/")
    assert unknown.status_code == 404
    assert "Aucune attestation ne porte ce code" in unknown.content.decode()


def test_a_code_is_found_as_it_is_read_on_paper(school: School, member_with: Hire, client: Client) -> None:
    school.client.post(school.address(school.attended(member_with(Role.OWNER)), "attestations/"))
    code = Attestation.objects.get().code
    typed = f"{code[:4]}-{code[4:8].upper()} {code[8:]}"
    assert client.get("/attestations/", {"code": typed})["Location"] == f"/attestations/{code}/"
    assert client.get("/attestations/", {"code": "abc"}).status_code == 422


def test_a_quiz_is_passed_before_an_attestation_is_issued(school: School, member_with: Hire) -> None:
    owner = member_with(Role.OWNER)
    session_id = school.attended(owner, path_id=school.quizzed())
    school.client.post(school.address(session_id, "attestations/"))
    assert not Attestation.objects.exists()
    browser = school.client_of(owner)
    wrong = browser.post(school.address(session_id, "questionnaire/"), {"question-0": "0", "question-1": "0"})
    assert wrong.status_code == 422
    browser.post(school.address(session_id, "questionnaire/"), {"question-0": "1", "question-1": "0"})
    school.client.post(school.address(session_id, "attestations/"))
    assert Attestation.objects.get().user_id == owner.user_id


@pytest.mark.parametrize(
    "content",
    [
        (TEAMS + "Ahmed Kader,8:00,ahmed@valbrise.example,1h 12m 3s\nSans Adresse,8:00,,5m\n").encode("utf-16"),
        (FRENCH + "Kader;Ahmed;AHMED@valbrise.example;72\nAdresse;Sans;;5\n").encode("cp1252"),
        ("\ufeff" + FRENCH + "Kader;Ahmed;ahmed@valbrise.example;01:12:00\nAdresse;Sans;pas une adresse;5\n").encode(),
    ],
    ids=["teams", "french", "utf-8 with a mark"],
)
def test_the_file_of_a_webinar_is_read_then_kept_and_tells_what_it_could_not_read(
    school: School, content: bytes
) -> None:
    session_id = school.session(in_days=-1)
    page = read(school, session_id, content, least="60")
    text = page.content.decode()  # type: ignore[attr-defined]
    assert "1 personne sera notée présente" in text
    assert "Lignes sans adresse lisible" in text
    assert not Registration.objects.exists()
    kept = {"text": page.context["text"], "least": page.context["least"]}  # type: ignore[attr-defined]
    school.client.post(school.address(session_id, "releve/"), kept)
    assert list(Registration.objects.values_list("email", "present")) == [("ahmed@valbrise.example", True)]


def test_who_left_early_is_told_and_not_noted_and_a_file_without_address_is_refused(school: School) -> None:
    session_id = school.session(in_days=-1)
    page = read(school, session_id, (FRENCH + "Kader;Ahmed;a@valbrise.example;12\n").encode(), least="60")
    assert "présence non notée" in page.content.decode()  # type: ignore[attr-defined]
    refused = read(school, session_id, b"Nom;Duree\nKader;12\n")
    assert refused.status_code == 422  # type: ignore[attr-defined]
    assert "Aucune colonne de ce fichier ne porte d’adresse" in refused.content.decode()  # type: ignore[attr-defined]


def test_a_file_that_says_twice_how_long_people_stayed_is_read_once(school: School) -> None:
    session_id = school.session(in_days=-1)
    people = "Ahmed Kader,8:00,ahmed@valbrise.example,20m\n"
    activities = "\n4. In-Meeting Activities\nName,Join Time,Email,Duration\n" + people
    page = read(school, session_id, (TEAMS + people + activities).encode("utf-16"), least="30")
    assert "présence non notée" in page.content.decode()  # type: ignore[attr-defined]


def test_the_summary_of_a_meeting_and_its_host_are_not_who_came(school: School) -> None:
    session_id = school.session(in_days=-1)
    zoom = (
        "Meeting ID,Topic,Start Time,User Email,Duration (Minutes),Participants\n"
        "123 456,IA,03/11/2026,hote@valbrise.example,90,2\n\n"
        "Name (Original Name),User Email,Total Duration (Minutes),Guest\n"
        "Ahmed Kader,ahmed@valbrise.example,88,No\nInès Carvalho,ines@valbrise.example,12,No\n"
    )
    page = read(school, session_id, zoom.encode(), least="60").context["read"]  # type: ignore[attr-defined]
    assert [(each.email, each.minutes) for each in page.attendees] == [("ahmed@valbrise.example", 88)]
    assert [each.email for each in page.too_short] == ["ines@valbrise.example"]
    assert page.unread == ()


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("45 s", 0),
        ("45s", 0),
        ("1h 12m 3s", 72),
        ("1 h 05", 65),
        ("2h15", 135),
        ("2 h", 120),
        ("65,5", 65),
        ("5.5", 5),
        ("00:45:10", 45),
        ("7 minutes", 7),
    ],
)
def test_a_length_is_read_however_the_tool_writes_it(school: School, said: str, minutes: int) -> None:
    rows = f'Nom;Courriel;Durée\nKader;a@valbrise.example;"{said}"\n'
    page = read(school, school.session(in_days=-1), rows.encode()).context["read"]  # type: ignore[attr-defined]
    assert [each.minutes for each in page.attendees] == [minutes]


def test_whose_length_is_not_told_is_not_noted_where_one_is_asked(school: School) -> None:
    session_id = school.session(in_days=-1)
    rows = (FRENCH + "Kader;Ahmed;a@valbrise.example;beaucoup\n").encode()
    page = read(school, session_id, rows, least="60")
    assert "Durée non dite par le fichier" in page.content.decode()  # type: ignore[attr-defined]
    assert not page.context["read"].attendees  # type: ignore[attr-defined]
    assert len(read(school, session_id, rows).context["read"].attendees) == 1  # type: ignore[attr-defined]


def test_those_who_came_are_sent_the_quiz_once(
    school: School, member_with: Hire, django_capture_on_commit_callbacks
) -> None:
    came = member_with(Role.OWNER)
    with django_capture_on_commit_callbacks(execute=True):
        session_id = school.attended(came, path_id=school.quizzed())
        entry = Registration.objects.get(user_id=came.user_id)
        school.client.post(school.address(session_id, "emargement/"), {"present": [entry.pk]})

    asked = [each for each in mail.outbox if each.subject.startswith("Le questionnaire vous attend")]
    assert [each.to for each in asked] == [[came.email]]
    assert school.address(session_id, "questionnaire/") in asked[0].body
    assert school.client_of(came).get(school.address(session_id, "questionnaire/")).status_code == 200


def test_the_quiz_is_not_for_who_waits_until_they_are_noted_present(school: School, member_with: Hire) -> None:
    seated, waiting = member_with(Role.OWNER), member_with(Role.OWNER)
    session_id = school.session(in_days=-1, seats=1, path_id=school.quizzed())
    for each in (seated, waiting):
        register(each, session_id, at=timezone.now() - timedelta(days=2))
    quiz = school.address(session_id, "questionnaire/")
    assert school.client_of(seated).get(quiz).status_code == 200
    assert quiz not in school.client_of(waiting).get(school.address(session_id)).text
    assert "le questionnaire est à qui en a une" in school.client_of(waiting).get(quiz).text
    entry = Registration.objects.get(user_id=waiting.user_id)
    school.client.post(school.address(session_id, "emargement/"), {"present": [entry.pk]})
    assert school.client_of(waiting).get(quiz).status_code == 200


def test_whoever_has_no_account_is_attested_without_the_quiz_that_they_could_not_answer(school: School) -> None:
    session_id = school.session(in_days=-1, path_id=school.quizzed())
    read_page = read(school, session_id, (FRENCH + "Roux;Camille;camille@valbrise.example;90\n").encode())
    kept = {"text": read_page.context["text"], "least": read_page.context["least"]}  # type: ignore[attr-defined]
    school.client.post(school.address(session_id, "releve/"), kept)
    school.client.post(school.address(session_id, "attestations/"))
    attested = Attestation.objects.get()
    page = school.client.get(school.address(session_id)).content.decode()
    assert f"/formations/attestations/{attested.code}/retirer/" in page, "an attestation given in error is withdrawn"


def outside(name: str, unit_id: int | None = None, **given: object) -> OutsideTraining:
    """Return a training followed elsewhere."""
    said: dict[str, object] = {
        "email": "",
        "audience": Audience.STAFF,
        "training": "Comprendre l’IA",
        "provider": "CNFPT",
        "reference": "A-12",
        "hours": None,
        "followed_on": timezone.localdate() - timedelta(days=10),
        "expires_on": None,
    }
    return OutsideTraining(name=name, unit_id=unit_id, **(said | given))  # type: ignore[arg-type]


def test_what_was_followed_elsewhere_counts(school: School, client: Client) -> None:
    sent = {
        "name": "Karim Ben",
        "audience": "staff",
        "training": "Comprendre l’IA",
        "provider": "CNFPT",
        "reference": "A-12",
        "followed_on": (timezone.localdate() - timedelta(days=3)).isoformat(),
    }
    text = school.client.post("/espace/valbrise/formations/ailleurs/", sent, follow=True).content.decode()
    assert "Karim Ben" in text
    assert "CNFPT" in client.get(f"/attestations/{Attestation.objects.get().code}/").content.decode()
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    refused = school.client.post("/espace/valbrise/formations/ailleurs/", sent | {"followed_on": tomorrow})
    assert refused.status_code == 422


def test_coverage_hides_the_few_on_the_page_and_in_the_files(school: School, member_with: Hire) -> None:
    for number in range(6):
        record_outside(school.trainer, outside(f"Élue {number}", audience=Audience.COUNCILLORS), at=timezone.now())
    for number in range(3):
        record_outside(school.trainer, outside(f"Agent {number}"), at=timezone.now())
    people: dict[tuple[Audience, int | None], int | None] = {
        (Audience.COUNCILLORS, None): 49,
        (Audience.STAFF, None): 800,
    }
    set_headcounts(school.trainer, people, at=timezone.now())
    reader = school.client_of(member_with(Role.COUNCILLOR))
    csv = reader.get("/espace/valbrise/formations/couverture.csv").content.decode()
    assert "élus;Ensemble;6;49" in csv
    assert "agents;Ensemble;non dit;800" in csv
    ods = reader.get("/espace/valbrise/formations/couverture.ods").content
    cells = zipfile.ZipFile(io.BytesIO(ods)).read("content.xml").decode()
    assert 'office:value="6"' in cells
    assert 'office:value="3"' not in cells
    page = reader.get("/espace/valbrise/formations/couverture/").content.decode()
    assert "non dit" in page
    assert "Agent 0" not in page


def test_a_total_leaves_out_no_unit_in_silence_and_a_year_past_says_nothing_of_today(
    school: School, member_with: Hire
) -> None:
    administrator = member_with(Role.ADMINISTRATOR)
    finance, _works = (add_unit(administrator, name, None, at=timezone.now()) for name in ("Finances", "Voirie"))
    for number in range(6):
        record_outside(school.trainer, outside(f"Agent {number}", finance), at=timezone.now())
    set_headcounts(school.trainer, {(Audience.STAFF, finance): 40, (Audience.STAFF, None): 0}, at=timezone.now())
    csv = school.client.get("/espace/valbrise/formations/couverture.csv").content.decode()
    assert "agents;Finances;non dit;40" in csv, "the rest would be told by taking it away from the total"
    assert "agents;Ensemble;6;inconnu" in csv
    assert "agents;Voirie;non dit;inconnu" in csv
    assert "représentants du personnel;Ensemble;non dit;inconnu" in csv
    then = timezone.localdate().year - 2
    past = school.client.get("/espace/valbrise/formations/article-4/", {"annee": then}).content.decode()
    assert "Ce qui est proposé à chacun" not in past
    assert "40" not in past


def test_the_evidence_of_article_4_names_measures_and_nobody(school: School, member_with: Hire) -> None:
    owner = member_with(Role.OWNER, name="Inès Carvalho")
    school.client.post(school.address(school.attended(owner), "attestations/"))
    page = school.client.get("/espace/valbrise/formations/article-4/").content.decode()
    assert "Les bases de l’IA" in page
    assert "non dit" in page
    assert "Carvalho" not in page
    pdf = school.client.get("/espace/valbrise/formations/article-4.pdf")
    text = "".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf.content)).pages)
    assert "Les bases de l’IA" in text
    assert "Carvalho" not in text


def test_the_annual_report_is_told_how_many_were_trained_by_audience_and_unit(school: School) -> None:
    today = timezone.localdate()
    for number in range(2):
        record_outside(school.trainer, outside(f"Agent {number}"), at=timezone.now())
    record_outside(school.trainer, outside("Agent 0", training="Encore"), at=timezone.now())
    record_outside(school.trainer, outside("Ancien", followed_on=today - timedelta(days=900)), at=timezone.now())
    set_headcounts(school.trainer, {(Audience.STAFF, None): 800}, at=timezone.now())
    cells = trained(school.trainer.authority.id, today - timedelta(days=365), today)
    assert [(cell.audience, cell.unit, cell.trained, cell.people) for cell in cells] == [(Audience.STAFF, "", 2, 800)]
