# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The files of the story, the days that move, the documents that stand for others."""

import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.core.conditions import AnswerValue
from balise.demo.calendar import WRITTEN_ON, Calendar
from balise.demo.documents import document
from balise.demo.examples import CLONED, examples_folder, replayed_trials
from balise.demo.scenario import DATA, DOMAIN, Event, Saying, read_population, read_shelf, read_stories
from balise.web.assessments.file_kinds import kind_of
from balise.web.organisations.siren import doubt_about

DAYS = st.dates(date(2020, 1, 1), date(2090, 1, 1))


@given(today=DAYS, one=DAYS, other=DAYS)
def test_it_keeps_the_distance_between_two_days_and_to_today(today, one, other):
    calendar = Calendar(today)

    assert calendar.day(WRITTEN_ON) == today
    assert calendar.day(one) - calendar.day(other) == one - other


@given(today=DAYS, answers=st.dictionaries(st.text(max_size=8), st.one_of(DAYS, st.integers(), st.text(max_size=8))))
def test_it_moves_the_days_of_answers_and_nothing_else(today, answers: dict[str, AnswerValue]):
    calendar = Calendar(today)

    moved = calendar.answers(answers)

    assert moved.keys() == answers.keys()
    for name, value in answers.items():
        assert moved[name] == (calendar.day(value) if isinstance(value, date) else value)


@pytest.mark.parametrize("suffix", [".pdf", ".png", ".txt"])
@given(title=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=300))
def test_it_writes_documents_that_are_what_their_name_says(suffix, title):
    kind = kind_of(f"piece{suffix}", io.BytesIO(document(f"piece{suffix}", title)))

    assert kind is not None


def test_it_invents_addresses_in_a_domain_reserved_for_examples_only():
    written = "".join(path.read_text(encoding="utf-8") for path in DATA.rglob("*.yaml"))

    hosts = {found.rpartition("@")[2] for found in re.findall(r"[\w.-]+@[\w.-]+\w", written)}

    assert all(host == DOMAIN or host.endswith(f".{DOMAIN}") for host in hosts)
    assert DOMAIN.endswith(".example")


def test_it_gives_numbers_that_check_and_that_no_body_bears():
    for place in read_population().places:
        assert place.siren.startswith("00")
        assert doubt_about(place.siren) == ""


def test_it_says_nothing_of_a_tool_without_a_source_and_its_date():
    for tool in read_shelf().tools:
        for facts in tool.facts:
            assert facts.source
            assert facts.dated <= tool.decisions[0].on


def test_it_never_names_the_same_story_or_tool_twice():
    stories = [story.id for story in read_stories()]
    tools = [tool.id for tool in read_shelf().tools]

    assert len(stories) == len(set(stories))
    assert len(tools) == len(set(tools))


def test_it_writes_the_events_of_a_dossier_in_order_and_none_after_the_last_day():
    for story in read_stories():
        days = [event.on for event in story.events]
        assert days == sorted(days), story.id
        assert days[-1] < WRITTEN_ON, story.id


def test_it_uses_every_example_of_the_command_line():
    used = {
        said.example
        for story in read_stories()
        for event in story.events
        for said in (event.begin, event.fill)
        if said is not None
    }

    assert examples_folder() == CLONED / "valbrise"
    assert replayed_trials().is_file()
    assert {path.stem for path in examples_folder().glob("*.yaml")} <= used


def test_it_refuses_an_event_that_is_no_act_or_two():
    with pytest.raises(ValueError, match="an event is one act"):
        _ = Event(date(2026, 1, 1), "porteuse").act
    with pytest.raises(ValueError, match="an event is one act"):
        _ = Event(date(2026, 1, 1), "porteuse", open=True, say=Saying("bonjour")).act
