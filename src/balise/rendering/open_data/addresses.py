# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Where the pages and the files of a register stand: given, since only the edge knows the site."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from balise.core.register import RegisterEntry


class Download(StrEnum):
    """A file that one can download of a register."""

    CSV = "csv"
    JSON = "json"
    ATOM = "atom"
    TABLE_SCHEMA = "table_schema"
    JSON_SCHEMA = "json_schema"
    DCAT = "dcat"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one installation, all absolute.

    What takes an authority takes its slug; None stands for the whole installation.
    """

    entry: Callable[[RegisterEntry], str]
    """The permanent address of an entry, at the portal of its authority."""
    register: Callable[[str | None], str]
    """The page of a register."""
    download: Callable[[Download, str | None], str]
    """A file of a register."""
    naming: str
    """Who names, and since when, as in ``tag:`` addresses (RFC 4151): ``ia.valbrise.fr,2026``.

    It stays as it is when the site moves: what is named once is named for ever.
    """
