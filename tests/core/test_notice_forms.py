# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Every form of a notice is found by what its entry publishes, whatever the dossier says that the entry does not."""

from dataclasses import replace

import pytest

from balise.core.conditions import AnswerValue
from balise.core.language import Language
from balise.core.notice_check import Form, PerceivedPage, check_page
from balise.core.notice_forms import PublicFacts, rebuilt_from, words_of
from balise.core.notice_texts import facts_from
from balise.core.notices import Channel
from balise.core.register import PUBLIC

ADDRESS = "ia.valbrise.example/r/7k3m9q2x"
PUBLISHED: dict[str, AnswerValue] = {
    "use_types": ("drafting", "search"),
    "automation_level": "assistance",
    "human_review": "every_output",
    "hosting": "france",
    "personal_data": "yes",
    "individual_decisions": "yes",
    "purpose": "Répondre plus vite aux habitants.",
    "non_ai_path": "yes",
}
INTERNAL: dict[str, AnswerValue] = {
    "responsible_named": "yes",
    "accountable_owner": "La directrice de la petite enfance.",
    "contact": "03 00 00 00 00 ou courriers@valbrise.example",
    "individual_monitoring": "no",
}
PUBLIC_FACTS = PublicFacts("Ville de Valbrise", ADDRESS, PUBLISHED, "Plume")


def words(channel, language, answers):
    facts = facts_from(answers, authority="Ville de Valbrise", address=ADDRESS, tool="Plume")
    return words_of(channel, facts, language)


@pytest.mark.parametrize("internal", [{}, INTERNAL])
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("language", list(Language))
def test_every_form_is_found_by_what_is_public(channel, language, internal):
    expected = rebuilt_from(PUBLIC_FACTS, [channel])

    assert PUBLISHED.keys() <= PUBLIC
    for text in words(channel, language, PUBLISHED | internal):
        found = check_page(PerceivedPage(text), expected, ADDRESS)
        assert found.fine
        assert found.found is not None
        assert found.found.rebuilt


def test_the_words_of_the_purpose_may_be_those_of_the_public_or_of_the_dossier():
    text = words(Channel.DECISION, Language.FRENCH, PUBLISHED | {"purpose": "Classer les demandes."}).full

    assert check_page(PerceivedPage(text), rebuilt_from(PUBLIC_FACTS, [Channel.DECISION]), ADDRESS).fine


def test_a_text_that_says_something_else_is_not_found():
    text = words(Channel.LETTER, Language.FRENCH, PUBLISHED | INTERNAL).full
    expected = rebuilt_from(PUBLIC_FACTS, [Channel.LETTER])

    assert check_page(PerceivedPage(text.replace("en France", "en Chine")), expected, ADDRESS).found is None
    assert check_page(PerceivedPage("Une actualité."), expected, ADDRESS).found is None
    other = replace(PUBLIC_FACTS, answers=PUBLISHED | {"human_review": "none"})
    assert check_page(PerceivedPage(text), rebuilt_from(other, [Channel.LETTER]), ADDRESS).found is None


def test_it_tells_the_form():
    full = words(Channel.LETTER, Language.FRENCH, PUBLISHED | INTERNAL).full
    found = check_page(PerceivedPage(full), rebuilt_from(PUBLIC_FACTS, [Channel.LETTER]), ADDRESS).found

    assert found is not None
    assert (found.form, found.channel, found.language) == (Form.FULL, Channel.LETTER, Language.FRENCH)
