# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The title, the unit and the tool of a dossier, when two people change them at once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.web.assessments.files import DossierFile
from balise.web.assessments.operations.dossiers import create
from balise.web.assessments.presented import Presented, merged
from balise.web.assessments.queries.dossiers import file_of
from balise.web.journal.queries import entries_about
from balise.web.organisations.models import LocalAuthority, Unit

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def address(file: DossierFile) -> str:
    return f"/espace/valbrise/dossiers/{file.number}/presentation/"


def opened(page: Any) -> dict[str, str]:
    """Return what the page of presentation was opened with, as a browser sends it back."""
    return dict(re.findall(r'name="(seen-[a-z]+)" value="([^"]*)"', page.content.decode()))


@pytest.fixture
def hall(authority: LocalAuthority) -> Unit:
    return Unit.objects.create(authority=authority, name="Accueil")


@pytest.fixture
def roads(authority: LocalAuthority) -> Unit:
    return Unit.objects.create(authority=authority, name="Voirie")


def test_what_two_people_change_in_different_fields_is_kept_together(
    member_with: Hire, client_of: Browser, hall: Unit
) -> None:
    ada, zoe = member_with(name="Ada Roux"), member_with(Role.REVIEWER, name="Zoé Blin")
    file = create(ada, "Tri", unit_id=None, at=NOW)
    stale = opened(client_of(zoe).get(address(file)))
    first = client_of(ada)
    first.post(address(file), {**opened(first.get(address(file))), "title": "Tri du courrier"})

    sent = client_of(zoe).post(address(file), {**stale, "title": "Tri", "unit": hall.pk})

    assert sent.status_code == 302
    found = file_of(file.id)
    assert (found.title, found.unit_id) == ("Tri du courrier", hall.pk)


def test_what_two_people_change_otherwise_is_shown_to_the_second_who_picks(
    member_with: Hire, client_of: Browser, hall: Unit, roads: Unit
) -> None:
    ada, zoe = member_with(name="Ada Roux"), member_with(Role.REVIEWER, name="Zoé Blin")
    file = create(ada, "Tri", unit_id=None, at=NOW)
    stale = opened(client_of(zoe).get(address(file)))
    first, second = client_of(ada), client_of(zoe)
    first.post(address(file), {**opened(first.get(address(file))), "title": "Tri", "unit": hall.pk})

    page = second.post(address(file), {**stale, "title": "Tri des plis", "unit": roads.pk})

    assert page.status_code == 409
    said = page.content.decode()
    assert "Ada Roux a répondu autre chose" in said
    assert "<p>Voirie</p>" in said
    assert "<p>Accueil</p>" in said
    found = file_of(file.id)
    assert (found.title, found.unit_id) == ("Tri des plis", hall.pk), "the other changes are saved"
    again = {**opened(page), "title": "Tri des plis", "unit": roads.pk}
    second.post(address(file), {**again, "pick-unit": "theirs"})
    assert file_of(file.id).unit_id == hall.pk
    second.post(address(file), {**again, "pick-unit": "mine"})
    assert file_of(file.id).unit_id == roads.pk


def test_two_people_who_write_the_same_are_no_dispute(member_with: Hire, client_of: Browser) -> None:
    ada, zoe = member_with(), member_with(Role.REVIEWER)
    file = create(ada, "Tri", unit_id=None, at=NOW)
    stale = opened(client_of(ada).get(address(file)))
    for person in (ada, zoe):
        assert client_of(person).post(address(file), {**stale, "title": "Tri du courrier"}).status_code == 302
    acts = [entry.act for entry in entries_about("dossier", str(file.id))]
    assert acts == ["dossier.renamed", "dossier.created"]


def test_a_page_that_does_not_say_what_it_started_from_is_refused(member_with: Hire, client_of: Browser) -> None:
    ada = member_with()
    file = create(ada, "Tri", unit_id=None, at=NOW)
    started = {"seen-title": "Tri", "seen-unit": "", "seen-tool": ""}
    for wrong in ({}, {**started, "seen-unit": "x"}, {**started, "seen-tool": "9" * 30}):
        answer = client_of(ada).post(address(file), {**wrong, "title": "Autre"})
        assert answer.status_code == 400
    assert file_of(file.id).title == "Tri"


PRESENTED = st.builds(
    Presented,
    st.sampled_from(["Tri", "Plis"]),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, 1, 2]),
)


@given(seen=PRESENTED, mine=PRESENTED, now=PRESENTED)
def test_a_merge_loses_nothing_that_anybody_changed(seen: Presented, mine: Presented, now: Presented) -> None:
    found = merged(seen, mine, now)
    for name in ("title", "unit_id", "tool_id"):
        before, wanted, theirs, kept = (getattr(each, name) for each in (seen, mine, now, found.kept))
        if theirs != before:
            assert kept == theirs
            assert (name in found.disputed) == (wanted not in (before, theirs))
        else:
            assert kept == wanted
            assert name not in found.disputed
