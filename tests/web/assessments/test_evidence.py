# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import hashlib
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.conftest import NOW, Hire
from tests.web.governance.conftest import mail_answers

from balise.core.conditions import AnswerValue
from balise.core.evaluation import Result
from balise.core.roles import HUMAN_ROLES, Role
from balise.core.states import State
from balise.web.assessments.file_kinds import safe_name
from balise.web.assessments.models import Dossier, EvidenceFile
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.operations.evidence import NewEvidence, attach, remove
from balise.web.assessments.queries.dossiers import file_of
from balise.web.assessments.queries.evidence import pieces_of
from balise.web.assessments.queries.verdicts import judged
from balise.web.assessments.uploads import BoundedUpload
from balise.web.journal.queries import entries_about
from balise.web.organisations.models import LocalAuthority
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
TODAY = date(2026, 11, 21)


def zipped(**parts: bytes) -> bytes:
    """Return an archive that holds these parts."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def office(part: str, *more: str) -> bytes:
    """Return the skeleton of an Office document."""
    names = ("[Content_Types].xml", part, *more)
    return zipped(**dict.fromkeys((name.replace("/", "__") for name in names), b"<x/>"))


ODT = zipped(mimetype=b"application/vnd.oasis.opendocument.text", content__xml=b"<x/>")
DOCX = office("word/document.xml")


def address(member, name, number="2026-001", **more):
    return reverse(f"assessments:{name}", kwargs={"authority": member.authority.slug, "number": number, **more})


def sent(name: str, content: bytes, **more):
    return {"upload": SimpleUploadedFile(name, content, content_type="text/html"), "title": "", **more}


def bring(member, file, name="contrat.pdf", content=PDF, **said):
    new = NewEvidence(SimpleUploadedFile(name, content), **{"title": "Contrat", **said})
    return attach(member, file.id, new, at=NOW)


@pytest.fixture
def owner(member_with: Hire):
    return member_with(name="Inès Vasseur")


@pytest.fixture
def file(owner):
    return create(owner, "Tri du courrier", unit_id=None, answers={"dpia": "done"}, at=NOW)


def test_it_keeps_a_document_under_a_name_that_nobody_chose(owner, file, client_of, settings):
    page = client_of(owner).post(
        address(owner, "evidence-add"),
        sent("Analyse d’impact.pdf", PDF, title="Analyse d’impact", supports=["dpia"], expires_on="31/12/2027"),
    )
    assert page.status_code == 302
    (row,) = EvidenceFile.objects.all()
    assert (row.title, row.filename, row.media_type) == ("Analyse d’impact", "Analyse d’impact.pdf", "application/pdf")
    assert (row.sha256, row.size) == (hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert (row.supports, row.expires_on) == (["dpia"], date(2027, 12, 31))
    assert str(row.file.name).startswith(f"{file.id}/")
    assert "pdf" not in str(row.file.name).lower()
    assert (settings.MEDIA_ROOT / str(row.file.name)).read_bytes() == PDF
    assert entries_about("dossier", str(file.id))[0].sentence == (
        "Inès Vasseur a joint la pièce «\u00a0Analyse d’impact\u00a0» (Analyse d’impact.pdf) au dossier "
        "«\u00a0Tri du courrier\u00a0»."
    )


ACCEPTED = [
    ("a.pdf", PDF, "application/pdf"),
    ("A.PDF", PDF, "application/pdf"),
    ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
    ("a.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("a.xlsx", office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("a.png", PNG, "image/png"),
    ("a.jpeg", b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
    ("notes.txt", "Relevé d’avril : 12 000 courriers".encode(), "text/plain"),
    ("notes.csv", "année;nombre\n2026;12".encode("cp1252"), "text/csv"),
    ("courriel.eml", b"From: a@valbrise.example\nSubject: accord\n\nOui.", "message/rfc822"),
    ("facture.html.pdf", PDF, "application/pdf"),
]


@pytest.mark.parametrize(("name", "content", "media_type"), ACCEPTED)
def test_it_accepts_what_an_office_reads_and_decides_itself_what_it_is(owner, file, name, content, media_type):
    bring(owner, file, name, content)
    assert EvidenceFile.objects.get().media_type == media_type


TRICKS = [
    ("page.html", b"<!doctype html><script>alert(1)</script>"),
    ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
    ("archive.zip", DOCX),
    ("programme.exe", b"MZ" + bytes(60)),
    ("facture.pdf.exe", PDF),
    ("facture.pdf", b"MZ" + bytes(60)),
    ("facture.pdf", b"<!doctype html><p>%PDF-</p>"),
    ("image.png", b"\xff\xd8\xff\xe0"),
    ("image.png", PDF),
    ("texte.odt", DOCX),
    ("texte.odt", b"PK\x03\x04" + bytes(60)),
    ("texte.docx", ODT),
    ("texte.docx", b"PK\x03\x04" + bytes(60)),
    ("texte.docx", office("word/document.xml", "word/vbaProject.bin")),
    ("tableau.xlsx", DOCX),
    ("notes.txt", b"du texte\x00puis un octet nul"),
    ("notes.txt", b"<html><body>une page</body></html>"),
    ("notes.csv", PDF),
    ("notes.eml", b"#!/bin/sh\nrm -rf /"),
    ("sans-suffixe", PDF),
    (".pdf", b""),
]


@pytest.mark.parametrize(("name", "content"), TRICKS)
def test_it_refuses_in_a_sentence_what_is_not_what_its_name_says(owner, file, client_of, name, content):
    page = client_of(owner).post(address(owner, "evidence-add"), sent(name, content, title="Une facture"))
    assert page.status_code == 422
    text = page.content.decode()
    assert "pas d’une sorte acceptée" in text or "est vide" in text
    assert 'value="Une facture"' in text
    assert not EvidenceFile.objects.exists()
    assert default_storage.listdir("")[0] == []


def test_it_refuses_a_file_that_is_too_large_and_keeps_nothing_of_it(owner, file, client_of, settings):
    settings.EVIDENCE_MAX_BYTES = 3 * 1024 * 1024
    page = client_of(owner).post(address(owner, "evidence-add"), sent("gros.pdf", PDF + bytes(4 * 1024 * 1024)))
    assert page.status_code == 422
    assert "3 Mo au plus" in page.content.decode().replace("\u00a0", " ")
    assert default_storage.listdir("")[0] == []


def test_the_disk_is_not_filled_by_what_is_too_large(settings):
    settings.EVIDENCE_MAX_BYTES = 100
    handler = BoundedUpload()
    assert handler.receive_data_chunk(b"x", 0) == b"x"
    assert handler.receive_data_chunk(b"x", 100) == b"x"
    assert handler.receive_data_chunk(b"x", 101) is None


def test_it_refuses_an_empty_file_and_no_file(owner, file, client_of):
    client = client_of(owner)
    for data in (sent("vide.pdf", b""), {"title": "Rien"}):
        page = client.post(address(owner, "evidence-add"), data)
        assert page.status_code == 422
    assert not EvidenceFile.objects.exists()


NAMES = [
    ("../../etc/passwd.pdf", "passwd.pdf"),
    ("C:\\Users\\moi\\contrat.pdf", "contrat.pdf"),
    ("con\x00trat\r\nX: 1.pdf", "contrat X 1.pdf"),
    ("annexe\u202efdp.exe.pdf", "annexefdp.exe.pdf"),
    ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ("  .bashrc.pdf ", "bashrc.pdf"),
    ("éà ç’.pdf", "éà ç’.pdf"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_it_keeps_of_a_name_only_what_is_harmless(given, kept):
    assert safe_name(given) == kept


def test_it_tells_a_file_that_is_already_there(owner, file, client_of):
    bring(owner, file, title="Contrat signé")
    page = client_of(owner).post(address(owner, "evidence-add"), sent("autre-nom.pdf", PDF))
    assert page.status_code == 422
    assert "déjà au dossier" in page.content.decode()
    assert "Contrat signé" in page.content.decode()
    assert EvidenceFile.objects.count() == 1


def test_it_refuses_dates_out_of_order_and_a_subject_that_does_not_exist(owner, file):
    with pytest.raises(RefusedError, match="expirer"):
        bring(owner, file, dated=TODAY, expires_on=TODAY)
    with pytest.raises(RefusedError, match="question ou un critère"):
        bring(owner, file, supports=("no_such_question",))
    assert default_storage.listdir("")[0] == []


def test_it_gives_a_document_to_keep_and_never_to_open(owner, file, client_of):
    piece = bring(owner, file, "Été – contrat.pdf")
    page = client_of(owner).get(address(owner, "evidence-file", evidence_id=piece))
    assert b"".join(page.streaming_content) == PDF
    assert page.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''%C3%89t%C3%A9%20%E2%80%93%20contrat.pdf"
    )
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Content-Security-Policy"].startswith("sandbox")
    assert page.headers["Content-Type"] == "application/pdf"
    assert "no-store" in page.headers["Cache-Control"]


def test_it_gives_no_document_to_who_does_not_read_the_dossier(
    owner, file, member_with: Hire, elsewhere: LocalAuthority, client_of
):
    piece = bring(owner, file)
    stranger = member_with(*HUMAN_ROLES, authority=elsewhere)
    own = create(stranger, "Ailleurs", unit_id=None, at=NOW)
    for member in (member_with(Role.COUNCILLOR), member_with(Role.TRAINER), stranger):
        assert client_of(member).get(address(member, "evidence-file", evidence_id=piece)).status_code == 404
    assert client_of(stranger).get(address(stranger, "evidence-file", own.number, evidence_id=piece)).status_code == 404
    removal = client_of(stranger).post(
        address(stranger, "evidence-remove", own.number, evidence_id=piece), {"motive": "x"}
    )
    assert removal.status_code == 404
    assert EvidenceFile.objects.get().removed_at is None


def test_no_address_serves_the_folder_of_documents(owner, file, client_of):
    bring(owner, file)
    stored = str(EvidenceFile.objects.get().file.name)
    for path in (f"/media/{stored}", f"/pieces/{stored}", f"/static/{stored}", f"/{stored}"):
        assert client_of(owner).get(path).status_code == 404


def test_it_removes_for_a_motive_and_leaves_a_trace(owner, file, client_of, django_capture_on_commit_callbacks):
    piece = bring(owner, file)
    stored = str(EvidenceFile.objects.get().file.name)
    client = client_of(owner)
    refused = client.post(address(owner, "evidence-remove", evidence_id=piece), {"motive": " "})
    assert refused.status_code == 422
    assert default_storage.exists(stored)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(owner, "evidence-remove", evidence_id=piece), {"motive": "Mauvaise version."})
    assert not default_storage.exists(stored)
    assert client.get(address(owner, "evidence-file", evidence_id=piece)).status_code == 404
    (row,) = pieces_of(file.id)
    assert (row.removed_by, row.removed_at is not None) == ("Inès Vasseur", True)
    entry = entries_about("dossier", str(file.id))[0]
    assert entry.details["sha256"] == hashlib.sha256(PDF).hexdigest()
    assert entry.sentence.endswith("Motif\u00a0: Mauvaise version.")
    assert "retirée par Inès Vasseur" in client.get(address(owner, "evidence")).content.decode()
    assert file_of(file.id).evidence == ()


@pytest.mark.parametrize("motive", ["\u200b", "\u3164"])
def test_it_removes_nothing_for_a_motive_of_which_nothing_can_be_read(owner, file, motive):
    piece = bring(owner, file)
    with pytest.raises(RefusedError, match="Dites pourquoi cette pièce est retirée"):
        remove(owner, file.id, piece, motive, at=NOW)
    assert EvidenceFile.objects.get(pk=piece).removed_at is None


def test_it_calls_a_document_by_its_file_when_nothing_can_be_read_in_its_title(owner, file):
    bring(owner, file, "contrat.pdf", title="\u200b\u3164")
    assert [piece.title for piece in file_of(file.id).evidence] == ["contrat.pdf"]


def test_a_document_removed_may_be_attached_again(owner, file):
    remove(owner, file.id, bring(owner, file), "Mauvais titre.", at=NOW)
    bring(owner, file, title="Bon titre")
    assert [piece.title for piece in file_of(file.id).evidence] == ["Bon titre"]


def test_documents_still_come_during_the_review_and_no_longer_in_the_archive(owner, file):
    Dossier.objects.update(state=State.IN_REVIEW)
    bring(owner, file)
    Dossier.objects.update(state=State.ARCHIVED)
    with pytest.raises(RefusedError, match="archivé"):
        bring(owner, file, content=PDF + b"2")


@pytest.mark.parametrize("state", [State.ACCEPTED, State.REFUSED, State.DEPLOYED, State.SUSPENDED, State.WITHDRAWN])
def test_what_a_decision_rests_on_is_removed_by_a_reviewer_alone(owner, file, member_with: Hire, client_of, state):
    piece = bring(owner, file)
    Dossier.objects.update(state=state)
    client = client_of(owner)
    assert "Retirer" not in client.get(address(owner, "evidence")).content.decode()
    page = address(owner, "evidence-remove", evidence_id=piece)
    assert client.get(page).status_code == 403
    assert client.post(page, {"motive": "Gênante."}).status_code == 403
    bring(owner, file, content=PDF + b"2", title="Nouvelle version")
    reviewer = member_with(Role.REVIEWER)
    assert "Retirer" in client_of(reviewer).get(address(reviewer, "evidence")).content.decode()
    remove(reviewer, file.id, piece, "Remplacée.", at=NOW)
    assert [each.title for each in file_of(file.id).evidence] == ["Nouvelle version"]


def test_a_dossier_reopened_keeps_what_its_decision_rested_on(owner, file):
    piece = bring(owner, file)
    Dossier.objects.update(state=State.DRAFT, decided_at=NOW)
    with pytest.raises(RefusedError, match="seul un instructeur"):
        remove(owner, file.id, piece, "Gênante.", at=NOW)


def test_a_drill_whose_proof_is_out_of_date_is_told_once(owner, client_of):
    answers: dict[str, AnswerValue] = {"exit_drill_done": "yes", "exit_drill_on": date(2025, 1, 10)}
    file = create(owner, "Sortie", unit_id=None, answers=answers, at=NOW)
    supports = ("exit_drill_on",)
    bring(owner, file, title="Compte rendu", supports=supports, expires_on=TODAY - timedelta(days=9))
    text = client_of(owner).get(address(owner, "dossier", number=file.number)).content.decode()
    assert "Pièce périmée" in text
    assert "Sans pièce" not in text


def test_a_drill_that_a_document_proves_is_judged_done_on_the_page_as_everywhere(owner, client_of):
    drill: dict[str, AnswerValue] = {"exit_drill_done": "yes", "exit_drill_on": TODAY - timedelta(days=3)}
    file = create(
        owner, "Sortie", unit_id=None, answers={**mail_answers(), **drill, "project_status": "in_service"}, at=NOW
    )
    page = address(owner, "dossier", number=file.number)

    def drilled() -> bool:
        findings = judged(file_of(file.id), TODAY).lead.findings_of("lyon-2025:12")
        found = next(each for each in findings if each.rule.criterion.id == "lyon-2025:12:e").result is Result.SATISFIED
        assert found is ("Aucun exercice de sortie n’a été fait" not in client_of(owner).get(page).content.decode())
        return found

    assert not drilled(), "a date that no document shows proves nothing"
    bring(owner, file, title="Compte rendu", supports=("exit_drill_on",))
    assert drilled()


def test_a_reader_sees_the_documents_and_may_not_touch_them(owner, file, member_with: Hire, client_of):
    Dossier.objects.update(state=State.SUBMITTED)
    piece = bring(owner, file)
    councillor = member_with(Role.COUNCILLOR)
    client = client_of(councillor)
    page = client.get(address(councillor, "evidence")).content.decode()
    assert "Contrat" in page
    assert "Retirer" not in page
    served = client.get(address(councillor, "evidence-file", evidence_id=piece))
    assert b"".join(served.streaming_content) == PDF
    assert client.post(address(councillor, "evidence-add"), sent("a.pdf", PDF)).status_code == 403
    assert client.post(address(councillor, "evidence-remove", evidence_id=piece), {"motive": "x"}).status_code == 403


def test_it_says_what_is_out_of_date_and_what_is_missing(owner, file, client_of):
    client = client_of(owner)
    assert "analyse d’impact (AIPD)" in client.get(address(owner, "dossier")).content.decode()
    bring(owner, file, title="Analyse de 2024", supports=("dpia",), expires_on=TODAY - timedelta(days=400))
    text = client.get(address(owner, "dossier")).content.decode()
    assert "Pièce périmée" in text
    assert "Sans pièce" not in text
    assert "Périmée depuis le" in client.get(address(owner, "evidence")).content.decode()


def test_it_says_what_a_file_lost_on_the_server_is(owner, file, client_of):
    piece = bring(owner, file)
    default_storage.delete(str(EvidenceFile.objects.get().file.name))
    page = client_of(owner).get(address(owner, "evidence-file", evidence_id=piece))
    assert page.status_code == 404
    assert "manque sur le serveur" in page.content.decode()


def test_it_says_what_to_do_when_there_is_no_document(owner, file, client_of):
    text = client_of(owner).get(address(owner, "evidence")).content.decode()
    assert "Aucune pièce pour l’instant" in text
    assert address(owner, "evidence-add") in text


RUNNING = [
    ("a.odt", ("Basic/Standard/Module1.xml",)),
    ("a.odt", ("Scripts/python/agir.py",)),
    ("a.docx", ("word/vbaProject.bin",)),
    ("a.docx", ("word/embeddings/oleObject1.bin",)),
    ("a.docx", ("word/embeddings/Facture.EXE",)),
    ("a.docx", ("word/activeX/activeX1.xml",)),
    ("a.docx", ("agir.js",)),
    ("a.xlsx", ("xl/macrosheets/sheet1.xml",)),
]
SKELETONS = {"odt": ODT, "docx": DOCX, "xlsx": office("xl/workbook.xml")}


def grown(document: bytes, parts) -> bytes:
    """Return a document with more parts."""
    written = BytesIO(document)
    with ZipFile(written, "a") as archive:
        for name in parts:
            archive.writestr(name, b"")
    return written.getvalue()


@pytest.mark.parametrize(("name", "parts"), RUNNING)
def test_it_refuses_an_office_document_that_holds_something_that_runs(owner, file, name, parts):
    with pytest.raises(RefusedError, match="une macro, un script ou un objet"):
        bring(owner, file, name, grown(SKELETONS[name[-4:].strip(".")], parts))
    assert not EvidenceFile.objects.exists()


def test_it_accepts_the_figures_of_a_chart_and_its_picture(owner, file):
    bring(owner, file, "a.docx", grown(DOCX, ("word/embeddings/Microsoft_Excel_Sheet1.xlsx", "word/media/a.emf")))
    bring(owner, file, "a.odt", grown(ODT, ("Object 1/content.xml", "ObjectReplacements/Object 1")))
    assert EvidenceFile.objects.count() == 2


@pytest.mark.parametrize("declared", [None, 3])
def test_it_refuses_a_document_of_too_many_parts_whatever_it_declares(owner, file, declared):
    crowded = grown(DOCX, (f"p{number}" for number in range(5_001)))
    if declared is not None:
        end = crowded.rindex(b"PK\x05\x06")
        crowded = crowded[: end + 8] + declared.to_bytes(2, "little") * 2 + crowded[end + 12 :]
    with pytest.raises(RefusedError, match="trop d’éléments"):
        bring(owner, file, "a.docx", crowded)


def test_an_end_before_the_document_is_told_beside_the_day_it_ends_and_one_already_past_is_a_warning(
    member_with: Hire, client_of
):
    owner = member_with()
    file = create(owner, "Essai", unit_id=None, at=NOW)
    where = reverse("assessments:evidence-add", args=[owner.authority.slug, file.number])
    upload = {"upload": SimpleUploadedFile("note.txt", b"Note.", content_type="text/plain"), "title": "Note"}
    wrong = client_of(owner).post(where, {**upload, "dated": "2024-05-02", "expires_on": "2024-05-01"})
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["expires_on"]
    upload = {"upload": SimpleUploadedFile("note.txt", b"Note.", content_type="text/plain"), "title": "Note"}
    kept = client_of(owner).post(where, {**upload, "expires_on": "2024-05-01"}, follow=True)
    assert "Elle ne vaut déjà plus" in kept.content.decode()
