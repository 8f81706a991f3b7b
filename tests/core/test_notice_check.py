# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Checking a page: typography changes nothing, a word changes everything, and nobody reads what is hidden."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.language import Language
from balise.core.notice_check import (
    CheckedPage,
    Expected,
    Form,
    PerceivedPage,
    TooShortError,
    Unseen,
    as_compared,
    check_page,
    expected_from,
)
from balise.core.notices import Channel

ADDRESS = "ia.valbrise.example/r/7k3m9q2x"
WORDS = Expected(f"Texte préparé avec l’aide d’une IA, relu par un agent. {ADDRESS}", Form.SHORT, Channel.WEB_TEXT)


@pytest.mark.parametrize(
    "said",
    [
        "Texte préparé avec l'aide d'une IA, relu par un agent",
        "TEXTE PRÉPARÉ AVEC L’AIDE D’UNE IA, RELU PAR UN AGENT.",
        "Accueil Texte\npréparé avec\u00a0l’aide d’une\u202fIA , relu par un a\u00adgent. Suite",
        "« Texte préparé avec l’aide d’une IA, relu par un agent »Suite",
        "( Texte préparé avec l’ aide d’une IA, relu par un agent)",
        "Texte prépare\u0301 avec l’aide d’une IA, relu par un agent !",
    ],
)
def test_what_typography_changes_is_the_same_notice(said):
    assert check_page(PerceivedPage(said), [WORDS], ADDRESS).found is WORDS


@pytest.mark.parametrize(
    "said",
    [
        "",
        "Texte préparé avec l’aide d’une IA, relu par personne.",
        "Texte préparé sans l’aide d’une IA, relu par un agent",
        "Contexte préparé avec l’aide d’une IA, relu par un agent",
        "Texte préparé avec l’aide d’une IA, relu par un agenticien",
        "Texte pré paré avec l’aide d’une IA, relu par un agent",
    ],
)
def test_another_word_is_another_notice(said):
    assert check_page(PerceivedPage(said), [WORDS], ADDRESS) == CheckedPage(None, None, leads=False)


def test_a_notice_is_not_found_within_longer_words():
    given_words = Expected("Un contexte préparé")

    assert check_page(PerceivedPage("Aucun contexte préparé par une IA"), [given_words]).found is None
    assert check_page(PerceivedPage("Un contexte préparément"), [given_words]).found is None
    assert check_page(PerceivedPage("Voici : un contexte préparé."), [given_words]).found is given_words


@given(st.text(), st.text())
def test_it_finds_the_notice_whatever_surrounds_it(before, after):
    checked = check_page(PerceivedPage(f"{before} {WORDS.text} {after}"), [WORDS], ADDRESS)

    assert checked.found is WORDS
    assert checked.unseen is None


@given(st.sampled_from(Unseen))
def test_what_people_do_not_perceive_is_not_enough_and_it_says_why(why):
    checked = check_page(PerceivedPage("Accueil", (f"https://{ADDRESS}/",), {why: WORDS.text}), [WORDS], ADDRESS)

    assert (checked.found, checked.unseen, checked.leads, checked.fine) == (WORDS, why, True, False)


@pytest.mark.parametrize(
    ("page", "leads"),
    [
        (PerceivedPage(f"Lire {ADDRESS}."), True),
        (PerceivedPage(f"Lire HTTPS://www.{ADDRESS.upper()}/ ici"), True),
        (PerceivedPage("Lire", (f"https://{ADDRESS}/",)), True),
        (PerceivedPage("Scanner", (f"https://{ADDRESS}/code.svg",)), True),
        (PerceivedPage(f"Lire {ADDRESS}z"), False),
        (PerceivedPage("Lire", (f"https://{ADDRESS}z/", "/r/7k3m9q2x/")), False),
        (PerceivedPage(f"Lire autre-{ADDRESS}"), False),
    ],
)
def test_it_looks_for_the_address_written_or_behind_a_link(page, leads):
    assert check_page(page, [WORDS], ADDRESS).leads is leads


def test_it_asks_for_no_address_when_none_is_given():
    given_words = Expected("Texte préparé avec l’aide d’une IA")

    assert check_page(PerceivedPage("Texte préparé avec l’aide d’une IA"), [given_words]).fine


@pytest.mark.parametrize("text", ["", "IA", "…", f"IA : {ADDRESS}"])
def test_it_refuses_words_that_are_found_anywhere(text):
    with pytest.raises(TooShortError):
        check_page(PerceivedPage("Une page."), [Expected(text)], ADDRESS)


def test_it_names_the_most_complete_form_that_a_page_bears():
    forms = {Form.SHORT: "Texte préparé par une IA", Form.FULL: "Texte préparé par une IA. Personne ne le relit."}
    expected = expected_from([(Channel.WEB_TEXT, Language.FRENCH, forms)])

    assert check_page(PerceivedPage(forms[Form.FULL]), expected).found == Expected(
        forms[Form.FULL], Form.FULL, Channel.WEB_TEXT, Language.FRENCH
    )
    assert check_page(PerceivedPage(forms[Form.SHORT]), expected).found == Expected(
        forms[Form.SHORT], Form.SHORT, Channel.WEB_TEXT, Language.FRENCH
    )


@given(st.text())
def test_comparing_twice_changes_nothing(text):
    assert as_compared(as_compared(text)) == as_compared(text)
