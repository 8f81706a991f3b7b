# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A cell that is emptied lets nothing wider apply in its place before somebody has read it and agreed."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from tests.web.catalogue.conftest import TODAY, no, provided, yes
from tests.web.conftest import NOW

from balise.web.catalogue.matrix import Answer, Place, Said, Voice, answer
from balise.web.catalogue.models import Authorisation
from balise.web.catalogue.operations.deciding import save_matrix
from balise.web.catalogue.operations.uncovering import UncoversError
from balise.web.catalogue.queries.shelf import entry_for
from balise.web.catalogue.uncovering import uncovered
from balise.web.catalogue.vocabulary import Permission
from balise.web.journal.queries import entries_of

STRICT: Place = ("drafting", "personal")
WIDE: Place = ("", "personal")


def answered(reviewer, tool_id):
    entry = entry_for(reviewer.authority, tool_id)
    assert entry is not None
    return entry.answer(*STRICT, TODAY).permission


@pytest.mark.django_db
@pytest.mark.parametrize("strict", [no("Fuite."), provided("Relisez."), yes(until=date(2027, 1, 31))])
@pytest.mark.parametrize("over", [True, False])
def test_it_empties_no_strict_cell_in_force_or_run_out_until_the_wider_rule_is_agreed_to(
    strict, over, shelve, reviewer
):
    tool_id = shelve("Plume", {STRICT: strict, WIDE: yes()})
    if over:
        Authorisation.objects.filter(use="drafting").update(until=date(2026, 1, 31))
    before, acts = answered(reviewer, tool_id), len(entries_of(reviewer.authority.id))

    with pytest.raises(UncoversError) as refusal:
        save_matrix(reviewer, tool_id, {STRICT: None}, at=NOW)

    assert answered(reviewer, tool_id) == before
    assert len(entries_of(reviewer.authority.id)) == acts
    (change,) = refusal.value.changes
    assert change.after.startswith("Autorisé\n")
    save_matrix(reviewer, tool_id, {STRICT: None}, agreed=refusal.value.version, at=NOW)
    assert answered(reviewer, tool_id) is Permission.AUTHORISED


@pytest.mark.django_db
def test_it_empties_a_cell_at_once_when_nothing_wider_is_under_it(shelve, reviewer):
    tool_id = shelve("Plume", {STRICT: yes(), WIDE: no("Fuite.")})

    save_matrix(reviewer, tool_id, {STRICT: None}, at=NOW)
    save_matrix(reviewer, tool_id, {WIDE: None}, at=NOW)

    assert not Authorisation.objects.exists()


@pytest.mark.django_db
def test_it_takes_a_yes_given_to_another_rule_for_no_yes(shelve, reviewer):
    tool_id = shelve("Plume", {STRICT: no("Fuite."), WIDE: provided("Relisez.")})
    with pytest.raises(UncoversError) as shown:
        save_matrix(reviewer, tool_id, {STRICT: None}, at=NOW)
    save_matrix(reviewer, tool_id, {WIDE: yes()}, at=NOW)

    with pytest.raises(UncoversError):
        save_matrix(reviewer, tool_id, {STRICT: None}, agreed=shown.value.version, at=NOW)


@pytest.mark.django_db
def test_it_shows_on_the_page_what_would_hold_and_saves_once_it_is_ticked(shelve, reviewer, client_of):
    tool_id = shelve("Plume", {STRICT: no("Fuite."), WIDE: yes()})
    Authorisation.objects.filter(use="drafting").update(until=date(2026, 1, 31))
    client, address = client_of(reviewer), reverse("catalogue:matrix", args=("valbrise", tool_id))
    opened = client.get(address)
    assert "J’accepte que" not in opened.content.decode()
    kept = {**_filled(opened), "row": "drafting", "p-drafting-personal": ""}

    refused = client.post(address, kept)

    said = refused.content.decode()
    assert refused.status_code == 409
    assert "règle plus large" in said
    assert "interdit jusqu’au 31 janvier 2026, et rien n’est dit depuis." in said.replace("\u00a0", " ")
    assert "J’accepte que" in said
    assert Authorisation.objects.filter(use="drafting").exists()
    again = {**_filled(refused), "row": "drafting"}
    assert client.post(address, again).status_code == 409, "nobody has ticked"
    assert client.post(address, {**again, "uncover": "on"}).status_code == 302
    assert not Authorisation.objects.filter(use="drafting").exists()


def _filled(response: Any) -> dict[str, Any]:
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "uncover"}


def test_it_finds_the_rule_of_the_metropolis_under_one_s_own_that_has_run_out():
    own = {WIDE: Said(Permission.FORBIDDEN, "Ville", None, "Fuite.", date(2026, 1, 31))}
    above = Voice("Métropole", None, {WIDE: Said(Permission.AUTHORISED, "Métropole")})

    (found,) = uncovered((Voice("Ville", None, own), above), (Voice("Ville"), above), [WIDE], TODAY)

    assert (found.before.allowed, found.after.allowed) == (False, True)


SAID = st.builds(
    Said,
    st.sampled_from(Permission),
    st.just("Ville"),
    st.none(),
    st.sampled_from(["", "Relisez."]),
    st.sampled_from([None, date(2026, 1, 31), date(2027, 1, 31)]),
)
CELLS = st.dictionaries(st.sampled_from([STRICT, WIDE, ("coding", "personal")]), SAID)


def allows_more(now: Answer, then: Answer) -> bool:
    """Tell whether, of two answers that allow, one is less strict, drops a condition or holds for longer."""
    assert now.permission is not None
    assert then.permission is not None
    ends = [min((said.until or date.max for said in one.grounds), default=date.max) for one in (now, then)]
    return (
        now.permission.strictness < then.permission.strictness
        or any(condition not in now.conditions for condition in then.conditions)
        or ends[0] > ends[1]
    )


@given(CELLS, st.sampled_from([STRICT, WIDE]))
def test_it_never_lets_an_emptied_cell_allow_more_without_saying_so(cells, place):
    before = (Voice("Ville", None, cells),)
    after = (Voice("Ville", None, {one: said for one, said in cells.items() if one != place}),)

    found = uncovered(before, after, [place], TODAY)

    task, data_class = place
    then, now = answer(before, task, data_class, TODAY), answer(after, task, data_class, TODAY)
    assert bool(found) is (now.allowed and (not then.allowed or allows_more(now, then)))
    assert all(one.after.allowed and one.after != one.before for one in found)
