# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every page, from any charter and any dossier, in both languages and by both writers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.any_document import FEWER
from tests.rendering.html_page import HTMLPage
from tests.strategies import BANK, ON, frameworks, make_dossier, partial_answers

from balise.core.advice import advise
from balise.core.amendment import compare
from balise.core.evaluation import evaluate
from balise.core.language import Language
from balise.loading.frameworks import load_with_bank, shipped_frameworks
from balise.rendering.advice_page import advice_page
from balise.rendering.bulk_page import bulk_page
from balise.rendering.comparison_page import comparison_page
from balise.rendering.explanation import explanation
from balise.rendering.framework_page import framework_page
from balise.rendering.html import to_html
from balise.rendering.sheet import sheet
from balise.rendering.terminal import width_of
from balise.rendering.text import to_text

FR = Language.FRENCH
QUESTIONS = BANK.questions[:4]
ADDRESS = re.compile(r"<[^>]*>|\bsha256:\S+")
BROKEN_SPACE = re.compile(r"(?:[^\s] [:;?!»])|(?:« )", re.MULTILINE)
LONELY_SIGN = re.compile(r"^\s*[:;?!»]", re.MULTILINE)
NO_SPACE = re.compile(r"\w[:;?!](?=\s|$)", re.MULTILINE)


def pages(framework, bank, dossier, on, language):
    """Yield every page that can be made of a framework and a dossier."""
    evaluation, advice = evaluate(framework, dossier, on), advise(framework, bank, dossier, on)
    yield sheet([evaluation], {}, bank, language)
    yield sheet([evaluation, evaluation], {framework.digest: advice}, bank, language)
    yield advice_page(advice, bank, language)
    yield framework_page(framework, bank, language)
    yield comparison_page(compare(framework, framework, [dossier], on), bank, language)
    yield bulk_page([evaluation], language)
    for commitment in framework.commitments:
        yield explanation(evaluation, commitment.id, bank, language)


@FEWER
@given(frameworks(*QUESTIONS, most=4), partial_answers(*QUESTIONS), st.sampled_from(Language))
def test_it_makes_sound_pages_of_any_charter_and_any_dossier(framework, answers, language):
    for document in pages(framework, BANK, make_dossier(answers), ON, language):
        assert HTMLPage(to_html(document)).faults == []
        assert max(map(width_of, to_text(document, width=60).split("\n"))) <= 60


@pytest.mark.parametrize("name", shipped_frameworks())
def test_it_sets_the_shipped_charters_in_good_french(name):
    framework, bank = load_with_bank(name)

    for document in pages(framework, bank, make_dossier({}), ON, FR):
        text = ADDRESS.sub("", to_text(document, width=10_000))
        assert BROKEN_SPACE.findall(text) == []
        assert NO_SPACE.findall(text) == []
        assert LONELY_SIGN.findall(ADDRESS.sub("", to_text(document, width=70))) == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", shipped_frameworks())
def test_it_shows_no_identifier_of_a_question_to_a_reader(name, language):
    framework, bank = load_with_bank(name)
    known = {question.id for question in bank.questions if "_" in question.id}

    for document in pages(framework, bank, make_dossier({}), ON, language):
        words = set(re.findall(r"[a-z0-9]+(?:_[a-z0-9]+)+", to_text(document, width=200)))
        assert words & known == set()
