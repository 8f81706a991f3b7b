# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A sealed mapping opens for its conversation, with its key, in its time; in no other case."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.gateway.pseudonyms.placeholders import Mapping
from balise.gateway.pseudonyms.sealing import SealBrokenError, SealExpiredError, SealKeyError, seal, unseal

KEY = bytes(range(32))
ALPHABET = string.ascii_letters + string.digits + "-_"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def mapping_of(*values):
    mapping = Mapping()
    for value in values:
        mapping.placeholder_of("PERSONNE", value)
    return mapping


@given(st.lists(st.text(), max_size=5))
def test_it_opens_as_it_was_closed(values):
    mapping = mapping_of(*values)

    assert unseal(seal(mapping, KEY, "c1", NOW, HOUR), KEY, "c1", NOW).to_json() == mapping.to_json()


def test_nothing_of_it_can_be_read_and_no_two_seals_are_alike():
    mapping = mapping_of("Zoé Roux")
    one, other = seal(mapping, KEY, "c1", NOW, HOUR), seal(mapping, KEY, "c1", NOW, HOUR)

    assert one != other
    assert "Roux" not in one
    assert one.isascii()


@given(st.integers(0, 70), st.integers(1, 63))
def test_it_refuses_a_seal_changed_in_any_place(place, shift):
    sealed = seal(mapping_of("Zoé Roux"), KEY, "c1", NOW, HOUR)
    other = ALPHABET[(ALPHABET.index(sealed[place]) + shift) % len(ALPHABET)]

    with pytest.raises(SealBrokenError):
        unseal(sealed[:place] + other + sealed[place + 1 :], KEY, "c1", NOW)


@pytest.mark.parametrize("sealed", ["", "x", "é", "AQ==", "A" * 60])
def test_it_refuses_what_is_no_seal(sealed):
    with pytest.raises(SealBrokenError, match="Commencez-en une autre"):
        unseal(sealed, KEY, "c1", NOW)


def test_it_refuses_the_seal_of_another_conversation_or_key():
    sealed = seal(mapping_of("Zoé Roux"), KEY, "c1", NOW, HOUR)

    with pytest.raises(SealBrokenError):
        unseal(sealed, KEY, "c2", NOW)
    with pytest.raises(SealBrokenError):
        unseal(sealed, KEY[::-1], "c1", NOW)


def test_it_expires():
    sealed = seal(mapping_of("Zoé Roux"), KEY, "c1", NOW, HOUR)

    assert len(unseal(sealed, KEY, "c1", NOW + HOUR - timedelta(seconds=1))) == 1
    with pytest.raises(SealExpiredError, match="trop ancienne"):
        unseal(sealed, KEY, "c1", NOW + HOUR)


def test_a_key_of_another_size_is_refused():
    with pytest.raises(SealKeyError, match="32 octets"):
        seal(Mapping(), b"courte", "c1", NOW, HOUR)
