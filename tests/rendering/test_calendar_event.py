# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""iCalendar (RFC 5545): what is written is what a diary reads back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise.rendering.calendar_event import LONGEST_LINE, CalendarEvent, Method, calendar_file

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=timezone(timedelta(hours=1)))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)


def event(title: str = "Découvrir la charte", description: str = "") -> CalendarEvent:
    return CalendarEvent(
        "seance-1@ia.example",
        2,
        NOON,
        NOON + timedelta(hours=2),
        title,
        "Salle du conseil, 2e étage",
        description,
        "https://ia.example/x",
    )


def unfolded(text: str) -> dict[str, str]:
    lines = text.replace("\r\n ", "").split("\r\n")
    return dict(line.split(":", 1) for line in lines if ":" in line)


def unescaped(value: str) -> str:
    out, letters = "", iter(value)
    for letter in letters:
        if letter == "\\":
            after = next(letters)
            out += "\n" if after == "n" else after
        else:
            out += letter
    return out


@given(WORDS, WORDS)
def test_any_text_comes_back_and_no_line_is_too_long(title: str, description: str) -> None:
    written = calendar_file(event(title, description), Method.REQUEST, stamp=NOON)
    assert all(len(line.encode()) <= LONGEST_LINE for line in written.split("\r\n"))
    said = unfolded(written)
    kept = "".join(letter for letter in title if letter.isprintable())
    assert unescaped(said["SUMMARY"]) == kept
    assert said["UID"] == "seance-1@ia.example"


def test_hours_are_those_of_greenwich_and_a_cancelled_event_says_so() -> None:
    said = unfolded(calendar_file(event(), Method.CANCEL, stamp=datetime(2026, 11, 21, tzinfo=UTC)))
    assert (said["DTSTART"], said["DTEND"]) == ("20261203T110000Z", "20261203T130000Z")
    assert (said["METHOD"], said["STATUS"], said["SEQUENCE"]) == ("CANCEL", "CANCELLED", "2")


@pytest.mark.parametrize(("any_time", "told"), [(False, "OPAQUE"), (True, "TRANSPARENT")])
def test_what_is_done_at_any_time_leaves_its_days_free(any_time: bool, told: str) -> None:
    said = unfolded(calendar_file(replace(event(), any_time=any_time), Method.PUBLISH, stamp=NOON))
    assert said["TRANSP"] == told
