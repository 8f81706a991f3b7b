# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One entry of the register, its editions, and whether a dossier has one."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from balise.core.register import RegisterEntry
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry
from balise.web.transparency.queries.in_lists import Hidden, readable_editions, why_hidden
from balise.web.ui.public_codes import as_typed, is_code


@dataclass(frozen=True, slots=True)
class Published:
    """An entry as it stands: its last edition, and whether it is still in the lists."""

    entry: RegisterEntry
    withdrawn_at: datetime | None
    withdrawn_because: str
    hidden: Hidden | None = None
    """Why its authority does not let the public read it, withdrawn or not: see ``in_lists``."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the history of an entry."""

    number: int
    published_at: datetime
    change: str
    digest: str


@dataclass(frozen=True, slots=True)
class EditionRead:
    """One edition, with what it said."""

    line: EditionLine
    entry: RegisterEntry


def published(code: str) -> Published | None:
    """Return the entry of this code, withdrawn or not; None when no entry ever bore it."""
    last = Edition.objects.select_related("entry").filter(entry__code=as_typed(code)).order_by("-number").first()
    if last is None:
        return None
    row = last.entry
    return Published(entry_from(last.content), row.withdrawn_at, row.withdrawn_because, why_hidden(row))


def code_meant(words: str) -> str:
    """Return the code that somebody typed from a letter in the place of words, empty when it is none."""
    code = as_typed(words.rstrip("/").rpartition("/r/")[2])
    return code if is_code(code) and Entry.objects.filter(code=code).exists() else ""


def edition_of(code: str, number: int) -> RegisterEntry | None:
    """Return an entry as one edition had it; None where the public reads no such edition."""
    row = _readable(code).filter(number=number).first()
    return None if row is None else entry_from(row.content)


def editions_of(code: str) -> tuple[EditionLine, ...]:
    """Return every edition of an entry that the public reads, the last first."""
    rows = _readable(code).order_by("-number").defer("content")
    return tuple(map(_line, rows))


def editions_between(code: str, lowest: int, highest: int) -> tuple[EditionRead, ...]:
    """Return the editions of an entry from one number to another, the last first: one query, however many they are."""
    rows = _readable(code).filter(number__range=(lowest, highest)).order_by("-number")
    return tuple(EditionRead(_line(row), entry_from(row.content)) for row in rows)


def _readable(code: str) -> QuerySet[Edition]:
    return Edition.objects.filter(readable_editions(), entry__code=as_typed(code))


def _line(row: Edition) -> EditionLine:
    return EditionLine(row.number, row.published_at, row.change, row.digest)


def entry_of_dossier(dossier_id: int) -> Published | None:
    """Return what is published of a dossier, None when nothing ever was."""
    code = Entry.objects.filter(dossier_id=dossier_id).values_list("code", flat=True).first()
    return None if code is None else published(code)


def dossier_behind(code: str) -> int | None:
    """Return the dossier of which an entry is published; None when no entry ever bore this code."""
    return Entry.objects.filter(code=as_typed(code)).values_list("dossier_id", flat=True).first()
