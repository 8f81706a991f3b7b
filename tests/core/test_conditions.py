# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every rule rests on: an answer that is still to come never undoes a verdict already given."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import (
    ANY_CONDITION,
    BANK,
    CHOICE,
    COMPLETE,
    FLAG,
    NUMBER,
    ON,
    PARTIAL,
    SET,
    completions,
    conditions,
    partial_answers,
)

from balise.core.conditions import (
    After,
    AllOf,
    Answered,
    AnyOf,
    AtLeast,
    AtMost,
    Before,
    Comparison,
    Day,
    In,
    Includes,
    Is,
    Not,
    Score,
    ScoreAtLeast,
    ScoreAtMost,
    Term,
    blank_trace,
)

FEW = (FLAG, CHOICE, SET, NUMBER)
TRUE, FALSE, UNKNOWN = Is("sure", "yes"), Is("sure", "no"), Is("blank", "yes")
ANSWERS = {"sure": "yes"}
VALUES = {TRUE: True, FALSE: False, UNKNOWN: None}


@settings(max_examples=500)
@given(ANY_CONDITION, PARTIAL, st.lists(COMPLETE, min_size=5, max_size=5))
def test_it_keeps_a_verdict_however_the_missing_answers_are_given(condition, answers, others):
    verdict = condition.holds(answers, ON)

    for complete in others:
        assert verdict in (None, condition.holds({**complete, **answers}, ON))


@settings(max_examples=40)
@given(conditions(*FEW), partial_answers(*FEW))
def test_it_keeps_a_verdict_through_every_completion_there_is(condition, answers):
    verdict = condition.holds(answers, ON)

    found = {condition.holds(complete, ON) for complete in completions(FEW, answers)}

    assert None not in found
    if verdict is not None:
        assert found == {verdict}


@settings(max_examples=300)
@given(ANY_CONDITION, PARTIAL)
def test_it_reaches_the_same_verdict_with_and_without_reasons(condition, answers):
    assert condition.holds(answers, ON) is condition.judge(answers, ON, blank_trace())


@settings(max_examples=300)
@given(ANY_CONDITION, PARTIAL)
def test_it_lacks_nothing_exactly_when_it_is_certain(condition, answers):
    trace = blank_trace()

    verdict = condition.judge(answers, ON, trace)

    assert (verdict is None) == bool(trace.missing)
    assert not set(trace.missing) & set(answers)
    assert set(trace.missing) <= set(condition.questions())


@settings(max_examples=300)
@given(ANY_CONDITION, PARTIAL)
def test_it_cites_only_answers_that_were_given_and_what_was_found_of_them(condition, answers):
    trace = blank_trace()

    condition.judge(answers, ON, trace)

    comparisons = list(condition.comparisons())
    for ground in trace.grounds:
        assert ground.condition in comparisons
        assert answers[ground.condition.question] == ground.answer
        assert ground.condition.accepts(ground.answer, ON) is ground.holds


@settings(max_examples=300)
@given(ANY_CONDITION, PARTIAL)
def test_it_reaches_the_same_verdict_from_the_answers_it_cites_alone(condition, answers):
    trace = blank_trace()
    verdict = condition.judge(answers, ON, trace)

    cited = {ground.condition.question: ground.answer for ground in trace.grounds}

    assert condition.holds(cited, ON) is verdict


@settings(max_examples=300)
@given(ANY_CONDITION, PARTIAL, COMPLETE)
def test_it_becomes_certain_once_what_it_lacks_is_answered(condition, answers, others):
    complete = {**others, **answers}
    for _ in BANK.questions:
        trace = blank_trace()
        condition.judge(answers, ON, trace)
        answers = answers | {name: complete[name] for name in trace.missing}

    assert condition.holds(answers, ON) is condition.holds(complete, ON)
    assert condition.holds(complete, ON) is not None


@settings(max_examples=300)
@given(ANY_CONDITION, ANY_CONDITION, PARTIAL)
def test_it_obeys_de_morgan(one, other, answers):
    assert Not(AllOf((one, other))).holds(answers, ON) is AnyOf((Not(one), Not(other))).holds(answers, ON)
    assert Not(AnyOf((one, other))).holds(answers, ON) is AllOf((Not(one), Not(other))).holds(answers, ON)
    assert Not(Not(one)).holds(answers, ON) is one.holds(answers, ON)


@settings(max_examples=200)
@given(st.lists(ANY_CONDITION, min_size=2, max_size=3), PARTIAL)
def test_it_does_not_care_in_which_order_the_parts_are_written(parts, answers):
    for word in (AllOf, AnyOf):
        assert len({word(order).holds(answers, ON) for order in permutations(parts)}) == 1


@settings(max_examples=300)
@given(ANY_CONDITION, PARTIAL, st.dates(), st.integers(-(10**6), 10**6))
def test_it_judges_on_any_day_of_the_calendar(condition, answers, on, months):
    beyond = Before("day", Day(months=months))

    assert AllOf((beyond, condition)).holds(answers, on) in (True, False, None)


@pytest.mark.parametrize("one", VALUES, ids=["true", "false", "unknown"])
@pytest.mark.parametrize("other", VALUES, ids=["true", "false", "unknown"])
def test_it_follows_the_tables_of_kleene(one, other):
    pair = {VALUES[one], VALUES[other]}
    both = False if False in pair else None if None in pair else True
    either = True if True in pair else None if None in pair else False

    assert AllOf((one, other)).holds(ANSWERS, ON) is both
    assert AnyOf((one, other)).holds(ANSWERS, ON) is either
    assert AllOf((one, other)).judge(ANSWERS, ON, blank_trace()) is both
    assert AnyOf((one, other)).judge(ANSWERS, ON, blank_trace()) is either


@pytest.mark.parametrize(("part", "contrary"), [(TRUE, False), (FALSE, True), (UNKNOWN, None)])
def test_it_takes_the_contrary_of_unknown_for_unknown(part, contrary):
    assert Not(part).holds(ANSWERS, ON) is contrary


@pytest.mark.parametrize(
    ("comparison", "answer", "expected"),
    [
        (Is("q", "a"), "a", True),
        (Is("q", "a"), "b", False),
        (In("q", ("a", "b")), "b", True),
        (In("q", ("a", "b")), "c", False),
        (Includes("q", ("a", "b")), ("b", "c"), True),
        (Includes("q", ("a", "b")), ("c",), False),
        (AtLeast("q", 6), 5.99, False),
        (AtLeast("q", 6), 6, True),
        (AtLeast("q", 6), 7, True),
        (AtMost("q", 6), 5, True),
        (AtMost("q", 6), 6.0, True),
        (AtMost("q", 6), 6.01, False),
        (AtLeast("q", 0), 0, True),
        (Before("q", Day()), date(2026, 3, 30), True),
        (Before("q", Day()), ON, False),
        (After("q", Day()), ON, False),
        (After("q", Day()), date(2026, 4, 1), True),
        (After("q", Day(months=-12)), date(2025, 3, 31), False),
        (After("q", Day(months=-12)), date(2025, 4, 1), True),
        (Before("q", Day(fixed=date(2025, 9, 25))), date(2025, 9, 24), True),
        (Before("q", Day(fixed=date(2025, 9, 25))), date(2025, 9, 25), False),
        (Answered("q"), "no", True),
        (Answered("q"), 0, True),
    ],
)
def test_it_compares_as_the_words_say(comparison: Comparison, answer, expected):
    assert comparison.holds({"q": answer}, ON) is expected


def test_it_never_takes_silence_for_an_answer():
    assert Answered("q").holds({}, ON) is None


def test_it_tells_only_what_decided():
    trace = blank_trace()

    AllOf((TRUE, UNKNOWN, FALSE)).judge(ANSWERS, ON, trace)

    assert [ground.condition for ground in trace.grounds] == [FALSE]
    assert trace.missing == []


RISK = Score("risk", (Term(TRUE, 2), Term(FALSE, 10), Term(UNKNOWN, 3)))
RELIEF = Score("relief", (Term(TRUE, 2), Term(UNKNOWN, -3)))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (ScoreAtLeast(RISK, 2), True),
        (ScoreAtLeast(RISK, 3), None),
        (ScoreAtLeast(RISK, 5), None),
        (ScoreAtLeast(RISK, 6), False),
        (ScoreAtMost(RISK, 1), False),
        (ScoreAtMost(RISK, 2), None),
        (ScoreAtMost(RISK, 4), None),
        (ScoreAtMost(RISK, 5), True),
        (ScoreAtLeast(RELIEF, -1), True),
        (ScoreAtLeast(RELIEF, 0), None),
        (ScoreAtLeast(RELIEF, 3), False),
        (ScoreAtMost(RELIEF, 2), True),
    ],
)
def test_it_counts_an_unknown_term_as_a_range(condition, expected):
    assert condition.holds(ANSWERS, ON) is expected
