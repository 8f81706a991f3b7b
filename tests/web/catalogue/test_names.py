# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whatever names a thing in the catalogue can be read by everybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.catalogue.conftest import TODAY
from tests.web.conftest import NOW

from balise.web.catalogue.models import Tool, ToolFact
from balise.web.catalogue.operations.deciding import CellChoice, Decision, decide, save_matrix
from balise.web.catalogue.operations.describing import Description, propose, retire
from balise.web.catalogue.operations.facts import NewFact, Provenance, establish
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.ui.names import clean_name, readable_line
from balise.web.ui.refusals import RefusedError

UNSEEN = ["\u200b", "\u202e", "\u2060\ufeff", "\u3164", "\u00a0", "—", "\ufe0f"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", UNSEEN)
def test_it_proposes_no_tool_and_no_host_of_which_nothing_can_be_read(name, reviewer, client_of):
    for said in (Description(name, Kind.STANDALONE), Description("Aide", Kind.EMBEDDED, host_software=name)):
        with pytest.raises(RefusedError):
            propose(reviewer, said, at=NOW)

    page = client_of(reviewer).post("/espace/valbrise/outils/proposer/", {"name": name, "kind": "standalone"})
    assert page.status_code == 200
    assert not Tool.objects.exists()


@pytest.mark.django_db
def test_it_knows_a_tool_again_under_characters_that_nobody_sees(reviewer):
    propose(reviewer, Description("Plu\u200bme 365", Kind.STANDALONE), at=NOW)

    assert Tool.objects.get().name == "Plume 365"
    with pytest.raises(RefusedError, match="déjà au catalogue"):
        propose(reviewer, Description("Plume\u2060 365", Kind.STANDALONE), at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("unseen", UNSEEN)
def test_it_takes_no_source_value_or_reason_of_which_nothing_can_be_read(unseen, shelve, reviewer):
    tool_id = shelve("Plume", facts={}, permission=None)

    for act in (
        lambda: establish(reviewer, tool_id, [NewFact("cost", "12 €")], Provenance(unseen, TODAY), on=TODAY, at=NOW),
        lambda: establish(
            reviewer, tool_id, [NewFact("vendor", unseen)], Provenance("Lettre", TODAY), on=TODAY, at=NOW
        ),
        lambda: decide(reviewer, tool_id, Decision(Permission.FORBIDDEN, unseen), at=NOW),
        lambda: decide(reviewer, tool_id, Decision(Permission.AUTHORISED, "", unseen, unseen), at=NOW),
        lambda: save_matrix(reviewer, tool_id, {("", "public"): CellChoice(Permission.FORBIDDEN, unseen)}, at=NOW),
        lambda: retire(reviewer, tool_id, unseen, at=NOW),
    ):
        with pytest.raises(RefusedError):
            act()

    assert not ToolFact.objects.exists()


@given(st.text())
def test_it_cleans_a_name_once_for_all(text):
    for clean in (readable_line, clean_name):
        assert clean(clean(text)) == clean(text)
