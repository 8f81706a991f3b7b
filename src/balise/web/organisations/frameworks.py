# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Frameworks kept in the database, read again as the core knows them.

A dossier pinned to a version must find that version for ever, whatever the distribution ships by then: the words
themselves are kept, and their digest is checked whenever they are read.
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from balise.core.frameworks import Framework
from balise.core.questions import QuestionBank
from balise.loading.frameworks import MANIFEST, load_with_bank
from balise.loading.questions import shipped_bank
from balise.web.organisations.models import FrameworkVersion


class AlteredFrameworkError(Exception):
    """The words kept for a version are not those that were published."""


def framework_of(reference: str) -> Framework:
    """Return the framework ``id@version`` kept in the database.

    Raises:
        FrameworkVersion.DoesNotExist: no authority ever adopted it.
        AlteredFrameworkError: its words were changed behind the site's back.
    """
    return _kept(reference)[0]


def framework_if_kept(reference: str) -> Framework | None:
    """Return the framework ``id@version``, None where nobody here ever adopted it: it may come from elsewhere."""
    try:
        return framework_of(reference) if reference else None
    except FrameworkVersion.DoesNotExist:
        return None


def frameworks_of(references: Iterable[str]) -> tuple[Framework, ...]:
    """Return several frameworks, in the order given."""
    return tuple(framework_of(reference) for reference in references)


def kept_versions(identifier: str) -> tuple[Framework, ...]:
    """Return every version kept of a framework, the last one kept first.

    A dossier may have left it since: what was reserved or excused under it still has its words there.
    """
    rows = FrameworkVersion.objects.filter(framework=identifier).order_by("-pk")
    return tuple(framework_of(f"{identifier}@{version}") for version in rows.values_list("version", flat=True))


def read_ahead() -> None:
    """Read every version kept here now: the first page that judges by a charter would wait half a second for it.

    Raises:
        AlteredFrameworkError: the words of a version were changed behind the site's back.
    """
    for row in FrameworkVersion.objects.only("framework", "version").order_by("framework", "version"):
        framework_of(str(row))


def bank_of(references: Iterable[str]) -> QuestionBank:
    """Return the shipped bank with the questions that these frameworks add."""
    return _bank(tuple(references))


@lru_cache(maxsize=64)
def _bank(references: tuple[str, ...]) -> QuestionBank:
    bank = shipped_bank()
    for reference in references:
        bank = bank.united(_kept(reference)[1])
    return bank


@lru_cache(maxsize=64)
def _kept(reference: str) -> tuple[Framework, QuestionBank]:
    """Read a version once a process: published versions never change, so this cache never goes stale."""
    identifier, _, version = reference.partition("@")
    row = FrameworkVersion.objects.get(framework=identifier, version=version)
    with TemporaryDirectory() as folder:
        for name, content in row.files.items():
            path = Path(folder) / identifier / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        framework, bank = load_with_bank(Path(folder) / identifier)
    if framework.digest != row.digest:
        raise AlteredFrameworkError(f"{reference}: {framework.digest} read, {row.digest} kept.")
    return framework, bank


def files_kept(reference: str) -> dict[str, str]:
    """Return the files of a version kept here, by path: another text may start from them.

    Raises:
        FrameworkVersion.DoesNotExist: no authority ever adopted it.
    """
    identifier, _, version = reference.partition("@")
    return dict(FrameworkVersion.objects.get(framework=identifier, version=version).files)


def files_of(folder: Path) -> dict[str, str]:
    """Return the files of a framework's folder, by path: what ``FrameworkVersion.files`` keeps."""
    paths = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    if folder / MANIFEST not in paths:
        raise FileNotFoundError(folder / MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}
