# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Starting from an entry that another installation publishes: shown before it is taken, marked until it is checked."""

import json
import re
from html import unescape
from tempfile import gettempdir

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.rendering.open_data.register_entries import ENTRY, entry
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.core.states import State
from balise.rendering.open_data.addresses import Addresses
from balise.rendering.open_data.entry_json import entry_record
from balise.web.assessments.models import Dossier
from balise.web.assessments.operations.dossiers import save_answers
from balise.web.assessments.queries.dossiers import dossier_of
from balise.web.assessments.queries.history import to_be_checked
from balise.web.transparency.draft import draft_of

pytestmark = pytest.mark.django_db
ADDRESS = "https://ia.montclair.example/r/tri-des-demandes/"
ADDRESSES = Addresses(
    entry=lambda entry: f"https://ia.montclair.example/r/{entry.id}/",
    register=lambda _: "https://ia.montclair.example/",
    download=lambda *_: "https://ia.montclair.example/",
    naming="ia.montclair.example,2026",
)


@pytest.fixture
def owner(member_with: Hire):
    return member_with(Role.OWNER, name="Inès Faure")


@pytest.fixture
def page(owner):
    return reverse("assessments:copy-entry", args=[owner.authority.slug])


def record(**changes):
    return entry_record(entry(**changes), ADDRESSES)


def sent(content):
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return {"upload": SimpleUploadedFile("registre.json", raw)}


def parsed(answer):
    """Return what each form that chooses an entry sends."""
    found = re.findall(
        r'name="filename" value="([^"]*)">.*?name="text" value="([^"]*)">.*?name="which" value="([^"]*)"',
        answer.content.decode(),
        re.DOTALL,
    )
    return [dict(zip(("filename", "text", "which"), map(unescape, each), strict=True)) for each in found]


def opened(client, page, owner, content, **more):
    """Open a dossier from a file as the page does it: read, then confirmed."""
    text = json.dumps(content)
    answer = client.post(page, {"filename": "registre.json", "text": text, "title": "Tri", "open": "1", **more})
    assert answer.status_code == 302, answer.content.decode()
    return dossier_of(owner, Dossier.objects.get().number)


def test_it_is_offered_where_one_begins(owner, page, client_of):
    for name in ("new", "copies"):
        offered = client_of(owner).get(reverse(f"assessments:{name}", args=[owner.authority.slug]))
        assert f'href="{page}"' in offered.content.decode()


def test_it_shows_what_passes_and_what_stays_before_anything_is_opened(owner, page, client_of):
    shown = client_of(owner).post(page, sent(record()))
    text = shown.content.decode()

    assert shown.status_code == 200
    assert not Dossier.objects.exists()
    assert ENTRY.title in text
    assert ENTRY.authority.name in text
    assert ADDRESS in text
    assert "Fait là-bas, à faire chez vous" in text
    assert "Ni la décision, ni les constats" in text


def test_it_lets_one_choose_among_the_entries_of_a_register(owner, page, client_of):
    register = [record(), record(id="autre", title="Transcription du conseil")]
    listed = client_of(owner).post(page, sent(register)).content.decode()
    chosen = client_of(owner).post(
        page, {"filename": "registre.json", "text": json.dumps(register), "which": "balise-registre:autre"}
    )

    assert "contient 2 fiches" in listed.replace("\u00a0", " ")
    assert "Voir ce qui serait repris" in listed
    assert 'value="Transcription du conseil"' in chosen.content.decode()


def test_it_opens_a_draft_that_says_where_it_comes_from(owner, page, client_of):
    file = opened(client_of(owner), page, owner, record())

    assert (file.state, file.title, file.imported_from) == (State.DRAFT, "Tri", ADDRESS)
    assert "Ville de Valbrise" in file.origin
    assert (
        ADDRESS
        in client_of(owner)
        .get(reverse("assessments:dossier", args=[owner.authority.slug, file.number]))
        .content.decode()
    )


def test_it_takes_neither_decision_nor_contact_nor_what_was_done_there(owner, page, client_of):
    file = opened(client_of(owner), page, owner, record())

    assert file.own_answers["purpose"] == ENTRY.answers["purpose"]
    assert file.own_answers["technique"] == "machine_learning"
    assert file.own_answers.keys().isdisjoint({"dpia", "contact", "in_service_on", "project_status", "review_date"})
    assert (file.decided_at, file.review_on, file.unit_id) == (None, None, None)


def test_every_answer_is_to_be_checked_until_somebody_touches_it_or_submits(owner, page, client_of):
    file = opened(client_of(owner), page, owner, record())
    assert to_be_checked(file) == file.own_answers.keys()
    check = reverse("assessments:check", args=[owner.authority.slug, file.number])
    assert "Reprise d’ailleurs" in client_of(owner).get(check).content.decode()

    save_answers(owner, file.id, file.revision, {"purpose": "Orienter."}, at=NOW)
    assert to_be_checked(dossier_of(owner, file.number)) == file.own_answers.keys() - {"purpose"}

    Dossier.objects.update(submitted_at=NOW)
    assert to_be_checked(dossier_of(owner, file.number)) == frozenset()


def test_what_is_published_of_it_names_the_entry_that_it_began_with(owner, page, client_of):
    file = opened(client_of(owner), page, owner, record())
    Dossier.objects.update(state=State.DECLARED)

    assert draft_of(dossier_of(owner, file.number), NOW.date()).imported_from == ADDRESS


def test_an_answer_of_a_newer_version_is_told_and_does_no_harm(owner, page, client_of):
    content = record()
    content["answers"] = {**content["answers"], "question_of_2031": "yes"}
    shown = client_of(owner).post(page, sent(content))

    assert shown.status_code == 200
    assert "question_of_2031" in shown.content.decode()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not json", "le JSON est mal formé"),
        (b"[" * 50_000, "le JSON est démesuré"),
        ({"title": "Tri"}, "balise-register-entry/1"),
        (b"\xff\xff", "UTF-8"),
    ],
    ids=["no json", "nested", "another json", "another encoding"],
)
def test_it_refuses_a_file_that_is_damaged_or_a_trap(owner, page, client_of, content, said):
    refused = client_of(owner).post(page, sent(content))
    text = refused.content.decode()

    assert refused.status_code == 422
    assert "BAL-925" in text
    assert said in text
    assert gettempdir() not in text


def test_signs_of_markup_are_shown_as_they_were_written(owner, page, client_of):
    content = record(title="<script>alert(1)</script>")
    content["answers"] = {**content["answers"], "purpose": "Remplacer <nom> par X"}
    shown = client_of(owner).post(page, sent(content))
    text = shown.content.decode()

    assert shown.status_code == 200
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "Remplacer &lt;nom&gt; par X" in text


def test_it_asks_for_a_file_and_for_a_title(owner, page, client_of):
    none = client_of(owner).post(page, {})
    assert "Choisissez le fichier d’un registre publié" in none.content.decode()
    untitled = client_of(owner).post(
        page, {"filename": "r.json", "text": json.dumps(record()), "title": " ", "open": "1"}
    )

    assert (none.status_code, untitled.status_code) == (422, 422)
    assert "Donnez un titre au dossier" in untitled.content.decode()
    assert not Dossier.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(owner, page, client_of):
    refused = client_of(owner).post(page, sent(b" " * (4 * 1024 * 1024 + 1)))

    assert refused.status_code == 422
    assert "4 Mo au plus" in refused.content.decode().replace("\u00a0", " ")
    assert "/api/v1/entries/{code}" in refused.content.decode()


def test_the_register_of_a_metropolis_is_read_and_one_entry_of_it_opens(owner, page, client_of):
    register = [record(id=f"usage-{number}", summary="é" * 2000) for number in range(250)]
    content = json.dumps(register, ensure_ascii=False).encode()
    listed = client_of(owner).post(page, sent(content))
    last = parsed(listed)[-1]
    chosen = client_of(owner).post(page, last)

    assert 1024 * 1024 < len(content) < 4 * 1024 * 1024
    assert listed.status_code == 200
    assert len(last["text"]) < 20_000
    assert last["which"] == "balise-registre:usage-249"
    assert chosen.status_code == 200
    assert "Ouvrir le dossier" in chosen.content.decode()


def test_an_entry_is_chosen_beside_a_trap_of_the_same_code(owner, page, client_of):
    register = [record(title="Tri\u202e"), record(), record(id="autre")]
    first, _second = parsed(client_of(owner).post(page, sent(register)))
    chosen = client_of(owner).post(page, first)

    assert chosen.status_code == 200
    assert ENTRY.title in chosen.content.decode()


def test_a_title_that_is_too_long_keeps_the_file_and_what_was_written(owner, page, client_of):
    title = "T" * 201
    refused = client_of(owner).post(
        page, {"filename": "r.json", "text": json.dumps(record()), "title": title, "open": "1"}
    )
    text = refused.content.decode()

    assert refused.status_code == 422
    assert f'value="{title}"' in text
    assert "Ouvrir le dossier" in text
    assert 'name="text" value="{' in text
    assert not Dossier.objects.exists()


def test_the_title_proposed_fits_a_dossier(owner, page, client_of):
    text = client_of(owner).post(page, sent(record(title="T" * 250))).content.decode()

    assert f'value="{"T" * 199}…"' in text
    assert opened(client_of(owner), page, owner, record(title="T" * 250), title="T" * 199 + "…").title.endswith("…")
