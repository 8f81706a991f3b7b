# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A retired tool comes back to the catalogue by an act, with its reason, and what was said of it holds again."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from tests.web.catalogue.conftest import TODAY, yes
from tests.web.conftest import NOW

from balise.core.roles import Role
from balise.web.catalogue.operations.deciding import Decision, decide
from balise.web.catalogue.operations.describing import restore, retire
from balise.web.catalogue.queries.shelf import entry_for
from balise.web.catalogue.vocabulary import Permission
from balise.web.journal.queries import entries_about
from balise.web.journal.verification import verify
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
PLACE = ("", "public")


def address(name, tool_id):
    return reverse(f"catalogue:{name}", args=("valbrise", tool_id))


@pytest.fixture
def retired(shelve, reviewer):
    """Return a tool that was open to public data, and was then retired."""
    tool_id = shelve("Plume", {PLACE: yes()})
    retire(reviewer, tool_id, "L’éditeur a fermé.", at=NOW)
    return tool_id


def allowed(member, tool_id):
    entry = entry_for(member.authority, tool_id)
    assert entry is not None
    return entry.answer(*PLACE, TODAY).allowed


def test_it_puts_a_tool_back_with_what_was_said_of_it(retired, reviewer):
    assert not allowed(reviewer, retired)

    restore(reviewer, retired, "Un autre éditeur l’a repris.", at=NOW)

    assert allowed(reviewer, retired)
    decide(reviewer, retired, Decision(Permission.FORBIDDEN, "Fuite."), at=NOW)


def test_it_tells_it_in_both_languages_and_says_once_why_the_tool_had_left(retired, reviewer):
    restore(reviewer, retired, "Repris.", at=NOW)

    (entry,) = entries_about("tool", str(retired), limit=1)
    with translation.override("en"):
        (english,) = entries_about("tool", str(retired), limit=1)

    assert entry.here.replace("\u00a0", " ") == "Inès Instructrice a remis cet outil au catalogue : Repris."
    assert "catalogue" in english.here
    assert "a remis" not in english.here
    assert entry.details == {"reason": "Repris."}
    assert verify(settings.JOURNAL_KEY).findings == ()


@pytest.mark.parametrize("role", [Role.OWNER, Role.COUNCILLOR, Role.ADMINISTRATOR])
def test_it_lets_only_those_who_may_retire_a_tool_put_it_back(role, retired, member_with, client_of):
    member = member_with(role)

    with pytest.raises(RefusedError, match="revient aux instructeurs"):
        restore(member, retired, "Repris.", at=NOW)

    assert client_of(member).post(address("restore", retired), {"reason": "Repris."}).status_code == 403
    assert "remettre/" not in client_of(member).get(address("tool", retired)).content.decode()


def test_it_refuses_without_a_reason_a_tool_that_is_there_and_that_of_another_authority(
    retired, shelve, reviewer, member_with, elsewhere
):
    with pytest.raises(RefusedError, match="Dites pourquoi"):
        restore(reviewer, retired, "  ", at=NOW)
    with pytest.raises(RefusedError, match="n’a pas à y être remis"):
        restore(reviewer, shelve("Encre"), "Repris.", at=NOW)
    with pytest.raises(RefusedError, match="n’est pas au catalogue"):
        restore(member_with(Role.REVIEWER, authority=elsewhere), retired, "Repris.", at=NOW)
    assert not allowed(reviewer, retired)


def test_it_shows_what_holds_again_before_the_tool_is_put_back(retired, reviewer, client_of):
    client = client_of(reviewer)
    assert address("restore", retired) in client.get(address("tool", retired)).content.decode()

    page = client.get(address("restore", retired)).content.decode()

    assert "L’éditeur a fermé." in page
    assert "Vous pouvez lui confier" in page
    assert client.post(address("restore", retired), {"reason": ""}).status_code == 200
    unread = client.post(address("restore", retired), {"reason": "\u200b"})
    assert unread.status_code == 200
    assert "Dites pourquoi l’outil revient au catalogue" in unread.content.decode()
    assert client.post(address("restore", retired), {"reason": "Repris."}).status_code == 302
    back = client.get(address("tool", retired)).content.decode()
    assert address("retire", retired) in back
    assert address("restore", retired) not in back
    assert client.get(address("restore", retired)).status_code == 409
