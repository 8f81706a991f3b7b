# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The key of the journal: a chain goes on under the one that began it, and under no other."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from tests.web.conftest import NOW, Hire, make_authority
from tests.web.journal.test_journal import SUBJECT, unguarded

from balise.core.roles import Role
from balise.web.journal.keys import OtherKeyError, check_key, go_on_under, learn_key
from balise.web.journal.models import Entry, Head
from balise.web.journal.operations import SYSTEM, record
from balise.web.journal.sealing import fingerprint
from balise.web.journal.verification import Fault, verify
from balise.web.organisations.models import LocalAuthority

pytestmark = pytest.mark.django_db
OTHER = "une tout autre clé, assez longue"
THIRD = "et encore une autre, après elle"


@pytest.fixture
def city() -> LocalAuthority:
    found = make_authority("valbrise", "Ville de Valbrise", charter=None)
    act(found)
    return found


@transaction.atomic
def act(city: LocalAuthority) -> None:
    record(city.pk, "test.done", SYSTEM, SUBJECT, NOW, {"what": "un pas"})


def faults(key: str) -> list[Fault]:
    return [finding.fault for finding in verify(key).findings]


def test_it_keeps_the_fingerprint_of_the_key_and_never_the_key(city: LocalAuthority, settings: LazySettings):
    head = Head.objects.get()

    assert head.key == fingerprint(settings.JOURNAL_KEY) != fingerprint(OTHER)
    assert settings.JOURNAL_KEY not in (head.key, head.seal, head.digest)


def test_it_refuses_an_act_under_another_key_and_ruins_nothing(city: LocalAuthority, settings: LazySettings):
    right, settings.JOURNAL_KEY = settings.JOURNAL_KEY, OTHER

    with pytest.raises(OtherKeyError) as refused:
        act(city)

    settings.JOURNAL_KEY = right
    act(city)
    assert "rien n’est perdu" in refused.value.sentence.replace("\u00a0", " ")
    assert refused.value.status == 503
    assert Entry.objects.count() == 2
    assert faults(right) == []


def test_it_refuses_a_new_journal_under_another_key_too(city: LocalAuthority, settings: LazySettings):
    settings.JOURNAL_KEY = OTHER
    other = make_authority("bourg-mesange", "Bourg-Mésange", charter=None)

    with pytest.raises(OtherKeyError):
        act(other)

    assert Head.objects.count() == 1


def test_it_tells_beside_what_was_typed_that_nothing_was_recorded(member_with: Hire, client_of, settings: LazySettings):
    member = member_with(Role.ADMINISTRATOR)
    client = client_of(member)
    Head.objects.update(key=fingerprint(OTHER))
    before = Entry.objects.count()

    response = client.post(f"/espace/{member.authority.slug}/services/ajouter/", {"name": "Voirie"})

    assert "scellé par une autre clé" in response.content.decode()
    assert "Voirie" in response.content.decode()
    assert Entry.objects.count() == before


def test_it_lets_a_chain_of_before_learn_its_key_at_its_next_act(city: LocalAuthority, settings: LazySettings):
    Head.objects.update(key="")
    act(city)

    assert Head.objects.get().key == fingerprint(settings.JOURNAL_KEY)


def test_it_lets_a_chain_of_before_learn_its_key_when_it_is_checked(city: LocalAuthority, settings: LazySettings):
    Head.objects.update(key="")
    learn_key(OTHER)
    assert Head.objects.get().key == ""
    with pytest.raises(OtherKeyError):
        check_key(OTHER)

    check_key(settings.JOURNAL_KEY)

    assert Head.objects.get().key == fingerprint(settings.JOURNAL_KEY)


def test_it_never_teaches_a_key_that_did_not_seal_the_last_entry(city: LocalAuthority, settings: LazySettings):
    Head.objects.update(key="")
    settings.JOURNAL_KEY = OTHER

    with pytest.raises(OtherKeyError):
        act(city)


def test_it_tells_a_journal_that_names_another_key(city: LocalAuthority, settings: LazySettings):
    Head.objects.update(key=fingerprint(OTHER))

    assert faults(settings.JOURNAL_KEY) == [Fault.OTHER_KEY]


def test_it_goes_on_under_a_new_key_when_the_old_one_is_lost_for_good(city: LocalAuthority, settings: LazySettings):
    settings.JOURNAL_KEY = OTHER
    go_on_under(OTHER)
    act(city)

    found = verify(OTHER)
    assert found.findings == ()
    assert [(place.chain, place.number) for place in found.lost] == [(city.pk, 1)]


@pytest.fixture
def after_a_loss(city: LocalAuthority, settings: LazySettings) -> LocalAuthority:
    """Return an authority with three entries that a lost key sealed, and two since."""
    act(city)
    act(city)
    settings.JOURNAL_KEY = OTHER
    go_on_under(OTHER)
    act(city)
    act(city)
    return city


def test_it_says_at_once_that_a_key_was_lost_before_any_act(city: LocalAuthority):
    go_on_under(OTHER)

    assert faults(OTHER) == []


@pytest.mark.parametrize(
    ("number", "found"),
    [(1, [Fault.CHANGED_SINCE]), (3, [Fault.CHANGED_SINCE]), (4, [Fault.ALTERED]), (5, [Fault.ALTERED])],
)
def test_it_finds_what_was_changed_after_the_loss_on_either_side_of_it(
    after_a_loss: LocalAuthority, number: int, found: list[Fault]
):
    unguarded()
    Entry.objects.filter(number=number).update(actor_name="Quelqu’un d’autre")

    assert faults(OTHER) == [Fault.UNGUARDED, *found]


def test_it_still_checks_the_links_before_the_loss(after_a_loss: LocalAuthority):
    unguarded()
    Entry.objects.filter(number=2).delete()

    assert faults(OTHER) == [Fault.UNGUARDED, Fault.MISSING, Fault.CHANGED_SINCE]


@pytest.mark.parametrize(
    "changed",
    [{"lost_until": 5}, {"lost_words": "0" * 64}, {"lost_seal": "0" * 64}, {"lost_until": 0}],
    ids=["further", "words", "seal", "nothing"],
)
def test_it_finds_the_place_of_the_loss_moved_and_excuses_nothing(
    after_a_loss: LocalAuthority, changed: dict[str, Any]
):
    Head.objects.update(**changed)

    assert faults(OTHER) == [Fault.LOST_ALTERED, *[Fault.ALTERED] * 3]


def test_it_finds_the_place_of_the_loss_removed(after_a_loss: LocalAuthority):
    Head.objects.update(lost_until=0, lost_words="", lost_seal="")

    assert faults(OTHER) == [Fault.ALTERED] * 3


def test_it_goes_on_after_a_second_loss(after_a_loss: LocalAuthority, settings: LazySettings):
    settings.JOURNAL_KEY = THIRD
    go_on_under(THIRD)
    act(after_a_loss)

    found = verify(THIRD)
    assert (found.findings, [place.number for place in found.lost]) == ((), [5])


def test_it_excuses_nothing_when_the_key_was_not_lost(city: LocalAuthority, settings: LazySettings):
    go_on_under(settings.JOURNAL_KEY)

    assert verify(settings.JOURNAL_KEY).lost == ()


def test_it_has_nothing_to_refuse_before_the_first_journal():
    check_key(OTHER)
    go_on_under(OTHER)
