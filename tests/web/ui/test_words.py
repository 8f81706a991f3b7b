# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The words of pages: days, hours, figures, quotations, states, as the language of the page writes them."""

from datetime import UTC, date, datetime

import pytest
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from balise.core.language import Text
from balise.core.states import STATE_TONES
from balise.web.ui.days import in_words
from balise.web.ui.templatetags import ui

MIDNIGHT_IN_PARIS = datetime(2026, 3, 2, 23, 5, tzinfo=UTC)


def test_it_writes_a_day_in_words():
    assert in_words(date(2026, 3, 1)) == "1er\u00a0mars 2026"
    with translation.override("en"):
        assert in_words(date(2026, 3, 1)) == "1\u00a0March 2026"


def test_it_writes_the_day_and_the_hour_of_the_place():
    assert in_words(MIDNIGHT_IN_PARIS) == "3\u00a0mars 2026"
    assert ui.hour_of(MIDNIGHT_IN_PARIS) == "0\u00a0h\u00a005"
    assert 'datetime="2026-03-03T00:05:00+01:00"' in ui.time_of(MIDNIGHT_IN_PARIS)
    with translation.override("en"):
        assert ui.hour_of(MIDNIGHT_IN_PARIS) == "00:05"


def test_it_writes_nothing_for_what_is_not_known():
    assert in_words(None) == ui.figure(None) == ""


def test_it_sets_thousands_apart():
    assert ui.figure(14000.5) == "14\u202f000,5"


def test_it_quotes_and_says_in_the_language_of_the_page():
    assert ui.quoted("oui") == "«\u00a0oui\u00a0»"
    with translation.override("en"):
        assert ui.said(Text("élu", "councillor")) == "councillor"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("« oui »", "«\u00a0oui\u00a0»"),
        ("Vraiment ? Oui ; non : si !", "Vraiment\u00a0? Oui\u00a0; non\u00a0: si\u00a0!"),
        ("«\u00a0déjà\u00a0»", "«\u00a0déjà\u00a0»"),
        ("http://exemple.fr/?q=1 :-)", "http://exemple.fr/?q=1 :-)"),
        ("Why? He said: no.", "Why? He said: no."),
        ("L'IA d'aujourd'hui, en 5' et 'vite'", "L’IA d’aujourd’hui, en 5' et 'vite'"),
    ],
)
def test_it_ties_signs_to_the_words_that_somebody_typed(typed, shown):
    assert ui.typeset(typed) == shown


@given(st.text(alphabet="a «»;:!?.()\u00a0\n"))
def test_it_changes_nothing_of_what_was_typed_but_where_lines_may_break(typed):
    shown = ui.typeset(typed)

    assert shown.replace("\u00a0", " ") == typed.replace("\u00a0", " ")
    assert ui.typeset(shown) == shown
    assert "« " not in shown
    assert " »" not in shown


@given(st.text())
def test_it_never_lets_the_words_of_a_mark_become_markup(words):
    for tone in ("ok", "quiet"):
        drawn = str(ui.mark(tone, f"<i>{words}"))

        assert "<i>" not in drawn
        assert drawn.startswith('<span class="mark ')
        assert drawn.endswith("</span>")


@pytest.mark.parametrize("tone", sorted(set(STATE_TONES.values())))
def test_it_draws_every_state_of_a_dossier(tone):
    drawn = str(ui.mark(tone, "En instruction"))

    assert ("<svg" in drawn) is (tone != "quiet")


@pytest.mark.parametrize(
    ("level", "tone"),
    [(messages.SUCCESS, "ok"), (messages.WARNING, "fix"), (messages.ERROR, "stop"), (messages.INFO, "ask")],
)
def test_it_gives_a_message_its_tone(level, tone):
    assert ui.tone_of(Message(level, "Une phrase.")) == tone
