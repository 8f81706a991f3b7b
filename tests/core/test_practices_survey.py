# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from hypothesis import given
from hypothesis import strategies as st

from balise.core.practices_survey import QUESTIONS, Answers, results
from balise.core.small_cells import FEWEST

ANSWERS = st.lists(
    st.fixed_dictionaries(
        {},
        optional={
            question.id: st.lists(
                st.sampled_from(list(question.choices)), max_size=3 if question.many else 1, unique=True
            ).map(tuple)
            for question in QUESTIONS
        },
    ),
    max_size=40,
)


@given(ANSWERS)
def test_nothing_is_told_of_fewer_than_five_people_nor_found_by_subtraction(answers: list[Answers]) -> None:
    found = results(answers)
    if len(answers) < FEWEST:
        assert (found.people, found.questions) == (None, ())
        return
    assert found.people == len(answers)
    for question, result in zip(QUESTIONS, found.questions, strict=True):
        told = {choice: shown.people for choice, shown in zip(question.choices, result.choices, strict=True)}
        for choice, people in told.items():
            real = sum(choice in each.get(question.id, ()) for each in answers)
            assert people is None or people == real >= FEWEST
        hidden = [choice for choice, people in told.items() if people is None]
        assert question.many or len(hidden) != 1
