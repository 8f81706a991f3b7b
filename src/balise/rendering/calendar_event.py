# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""An event for a diary, as an iCalendar object (RFC 5545).

Instants are written in UTC, which every diary turns into the hour of its reader: no description of a time zone, which
would grow old, is needed. Lines are folded at 75 bytes without cutting a character.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

LONGEST_LINE = 75
"""Bytes, the end of the line not counted (RFC 5545, 3.1)."""


class Method(StrEnum):
    """What the diary has to do (RFC 5546)."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who invites, or is invited."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """What a diary keeps."""

    uid: str
    """The same for ever: a diary that has it already changes its own copy."""
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    description: str
    address: str
    cancelled: bool = False
    tentative: bool = False
    """Whoever keeps it may not have a seat."""
    any_time: bool = False
    """It is done at any time within its days: a diary leaves whoever keeps it free."""
    organiser: Person | None = None
    guest: Person | None = None
    """Whoever it is sent to; nobody in a file that anybody downloads."""


def calendar_file(event: CalendarEvent, method: Method, *, stamp: datetime) -> str:
    """Return the event as a file, its lines ended and folded as the standard asks."""
    return "".join(f"{line}\r\n" for said in _lines(event, method, stamp) for line in _folded(said))


def _lines(event: CalendarEvent, method: Method, stamp: datetime) -> Iterator[str]:
    over = event.cancelled or method is Method.CANCEL
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Balise//FR", "CALSCALE:GREGORIAN")
    yield from (f"METHOD:{method.value}", "BEGIN:VEVENT", f"UID:{_escaped(event.uid)}")
    yield from (f"SEQUENCE:{event.sequence}", f"DTSTAMP:{_instant(stamp)}")
    yield from (f"DTSTART:{_instant(event.starts_at)}", f"DTEND:{_instant(event.ends_at)}")
    yield from (f"SUMMARY:{_escaped(event.title)}", f"LOCATION:{_escaped(event.place)}")
    yield from (f"DESCRIPTION:{_escaped(event.description)}", f"URL:{event.address}")
    if event.organiser is not None:
        yield f"ORGANIZER;{_named(event.organiser)}"
    if event.guest is not None:
        yield f"ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE;{_named(event.guest)}"
    yield f"STATUS:{'CANCELLED' if over else 'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield f"TRANSP:{'TRANSPARENT' if event.any_time else 'OPAQUE'}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _named(person: Person) -> str:
    """Return somebody as the last parameter and the value of a line (3.2.2): quoted, without what ends a quotation."""
    name = "".join(letter for letter in person.name if letter.isprintable() and letter != '"')
    return f'CN="{name}":mailto:{person.email}'


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """Return a text as a value holds it (3.3.11); what is no text at all is left out."""
    plain = "".join(letter for letter in text.replace("\r\n", "\n") if letter == "\n" or letter.isprintable())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces; each but the first begins with the space that says that it goes on."""
    piece, size = "", 0
    for letter in line:
        weight = len(letter.encode())
        if size + weight > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + weight
    yield piece
