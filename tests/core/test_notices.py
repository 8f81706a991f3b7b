# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where people must be told: what the rules of the frameworks make of a use in which nobody is told."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balise.core.conditions import AnswerValue
from balise.core.frameworks import Framework, Strength
from balise.core.notice_coverage import to_users
from balise.core.notices import (
    DEDUCED,
    REACHED_WHEN,
    STRICTEST_FIRST,
    TOLD_BY,
    Channel,
    Layer,
    Need,
    NoticeNeed,
    answers_against,
    answers_leading_to,
    notice_needs,
    strictest,
    without,
)
from balise.core.questions import QuestionType
from balise.loading.frameworks import load_framework
from balise.loading.questions import shipped_bank

DAY = date(2026, 11, 22)
LAWS = ("eu-ai-act", "fr-algorithms", "gdpr")

LETTERS: dict[str, AnswerValue] = {
    "audience": ("residents",),
    "interaction_mode": "mediated",
    "use_types": ("drafting",),
    "individual_decisions": "no",
    "generated_media": ("text",),
    "public_interest_text": "no",
    "personal_data": "no",
    "ai_act_role": "deployer",
}
ARTICLES = {**LETTERS, "public_interest_text": "yes", "editorial_review": "yes"}
CHATBOT = {**LETTERS, "interaction_mode": "direct", "use_types": ("conversation",)}
PICTURES = {**LETTERS, "use_types": ("image_generation",), "generated_media": ("image",), "realistic_media": "yes"}
GRANTS = {**LETTERS, "individual_decisions": "yes", "use_types": ("scoring",), "generated_media": ("none",)}
MINUTES = {**LETTERS, "audience": ("councillors",), "use_types": ("transcription",), "personal_data": "yes"}


@cache
def frameworks(*names: str) -> tuple[Framework, ...]:
    return tuple(load_framework(name) for name in names)


def needs(answers, *names, on=DAY) -> dict[Channel, NoticeNeed]:
    return {need.channel: need for need in notice_needs(frameworks(*names), answers, on)}


# The rows of the table


@pytest.mark.parametrize(
    ("answers", "channel", "charters", "law", "charter", "whole"),
    [
        pytest.param(LETTERS, Channel.LETTER, ["strasbourg-2025"], "not_needed", "required", "required", id="letter"),
        pytest.param(LETTERS, Channel.EMAIL, ["lyon-2025"], "not_needed", "required", "required", id="e-mail"),
        pytest.param(LETTERS, Channel.LETTER, [], "not_needed", "not_needed", "recommended", id="letter, no charter"),
        pytest.param(GRANTS, Channel.DECISION, [], "required", "not_needed", "required", id="individual decision"),
        pytest.param(CHATBOT, Channel.CONVERSATION, [], "required", "not_needed", "required", id="chatbot"),
        pytest.param(ARTICLES, Channel.WEB_TEXT, [], "not_needed", "not_needed", "not_needed", id="reviewed article"),
        pytest.param(
            ARTICLES,
            Channel.WEB_TEXT,
            ["strasbourg-2025"],
            "not_needed",
            "required",
            "required",
            id="stricter wins",
        ),
        pytest.param(
            {**ARTICLES, "editorial_review": "no"},
            Channel.WEB_TEXT,
            [],
            "required",
            "not_needed",
            "required",
            id="article nobody reviewed",
        ),
        pytest.param(PICTURES, Channel.MEDIA, [], "required", "not_needed", "required", id="realistic picture"),
        pytest.param(
            {**PICTURES, "realistic_media": "no"},
            Channel.MEDIA,
            [],
            "not_needed",
            "not_needed",
            "not_needed",
            id="drawing",
        ),
        pytest.param(MINUTES, Channel.MINUTES, [], "required", "not_needed", "required", id="minutes"),
        pytest.param(
            {**LETTERS, "use_types": ("translation",)},
            Channel.TRANSLATION,
            ["strasbourg-2025"],
            "not_needed",
            "required",
            "required",
            id="translation",
        ),
        pytest.param(
            {**LETTERS, "audience": ("staff",)},
            Channel.STAFF,
            ["lyon-2025"],
            "not_needed",
            "required",
            "required",
            id="staff",
        ),
    ],
)
def test_it_asks_for_a_notice_where_a_rule_would_be_broken_without(answers, channel, charters, law, charter, whole):
    need = needs(answers, *charters, *LAWS)[channel]

    assert (need.of_layer(Layer.LAW), need.of_layer(Layer.CHARTER), need.need) == (law, charter, whole)


def test_it_says_what_spares_a_text_the_notice_so_that_its_proof_is_kept():
    (ground,) = needs(ARTICLES, *LAWS)[Channel.WEB_TEXT].grounds

    assert ground.spared_by == ("editorial_review",)
    assert [reference.article for reference in ground.references] == ["art.\u00a050, § 4"]


def test_it_cites_the_article_of_each_ground():
    grounds = needs(GRANTS, "lyon-2025", *LAWS)[Channel.DECISION].grounds

    assert [
        ground.rule.criterion.id for ground in grounds if ground.rule is not None and ground.need is Need.REQUIRED
    ] == [
        "fr-algorithms:l311-3-1:a",
        "lyon-2025:6:a",
    ]
    assert any("L.\u00a0311-3-1" in (reference.article or "") for reference in grounds[0].references)


def test_it_asks_nothing_of_a_law_that_is_not_in_force_yet():
    assert needs(CHATBOT, *LAWS, on=date(2026, 8, 1))[Channel.CONVERSATION].need is Need.NOT_NEEDED
    assert needs(CHATBOT, *LAWS, on=date(2026, 8, 2))[Channel.CONVERSATION].need is Need.REQUIRED


def test_it_says_that_a_charter_bars_what_a_notice_would_not_be_enough_for():
    barred = needs(CHATBOT, "lyon-2025", *LAWS)[Channel.CONVERSATION].barred_by

    assert barred is not None
    assert barred.criterion.commitment == "lyon-2025:2"
    assert needs(CHATBOT, "strasbourg-2025", *LAWS)[Channel.CONVERSATION].barred_by is None


def test_it_does_not_take_an_absent_answer_for_a_notice_that_is_not_needed():
    unsure = {name: value for name, value in GRANTS.items() if name != "individual_decisions"}
    need = needs(unsure, "lyon-2025", *LAWS)[Channel.DECISION]

    assert need.need is Need.UNKNOWN
    assert all("individual_decisions" in ground.missing for ground in need.grounds)


def test_it_says_nothing_of_a_channel_that_the_use_does_not_go_through():
    assert Channel.CONVERSATION not in needs(LETTERS, "strasbourg-2025", *LAWS)
    assert Channel.MINUTES not in needs(LETTERS, "strasbourg-2025", *LAWS)


def test_it_reads_questions_of_the_bank_alone():
    read = {question for condition in REACHED_WHEN.values() for question in condition.questions()}
    told = [shipped_bank().by_id[name] for name in TOLD_BY]

    assert read <= shipped_bank().by_id.keys()
    assert {question.type for question in told} == {QuestionType.YES_NO}


# Whatever the answers

READ = sorted(
    {question for condition in REACHED_WHEN.values() for question in condition.questions()}
    | {"ai_act_role", "editorial_review", "realistic_media", "personal_data", "audience", *TOLD_BY}
)


def values(name):
    question = shipped_bank().by_id[name]
    if question.type is QuestionType.CHOICES:
        exclusive = question.exclusive_ids()
        free = [choice for choice in question.choice_ids() if choice not in exclusive]
        some = st.lists(st.sampled_from(free), min_size=1, unique=True).map(
            lambda kept: tuple(choice for choice in question.choice_ids() if choice in kept)
        )
        return some | st.sampled_from([(choice,) for choice in exclusive]) if exclusive else some
    return st.sampled_from(question.choice_ids())


WHOLE = st.fixed_dictionaries({name: values(name) for name in READ})
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
CHARTERS = st.sampled_from(["lyon-2025", "strasbourg-2025"])


@settings(max_examples=60)
@given(WHOLE, st.sets(st.sampled_from(READ)), CHARTERS, DAYS)
def test_what_is_known_early_stays_so_however_the_answers_are_completed(answers, unanswered, charter, on):
    early = needs({name: value for name, value in answers.items() if name not in unanswered}, charter, *LAWS, on=on)
    later = needs(answers, charter, *LAWS, on=on)

    for channel in Channel:
        now = early[channel].need if channel in early else Need.NOT_NEEDED
        then = later[channel].need if channel in later else Need.NOT_NEEDED
        if now is Need.REQUIRED:
            assert then is Need.REQUIRED
        elif now is Need.RECOMMENDED:
            assert then is now
        elif now is Need.NOT_NEEDED and then is not now:
            assert {ground.layer for ground in later[channel].grounds if ground.need is then} == {Layer.PRACTICE}


@settings(max_examples=60)
@given(WHOLE, CHARTERS, DAYS)
def test_one_more_text_never_asks_for_less(answers, charter, on):
    alone = needs(answers, *LAWS, on=on)
    together = needs(answers, charter, *LAWS, on=on)

    for channel, need in alone.items():
        assert STRICTEST_FIRST.index(together[channel].need) <= STRICTEST_FIRST.index(need.need)


@settings(max_examples=60)
@given(WHOLE, CHARTERS, DAYS)
def test_what_is_asked_is_the_strictest_of_what_the_layers_ask(answers, charter, on):
    for need in needs(answers, charter, *LAWS, on=on).values():
        assert need.need is strictest(need.of_layer(layer) for layer in Layer)
        assert all(ground.rule is not None or ground.layer is Layer.PRACTICE for ground in need.grounds)


@settings(max_examples=60)
@given(WHOLE, CHARTERS, DAYS)
def test_it_does_not_depend_on_whether_somebody_says_that_people_are_told(answers, charter, on):
    silent = {name: value for name, value in answers.items() if name not in TOLD_BY}

    assert {each.channel: each.need for each in notice_needs(frameworks(charter, *LAWS), silent, on)} == {
        each.channel: each.need for each in notice_needs(frameworks(charter, *LAWS), answers, on)
    }


def test_a_fork_of_a_charter_that_advises_to_tell_recommends_it():
    (strasbourg,) = frameworks("strasbourg-2025")
    criteria = tuple(
        replace(each, strength=Strength.ADVISORY) if each.commitment == "strasbourg-2025:5" else each
        for each in strasbourg.criteria
    )
    fork = replace(strasbourg, criteria=criteria)
    (letter,) = (need for need in notice_needs([fork], LETTERS, DAY) if need.channel is Channel.LETTER)

    assert letter.need is Need.RECOMMENDED
    assert letter.grounds[0].layer is Layer.CHARTER


# What asks for nothing, and why

STAFF_TOOL: dict[str, AnswerValue] = {
    **LETTERS,
    "audience": ("staff",),
    "interaction_mode": "none",
    "use_types": ("search",),
    "annex_iii_areas": ("none",),
    "individual_monitoring": "no",
    "personal_data": "yes",
}


def test_staff_are_told_by_law_of_the_personal_data_that_a_tool_of_theirs_holds():
    need = needs(STAFF_TOOL, *LAWS)[Channel.STAFF]
    others = needs({**STAFF_TOOL, "audience": ("residents", "staff")}, *LAWS)[Channel.STAFF]
    monitored = needs({**STAFF_TOOL, "audience": ("residents", "staff"), "individual_monitoring": "yes"}, *LAWS)[
        Channel.STAFF
    ]

    assert need.of_layer(Layer.LAW) is Need.REQUIRED
    assert need.grounds[0].rule is not None
    assert need.grounds[0].rule.criterion.id == "gdpr:13:a"
    assert others.of_layer(Layer.LAW) is Need.NOT_NEEDED
    assert [each.of_others for each in others.set_aside if each.rule.criterion.id == "gdpr:13:a"] == [True]
    assert monitored.of_layer(Layer.LAW) is Need.REQUIRED


def test_it_says_of_a_law_to_come_when_it_applies_and_of_another_that_it_does_not_concern_the_use():
    recruiting = {**STAFF_TOOL, "annex_iii_areas": ("employment",), "annex_iii_exemption": "not_claimed"}

    def aside(answers):
        (found,) = (
            each
            for each in needs(answers, *LAWS)[Channel.STAFF].set_aside
            if each.rule.criterion.id == "eu-ai-act:26:d"
        )
        return found.not_before

    assert aside(recruiting) == date(2027, 12, 2)
    assert aside(STAFF_TOOL) is None


@settings(max_examples=60)
@given(WHOLE, CHARTERS, DAYS)
def test_what_is_set_aside_is_never_what_a_notice_is_asked_by(answers, charter, on):
    for need in needs(answers, charter, *LAWS, on=on).values():
        asking = {ground.rule.criterion.id for ground in need.grounds if ground.rule is not None}
        assert asking.isdisjoint(each.rule.criterion.id for each in need.set_aside)


# The channels by which a use does not pass


def test_those_that_may_be_set_aside_follow_from_what_the_tool_is_used_to_do():
    assert {Channel.LETTER, Channel.EMAIL, Channel.MINUTES, Channel.TRANSLATION, Channel.PLACE} == DEDUCED
    assert all("use_types" in REACHED_WHEN[channel].questions() for channel in DEDUCED)


def left(answers, *unused: Channel) -> set[Channel]:
    found = notice_needs(frameworks("lyon-2025", *LAWS), answers, DAY)
    return {need.channel for need in without(found, unused)}


def test_a_channel_set_aside_asks_for_nothing():
    assert left(LETTERS, Channel.LETTER) == left(LETTERS) - {Channel.LETTER}


def test_one_that_an_answer_names_is_never_set_aside():
    everything = left({**GRANTS, "audience": ("residents", "staff")})

    assert left({**GRANTS, "audience": ("residents", "staff")}, *everything - DEDUCED) == everything


def test_people_are_told_somewhere():
    assert left(LETTERS, Channel.LETTER, Channel.EMAIL) == left(LETTERS)


@given(st.sets(st.sampled_from(Channel)), st.sampled_from([LETTERS, ARTICLES, CHATBOT, PICTURES, GRANTS, MINUTES]))
def test_what_the_public_is_owed_is_never_lowered(unused: set[Channel], answers: dict[str, AnswerValue]):
    found = notice_needs(frameworks("lyon-2025", *LAWS), answers, DAY)
    kept = without(found, unused)

    assert all(each in found for each in kept)
    assert strictest(need.need for need in to_users(kept)) is strictest(need.need for need in to_users(found))


def test_it_holds_as_long_as_the_answers_that_lead_there():
    assert set(answers_leading_to(Channel.LETTER, LETTERS)) == {"audience", "use_types", "interaction_mode"}


def test_a_notice_in_place_belies_the_answers_that_say_nobody_is_told():
    answers = {"crpa_mention": "no", "users_informed": "no", "staff_informed": "yes", "data_subjects_informed": "no"}

    assert answers_against({Channel.DECISION, Channel.STAFF, Channel.MINUTES}, answers) == {
        "users_informed": (Channel.DECISION, Channel.MINUTES),
        "crpa_mention": (Channel.DECISION,),
    }
    assert answers_against({Channel.STAFF}, answers) == {}
    assert answers_against(set(), answers) == {}
