# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A notice to be pasted in somebody else's page: what it says, in its language, with a link that names itself."""

from hypothesis import given
from hypothesis import strategies as st
from tests.core.test_notice_texts import FACTS

from balise.core.language import Language
from balise.core.notice_check import Expected, check_page
from balise.core.notice_formats import signature_lines
from balise.core.notice_texts import notice_words
from balise.core.notices import Channel
from balise.loading.perceived_page import perceived
from balise.rendering.notice_snippets import notice_snippet, signature_snippet


@given(st.sampled_from(Channel), FACTS, st.sampled_from(Language))
def test_a_page_that_bears_the_snippet_passes_the_check(channel, facts, language):
    words = notice_words(channel, facts, language)
    pasted = notice_snippet(words.full, facts.address, f"https://{facts.address}/", language)
    page = perceived(f"<!doctype html><html><body><h1>Actualités</h1>{pasted}</body></html>")

    assert check_page(page, [Expected(words.full)], facts.address).fine


def test_it_is_a_paragraph_that_says_its_language_and_runs_nothing():
    pasted = notice_snippet(
        'Texte de <script>alert("x")</script>. a.example/r/1', "a.example/r/1", "https://a.example/r/1", Language.FRENCH
    )

    assert pasted == (
        '<p lang="fr">Texte de &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;. '
        '<a href="https://a.example/r/1">a.example/r/1</a></p>'
    )


def test_it_has_no_link_without_an_address():
    assert (
        notice_snippet("Texte préparé par une IA.", "", "", Language.FRENCH)
        == '<p lang="fr">Texte préparé par une IA.</p>'
    )


@given(FACTS, st.sampled_from(Language))
def test_a_signature_ends_by_its_link(facts, language):
    pasted = signature_snippet(signature_lines(facts, language), facts.address, f"https://{facts.address}/", language)

    assert pasted.endswith(f'<a href="https://{facts.address}/">{facts.address}</a></p>')
    assert perceived(pasted).links == (f"https://{facts.address}/",)
