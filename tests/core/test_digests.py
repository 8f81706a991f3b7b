# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A fingerprint of what is said, not of how it was typed."""

from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import BANK, frameworks

from balise.core.digests import canonical, digest

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@dataclass(frozen=True)
class Before:
    name: str


@dataclass(frozen=True)
class Since:
    name: str
    note: str | None = None
    sources: tuple[str, ...] = ()


def test_it_keeps_a_fingerprint_when_a_later_version_adds_a_field_left_empty():
    added = canonical(Since("a")) | {"": "Before"}

    assert added == canonical(Before("a"))


def test_it_tells_apart_two_words_with_the_same_operands():
    assert digest(Before("a")) != digest(Since("a"))


def test_it_writes_dates_as_one_reads_them():
    assert canonical({"on": date(2025, 9, 25)}) == {"on": "2025-09-25"}


@given(st.dictionaries(st.text(), PLAIN))
def test_it_does_not_care_in_which_order_keys_were_typed(content):
    assert digest(dict(reversed(content.items()))) == digest(content)


@given(PLAIN, PLAIN)
def test_it_tells_apart_what_differs(one, other):
    if canonical(one) != canonical(other):
        assert digest(one) != digest(other)


@given(frameworks(*BANK.questions))
def test_it_gives_a_framework_a_fingerprint(framework):
    assert framework.digest.startswith("sha256:")
    assert len(framework.digest) == len("sha256:") + 64
