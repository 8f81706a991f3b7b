# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The guide read from its files: the one that ships is whole, and a mistake is told with its place."""

import re

import pytest

from balise.core.guide import Audience, Contact, Group
from balise.core.language import Language
from balise.core.notice_texts import LONGEST_SHORT
from balise.loading.errors import InvalidData
from balise.loading.guide import load_guide, read_guide, shipped_guide

SITUATION = """\
id: letter
group: writing
order: 10
title: {fr: "Écrire", en: "Write"}
wanted: {fr: "Vous écrivez.", en: "You write."}
answers:
  audience: [residents]
  personal_data: yes
counsel:
  - for: [staff]
    do:
      - {fr: "Relisez.", en: "Read again."}
    ask:
      - whom: dpo
        what: {fr: "Puis-je ?", en: "May I?"}
last_reviewed_on: 2026-11-22
"""
SENTENCE = re.compile(r"[.?!»…]$")
LONGEST_SENTENCE = 25
"""In words: beyond, a sentence is two."""
FOR_COUNCILLORS = {"answer-constituent", "prepare-speech", "read-deliberation", "sit-on-committee", "question-project"}
JARGON = ("DPD", "RSSI", "DSI", "RGPD", "AIPD", "LLM", "prompt", "finalité", "traitement de données", "dispositif")


def folder(tmp_path, *texts):
    for rank, text in enumerate(texts):
        (tmp_path / f"{rank}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def refusals(tmp_path, *texts):
    with pytest.raises(InvalidData) as refused:
        load_guide(folder(tmp_path, *texts))
    return [(problem.code, problem.place.line) for problem in refused.value.problems]


# The guide that ships


def test_it_ships_the_situations_of_ordinary_work():
    assert {situation.id for situation in shipped_guide()} == {
        "write-letter",
        "answer-letter",
        "write-article",
        "translate",
        "plain-language",
        "minutes",
        "summarise",
        "search",
        "sort-requests",
        "decide-person",
        "recruit",
        "make-media",
        "write-code",
        "personal-account",
        "chatbot",
        *FOR_COUNCILLORS,
    }


@pytest.mark.parametrize("situation", shipped_guide(), ids=lambda situation: situation.id)
def test_it_ships_situations_that_speak_to_somebody_and_say_something(situation):
    assert (Audience.STAFF in situation.audiences()) == (situation.id not in FOR_COUNCILLORS)
    assert (situation.residents is not None) == (Audience.RESIDENTS in situation.audiences())
    for audience in situation.audiences():
        counsel = situation.counsel_for(audience)
        assert counsel.do
        assert counsel.ask


@pytest.mark.parametrize("situation", shipped_guide(), ids=lambda situation: situation.id)
def test_it_gives_councillors_their_own_advice_and_never_sends_them_to_the_manager_of_staff(situation):
    if Audience.COUNCILLORS in situation.audiences():
        mine, staff = situation.counsel_for(Audience.COUNCILLORS), situation.counsel_for(Audience.STAFF)
        assert mine.do != staff.do
        assert mine.ask != staff.ask
        assert not {Contact.MANAGER, Contact.AUTHORITY} & {ask.whom for ask in mine.ask}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("situation", shipped_guide(), ids=lambda situation: situation.id)
def test_it_ships_short_sentences_without_jargon_in_both_languages(situation, language):
    for text in _texts(situation):
        assert text.en is not None
        said = text.in_(language)
        assert not any(re.search(rf"\b{word}\b", said) for word in JARGON), said
        assert max(len(part.split()) for part in re.split(r"[.?!:;]", said)) <= LONGEST_SENTENCE, said


@pytest.mark.parametrize("situation", shipped_guide(), ids=lambda situation: situation.id)
def test_it_ships_true_typography(situation):
    for text in _texts(situation):
        assert "'" not in text.fr + (text.en or "")
        assert not re.search(r" [:;?!»]|« ", text.fr), text.fr


@pytest.mark.parametrize("situation", shipped_guide(), ids=lambda situation: situation.id)
def test_it_ships_advice_that_ends_as_sentences_do(situation):
    for audience in situation.audiences():
        counsel = situation.counsel_for(audience)
        for line in (*counsel.do, *counsel.dont, *(ask.what for ask in counsel.ask)):
            assert SENTENCE.search(line.fr), line.fr
            assert len(line.fr) <= LONGEST_SHORT


def _texts(situation):
    yield from (situation.title, situation.wanted)
    if situation.residents is not None:
        yield from (situation.residents.title, situation.residents.wanted)
    for counsel in situation.counsel:
        yield from (*counsel.do, *counsel.dont, *(ask.what for ask in counsel.ask))


# Reading


def test_it_reads_a_situation_with_its_answers_typed_by_the_bank(tmp_path):
    (situation,) = load_guide(folder(tmp_path, SITUATION))

    assert situation.group is Group.WRITING
    assert situation.answers == {"audience": ("residents",), "personal_data": "yes"}
    assert situation.counsel_for(Audience.STAFF).ask[0].whom is Contact.DPO


def test_it_reads_a_situation_without_answers(tmp_path):
    bare = SITUATION.replace("answers:\n  audience: [residents]\n  personal_data: yes\n", "")
    (situation,) = load_guide(folder(tmp_path, bare))

    assert situation.answers == {}


def test_it_gives_the_situations_in_the_order_of_the_guide(tmp_path):
    later = SITUATION.replace("id: letter", "id: later").replace("order: 10", "order: 20")

    assert [situation.id for situation in load_guide(folder(tmp_path, later, SITUATION))] == ["letter", "later"]


def test_it_reads_no_situation_in_an_absent_folder(tmp_path):
    assert load_guide(tmp_path / "absent") == ()


def test_it_refuses_an_answer_that_the_question_does_not_offer(tmp_path):
    assert refusals(tmp_path, SITUATION.replace("[residents]", "[habitants]")) == [("BAL-802", 7)]


def test_it_refuses_a_question_that_the_bank_does_not_have(tmp_path):
    assert refusals(tmp_path, SITUATION.replace("  audience:", "  public:")) == [("BAL-801", 7)]


def test_it_refuses_an_audience_and_a_contact_that_it_does_not_know(tmp_path):
    wrong = SITUATION.replace("[staff]", "[agents]").replace("whom: dpo", "whom: dpd")

    assert refusals(tmp_path, wrong) == [("BAL-104", 10), ("BAL-104", 14)]


def test_it_refuses_a_situation_that_nobody_says_to_have_reread(tmp_path):
    assert refusals(tmp_path, SITUATION.replace("last_reviewed_on: 2026-11-22\n", "")) == [("BAL-302", 1)]


@pytest.mark.parametrize(
    ("written", "left"),
    [("for: [staff]", "for: []"), (SITUATION.partition("counsel:")[2], " []\nlast_reviewed_on: 2026-11-22\n")],
)
def test_it_refuses_advice_given_to_nobody(tmp_path, written, left):
    assert refusals(tmp_path, SITUATION.replace(written, left)) == [("BAL-102", 1)]


def test_it_refuses_an_identifier_given_twice(tmp_path):
    assert refusals(tmp_path, SITUATION, SITUATION) == [("BAL-201", 1)]


def test_it_refuses_an_unknown_key_and_proposes_the_one_meant(tmp_path):
    with pytest.raises(InvalidData) as refused:
        load_guide(folder(tmp_path, SITUATION.replace("wanted:", "wants:")))

    assert "« wanted »" in str(refused.value).replace("\u00a0", " ")


def test_it_refuses_a_file_that_is_no_mapping_or_no_yaml(tmp_path):
    assert [code for code, _ in refusals(tmp_path, "- letter\n", "id: [\n")] == ["BAL-003", "BAL-103"]


def test_it_tells_every_mistake_and_still_gives_what_can_be_read(tmp_path):
    wrong = SITUATION.replace("id: letter", "id: other").replace("group: writing", "group: dreaming")
    situations, problems = read_guide(folder(tmp_path, SITUATION, wrong))

    assert [situation.id for situation in situations] == ["letter"]
    assert [problem.code for problem in problems] == ["BAL-104"]
