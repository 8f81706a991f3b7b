# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from django.urls import reverse
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.core.states import State
from balise.web.assessments.models import Comment, Dossier
from balise.web.assessments.operations.comments import LONGEST_COMMENT, say
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.queries.comments import comments_count, comments_on
from balise.web.journal.queries import entries_about
from balise.web.organisations.models import LocalAuthority
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db


def address(member, name="comments", number="2026-001", **more):
    return reverse(f"assessments:{name}", kwargs={"authority": member.authority.slug, "number": number, **more})


@pytest.fixture
def owner(member_with: Hire):
    return member_with(name="Inès Vasseur")


@pytest.fixture
def file(owner):
    return create(owner, "Tri du courrier", unit_id=None, answers={"dpia": "done"}, at=NOW)


def test_it_keeps_lines_and_takes_nothing_for_a_page(owner, file, client_of):
    client = client_of(owner)
    page = client.post(address(owner), {"text": "Bonjour,\r\n<b>où est l’analyse ?</b>", "about": "dpia"})
    assert page.status_code == 302
    text = client.get(address(owner)).content.decode()
    assert "Bonjour,<br>&lt;b&gt;où est l’analyse ?&lt;/b&gt;" in text
    assert "À propos de" in text
    assert comments_on(file.id)[0].text == "Bonjour,\n<b>où est l’analyse ?</b>"


def test_the_journal_tells_that_somebody_wrote_and_not_what(owner, file):
    say(owner, file.id, "Secret", at=NOW)
    entry = entries_about("dossier", str(file.id))[0]
    assert entry.sentence == "Inès Vasseur a écrit un message au dossier «\u00a0Tri du courrier\u00a0»."
    assert "Secret" not in str(entry.details)


def test_its_author_withdraws_it_and_its_place_remains(owner, file, client_of):
    said = say(owner, file.id, "Je me trompe", at=NOW)
    client = client_of(owner)
    client.post(address(owner, "comment-withdraw", comment_id=said))
    text = client.get(address(owner)).content.decode()
    assert "Message retiré par son auteur" in text
    assert "Je me trompe" not in text
    assert Comment.objects.get().text == ""
    assert comments_count(file.id) == 0
    assert client.post(address(owner, "comment-withdraw", comment_id=said)).status_code == 409


def test_nobody_withdraws_the_words_of_somebody_else(
    owner, file, member_with: Hire, elsewhere: LocalAuthority, client_of
):
    said = say(owner, file.id, "À moi", at=NOW)
    reviewer = member_with(Role.REVIEWER)
    assert client_of(reviewer).post(address(reviewer, "comment-withdraw", comment_id=said)).status_code == 403
    stranger = member_with(*Role, authority=elsewhere)
    own = create(stranger, "Ailleurs", unit_id=None, at=NOW)
    for number in (file.number, own.number):
        page = client_of(stranger).post(address(stranger, "comment-withdraw", number, comment_id=said))
        assert page.status_code == 404
    assert comments_count(file.id) == 1


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (LONGEST_COMMENT + 1)])
def test_it_refuses_nothing_and_too_much_and_loses_no_word(owner, file, client_of, text):
    page = client_of(owner).post(address(owner), {"text": text, "about": ""})
    assert page.status_code == 422
    assert text.strip() in page.content.decode()
    assert not Comment.objects.exists()


def test_it_refuses_a_subject_that_does_not_exist(owner, file):
    with pytest.raises(RefusedError, match="pas de ce dossier"):
        say(owner, file.id, "Bonjour", about="no_such_question", at=NOW)


def test_whoever_reads_the_dossier_writes_until_it_is_archived(owner, file, member_with: Hire):
    councillor = member_with(Role.COUNCILLOR)
    with pytest.raises(RefusedError) as refusal:
        say(councillor, file.id, "Bonjour", at=NOW)
    assert refusal.value.status == 404
    Dossier.objects.update(state=State.SUBMITTED)
    say(councillor, file.id, "Bonjour", at=NOW)
    Dossier.objects.update(state=State.ARCHIVED)
    with pytest.raises(RefusedError, match="archivé"):
        say(councillor, file.id, "Encore", at=NOW)


def test_an_address_may_name_what_is_to_be_discussed(owner, file, client_of):
    text = client_of(owner).get(f"{address(owner)}?sur=lyon-2025:2:a").content.decode()
    assert '<option value="lyon-2025:2:a" selected>' in text
