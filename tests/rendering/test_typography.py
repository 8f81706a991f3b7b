# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.language import Language, Text
from balise.rendering.typography import (
    AND,
    NO_BREAK,
    OR,
    Counted,
    counted_unit,
    date_in_words,
    is_plural,
    joined,
    labelled,
    nested,
    number_in_words,
    quoted,
    sentence,
)

FR, EN = Language.FRENCH, Language.ENGLISH
RESERVATIONS = Counted(Text("{n} réserve", "{n} reservation"), Text("{n} réserves", "{n} reservations"))


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 6, 1), "1er juin 2026", "1 June 2026"),
        (date(2026, 11, 21), "21 novembre 2026", "21 November 2026"),
        (date(2024, 2, 29), "29 février 2024", "29 February 2024"),
        (date(2026, 8, 31), "31 août 2026", "31 August 2026"),
    ],
)
def test_it_writes_dates_as_one_reads_them(day, french, english):
    assert date_in_words(day, FR).replace(NO_BREAK, " ") == french
    assert date_in_words(day, EN).replace(NO_BREAK, " ") == english


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(Language))
def test_it_never_parts_a_day_from_its_month(day, language):
    said = date_in_words(day, language)

    assert len(said.split(" ")) == 2
    assert said.endswith(f" {day.year}")


@given(st.dates(), st.dates(), st.sampled_from(Language))
def test_it_gives_each_day_its_own_words(one, other, language):
    assert (date_in_words(one, language) == date_in_words(other, language)) is (one == other)


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "0", "0"),
        (14000, "14\u202f000", "14,000"),
        (1234567.5, "1\u202f234\u202f567,5", "1,234,567.5"),
        (12.0, "12", "12"),
        (-0.5, "-0,5", "-0.5"),
    ],
)
def test_it_writes_numbers_with_their_thousands_apart(number, french, english):
    assert number_in_words(number, FR) == french
    assert number_in_words(number, EN) == english


@given(st.integers())
def test_it_loses_no_digit(number):
    assert int(number_in_words(number, FR).replace("\u202f", "")) == number
    assert int(number_in_words(number, EN).replace(",", "")) == number


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [(0, "0 réserve", "0 reservations"), (1, "1 réserve", "1 reservation"), (2, "2 réserves", "2 reservations")],
)
def test_it_begins_the_french_plural_at_two(count, french, english):
    assert RESERVATIONS.of(count, FR) == french
    assert RESERVATIONS.of(count, EN) == english


@given(st.integers(min_value=0))
def test_it_takes_the_plural_in_both_languages_from_two(count):
    assert is_plural(count, FR) is (count >= 2)
    assert is_plural(count, EN) is (count != 1)
    assert is_plural(1.5, FR) is False


@pytest.mark.parametrize(
    ("count", "unit", "language", "expected"),
    [
        (1, "requêtes", FR, "1 requête"),
        (2, "requêtes", FR, "2 requêtes"),
        (1, "mois", FR, "1 mois"),
        (0, "personnes par an", FR, "0 personne par an"),
        (1, "kWh par an", FR, "1 kWh par an"),
        (1, "people", EN, "1 person"),
        (0, "months", EN, "0 months"),
    ],
)
def test_it_brings_a_unit_to_the_singular(count, unit, language, expected):
    assert counted_unit(count, unit, language).replace(NO_BREAK, " ") == expected


def test_it_sets_no_break_spaces_where_french_has_them():
    assert quoted("oui", FR) == "«\u00a0oui\u00a0»"
    assert labelled("Issue", "favorable", FR) == "Issue\u00a0: favorable"


def test_it_follows_english_punctuation_in_english():
    assert quoted("yes", EN) == "“yes”"
    assert labelled("Outcome", "favourable", EN) == "Outcome: favourable"


@pytest.mark.parametrize(
    ("items", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_it_joins_a_list_as_one_says_it(items, expected):
    assert joined(items, AND, FR) == expected


def test_a_comma_parts_the_last_item_from_one_that_holds_the_same_word():
    assert joined(["habitants et usagers", "agents"], AND, FR) == "habitants et usagers, et agents"
    assert joined(["residents and service users", "staff"], AND, EN) == "residents and service users, and staff"
    assert joined(["habitants et usagers", "agents"], OR, FR) == "habitants et usagers ou agents"
    assert joined(["«\u00a0dire et faire\u00a0»", "agir"], AND, FR) == "«\u00a0dire et faire\u00a0» et agir"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("le plan existe", "Le plan existe."),
        ("Déjà une phrase.", "Déjà une phrase."),
        ("vraiment\u00a0?", "Vraiment\u00a0?"),
        ("élus", "Élus."),
        ("", ""),
    ],
)
def test_it_makes_a_sentence_without_doubling_its_stop(text, expected):
    assert sentence(text) == expected


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("« a « b » c »", "« a “b” c »"),
        ("« a « b « c » » »", "« a “b “c”” »"),
        ("« a » et « b »", "« a » et « b »"),
        ("« a « b »", "« a « b »"),
        ("» a «", "» a «"),
        ("«a «b»»", "«a “b”»"),
        ("«\u00a0a.\u00a0».", "«\u00a0a\u00a0»."),
        ("«\u00a0a\u00a0?\u00a0».", "«\u00a0a\u00a0?\u00a0»."),
    ],
)
def test_guillemets_within_guillemets_become_others_and_an_unpaired_one_changes_nothing(typed, shown):
    assert nested(typed) == shown


@given(st.text(alphabet="a «»\u00a0"))
def test_guillemets_are_never_left_within_others_nor_anything_else_changed(typed):
    shown = nested(typed)
    assert nested(shown) == shown
    assert shown.replace("“", "«").replace("”", "»").replace(" ", "").replace("\u00a0", "") == typed.replace(
        " ", ""
    ).replace("\u00a0", "")
