# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The rules of the matrix: what is not said is not allowed, and the strictest wins."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.web.catalogue.matrix import NOTHING_SAID, Said, Voice, answer, of_the_whole, open_classes
from balise.web.catalogue.standing import Standing, standing
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, Permission, data_classes, tasks

TODAY = date(2026, 11, 21)
OPEN = Said(Permission.AUTHORISED, "Métropole", whole=True)
TASKS = [EVERY_OTHER_TASK, "drafting", "translation"]
CLASSES = ["public", "personal"]

days = st.none() | st.dates(TODAY - timedelta(days=3), TODAY + timedelta(days=3))
said = st.builds(
    Said, st.sampled_from(Permission), st.just("Métropole"), st.just(TODAY), st.sampled_from(["", "Relisez."]), days
)
cells = st.dictionaries(st.tuples(st.sampled_from(TASKS), st.sampled_from(CLASSES)), said, max_size=6)
rulings = st.none() | st.builds(Said, st.sampled_from(Permission), st.just("Métropole"), whole=st.just(True))
voices = st.builds(Voice, st.just("Métropole"), rulings, cells)
places = st.tuples(st.sampled_from(["drafting", "translation", "scoring"]), st.sampled_from(CLASSES))


def voice(cells, ruling=OPEN, name="Métropole"):
    return Voice(name, ruling, cells)


def allow(until=None):
    return Said(Permission.AUTHORISED, "Métropole", until=until)


def forbid(reason=""):
    return Said(Permission.FORBIDDEN, "Commune", reason=reason)


def test_it_allows_nothing_that_is_not_said():
    assert answer([voice({("drafting", "public"): allow()})], "drafting", "personal", TODAY) == NOTHING_SAID


def test_it_takes_the_line_of_every_other_task_when_the_task_has_none():
    only = voice({("", "public"): allow(), ("scoring", "public"): forbid()})

    assert answer([only], "translation", "public", TODAY).permission is Permission.AUTHORISED
    assert answer([only], "scoring", "public", TODAY).permission is Permission.FORBIDDEN


@pytest.mark.parametrize(("day", "allowed"), [(0, True), (1, False)])
def test_it_ends_a_permission_after_its_last_day(day, allowed):
    only = voice({("drafting", "public"): allow(until=TODAY)})

    assert answer([only], "drafting", "public", TODAY + timedelta(days=day)).allowed is allowed


def test_it_uncovers_no_wider_rule_when_a_permission_ends():
    strict = Said(Permission.CONDITIONAL, "Métropole", reason="Relisez.", until=TODAY - timedelta(days=1))
    only = voice({("drafting", "public"): strict, ("", "public"): allow()})

    assert answer([only], "drafting", "public", TODAY) == replace(NOTHING_SAID, over=(strict,))


@pytest.mark.parametrize("permission", Permission)
def test_it_uncovers_no_rule_of_another_authority_when_one_ends_whatever_it_said(permission):
    ended = Said(permission, "Commune", reason="Un an.", until=TODAY - timedelta(days=1))
    commune = Voice("Commune", None, {("drafting", "public"): ended})

    found = answer([commune, voice({("drafting", "public"): allow()})], "drafting", "public", TODAY)

    assert (found.permission, found.over) == (None, (ended,))


def test_it_still_hears_the_prohibition_of_one_authority_when_the_rule_of_another_has_ended():
    ended = Said(Permission.AUTHORISED, "Commune", until=TODAY - timedelta(days=1))
    commune = Voice("Commune", None, {("drafting", "public"): ended})

    found = answer([commune, voice({("drafting", "public"): forbid("Fuite.")})], "drafting", "public", TODAY)

    assert (found.permission, found.conditions, found.over) == (Permission.FORBIDDEN, ("Fuite.",), ())


@given(voices, voices, places)
def test_it_never_becomes_wider_because_a_rule_ends(one, other, place):
    before = answer([one, other], place[0], place[1], TODAY)
    later = answer([one, other], place[0], place[1], TODAY + timedelta(days=9))

    if later.allowed:
        assert before.allowed


def test_it_says_that_a_tool_is_allowed_in_principle_only_while_its_matrix_is_empty():
    assert of_the_whole([voice({})], TODAY).in_principle
    assert not of_the_whole([voice({("", "public"): allow(until=TODAY - timedelta(days=1))})], TODAY).in_principle
    assert not of_the_whole([voice({}, None)], TODAY).in_principle


def test_it_lets_nothing_pass_a_tool_that_is_forbidden_as_a_whole():
    ruling = Said(Permission.FORBIDDEN, "Métropole", reason="Fuite de données.", whole=True)

    found = answer([voice({("drafting", "public"): allow()}, ruling)], "drafting", "public", TODAY)

    assert (found.permission, found.conditions) == (Permission.FORBIDDEN, ("Fuite de données.",))


def test_it_adds_up_the_conditions_of_the_tool_and_of_the_cell():
    ruling = Said(Permission.CONDITIONAL, "Métropole", reason="Suivez la formation.", whole=True)
    cell = Said(Permission.CONDITIONAL, "Métropole", reason="Retirez les noms.")

    found = answer([voice({("drafting", "personal"): cell}, ruling)], "drafting", "personal", TODAY)

    assert found.conditions == ("Suivez la formation.", "Retirez les noms.")


def test_it_lets_a_commune_be_stricter_than_the_metropolis_and_says_whose_rule_it_is():
    commune = Voice("Commune", None, {("drafting", "public"): forbid("Pas chez nous.")})

    found = answer([commune, voice({("drafting", "public"): allow()})], "drafting", "public", TODAY)

    assert found.permission is Permission.FORBIDDEN
    assert [one.authority for one in found.grounds] == ["Commune"]


def test_it_lets_no_commune_be_wider_than_the_metropolis():
    metropolis = voice({("drafting", "public"): forbid()})
    commune = Voice("Commune", Said(Permission.AUTHORISED, "Commune"), {("drafting", "public"): allow()})

    assert answer([commune, metropolis], "drafting", "public", TODAY).permission is Permission.FORBIDDEN


def test_it_hears_a_commune_where_the_metropolis_says_nothing():
    commune = Voice("Commune", None, {("drafting", "public"): allow()})

    assert answer([commune, voice({})], "drafting", "public", TODAY).allowed


@given(voices, voices, places)
def test_it_is_never_wider_with_two_voices_than_with_the_stricter_of_them(one, other, place):
    both = answer([one, other], place[0], place[1], TODAY)
    for alone in (answer([one], place[0], place[1], TODAY), answer([other], place[0], place[1], TODAY)):
        if both.permission is not None and both.allowed and alone.permission is not None:
            assert both.permission.strictness >= alone.permission.strictness


@given(voices, voices, places)
def test_it_gives_the_same_answer_whoever_speaks_first(one, other, place):
    assert (
        answer([one, other], place[0], place[1], TODAY).permission
        is answer([other, one], place[0], place[1], TODAY).permission
    )


@given(voices, places)
def test_it_allows_only_what_some_cell_in_force_allows(only, place):
    found = answer([only], place[0], place[1], TODAY)
    cell = only.cell(place[0], place[1], TODAY)

    assert not found.allowed or (cell is not None and cell.permission.allows)


@given(voices)
def test_it_calls_a_tool_authorised_only_when_everything_is(only):
    if of_the_whole([only], TODAY).permission is Permission.AUTHORISED:
        assert {
            answer([only], task, data_class, TODAY).permission for task in tasks() for data_class in data_classes()
        } == {Permission.AUTHORISED}


@given(voices)
def test_it_says_a_tool_is_usable_exactly_when_some_data_may_be_given_to_it(only):
    assert of_the_whole([only], TODAY).allowed == bool(open_classes([only], TODAY))


# What a dossier is told


def test_it_tells_a_dossier_what_its_own_data_and_tasks_may():
    only = voice({("drafting", "public"): allow(), ("drafting", "personal"): forbid()})

    assert standing([only], "public", ["drafting"], TODAY) == Standing("authorised", "yes")
    assert standing([only], "personal", ["drafting"], TODAY) == Standing("conditional", "no")
    assert standing([only], "public", ["drafting", "scoring"], TODAY) == Standing("conditional", "no")


def test_it_leaves_the_answer_open_while_it_depends_on_what_the_dossier_has_not_said():
    only = voice({("drafting", "public"): allow(), ("scoring", "public"): forbid()})

    assert standing([only], "public", [], TODAY).data_class_allowed is None
    assert standing([only], None, ["drafting"], TODAY).data_class_allowed is None
    assert standing([only], None, ["scoring"], TODAY).data_class_allowed == "no"


def test_it_says_absent_of_a_tool_of_which_nothing_is_said():
    assert standing([voice({})], "public", ["drafting"], TODAY) == Standing("absent", "no")


@given(
    voices, st.sampled_from(CLASSES), st.lists(st.sampled_from(["drafting", "translation"]), min_size=1, unique=True)
)
def test_it_never_contradicts_later_what_it_told_a_dossier_that_had_said_less(only, data_class, uses):
    early = standing([only], None, [], TODAY).data_class_allowed
    late = standing([only], data_class, uses, TODAY).data_class_allowed

    assert early is None or early == late


def test_it_tells_a_tool_open_in_part_from_one_open_under_a_written_condition():
    part = voice({("drafting", "public"): allow()})
    written = voice({("drafting", "public"): Said(Permission.CONDITIONAL, "Métropole", reason="Relisez.")})

    assert of_the_whole([part], TODAY).partial
    assert not of_the_whole([written], TODAY).partial
    assert {of_the_whole([one], TODAY).permission for one in (part, written)} == {Permission.CONDITIONAL}
