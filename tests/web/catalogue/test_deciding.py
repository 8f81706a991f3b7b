# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Deciding on a tool: reasons, comply or explain, and who may."""

from datetime import timedelta

import pytest
from tests.web.catalogue.conftest import EUROPEAN, FRENCH, LETTER, OVERSEAS, TODAY, yes
from tests.web.conftest import NOW, make_authority, make_member

from balise.core.roles import Role
from balise.web.catalogue.models import Authorisation, Ruling
from balise.web.catalogue.operations.deciding import CellChoice, Decision, decide, save_matrix
from balise.web.catalogue.operations.describing import Description, ExitPlan, describe, plan_exit, retire
from balise.web.catalogue.operations.facts import NewFact, Provenance, establish
from balise.web.catalogue.operations.meanwhile import SavedMeanwhileError
from balise.web.catalogue.queries import standing_of, tools_for_choice
from balise.web.catalogue.vocabulary import Kind, Permission
from balise.web.journal.queries import entries_of
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db

AUTHORISED = Decision(Permission.AUTHORISED)
EXPLAINED = Decision(
    Permission.AUTHORISED, explanation="Seul à lire le braille.", alternatives="Deux outils européens, essayés en mai."
)


@pytest.mark.parametrize("facts", [OVERSEAS, {}, {"vendor_country": "france"}, {**FRENCH, "hosting": "outside_eu"}])
def test_it_asks_to_explain_a_tool_that_is_not_known_to_be_european(facts, shelve, reviewer):
    tool_id = shelve("Nuage", facts=facts, permission=None)

    with pytest.raises(RefusedError, match="engagement 11"):
        decide(reviewer, tool_id, AUTHORISED, at=NOW)
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("partial", [{"explanation": "Le seul."}, {"alternatives": "Deux autres."}])
def test_it_asks_for_both_the_explanation_and_the_alternatives(partial, shelve, reviewer):
    tool_id = shelve("Nuage", facts=OVERSEAS, permission=None)

    with pytest.raises(RefusedError):
        decide(reviewer, tool_id, Decision(Permission.CONDITIONAL, "Relisez.", **partial), at=NOW)


@pytest.mark.parametrize("facts", [FRENCH, EUROPEAN])
def test_it_asks_no_explanation_for_a_european_tool(facts, shelve, reviewer):
    tool_id = shelve("Plume", facts=facts, permission=None)

    decide(reviewer, tool_id, AUTHORISED, at=NOW)

    assert Ruling.objects.get().permission == "authorised"


def test_it_asks_no_explanation_to_forbid(shelve, reviewer):
    tool_id = shelve("Nuage", facts=OVERSEAS, permission=None)

    decide(reviewer, tool_id, Decision(Permission.FORBIDDEN, "Loi étrangère."), at=NOW)

    assert Ruling.objects.get().permission == "forbidden"


def test_it_asks_no_explanation_under_a_charter_that_does_not(shelve):
    quiet = make_authority("sans-charte", "Sans-Charte", charter=None)
    reviewer = make_member(quiet, Role.REVIEWER)
    tool_id = shelve("Nuage", facts=OVERSEAS, permission=None, member=reviewer)

    decide(reviewer, tool_id, AUTHORISED, at=NOW)

    assert Ruling.objects.get().explanation == ""


def test_it_keeps_and_shows_the_explanation(shelve, reviewer, member_with, client_of):
    tool_id = shelve("Nuage", facts=OVERSEAS, permission=None)
    decide(reviewer, tool_id, EXPLAINED, at=NOW)

    page = client_of(member_with()).get(f"/espace/valbrise/outils/{tool_id}/").content.decode()

    assert "Seul à lire le braille." in page
    assert "Deux outils européens, essayés en mai." in page
    assert entries_of(reviewer.authority.id)[0].details["explanation"] == "Seul à lire le braille."


def test_it_says_aloud_when_facts_that_came_later_ask_for_an_explanation(shelve, reviewer, client_of):
    tool_id = shelve("Plume", permission=None)
    decide(reviewer, tool_id, AUTHORISED, at=NOW)

    establish(reviewer, tool_id, [NewFact("vendor_country", "outside_eu")], LETTER, on=TODAY, at=NOW)

    assert "Explication manquante" in client_of(reviewer).get(f"/espace/valbrise/outils/{tool_id}/").content.decode()


@pytest.mark.parametrize("permission", [Permission.CONDITIONAL, Permission.FORBIDDEN])
def test_it_asks_for_the_reason_of_a_condition_or_a_refusal(permission, shelve, reviewer):
    tool_id = shelve("Plume", permission=None)

    with pytest.raises(RefusedError, match="Écrivez"):
        decide(reviewer, tool_id, Decision(permission, "  "), at=NOW)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.REVIEWER, Role.CISO, Role.DPO, Role.SYSTEM}]
)
def test_it_lets_only_instructors_decide_and_establish(role, shelve, member_with):
    tool_id = shelve("Plume")
    other = member_with(role)

    for act in (
        lambda: decide(other, tool_id, AUTHORISED, at=NOW),
        lambda: save_matrix(other, tool_id, {("", "public"): yes()}, at=NOW),
        lambda: establish(other, tool_id, [NewFact("cost", "12 € par mois")], LETTER, on=TODAY, at=NOW),
        lambda: plan_exit(other, tool_id, ExitPlan("Partir."), on=TODAY, at=NOW),
        lambda: retire(other, tool_id, "Fini.", at=NOW),
    ):
        with pytest.raises(RefusedError, match="instructeurs"):
            act()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CISO, Role.DPO])
def test_it_lets_every_instructor_decide(role, shelve, member_with):
    tool_id = shelve("Plume", permission=None)

    decide(member_with(role), tool_id, AUTHORISED, at=NOW)

    assert Ruling.objects.get().tool_id == tool_id


@pytest.mark.parametrize(
    ("fact", "provenance"),
    [
        (NewFact("hosting", "france"), Provenance("", TODAY)),
        (NewFact("hosting", "france"), Provenance("Lettre", None)),
        (NewFact("hosting", "france"), Provenance("Lettre", TODAY.replace(year=2027))),
        (NewFact("hosting", "sur la lune"), LETTER),
        (NewFact("couleur", "bleu"), LETTER),
        (NewFact("footprint", "2..1", "requête"), LETTER),
        (NewFact("footprint", "1..2"), LETTER),
    ],
)
def test_it_refuses_a_fact_that_does_not_hold(fact, provenance, shelve, reviewer):
    tool_id = shelve("Plume", facts={}, permission=None)

    with pytest.raises(RefusedError):
        establish(reviewer, tool_id, [fact], provenance, on=TODAY, at=NOW)


def test_it_refuses_a_cell_that_no_matrix_has(shelve, reviewer):
    tool_id = shelve("Plume")

    for place in (("drafting", "secret"), ("dancing", "public")):
        with pytest.raises(RefusedError, match="n’existe pas"):
            save_matrix(reviewer, tool_id, {place: yes()}, at=NOW)


def test_it_records_one_act_for_a_grid_and_none_when_nothing_changes(shelve, reviewer):
    tool_id = shelve("Plume")
    cells = {("", "public"): yes(), ("", "internal"): CellChoice(Permission.CONDITIONAL, "Relisez.")}

    assert len(save_matrix(reviewer, tool_id, cells, at=NOW)) == 2
    assert save_matrix(reviewer, tool_id, cells, at=NOW) == ()
    assert save_matrix(reviewer, tool_id, {("", "public"): None}, at=NOW) == (
        "toute autre tâche, données publiques → plus rien",
    )
    assert [one.act for one in entries_of(reviewer.authority.id)].count("tool.matrix_saved") == 2


def test_it_refuses_a_substitute_that_is_the_tool_itself_or_somebody_else_s(shelve, reviewer, elsewhere):
    tool_id = shelve("Plume")
    foreign = shelve("Ailleurs", member=make_member(elsewhere, Role.REVIEWER))

    for substitute in (tool_id, foreign):
        with pytest.raises(RefusedError, match="remplaçant"):
            plan_exit(reviewer, tool_id, ExitPlan("Partir.", substitute), on=TODAY, at=NOW)


def test_it_answers_a_dossier_by_the_questions_of_the_bank(shelve, reviewer):
    tool_id = shelve("Plume", {("drafting", "public"): yes(), ("translation", "public"): yes(until=TODAY)})

    assert standing_of(tool_id, "public", ["drafting"], on=TODAY).data_class_allowed == "yes"
    assert standing_of(tool_id, "public", ["translation"], on=TODAY).data_class_allowed == "yes"
    assert standing_of(tool_id, "public", ["translation"]).data_class_allowed == "no"
    assert standing_of(tool_id + 1000, "public").catalogue_status == "absent"
    retire(reviewer, tool_id, "Fini.", at=NOW)
    assert standing_of(tool_id, "public", ["drafting"], on=TODAY).catalogue_status == "forbidden"
    assert tools_for_choice(reviewer.authority.id) == ()


def test_it_asks_for_the_reason_of_a_cell_that_forbids(shelve, reviewer):
    with pytest.raises(RefusedError, match="Écrivez pourquoi c’est interdit"):
        shelve("Plume", {("drafting", "public"): CellChoice(Permission.FORBIDDEN, " ")})


def test_it_keeps_the_no_break_spaces_that_were_typed_and_no_other_superfluous_one(shelve, reviewer):
    tool_id = shelve("Plume,  module «\u00a0Clair\u00a0» ")
    condition = CellChoice(Permission.CONDITIONAL, " Dire «\u00a0IA\u00a0»\n à chaque fois\u202f!")

    save_matrix(reviewer, tool_id, {("", "public"): condition}, at=NOW)

    assert [choice.label for choice in tools_for_choice(reviewer.authority.id)] == ["Plume, module «\u00a0Clair\u00a0»"]
    assert Authorisation.objects.get().condition == "Dire «\u00a0IA\u00a0» à chaque fois\u202f!"


def test_it_refuses_a_review_and_a_last_day_that_are_over_and_takes_those_of_today(shelve, reviewer):
    tool_id, yesterday = shelve("Plume", permission=None), TODAY - timedelta(days=1)

    with pytest.raises(RefusedError, match="Ce jour est passé"):
        decide(reviewer, tool_id, Decision(Permission.AUTHORISED, review_on=yesterday), at=NOW)
    with pytest.raises(RefusedError, match=r"Toute autre tâche, données publiques\. Ce jour est passé"):
        save_matrix(reviewer, tool_id, {("", "public"): yes(until=yesterday)}, at=NOW)

    assert not Ruling.objects.exists()
    assert not Authorisation.objects.exists()
    decide(reviewer, tool_id, Decision(Permission.AUTHORISED, review_on=TODAY), at=NOW)
    assert len(save_matrix(reviewer, tool_id, {("", "public"): yes(until=TODAY)}, at=NOW)) == 1


def test_it_takes_what_was_not_seen_for_stale_even_when_the_form_says_nothing_of_it(shelve, reviewer):
    tool_id = shelve("Plume", {("", "public"): yes()})

    for act in (
        lambda: decide(reviewer, tool_id, Decision(Permission.FORBIDDEN, "Fuite."), seen="", at=NOW),
        lambda: save_matrix(reviewer, tool_id, {("", "public"): None}, seen="", at=NOW),
        lambda: describe(reviewer, tool_id, Description("Autre", Kind.LIBRARY), seen="", at=NOW),
    ):
        with pytest.raises(SavedMeanwhileError) as refusal:
            act()
        assert refusal.value.changes
