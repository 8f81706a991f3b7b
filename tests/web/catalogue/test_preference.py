# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""French and European first, from facts, with the reason said."""

from hypothesis import given
from hypothesis import strategies as st

from balise.core.language import Language
from balise.core.small_cells import shown_count
from balise.loading.frameworks import load_framework
from balise.web.catalogue.charter_preference import european_preference
from balise.web.catalogue.preference import Preference

preferences = st.builds(
    Preference,
    st.sampled_from([None, "france", "european_union", "outside_eu", "no_vendor"]),
    st.sampled_from([None, "own_premises", "france", "european_union", "outside_eu"]),
    st.sampled_from([None, "yes", "no"]),
    st.sampled_from([None, "free_software", "open_weights", "proprietary"]),
)


def test_it_puts_french_then_european_then_unknown_then_the_rest():
    french = Preference("france", "france", "no", "proprietary")
    european = Preference("european_union", "european_union", None, "free_software")
    unknown = Preference(None, None, None, None)
    overseas = Preference("outside_eu", "france", "yes", "free_software")

    assert sorted([overseas, unknown, european, french], key=lambda one: one.rank) == [
        french,
        european,
        unknown,
        overseas,
    ]


def test_it_goes_by_the_weaker_of_vendor_and_hosting():
    hosted_overseas = Preference("france", "outside_eu", None, None)
    european = Preference("european_union", "european_union", None, None)

    assert european.rank < hosted_overseas.rank
    assert hosted_overseas.european is False


def test_it_prefers_free_software_all_else_being_equal():
    assert Preference("france", "france", None, "free_software").rank < Preference("france", "france", None, None).rank


@given(preferences, preferences)
def test_it_puts_what_is_european_before_what_is_not(one, other):
    if one.european is True and other.european is not True:
        assert one.rank < other.rank


def test_it_says_the_reason_and_what_nobody_has_established(db):
    assert Preference("france", "france", None, "free_software").reasons(Language.FRENCH) == (
        "fournisseur français",
        "hébergé en France",
        "logiciel libre",
    )
    assert Preference(None, None, "yes", None).reasons(Language.FRENCH) == (
        "pays du fournisseur non établi",
        "hébergement non établi",
        "exposé à une loi étrangère",
    )


def test_it_reads_in_the_charter_whether_leaving_europe_must_be_explained():
    lyon = european_preference(load_framework("lyon-2025"))

    assert lyon is not None
    assert lyon.id == "lyon-2025:11"
    assert european_preference(load_framework("gdpr")) is None


def test_it_tells_no_count_under_five_apart_from_another():
    assert [shown_count(count) for count in (0, 1, 4, 5, 12)] == [None, None, None, 5, 12]
