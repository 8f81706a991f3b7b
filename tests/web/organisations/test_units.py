# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.web.conftest import NOW

from balise.core.roles import Role
from balise.web.journal.queries import entries_of
from balise.web.organisations.models import Unit
from balise.web.organisations.operations.memberships import move_to_unit
from balise.web.organisations.operations.units import add_unit, change_unit, close_unit, reopen_unit
from balise.web.organisations.queries import member_of, units_of
from balise.web.organisations.queries.units import UnitLine, unit_tree, within
from balise.web.ui.refusals import RefusedError

pytestmark = pytest.mark.django_db


def page(name, member, **parts):
    return reverse(f"organisations:{name}", kwargs={"authority": member.authority.slug, **parts})


@pytest.fixture
def administrator(member_with):
    return member_with(Role.ADMINISTRATOR, name="Ada Minier")


def units_held(member):
    found = member_of(member.user_id, member.authority.slug)
    assert found is not None
    return found.units


def names(authority_id, **kwargs):
    return [(line.name, line.depth) for line in units_of(authority_id, **kwargs)]


def test_it_adds_a_unit_within_another_and_shows_the_tree(administrator, client_of):
    client = client_of(administrator)
    client.post(page("add-unit", administrator), {"name": "Culture", "parent": ""})
    culture = units_of(administrator.authority.id)[0].id
    client.post(page("add-unit", administrator), {"name": "Bibliothèques", "parent": str(culture)})

    assert names(administrator.authority.id) == [("Culture", 0), ("Bibliothèques", 1)]
    shown = client.get(page("units", administrator)).text
    assert shown.index("Culture") < shown.index("Bibliothèques")
    assert "a ajouté le service «\u00a0Bibliothèques\u00a0»" in entries_of(administrator.authority.id)[0].sentence


@pytest.mark.parametrize("nothing", ["\u3164\u200b", "\u202e", "\u2800\u2800", "…"])
def test_it_refuses_a_unit_whose_name_nobody_can_read(nothing, administrator, client_of):
    unit = add_unit(administrator, "Culture", None, at=NOW)
    with pytest.raises(RefusedError, match="ne se lit pas"):
        add_unit(administrator, nothing, None, at=NOW)
    with pytest.raises(RefusedError, match="ne se lit pas"):
        change_unit(administrator, unit, nothing, None, at=NOW)

    answer = client_of(administrator).post(page("add-unit", administrator), {"name": nothing, "parent": ""})

    assert answer.status_code == 200
    assert "ne se lit pas" in answer.text
    assert names(administrator.authority.id) == [("Culture", 0)]


def test_it_keeps_of_the_name_of_a_unit_what_can_be_read(administrator):
    add_unit(administrator, "  État\u200b  \u202ecivil ", None, at=NOW)

    assert names(administrator.authority.id) == [("État civil", 0)]
    with pytest.raises(RefusedError, match="s’appelle déjà"):
        add_unit(administrator, "État\u2060 civil", None, at=NOW)


def test_it_refuses_two_units_of_the_same_name_whatever_the_capitals_and_keeps_what_was_typed(administrator, client_of):
    add_unit(administrator, "État civil", None, at=NOW)
    answer = client_of(administrator).post(page("add-unit", administrator), {"name": "ÉTAT CIVIL", "parent": ""})
    assert answer.status_code == 200
    assert "s’appelle déjà" in answer.text
    assert 'value="ÉTAT CIVIL"' in answer.text


def test_it_renames_a_unit_and_remembers_its_former_name_in_the_journal(administrator, client_of):
    unit = add_unit(administrator, "Info", None, at=NOW)
    client_of(administrator).post(page("change-unit", administrator, unit_id=unit), {"name": "Numérique", "parent": ""})
    assert names(administrator.authority.id) == [("Numérique", 0)]
    told = entries_of(administrator.authority.id)[0].sentence
    assert told == "Ada Minier a modifié le service «\u00a0Info\u00a0», désormais «\u00a0Numérique\u00a0»."


def test_it_writes_nothing_in_the_journal_when_nothing_changes(administrator):
    unit = add_unit(administrator, "Info", None, at=NOW)
    before = entries_of(administrator.authority.id)
    change_unit(administrator, unit, "Info", None, at=NOW)
    assert entries_of(administrator.authority.id) == before


def test_it_refuses_to_place_a_unit_within_itself(administrator):
    outer = add_unit(administrator, "Culture", None, at=NOW)
    inner = add_unit(administrator, "Bibliothèques", outer, at=NOW)
    for parent in (outer, inner):
        with pytest.raises(RefusedError, match="lui-même"):
            change_unit(administrator, outer, "Culture", parent, at=NOW)


def test_it_closes_from_the_inside_out_and_opens_from_the_outside_in(administrator):
    outer = add_unit(administrator, "Culture", None, at=NOW)
    inner = add_unit(administrator, "Bibliothèques", outer, at=NOW)
    with pytest.raises(RefusedError, match="fermez-le d’abord"):
        close_unit(administrator, outer, at=NOW)
    close_unit(administrator, inner, at=NOW)
    close_unit(administrator, outer, at=NOW)
    assert units_of(administrator.authority.id) == ()
    with pytest.raises(RefusedError, match="rouvrez celui-ci d’abord"):
        reopen_unit(administrator, inner, at=NOW)
    reopen_unit(administrator, outer, at=NOW)
    reopen_unit(administrator, inner, at=NOW)
    assert names(administrator.authority.id) == [("Culture", 0), ("Bibliothèques", 1)]


def test_it_asks_before_closing(administrator, client_of):
    unit = add_unit(administrator, "Culture", None, at=NOW)
    client = client_of(administrator)
    assert "Fermer le service" in client.get(page("close-unit", administrator, unit_id=unit)).text
    assert names(administrator.authority.id) == [("Culture", 0)]
    client.post(page("close-unit", administrator, unit_id=unit))
    assert names(administrator.authority.id) == []
    assert "Rouvrir" in client.get(page("units", administrator)).text


def test_it_places_somebody_in_an_open_unit_only(administrator, client_of):
    unit = add_unit(administrator, "Culture", None, at=NOW)
    client = client_of(administrator)
    address = page("move", administrator, user_id=administrator.user_id)
    client.post(address, {"unit": str(unit)})
    assert units_held(administrator) == {unit}

    move_to_unit(administrator, administrator.user_id, None, at=NOW)
    close_unit(administrator, unit, at=NOW)
    assert client.post(address, {"unit": str(unit)}).status_code == 200
    with pytest.raises(RefusedError, match="fermé"):
        move_to_unit(administrator, administrator.user_id, unit, at=NOW)
    assert units_held(administrator) == frozenset()


def test_it_does_not_find_the_units_of_another_authority(administrator, elsewhere, client_of):
    theirs = Unit.objects.create(authority=elsewhere, name="Voirie").pk
    client = client_of(administrator)
    for name in ("change-unit", "close-unit", "reopen-unit"):
        answer = client.post(page(name, administrator, unit_id=theirs), {"name": "À moi", "parent": ""})
        assert answer.status_code == 404
    assert client.post(page("add-unit", administrator), {"name": "X", "parent": str(theirs)}).status_code == 200
    with pytest.raises(RefusedError, match="n’existe pas dans votre collectivité"):
        add_unit(administrator, "X", theirs, at=NOW)
    with pytest.raises(RefusedError, match="n’existe pas dans votre collectivité"):
        close_unit(administrator, theirs, at=NOW)
    assert units_of(administrator.authority.id) == ()


@given(st.lists(st.integers(min_value=0, max_value=30), max_size=30))
def test_it_shows_every_unit_once_wherever_it_stands(parents):
    ids = range(1, len(parents) + 1)
    rows = {number: parent if 0 < parent < number else None for number, parent in zip(ids, parents, strict=True)}

    def walk(around, depth):
        for number, parent in rows.items():
            if parent == around:
                yield UnitLine(number, f"Service {number}", parent, closed=False, depth=depth)
                yield from walk(number, depth + 1)

    lines = list(walk(None, 0))

    def flat(branches):
        for branch in branches:
            yield branch.unit
            yield from flat(branch.branches)

    assert list(flat(unit_tree(lines))) == lines
    for line in lines:
        assert within(lines, line.id) >= {line.id}
