# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""One entry of the register, its editions, and whether a dossier has one."""

from dataclasses import dataclass
from datetime import datetime

from balise.core.register import RegisterEntry
from balise.web.transparency.codes import as_typed, is_code
from balise.web.transparency.mapping import entry_from
from balise.web.transparency.models import Edition, Entry


@dataclass(frozen=True, slots=True)
class Published:
    """An entry as it stands: its last edition, and whether it is still in the lists."""

    entry: RegisterEntry
    withdrawn_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition in the history of an entry."""

    number: int
    published_at: datetime
    change: str
    digest: str


def published(code: str) -> Published | None:
    """Return the entry of this code, withdrawn or not; None when no entry ever bore it."""
    last = Edition.objects.select_related("entry").filter(entry__code=as_typed(code)).order_by("-number").first()
    if last is None:
        return None
    return Published(entry_from(last.content), last.entry.withdrawn_at, last.entry.withdrawn_because)


def code_meant(words: str) -> str:
    """Return the code that somebody typed from a letter in the place of words, empty when it is none."""
    code = as_typed(words.rstrip("/").rpartition("/r/")[2])
    return code if is_code(code) and Entry.objects.filter(code=code).exists() else ""


def edition_of(code: str, number: int) -> RegisterEntry | None:
    """Return an entry as one edition had it."""
    row = Edition.objects.filter(entry__code=as_typed(code), number=number).first()
    return None if row is None else entry_from(row.content)


def editions_of(code: str) -> tuple[EditionLine, ...]:
    """Return every edition of an entry, the last first."""
    rows = Edition.objects.filter(entry__code=as_typed(code)).order_by("-number").defer("content")
    return tuple(EditionLine(row.number, row.published_at, row.change, row.digest) for row in rows)


def entry_of_dossier(dossier_id: int) -> Published | None:
    """Return what is published of a dossier, None when nothing ever was."""
    code = Entry.objects.filter(dossier_id=dossier_id).values_list("code", flat=True).first()
    return None if code is None else published(code)
