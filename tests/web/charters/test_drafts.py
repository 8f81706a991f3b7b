# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from django.urls import reverse
from tests.web.conftest import NOW

from balise.core.frameworks import Framework
from balise.core.roles import Role
from balise.loading.drafts import criteria_of, read_draft
from balise.web.charters.operations.drafts import start
from balise.web.charters.queries.drafts import draft_of, drafts_of
from balise.web.journal.queries import entries_of
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db

LYON = "lyon-2025@1.0.0"


def page(name, member, **parts):
    return reverse(f"charters:{name}", kwargs={"authority": member.authority.slug, **parts})


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, Role.REVIEWER, name="Ada Minier")


@pytest.fixture
def draft(administrator):
    draft_id = start(administrator, "Charte de Valbrise", LYON, extends=False, at=NOW)
    return draft_of(administrator.authority.id, draft_id)


def fields(response, **changed):
    """Return what the form of the page would send, with a few fields changed."""
    form = response.context["form"]
    sent = {name: form[name].value() for name in form.fields}
    return {**{name: value for name, value in sent.items() if value is not None}, **changed}


def read(member: Member, draft_id: int) -> Framework:
    """Return a draft as the rules know it, without a mistake."""
    found = read_draft(draft_of(member.authority.id, draft_id).files)
    assert found.framework is not None
    assert found.problems == ()
    return found.framework


def test_every_page_opens(administrator, draft, client_of):
    client = client_of(administrator)
    for name, parts in [
        ("drafts", {}),
        ("new-draft", {}),
        *(
            (each, {"draft_id": draft.id})
            for each in ("draft", "presentation", "add-commitment", "study", "difference")
        ),
        ("publication", {"draft_id": draft.id}),
        ("announce-on-draft", {"draft_id": draft.id}),
        ("commitment", {"draft_id": draft.id, "commitment_number": "2"}),
        ("remove-commitment", {"draft_id": draft.id, "commitment_number": "2"}),
        ("consultations", {}),
    ]:
        assert client.get(page(name, administrator, **parts)).status_code == 200, name


def test_a_draft_starts_from_the_charter_in_force_under_a_name_of_its_own(administrator, client_of):
    sent = {"title": "Charte de Valbrise", "origin": LYON}
    client_of(administrator).post(page("new-draft", administrator), sent)
    (found,) = drafts_of(administrator.authority.id)
    started = read(administrator, found.id)
    assert (started.id, started.title.fr) == ("valbrise-2026", "Charte de Valbrise")
    assert len(started.commitments) == 14
    assert "a commencé le projet" in entries_of(administrator.authority.id)[0].sentence


def test_a_draft_starts_from_nothing_and_takes_its_first_commitment(administrator, client_of):
    client = client_of(administrator)
    client.post(page("new-draft", administrator), {"title": "Notre “charte” à nous", "origin": ""})
    (found,) = drafts_of(administrator.authority.id)
    address = page("add-commitment", administrator, draft_id=found.id)
    sent = fields(client.get(address), title="Dire", statement="Dire que l’on se sert de l’IA.", scope="organisation")
    assert client.post(address, {**sent, "seen": 1}).status_code == 302
    assert [each.title.fr for each in read(administrator, found.id).commitments] == ["Dire"]


def test_the_words_of_a_commitment_are_written_in_fields_and_all_the_rest_is_kept(administrator, draft, client_of):
    client = client_of(administrator)
    address = page("commitment", administrator, draft_id=draft.id, commitment_number="12")
    before = read(administrator, draft.id).commitments_by_id["valbrise-2026:12"]
    assert client.post(address, {**fields(client.get(address), title="Partir"), "seen": 1}).status_code == 302
    kept = read(administrator, draft.id).commitments_by_id["valbrise-2026:12"]
    assert (kept.title.fr, kept.title.en) == ("Partir", None)
    assert (kept.controls, kept.indicators, kept.statement) == (before.controls, before.indicators, before.statement)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("- id: [", "criteria/2.yaml, ligne"),
        (
            "- id: valbrise-2026:2:a\n  commitment: valbrise-2026:2\n  expects: {is: [audiance, residents]}\n",
            "audience",
        ),
        ("- id: autre:2:a\n  commitment: autre:2\n", "autre:2"),
    ],
)
def test_criteria_that_cannot_judge_are_told_by_line_and_nothing_is_lost(
    administrator, draft, client_of, written, told
):
    client = client_of(administrator)
    address = page("commitment", administrator, draft_id=draft.id, commitment_number="2")
    answer = client.post(address, {**fields(client.get(address)), "criteria": written, "seen": 1})
    assert answer.status_code == 422
    assert told in answer.text
    assert answer.context["form"]["criteria"].value().replace("\r\n", "\n") == written
    assert criteria_of(draft_of(administrator.authority.id, draft.id).files, "2") == criteria_of(draft.files, "2")


def test_two_people_do_not_write_over_each_other(administrator, draft, client_of):
    client = client_of(administrator)
    address = page("presentation", administrator, draft_id=draft.id)
    assert client.post(address, {"title": "Une", "summary": "", "seen": 1}).status_code == 302
    answer = client.post(address, {"title": "Autre", "summary": "", "seen": 1})
    assert answer.status_code == 409
    assert "Quelqu’un a modifié ce projet" in answer.text
    assert draft_of(administrator.authority.id, draft.id).title == "Une"


def test_a_number_is_never_given_twice(administrator, draft, client_of):
    client = client_of(administrator)
    client.post(page("remove-commitment", administrator, draft_id=draft.id, commitment_number="14"), {"seen": 1})
    answer = client.get(page("add-commitment", administrator, draft_id=draft.id))
    assert answer.context["number"] == "15"


def test_an_abandoned_draft_is_read_and_no_longer_written(administrator, draft, client_of):
    client = client_of(administrator)
    client.post(page("abandon", administrator, draft_id=draft.id))
    assert client.get(page("draft", administrator, draft_id=draft.id)).status_code == 200
    assert client.get(page("presentation", administrator, draft_id=draft.id)).status_code == 409


def test_a_principle_is_written_and_keeps_its_name(administrator, draft, client_of):
    client = client_of(administrator)
    address = page("principle", administrator, draft_id=draft.id, principle_name="rights")
    sent = {**fields(client.get(address)), "title": "Protéger les droits", "summary": "", "seen": 1}

    assert client.post(address, sent).status_code == 302
    principle = next(each for each in read(administrator, draft.id).principles if each.name == "rights")
    assert (principle.title.fr, principle.summary) == ("Protéger les droits", None)
    assert entries_of(administrator.authority.id)[0].details["part"] == "le principe «\u00a0Protéger les droits\u00a0»"


def test_a_principle_is_added_receives_commitments_and_goes_once_it_has_none(administrator, draft, client_of):
    client = client_of(administrator)
    added = page("add-principle", administrator, draft_id=draft.id)
    assert (
        client.post(added, {"title": "La sobriété d’abord", "summary": "Le moins possible.", "seen": 1}).status_code
        == 302
    )
    last = read(administrator, draft.id).principles[-1]
    assert (last.name, last.title.fr) == ("la-sobriete-d-abord", "La sobriété d’abord")
    assert "La sobriété d’abord" in client.get(page("draft", administrator, draft_id=draft.id)).text

    moved = page("commitment", administrator, draft_id=draft.id, commitment_number="2")
    client.post(moved, {**fields(client.get(moved)), "principle": last.id, "seen": 2})
    own = page("principle", administrator, draft_id=draft.id, principle_name=last.name)
    refused = client.post(own, {"remove": "1", "seen": 3})
    assert refused.status_code == 409
    assert "Des engagements sont sous ce principe" in refused.text

    client.post(moved, {**fields(client.get(moved)), "principle": draft_principle(administrator, draft.id), "seen": 3})
    assert client.post(own, {"remove": "1", "seen": 4}).status_code == 302
    left = read(administrator, draft.id)
    assert last.id not in {each.id for each in left.principles}
    assert last.id in left.retired

    client.post(added, {"title": "La sobriété d’abord", "summary": "", "seen": 5})
    assert read(administrator, draft.id).principles[-1].name == "la-sobriete-d-abord-2"


def draft_principle(member: Member, draft_id: int) -> str:
    """Return the first principle of a draft."""
    return read(member, draft_id).principles[0].id


def test_the_last_principle_of_a_charter_stays(administrator, client_of):
    empty = start(administrator, "Charte vide", "", extends=False, at=NOW)
    address = page("principle", administrator, draft_id=empty, principle_name="general-interest")
    refused = client_of(administrator).post(address, {"remove": "1", "seen": 1})

    assert refused.status_code == 409
    assert "au moins un principe" in refused.text


def test_a_principle_that_is_not_there_is_not_found(administrator, draft, client_of):
    address = page("principle", administrator, draft_id=draft.id, principle_name="nulle-part")

    assert client_of(administrator).get(address).status_code == 404


def test_a_commitment_written_here_cites_the_draft_and_nobody_else(administrator, draft, client_of):
    client = client_of(administrator)
    address = page("add-commitment", administrator, draft_id=draft.id)
    said = {"title": "Un registre des prompts", "statement": "Tenir un registre.", "scope": "organisation", "seen": 1}
    assert client.post(address, {**fields(client.get(address)), **said}).status_code == 302

    charter = read(administrator, draft.id)
    added = next(each for each in charter.commitments if each.number == "15")
    assert [each.source for each in added.sources] == ["local-draft"]
    assert [each.id for each in charter.sources].count("local-draft") == 1
