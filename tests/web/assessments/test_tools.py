# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.conftest import NOW, Hire

from balise.core.roles import Role
from balise.web.assessments.operations.dossiers import create, describe, save_answers
from balise.web.assessments.queries.dossiers import file_of
from balise.web.catalogue.operations.deciding import Decision, decide
from balise.web.catalogue.operations.describing import Description, propose
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.organisations.members import Member
from balise.web.organisations.models import LocalAuthority
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]


def tool_of(member: Member, name: str, permission: Permission | None = None) -> int:
    tool_id = propose(member, Description(name, Kind.STANDALONE), at=NOW)
    if permission is not None:
        decide(member, tool_id, Decision(permission, "Données de santé envoyées à l’éditeur.", "", ""), at=NOW)
    return tool_id


def test_what_the_catalogue_says_of_the_tool_is_no_longer_to_be_answered(member_with: Hire, client_of: Browser) -> None:
    reviewer, owner = member_with(Role.REVIEWER), member_with()
    tool_id = tool_of(reviewer, "Plume")
    file = create(owner, "Brouillons", unit_id=None, tool_id=tool_id, answers={"catalogue_status": "absent"}, at=NOW)
    fact = file.established["catalogue_status"]
    assert (fact.value, fact.origin) == ("under_evaluation", f"tool:{tool_id}")
    assert file.answers["catalogue_status"] == "under_evaluation"
    page = client_of(owner).get(f"/espace/valbrise/dossiers/{file.number}/formulaire/technique/").content.decode()
    assert "d’après le catalogue des outils" in page
    assert not re.search(r'name="q-catalogue_status"', page)


def test_what_the_catalogue_says_is_read_again_at_each_save(member_with: Hire) -> None:
    reviewer, owner = member_with(Role.REVIEWER), member_with()
    tool_id = tool_of(reviewer, "Plume")
    file = create(owner, "Brouillons", unit_id=None, tool_id=tool_id, at=NOW)
    decide(reviewer, tool_id, Decision(Permission.FORBIDDEN, "Rien ne revient de l’éditeur.", "", ""), at=NOW)
    save_answers(owner, file.id, file.revision, {"summary": "Il rédige."}, at=NOW)
    assert file_of(file.id).answers["catalogue_status"] == "forbidden"


def test_a_dossier_that_changes_tool_forgets_what_the_former_one_established(member_with: Hire) -> None:
    reviewer, owner = member_with(Role.REVIEWER), member_with()
    file = create(owner, "Brouillons", unit_id=None, tool_id=tool_of(reviewer, "Plume"), at=NOW)
    describe(owner, file.id, title="Brouillons", unit_id=None, tool_id=None, at=NOW)
    assert file_of(file.id).established == {}


def test_it_refuses_the_tool_of_another_authority(member_with: Hire, elsewhere: LocalAuthority) -> None:
    tool_id = tool_of(member_with(Role.REVIEWER, authority=elsewhere), "Plume")
    with pytest.raises(RefusedError, match="catalogue"):
        create(member_with(), "Brouillons", unit_id=None, tool_id=tool_id, at=NOW)
