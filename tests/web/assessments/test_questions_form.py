# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from balise.core.conditions import AnswerValue
from balise.core.questions import Question, QuestionType
from balise.loading.questions import shipped_bank
from balise.web.assessments.acts_only import open_to_typing
from balise.web.assessments.forms.questions import QuestionsForm, form_data
from balise.web.assessments.mapping import plain_answers, typed_answers

BANK = shipped_bank()
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80).map(str.strip).filter(bool)
NUMBERS = st.integers(0, 10**12) | st.floats(0, 10**12, allow_nan=False).map(lambda number: round(number, 6))


def answers_to(question: Question) -> st.SearchStrategy[AnswerValue]:
    choices = question.choice_ids()
    match question.type:
        case QuestionType.YES_NO | QuestionType.CHOICE:
            return st.sampled_from(choices)
        case QuestionType.CHOICES:
            alone = st.sampled_from(choices).map(lambda choice: (choice,))
            free = [choice for choice in choices if choice not in question.exclusive_ids()]
            several = st.sets(st.sampled_from(free), min_size=1)
            return alone | several.map(lambda made: tuple(choice for choice in choices if choice in made))
        case QuestionType.NUMBER:
            return NUMBERS
        case QuestionType.DATE:
            return st.dates(date(1900, 1, 1), date(2200, 1, 1))
        case QuestionType.TEXT:
            return TEXTS.map(lambda text: "\n".join(text.splitlines()).strip()).filter(bool)


TYPED = open_to_typing(BANK.by_id)
"""The questions that people answer; the others only an opinion does."""
DOSSIERS = st.fixed_dictionaries({}, optional={name: answers_to(question) for name, question in TYPED.items()})


def sent(**fields: Any) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name.replace("__", "-"), value if isinstance(value, list) else [value])
    return data


def asking(name: str, typed: Any) -> QuestionsForm:
    return QuestionsForm([BANK.by_id[name]], data=sent(**{f"q-{name}": typed}))


@pytest.mark.parametrize("language", ["fr", "en"])
@given(answers=DOSSIERS)
def test_what_a_form_shows_and_sends_back_is_what_was_answered(language: str, answers: dict[str, AnswerValue]) -> None:
    with translation.override(language):
        data = sent(**form_data(answers, BANK.by_id))
        form = QuestionsForm(BANK.questions, data=data)
        assert form.given() == answers
        assert form.errors == {}
        assert set(form.answers()) == set(TYPED)


@given(answers=DOSSIERS)
def test_what_the_database_keeps_is_what_was_answered(answers: dict[str, AnswerValue]) -> None:
    assert typed_answers(plain_answers(answers), BANK) == answers


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1 200,5", 1200.5),
        ("1\u202f200", 1200),
        ("1\u00a0200", 1200),
        ("12.5", 12.5),
        (" 7 ", 7),
        ("0", 0),
        ("-3", -3),
        ("\u22123", -3),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: float) -> None:
    assert asking("people_per_year", typed).given() == {"people_per_year": number}


@pytest.mark.parametrize("typed", ["beaucoup", "1,2,3", "1.200,5", "1e9", "nan", "inf", "12 mois", "0x10", "٣", "--3"])
def test_what_is_not_a_number_is_said_with_what_was_typed(typed: str) -> None:
    form = asking("people_per_year", typed)
    assert not form.is_valid()
    assert typed in form.errors["people_per_year"][0]
    assert "1 200" in str(form.errors["people_per_year"][0]).replace("\u00a0", " ")
    assert form["people_per_year"].value() == typed


def test_a_number_too_great_to_be_right_is_refused() -> None:
    for zeros in (15, 5000):
        assert "trop grand" in asking("people_per_year", "1" + "0" * zeros).errors["people_per_year"][0]


def test_english_readers_write_numbers_their_way() -> None:
    with translation.override("en"):
        assert asking("people_per_year", "1,200.5").given() == {"people_per_year": 1200.5}


@pytest.mark.parametrize("typed", ["2026-03-31", "31/03/2026", "31.03.2026", " 31/3/2026 ", "31 03 2026"])
def test_a_day_is_read_from_a_calendar_or_as_people_write_it(typed: str) -> None:
    assert asking("in_service_on", typed).given() == {"in_service_on": date(2026, 3, 31)}


@pytest.mark.parametrize("typed", ["demain", "31/02/2026", "2026-13-01", "31/03/26", "03-31", "0000-00-00"])
def test_what_is_not_a_day_is_said_and_still_shown(typed: str) -> None:
    form = asking("in_service_on", typed)
    assert "31/03/2026" in form.errors["in_service_on"][0]
    assert f'value="{typed}"' in str(form["in_service_on"])
    assert 'type="text"' in str(form["in_service_on"])


def test_a_day_typed_the_french_way_is_shown_again_to_calendars() -> None:
    assert 'type="date"' in str(asking("in_service_on", "31/03/2026")["in_service_on"])
    assert 'value="2026-03-31"' in str(asking("in_service_on", "31/03/2026")["in_service_on"])


def test_a_choice_that_stands_alone_is_not_combined_and_the_sentence_names_it() -> None:
    question = next(each for each in BANK.questions if each.exclusive_ids())
    alone = next(choice for choice in question.choices if choice.exclusive)
    other = next(choice for choice in question.choices if not choice.exclusive)
    form = asking(question.id, [alone.id, other.id])
    assert alone.label.fr[1:] in form.errors[question.id][0]
    assert form.answers() == {}
    assert str(form[question.id]).count("checked") == 2


@pytest.mark.parametrize(("name", "typed"), [("audience", ["martians"]), ("hosting", "moon"), ("exit_plan", "maybe")])
def test_a_choice_that_is_not_offered_is_refused(name: str, typed: Any) -> None:
    assert not asking(name, typed).is_valid()


@pytest.mark.parametrize("name", ["exit_plan", "hosting", "audience", "people_per_year", "in_service_on", "summary"])
def test_what_is_left_blank_is_no_answer(name: str) -> None:
    blanks: tuple[Any, ...] = ("", [], "   ")
    for typed in blanks:
        if name != "audience" or typed == []:
            assert asking(name, typed).answers().get(name) is None


def test_i_do_not_know_yet_is_offered_and_is_no_answer() -> None:
    shown = str(QuestionsForm([BANK.by_id["exit_plan"]])["exit_plan"])
    assert "Je ne sais pas encore" in shown
    assert asking("exit_plan", "").answers() == {"exit_plan": None}


def test_a_text_keeps_its_lines_and_says_when_it_is_too_long() -> None:
    assert asking("summary", "Un.\r\nDeux.\r\n").given() == {"summary": "Un.\nDeux."}
    assert "4000" in str(asking("summary", "x" * 4001).errors["summary"][0])


def test_a_text_with_a_null_character_is_refused() -> None:
    assert not asking("summary", "Un\x00.").is_valid()
