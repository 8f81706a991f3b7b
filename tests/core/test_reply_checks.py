# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The checks of a reply, and the language that it is written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.drill import Check, CheckKind
from balise.core.reply_checks import JUDGES, failures
from balise.core.written_language import WORDS, language_of

FRENCH = "Le conseil municipal a adopté le budget de la ville, et les travaux commenceront au printemps."
ENGLISH = "The council has adopted the budget of the city, and the works will begin in the spring."
GERMAN = "Der Rat hat den Haushalt der Stadt beschlossen, und die Arbeiten werden im Frühjahr beginnen."
SPANISH = "El pleno ha aprobado el presupuesto de la ciudad, y las obras comienzan en la primavera."
ITALIAN = "Il consiglio ha approvato il bilancio della città, e i lavori cominciano in primavera."


@pytest.mark.parametrize(
    ("kind", "value", "passes"),
    [
        (CheckKind.CONTAINS, "BUDGET", True),
        (CheckKind.CONTAINS, "adopte le  budget", True),
        (CheckKind.CONTAINS, "rejeté", False),
        (CheckKind.LANGUAGE, "fr", True),
        (CheckKind.LANGUAGE, "en", False),
        (CheckKind.AT_LEAST, 20, True),
        (CheckKind.AT_LEAST, 2000, False),
        (CheckKind.AT_MOST, 2000, True),
        (CheckKind.AT_MOST, 20, False),
    ],
)
def test_it_checks_a_reply(kind, value, passes):
    assert (not failures([Check(kind, value)], FRENCH)) is passes


def test_it_takes_one_apostrophe_and_one_space_for_another():
    assert not failures([Check(CheckKind.CONTAINS, "l'arrêté n° 12")], "Voici l’arrêté n°\u00a012.")


def test_it_names_each_kind_that_failed_once():
    checks = [Check(CheckKind.CONTAINS, "x-x"), Check(CheckKind.CONTAINS, "y-y"), Check(CheckKind.AT_MOST, 1)]
    assert failures(checks, FRENCH) == ("contains", "at_most")


def test_it_fails_what_nobody_can_judge():
    assert failures([Check(CheckKind.MATCHES, "budget")], FRENCH) == ("matches",)


@pytest.mark.parametrize(
    ("text", "language"), [(FRENCH, "fr"), (ENGLISH, "en"), (GERMAN, "de"), (SPANISH, "es"), (ITALIAN, "it")]
)
def test_it_tells_the_language_of_a_sentence(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "Budget", "12 000 €", "Dupont, Martin, Bernard", '{"vote": 12, "total": 30}', "Ζήτω η πόλη και η χώρα"]
)
def test_it_claims_nothing_of_what_is_no_prose(text):
    assert language_of(text) is None


@given(st.text(max_size=300))
def test_it_tells_a_known_language_or_none_of_any_text(text):
    assert language_of(text) in {None, *WORDS}


@given(st.text(max_size=200), st.integers(0, 300))
def test_it_measures_between_two_bounds_exactly_one_way(text, size):
    least, most = JUDGES[CheckKind.AT_LEAST], JUDGES[CheckKind.AT_MOST]
    assert least(text, size) or most(text, size)


@given(st.text(min_size=1, max_size=50), st.text(max_size=50), st.text(max_size=50))
def test_it_finds_what_is_there(wanted, before, after):
    assert not failures([Check(CheckKind.CONTAINS, wanted)], f"{before} {wanted} {after}")
