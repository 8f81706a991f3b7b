# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What follows from an incident: which duties, by which hour, and what may be done next."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.conditions import blank_trace
from balise.core.incidents import (
    AFFECTED_LABELS,
    HIGH_RISK_SINCE,
    NATURE_LABELS,
    STEP_LABELS,
    Affected,
    Nature,
    Step,
    duties_of,
    is_high_risk,
    is_open_after,
    may_follow,
)
from balise.loading.frameworks import load_framework

PARIS = ZoneInfo("Europe/Paris")
BEFORE = HIGH_RISK_SINCE - timedelta(days=1)
CRITERION = next(each for each in load_framework("eu-ai-act").criteria if each.id == "eu-ai-act:26:a")
instants = st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)).map(lambda each: each.replace(tzinfo=PARIS))  # noqa: DTZ001
truths = st.sampled_from((True, False, None))


def test_everything_that_is_said_has_words_in_both_languages():
    for labels, kinds in ((NATURE_LABELS, Nature), (AFFECTED_LABELS, Affected), (STEP_LABELS, Step)):
        assert set(labels) == set(kinds)
        assert all(label.fr and label.en for label in labels.values())


@given(instants, truths)
def test_a_breach_is_notified_within_seventy_two_hours_whatever_clocks_do_meanwhile(aware_at, high_risk):
    notify, tell = duties_of(Nature.PERSONAL_DATA, aware_at, high_risk, aware_at.date())
    assert notify.deadline is not None
    assert notify.deadline - aware_at.astimezone(UTC) == timedelta(hours=72)
    assert ("33" in notify.article.fr, "34" in tell.article.fr) == (True, True)
    assert tell.deadline is None
    assert notify.applies_from is None


def test_a_breach_on_the_eve_of_the_winter_hour_loses_an_hour_on_the_wall():
    notify, _tell = duties_of(
        Nature.PERSONAL_DATA,
        datetime(2026, 10, 24, 14, 5, tzinfo=PARIS),
        None,
        datetime(2026, 10, 24).date(),  # noqa: DTZ001
    )
    assert notify.deadline == datetime(2026, 10, 27, 13, 5, tzinfo=PARIS)


@given(st.sampled_from(Nature), instants, truths)
def test_each_duty_names_its_article_and_no_law_is_claimed_where_none_is_sure(nature, aware_at, high_risk):
    found = duties_of(nature, aware_at, high_risk, BEFORE)
    assert all(duty.article.fr and duty.article.en and duty.says.fr and duty.says.en for duty in found)
    if nature in {Nature.WRONG_RESULT, Nature.OUTAGE, Nature.OUT_OF_FRAME, Nature.OTHER}:
        assert found == ()


@pytest.mark.parametrize("nature", [Nature.SERIOUS_HARM, Nature.UNFAIR_RESULT])
def test_the_ai_act_asks_of_high_risk_uses_alone_from_its_day_and_says_so_when_nobody_knows(nature: Nature):
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    assert duties_of(nature, at, False, BEFORE) == ()
    (sure,) = duties_of(nature, at, True, BEFORE)
    assert (sure.applies_from, sure.deadline) == (HIGH_RISK_SINCE, None)
    assert "26" in sure.article.fr
    assert duties_of(nature, at, True, HIGH_RISK_SINCE)[0].applies_from is None
    (unsure,) = duties_of(nature, at, None, BEFORE)
    assert unsure.says.fr.endswith(sure.says.fr)
    assert "le dossier ne le dit pas" in unsure.says.fr


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_only_steps_that_may_follow_are_taken_and_they_say_whether_it_is_open(steps):
    taken: list[Step] = []
    for step in steps:
        if may_follow(step, still_open=is_open_after(taken)):
            taken.append(step)
    said = [step for step in taken if step is not Step.MEASURE]
    assert said == [Step.CLOSURE if place % 2 == 0 else Step.REOPENING for place in range(len(said))]
    assert is_open_after(taken) is (len(said) % 2 == 0)


@given(
    st.fixed_dictionaries(
        {"ai_act_role": st.sampled_from(("deployer", "both"))},
        optional={
            "annex_iii_areas": st.sampled_from((("none",), ("employment",), ("employment", "education"))),
            "annex_iii_exemption": st.sampled_from(("claimed_documented", "claimed_undocumented", "not_claimed")),
            "profiling": st.sampled_from(("yes", "no")),
        },
    )
)
def test_high_risk_is_what_the_criteria_of_the_law_say_it_is(answers):
    assert CRITERION.applies_when is not None
    assert is_high_risk(answers) is CRITERION.applies_when.judge(answers, BEFORE, blank_trace())


def test_what_is_no_ai_system_is_never_high_risk():
    assert is_high_risk({"ai_act_role": "not_an_ai_system", "annex_iii_areas": ("employment",)}) is False
    assert is_high_risk({}) is None
