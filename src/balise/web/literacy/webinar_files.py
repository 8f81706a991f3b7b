# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading who was there from the file that a webinar tool exports: any of them, by the titles of its columns.

Nothing is guessed in silence: a line without an address is told, and so is one of somebody who stayed too little.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from balise.web.ui.folding import folded
from balise.web.ui.names import clean_name
from balise.web.ui.refusals import RefusedError

SHORTEST_BEGINNING = 4
"""Letters: « mail » begins the title of a column, « nom » begins too many."""
LARGEST = 1_000_000
"""Characters: a webinar of ten thousand people holds in it."""

_EMAIL = (
    *("e-mail", "email", "courriel", "mail", "adresse e-mail", "adresse email", "adresse mail", "adresse courriel"),
    *("adresse de courriel", "adresse de messagerie", "adresse electronique", "user email", "upn", "participant id"),
)
_NAME = ("nom complet", "full name", "name", "nom", "participant", "display name", "nom d'utilisateur")
_FIRST = ("prenom", "first name", "firstname")
_MINUTES = (
    "duree",
    "total duration",
    "temps total",
    "in-meeting duration",
    "duration",
    "time in session",
    "minutes",
    "temps",
    "attendance duration",
)
_HOURS = re.compile(r"(\d+)\s*h(?:r|eure)?s?", re.IGNORECASE)
_MINUTE = re.compile(r"(\d+)\s*(?:m(?:in)?(?:ute)?s?)\b|h(?:r|eure)?s?\s*(\d+)\s*$", re.IGNORECASE)
"""« 12 min », or the end of « 1 h 05 »."""
_SECONDS = re.compile(r"\d+\s*s(?:ec(?:onde?)?s?)?", re.IGNORECASE)
_NUMBER = re.compile(r"(\d+)(?:[.,]\d+)?")
_SECTION = re.compile(r"\d+\.\s*\D")
_CLOCK = re.compile(r"(\d+):(\d\d)(?::(\d\d))?")


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody whom the file says was there."""

    name: str
    email: str
    minutes: int | None
    """None when the file does not say."""


@dataclass(frozen=True, slots=True)
class WebinarFile:
    """What was read of a file."""

    attendees: tuple[Attendee, ...]
    too_short: tuple[Attendee, ...]
    """Those who stayed less than was asked."""
    untold: tuple[Attendee, ...]
    """Those of whom the file does not say how long they stayed, where a length is asked."""
    unread: tuple[int, ...]
    """The numbers of the lines from which no address could be read."""


def read_webinar(text: str, *, least_minutes: int = 0) -> WebinarFile:
    """Return who was there; somebody who came in and out is counted once, with all their minutes.

    Raises:
        RefusedError: no line of titles names an address.
    """
    rows = list(_rows(text[:LARGEST]))
    start, columns = _titles(rows)
    found: dict[str, Attendee] = {}
    unread = []
    for number, cells in rows[start:]:
        if _SECTION.match(cells[0]):
            break  # « 3. Activités » says again, in and out by in and out, what the participants came to
        attendee = _attendee(cells, columns)
        if attendee is None:
            unread.append(number)
            continue
        former = found.get(attendee.email.lower())
        found[attendee.email.lower()] = attendee if former is None else _together(former, attendee)
    untold = [each for each in found.values() if each.minutes is None and least_minutes]
    left = [each for each in found.values() if each.minutes is not None and each.minutes < least_minutes]
    aside = {each.email for each in (*untold, *left)}
    stayed = [each for each in found.values() if each.email not in aside]
    return WebinarFile(tuple(stayed), tuple(left), tuple(untold), tuple(unread))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    text = text.lstrip("\ufeff")
    head = "\n".join(text.splitlines()[:30])
    delimiter = max(";\t,", key=head.count)
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise RefusedError(
            _("La ligne %(line)s de ce fichier ne se lit pas : exportez-le de nouveau en CSV.")
            % {"line": reader.line_num}
        ) from error


def _titles(rows: Sequence[tuple[int, list[str]]]) -> tuple[int, dict[str, int]]:
    """Return where the lines of people begin, and the place of each column.

    Some tools write first a summary of the meeting, which has an address too, that of its host: the last line of titles
    is that of the people, unless a numbered section comes in between.
    """
    found: tuple[int, dict[str, int]] | None = None
    for place, (_number, cells) in enumerate(rows[:30]):
        if found is not None and _SECTION.match(cells[0]):
            break
        columns = _columns([folded(cell) for cell in cells])
        if "email" in columns and "@" not in cells[columns["email"]]:
            found = place + 1, columns
    if found is None:
        raise RefusedError(
            _("Aucune colonne de ce fichier ne porte d’adresse : il faut un titre comme « Email » ou « Courriel ».")
        )
    return found


def _columns(titles: Sequence[str]) -> dict[str, int]:
    named = {"email": _EMAIL, "name": _NAME, "first": _FIRST, "minutes": _MINUTES}
    places = {key: _column(titles, names) for key, names in named.items()}
    return {key: place for key, place in places.items() if place is not None}


def _column(titles: Sequence[str], names: Sequence[str]) -> int | None:
    for name in names:
        for place, title in enumerate(titles):
            if title == name or (len(name) >= SHORTEST_BEGINNING and title.startswith(name)):
                return place
    return None


def _attendee(cells: Sequence[str], columns: dict[str, int]) -> Attendee | None:
    def cell(key: str) -> str:
        place = columns.get(key)
        return cells[place] if place is not None and place < len(cells) else ""

    email = cell("email")
    try:
        validate_email(email)
    except ValidationError:
        return None
    name = clean_name(" ".join(part for part in (cell("first"), cell("name")) if part))
    return Attendee(name or email.partition("@")[0], email, _minutes(cell("minutes")))


def _minutes(said: str) -> int | None:
    """Return a length in whole minutes, however the tool writes it: « 1 h 12 », « 01:12:30 », « 72,5 », « 45 s »."""
    clock = _CLOCK.fullmatch(said)
    if clock is not None:
        first, second, third = clock.groups()
        return int(first) * 60 + int(second) if third is not None else int(first)
    hours, minutes = _HOURS.search(said), _MINUTE.search(said)
    if hours is not None or minutes is not None:
        return (int(hours[1]) * 60 if hours else 0) + (int(minutes[1] or minutes[2]) if minutes else 0)
    if _SECONDS.fullmatch(said):
        return 0
    number = _NUMBER.fullmatch(said)
    return int(number[1]) if number is not None else None


def _together(one: Attendee, other: Attendee) -> Attendee:
    minutes = None if one.minutes is None and other.minutes is None else (one.minutes or 0) + (other.minutes or 0)
    return Attendee(one.name, one.email, minutes)
