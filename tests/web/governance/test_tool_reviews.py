# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The day on which a decision on a tool was to be looked at again comes: those in charge are told, once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import translation
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.web.catalogue.operations.deciding import Decision, decide
from balise.web.catalogue.operations.describing import Description, propose, retire
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.governance.models import Letter
from balise.web.governance.operations.tick import TickReport, tick
from balise.web.journal.queries import entries_about
from balise.web.organisations.members import Member

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
LATER = date(2027, 9, 1)


@pytest.fixture
def reviewer(member_with: Hire) -> Member:
    return member_with(Role.REVIEWER, name="Anne Roche")


@pytest.fixture
def tool(reviewer: Member) -> int:
    """Return a tool to be looked at again on the day."""
    tool_id = propose(reviewer, Description("Plume", Kind.STANDALONE), at=NOW)
    _decided(reviewer, tool_id, DAY)
    return tool_id


def _decided(member: Member, tool_id: int, review_on: date) -> None:
    decision = Decision(Permission.AUTHORISED, "", "Rien d’autre ne convient.", "Deux outils examinés.", review_on)
    decide(member, tool_id, decision, at=NOW)


def _run(on: date) -> TickReport:
    return tick(on, at=NOW + timedelta(days=(on - NOW.date()).days))


def _told(tool_id: int) -> list[str]:
    return [each.here.replace("\u00a0", " ") for each in entries_about("tool", str(tool_id)) if "review" in each.act]


def test_it_recalls_the_tool_on_the_day_to_those_who_decide_and_only_once(
    tool: int, reviewer: Member, member_with: Hire
) -> None:
    dpo, _owner = member_with(Role.DPO), member_with(Role.OWNER)
    assert _run(DAY - timedelta(days=1)).done == []

    first, second, later = _run(DAY), _run(DAY), _run(DAY + timedelta(days=9))

    assert [(done.what, done.title, done.number) for done in first.done] == [("tool_review_due", "Plume", "")]
    assert (first.reminders, first.sent, second.done, second.reminders, later.done) == (2, 2, [], 0, [])
    assert {letter.to[0] for letter in mail.outbox} == {reviewer.email, dpo.email}
    body = mail.outbox[0].body.replace("\u00a0", " ")
    assert "La décision sur l’outil « Plume » est à revoir : vous aviez prévu le 1er mars 2027." in body
    assert f"/espace/valbrise/outils/{tool}/" in body
    assert _told(tool) == ["Le jour de revoir la décision sur cet outil est venu : le 1er mars 2027."]


def test_it_tells_the_journal_of_it_in_english_too(tool: int) -> None:
    _run(DAY)

    with translation.override("en"):
        (told,) = _told(tool)

    assert told.endswith(": 1 March 2027.")
    assert "venu" not in told


def test_it_recalls_again_for_another_day_and_not_a_tool_looked_at_meanwhile(tool: int, reviewer: Member) -> None:
    _decided(reviewer, tool, LATER)
    assert _run(DAY).done == []

    assert [done.what for done in _run(LATER).done] == ["tool_review_due"]
    _decided(reviewer, tool, LATER + timedelta(days=90))
    assert [done.what for done in _run(LATER + timedelta(days=90)).done] == ["tool_review_due"]


def test_it_recalls_no_tool_that_is_retired(tool: int, reviewer: Member) -> None:
    retire(reviewer, tool, "Fermé.", at=NOW)

    assert _run(DAY).done == []
    assert not Letter.objects.exists()


def test_it_tells_each_authority_of_its_own_decisions_only(tool: int, member_with: Hire, elsewhere: object) -> None:
    other = member_with(Role.REVIEWER, authority=elsewhere, name="Lou")
    theirs = propose(other, Description("Encre", Kind.STANDALONE), at=NOW)
    _decided(other, theirs, DAY)

    done = {(each.authority, each.title) for each in _run(DAY).done}

    assert done == {("Ville de Valbrise", "Plume"), ("Bourg-Mésange", "Encre")}
    assert all("Encre" in letter.subject for letter in mail.outbox if letter.to == [other.email])


def test_one_tool_that_fails_stops_no_other_and_is_tried_again(
    tool: int, reviewer: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = propose(reviewer, Description("Encre", Kind.STANDALONE), at=NOW)
    _decided(reviewer, second, DAY + timedelta(days=1))
    with monkeypatch.context() as broken:
        broken.setattr("balise.web.governance.operations.tool_reviews.contacts_of", _no_contacts)
        report = _run(DAY + timedelta(days=1))
    assert [each.what for each in report.failed] == ["failed", "failed"]
    assert (_told(tool), _told(second)) == ([], [])

    assert {done.title for done in _run(DAY + timedelta(days=1)).done} == {"Plume", "Encre"}


def _no_contacts(*_given: object) -> None:
    raise ConnectionError
