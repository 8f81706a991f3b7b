# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.conftest import NOW, Hire

from balise.core.conditions import AnswerValue
from balise.core.questions import QuestionBank
from balise.core.roles import Role
from balise.core.states import State
from balise.loading.questions import shipped_bank
from balise.web.assessments.copying import LEFT_BEHIND, PASSED, Reason, copied, left_behind, reason_to_leave
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.operations.sharing import share, stop_sharing
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.models import LocalAuthority
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
ANSWERS: dict[str, AnswerValue] = {
    "summary": "Il trie le courrier.",
    "contact": "ines@valbrise.example",
    "dpo_opinion": "favourable",
    "people_per_year": 1200,
    "technique": "generative",
    "project_status": "in_service",
}


def address(member, name, **more):
    return reverse(f"assessments:{name}", kwargs={"authority": member.authority.slug, **more})


@pytest.fixture
def reviewer(member_with: Hire):
    return member_with(Role.REVIEWER, name="Anne Roche")


@pytest.fixture
def decided(reviewer):
    """Return a dossier of Valbrise on which a decision stands."""
    file = create(reviewer, "Tri du courrier", unit_id=None, answers=ANSWERS, at=NOW)
    Dossier.objects.filter(pk=file.id).update(state=State.DEPLOYED, decided_at=NOW)
    return dossier_of(reviewer, file.number)


@pytest.fixture
def neighbour(member_with: Hire, elsewhere: LocalAuthority):
    return member_with(authority=elsewhere, name="Noé Garrigue")


def test_a_decided_dossier_is_shared_and_shared_no_more(reviewer, decided, client_of):
    client = client_of(reviewer)
    page = address(reviewer, "share", number=decided.number)
    assert "ni le nom de la personne qui porte le dossier" in client.get(page).content.decode()
    client.post(page, {"act": "share"})
    assert dossier_of(reviewer, decided.number).shared
    client.post(page, {"act": "stop"})
    assert not dossier_of(reviewer, decided.number).shared
    told = [entry.sentence for entry in entries_about("dossier", str(decided.id))[:2]]
    assert told[1].startswith("Anne Roche a partagé")
    assert told[0].startswith("Anne Roche a cessé de partager")


def test_only_reviewers_share_and_only_what_was_decided(reviewer, decided, member_with: Hire, client_of):
    publisher = member_with(Role.PUBLISHER)
    assert client_of(publisher).post(address(publisher, "share", number=decided.number)).status_code == 403
    with pytest.raises(RefusedError, match="instructeurs"):
        share(publisher, decided.id, at=NOW)
    draft = create(reviewer, "Brouillon", unit_id=None, at=NOW)
    with pytest.raises(RefusedError, match="une fois décidé"):
        share(reviewer, draft.id, at=NOW)
    with pytest.raises(RefusedError, match="pas partagé"):
        stop_sharing(reviewer, draft.id, at=NOW)


def test_another_authority_starts_from_what_is_shared_and_takes_over_what_can_be(
    reviewer, decided, neighbour, client_of
):
    share(reviewer, decided.id, at=NOW)
    client = client_of(neighbour)
    listed = client.get(address(neighbour, "copies") + "?q=TRI").content.decode()
    assert "Tri du courrier" in listed
    assert "Ville de Valbrise" in listed
    page = address(neighbour, "copy", source=reviewer.authority.slug, number=decided.number)
    preview = client.get(page).content.decode()
    assert "Il trie le courrier." in preview
    for secret in ("ines@valbrise.example", "Anne Roche"):
        assert secret not in preview
    assert client.post(page, {"title": "Notre tri"}).status_code == 302
    copy = dossier_of(neighbour, "2026-001")
    assert copy.answers == {"summary": "Il trie le courrier.", "technique": "generative"}
    assert (copy.title, copy.state) == ("Notre tri", State.DRAFT)
    assert copy.origin == "Repris du dossier 2026-001 de Ville de Valbrise"
    assert Dossier.objects.get(pk=copy.id).copied_from_id == decided.id


def test_what_is_not_shared_does_not_exist_elsewhere(reviewer, decided, neighbour, client_of):
    client = client_of(neighbour)
    assert "Tri du courrier" not in client.get(address(neighbour, "copies")).content.decode()
    page = address(neighbour, "copy", source=reviewer.authority.slug, number=decided.number)
    assert client.get(page).status_code == 404
    assert client.post(page, {"title": "Volé"}).status_code == 404
    assert not Dossier.objects.filter(authority_id=neighbour.authority.id).exists()


def test_sharing_opens_nothing_else_of_the_dossier(reviewer, decided, neighbour, client_of):
    share(reviewer, decided.id, at=NOW)
    for name in ("dossier", "answers", "history", "evidence", "comments", "journal", "duplicate"):
        for slug in (reviewer.authority.slug, neighbour.authority.slug):
            page = reverse(f"assessments:{name}", kwargs={"authority": slug, "number": decided.number})
            assert client_of(neighbour).get(page).status_code == 404


def test_it_duplicates_one_s_own_dossier_without_its_past(reviewer, decided, client_of):
    client = client_of(reviewer)
    page = address(reviewer, "duplicate", number=decided.number)
    client.post(page, {"title": "Tri du courrier, mairie annexe"})
    copy = dossier_of(reviewer, "2026-002")
    assert copy.answers["contact"] == "ines@valbrise.example"
    assert "dpo_opinion" not in copy.answers
    assert "project_status" not in copy.answers
    assert copy.origin == "Repris du dossier 2026-001"


def test_a_copy_without_a_title_keeps_what_was_typed(reviewer, decided, client_of):
    page = client_of(reviewer).post(address(reviewer, "duplicate", number=decided.number), {"title": " "})
    assert page.status_code == 422
    assert "Donnez un titre" in page.content.decode()


def test_every_answer_left_behind_is_a_question_of_the_bank():
    assert set(LEFT_BEHIND) <= set(shipped_bank().by_id)


def test_somebody_has_said_of_every_question_of_the_bank_whether_its_answer_passes():
    assert set(LEFT_BEHIND) | PASSED == set(shipped_bank().by_id)
    assert not set(LEFT_BEHIND) & PASSED


def test_the_answer_to_a_question_that_a_framework_adds_stays_behind_and_passes_at_home():
    assert reason_to_leave("votre_ville_autorise", same_authority=False) is Reason.OWN_RULES
    assert reason_to_leave("votre_ville_autorise", same_authority=True) is None
    added = replace(shipped_bank().by_id["personal_data"], id="ville_autorise")
    bank = QuestionBank(themes=shipped_bank().themes, questions=(*shipped_bank().questions, added))
    answers: dict[str, AnswerValue] = {"summary": "Il trie.", "ville_autorise": "yes"}
    assert copied(answers, bank, same_authority=False) == {"summary": "Il trie."}
    assert left_behind(answers, same_authority=False) == {Reason.OWN_RULES: ("ville_autorise",)}


def upload(name, content):
    return {"upload": SimpleUploadedFile(name, content)}


YAML = "id: tri\ntitle: Tri du courrier\nanswers:\n  technique: generative\n  dpo_opinion: favourable\n"


def test_it_opens_the_only_dossier_of_a_file(reviewer, client_of):
    page = client_of(reviewer).post(address(reviewer, "copy-file"), upload("tri.yaml", YAML.encode()))
    assert page.status_code == 302
    file = dossier_of(reviewer, "2026-001")
    assert (file.title, file.answers) == ("Tri du courrier", {"technique": "generative"})
    assert file.origin == "Repris du fichier «\u00a0tri.yaml\u00a0», dossier tri"


def test_it_lets_the_person_choose_among_several_without_choosing_the_file_again(reviewer, client_of):
    lines = [{"id": name, "title": f"Usage {name}", "answers": {"technique": "rules"}} for name in ("a", "b", "c")]
    content = "\n".join(json.dumps(line) for line in lines)
    client = client_of(reviewer)
    page = client.post(address(reviewer, "copy-file"), upload("registre.jsonl", content.encode()))
    text = page.content.decode()
    assert page.status_code == 200
    assert "3 dossiers" in text
    assert not Dossier.objects.exists()
    client.post(address(reviewer, "copy-file"), {"text": content, "filename": "registre.jsonl", "which": "b"})
    assert [row.title for row in Dossier.objects.all()] == ["Usage b"]


def test_it_tells_the_mistakes_of_a_file_with_line_and_code_under_the_name_people_know(reviewer, client_of):
    wrong = YAML.replace("generative", "generatif")
    page = client_of(reviewer).post(address(reviewer, "copy-file"), upload("../../mon registre.yaml", wrong.encode()))
    text = page.content.decode()
    assert page.status_code == 422
    assert "mon registre.yaml:4:" in text
    assert "BAL-802" in text
    assert "generative" in text
    assert "tmp" not in text
    assert not Dossier.objects.exists()


FILES = [
    ("tri.exe", b"MZ"),
    ("tri.yaml", b"\xff\xfe\x00"),
    ("tri.yaml", b"a: &a [*a]"),
    ("tri.json", b"[" * 5000),
    ("tri.jsonl", b"pas du json"),
    ("tri.yaml", b"!!python/object:os.system {}"),
]


@pytest.mark.parametrize(("name", "content"), FILES)
def test_it_refuses_in_words_a_file_that_is_none_of_ours(reviewer, client_of, name, content):
    page = client_of(reviewer).post(address(reviewer, "copy-file"), upload(name, content))
    assert page.status_code == 422
    assert "BAL-" in page.content.decode()
    assert not Dossier.objects.exists()


def test_it_refuses_a_file_too_large_and_none_at_all(reviewer, client_of):
    client = client_of(reviewer)
    assert "1 Mo au plus" in client.post(
        address(reviewer, "copy-file"), upload("gros.yaml", b"#" * (1024 * 1024 + 1))
    ).content.decode().replace("\u00a0", " ")
    assert "Choisissez un fichier" in client.post(address(reviewer, "copy-file"), {}).content.decode()


def test_it_says_so_when_nobody_shares_anything(neighbour, client_of):
    assert (
        "ne partage de dossier pour l’instant"
        in client_of(neighbour).get(address(neighbour, "copies")).content.decode()
    )
