# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The guide: what binds is computed from the usual answers, charter by charter."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rendering.small_charter import BANK, CHARTER
from tests.strategies import BANK as DRAWN_BANK
from tests.strategies import frameworks, partial_answers

from balise.core.dates import Period
from balise.core.evaluation import Result, judge
from balise.core.frameworks import Framework, Kind, Strength
from balise.core.guide import (
    AllowedTool,
    Ask,
    Audience,
    Bearing,
    Contact,
    Counsel,
    Group,
    SeenByResidents,
    WorkSituation,
    advice_for,
    in_order,
)
from balise.core.language import Text
from balise.core.notices import Channel, Need
from balise.loading.frameworks import load_framework
from balise.loading.guide import shipped_guide
from balise.loading.questions import shipped_bank

DAY = date(2026, 11, 22)
LAWS = ("eu-ai-act", "fr-algorithms", "gdpr")
QUESTIONS = DRAWN_BANK.questions[:4]
LINE = Text("Relisez.", "Read again.")


def situation(answers=None, **changes) -> WorkSituation:
    """Return a situation that says as little as possible."""
    return replace(
        WorkSituation(
            "letter",
            Group.WRITING,
            1,
            Text("Écrire", "Write"),
            Text("Vous écrivez.", "You write."),
            (Counsel((Audience.STAFF, Audience.COUNCILLORS), do=(LINE,)),),
            DAY,
            answers=answers or {},
        ),
        **changes,
    )


@cache
def framework(name: str) -> Framework:
    return load_framework(name)


@cache
def advice(name: str, charter: str = "lyon-2025"):
    found = next(each for each in shipped_guide() if each.id == name)
    return advice_for(found, [framework(each) for each in (charter, *LAWS)], shipped_bank(), DAY)


def numbers(found) -> list[str]:
    return [each.commitment.number for each in found]


# What is forbidden


def test_it_says_that_lyon_forbids_a_chatbot_and_by_which_commitment():
    found = advice("chatbot")

    assert found.is_forbidden
    assert [each.commitment.id for each in found.forbidden_by] == ["lyon-2025:2"]
    assert found.commitments[0].commitment.id == "lyon-2025:2"


def test_it_does_not_say_that_strasbourg_forbids_what_only_lyon_does():
    assert not advice("chatbot", "strasbourg-2025").is_forbidden


@pytest.mark.parametrize("charter", ["lyon-2025", "strasbourg-2025"])
def test_it_forbids_personal_data_on_a_personal_account_and_says_that_another_tool_would_do(charter):
    found = advice("personal-account", charter)

    assert found.is_forbidden
    assert found.mended_by_a_tool


def test_it_does_not_say_that_another_tool_would_make_a_forbidden_use_allowed():
    assert not advice("chatbot").mended_by_a_tool
    assert not advice("write-letter").mended_by_a_tool


@pytest.mark.parametrize("charter", ["lyon-2025", "strasbourg-2025"])
@pytest.mark.parametrize(
    "name", [each.id for each in shipped_guide() if each.id not in ("chatbot", "personal-account")]
)
def test_it_forbids_none_of_the_ordinary_works(name, charter):
    assert not advice(name, charter).is_forbidden


def test_it_tells_what_a_law_forbids_after_what_the_charter_does():
    law = replace(CHARTER, id="loi", kind=Kind.LAW)
    found = advice_for(situation({"audience": ("residents",), "interaction_mode": "direct"}), [law, CHARTER], BANK, DAY)

    assert found.leading is CHARTER
    assert [each.framework.id for each in found.forbidden_by] == ["valbrise", "loi"]


# What is asked


def test_it_tells_apart_what_a_letter_makes_the_charter_ask_and_what_it_asks_of_every_use():
    found = advice("answer-letter")

    assert numbers(found.of_bearing(Bearing.ASKS)) == ["2", "6", "7", "8", "9"]
    assert numbers(found.of_bearing(Bearing.MAY_ASK)) == ["5"]
    assert numbers(found.of_bearing(Bearing.ALWAYS)) == ["1", "4", "10", "11", "12", "13", "14"]


def test_it_leaves_out_what_binds_the_authority_as_a_whole():
    assert "3" not in numbers(advice("answer-letter").commitments)


def test_it_leaves_out_a_rule_that_is_not_in_force_yet():
    early = replace(CHARTER, in_force=Period(date(2030, 1, 1)))

    assert advice_for(situation(), [early], BANK, DAY).commitments == ()


def test_it_asks_for_the_notice_of_a_letter_and_of_an_e_mail():
    needs = {need.channel: need.need for need in advice("answer-letter").notices}

    assert needs == {Channel.LETTER: Need.REQUIRED, Channel.EMAIL: Need.REQUIRED}


def test_it_has_no_leading_charter_when_only_laws_are_chosen():
    found = advice_for(situation(), [replace(CHARTER, kind=Kind.LAW)], BANK, DAY)

    assert (found.leading, found.commitments) == (None, ())


@given(frameworks(*QUESTIONS, most=4), partial_answers(*QUESTIONS))
def test_it_forbids_when_and_only_when_a_blocking_rule_is_broken(framework, answers):
    found = advice_for(situation(answers), [framework], DRAWN_BANK, DAY)
    broken = [
        rule
        for rule in framework.rules
        if rule.strength is Strength.BLOCKING and judge(rule, answers, DAY).result is Result.NOT_SATISFIED
    ]

    assert found.is_forbidden == bool(broken)


@given(frameworks(*QUESTIONS, most=4), partial_answers(*QUESTIONS))
def test_it_names_each_commitment_that_applies_or_may_once(framework, answers):
    found = advice_for(situation(answers), [framework], DRAWN_BANK, DAY)
    applicable = {
        rule.criterion.commitment
        for rule in framework.rules
        if judge(rule, answers, DAY).result is not Result.NOT_APPLICABLE
    }

    named = [each.commitment.id for each in found.commitments]
    assert sorted(named) == sorted(applicable)


# Tools


TOOLS = (AllowedTool("Albert", "public"), AllowedTool("Albert", "personal"), AllowedTool("Écho", "internal"))


def test_it_keeps_the_tools_that_may_be_given_the_data_of_the_situation():
    assert advice("answer-letter").tools(TOOLS) == (TOOLS[1],)


def test_it_keeps_every_tool_when_the_data_are_not_known():
    assert advice_for(situation(), [CHARTER], BANK, DAY).tools(TOOLS) == TOOLS


# Who reads


def test_it_adds_up_what_is_said_to_several_audiences_and_to_one_alone():
    ask = Ask(Contact.DPO, LINE)
    spoken = situation(
        counsel=(
            Counsel((Audience.STAFF, Audience.COUNCILLORS), do=(LINE,)),
            Counsel((Audience.COUNCILLORS,), dont=(LINE,), ask=(ask,)),
        )
    )

    assert spoken.audiences() == (Audience.STAFF, Audience.COUNCILLORS)
    assert spoken.counsel_for(Audience.STAFF) == Counsel((Audience.STAFF,), (LINE,), (), ())
    assert spoken.counsel_for(Audience.COUNCILLORS) == Counsel((Audience.COUNCILLORS,), (LINE,), (LINE,), (ask,))


def test_it_speaks_to_residents_from_their_side_of_the_counter():
    seen = SeenByResidents(Text("Vous recevez une lettre"), Text("On vous écrit."))
    spoken = situation(residents=seen)

    assert spoken.title_for(Audience.RESIDENTS) is seen.title
    assert spoken.wanted_by(Audience.RESIDENTS) is seen.wanted
    assert spoken.title_for(Audience.STAFF) is spoken.title
    assert situation().title_for(Audience.RESIDENTS).fr == "Écrire"


@given(st.permutations([(Group.TOOLS, 2), (Group.WRITING, 3), (Group.WRITING, 1)]))
def test_it_lists_the_groups_and_their_situations_in_the_order_of_the_guide(drawn):
    listed = in_order([situation(id=f"{group}-{order}", group=group, order=order) for group, order in drawn])

    assert [each.id for found in listed.values() for each in found] == ["writing-1", "writing-3", "tools-2"]
