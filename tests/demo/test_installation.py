# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Filling the demonstration another day, and leaving a real installation alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import LazySettings
from tests.demo.calm import CALM, TODAY

from balise.core.states import State
from balise.demo.installation import Installed, fill, installed, story
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.organisations.operations.founding import found_installation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _calm(settings: LazySettings, tmp_path):
    for name, value in {**CALM, "MEDIA_ROOT": tmp_path}.items():
        setattr(settings, name, value)


def test_it_tells_the_same_story_another_year_with_every_day_moved():
    later = date(2027, 6, 15)
    assert installed() is Installed.NOTHING

    fill(story(later))

    found = tuple(dossiers_in_states(State))
    assert installed() is Installed.DEMONSTRATION
    assert {file.state for file in found} == set(State)
    shared = next(file for file in found if file.shared and file.authority_name == "Ville de Valbrise")
    assert shared.deployed_at is not None
    assert shared.deployed_at.date() == date(2026, 3, 9) + (later - TODAY)


def test_it_leaves_nothing_behind_when_it_is_interrupted():
    happenings = story(TODAY)[:3]

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill(happenings, stop)

    assert installed() is Installed.NOTHING


def test_it_knows_a_real_authority_when_it_sees_one():
    at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    found_installation("Valbrise", "valbrise", "municipality", "", "lyon-2025", "a@b.example", "Odile", at)

    assert installed() is Installed.SOMETHING_REAL


def test_it_tells_everything_in_the_order_of_the_clock_and_before_the_day_ends():
    instants = [happening.at for happening in story(TODAY)]

    assert instants == sorted(instants)
    assert instants[-1].date() <= TODAY
    assert instants[0].date() == date(2026, 1, 12)
    assert instants[-1] - instants[0] > timedelta(days=300)
