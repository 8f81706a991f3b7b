# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The style sheet of the documents, served by the site under its own address: one file, never a copy.

``rendering/page.css`` dresses the pages that Balise writes to disk; the same rules dress those of the site, so that a
verdict looks the same on both. Refused: naming the folder in ``STATICFILES_DIRS``, which would publish the source
code that lies beside it.
"""

from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

SOURCE = "page.css"
PREFIX = "ui"
ADDRESS = f"{PREFIX}/{SOURCE}"


class PageStyleFinder(BaseFinder):
    """Finds one static file, the style sheet of the documents."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Return what is wrong with the settings of this finder: it has none."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """Return where the file lies on disk, or an empty list (Django reads it so) when another one is asked for."""
        place = [str(_folder() / SOURCE)] if path == ADDRESS else []
        # Django 5.2 still passes the older name of the argument.
        if find_all or kwargs.get("all"):
            return place
        return place[0] if place else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield the file and where to read it, for ``collectstatic``."""
        if not matches_patterns(SOURCE, list_of(ignore_patterns)):
            storage = FileSystemStorage(location=_folder())
            storage.prefix = PREFIX  # type: ignore[attr-defined]
            yield SOURCE, storage


def list_of(patterns: Iterable[str] | None) -> "list[str]":
    """Return the patterns as the function of Django wants them."""
    return [*(patterns or ())]


def _folder() -> Path:
    with as_file(files("balise.rendering") / SOURCE) as sheet:
        return sheet.parent
