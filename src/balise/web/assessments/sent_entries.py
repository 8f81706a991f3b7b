# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reading the entries that another installation publishes from a file that somebody sends."""

import json
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from balise.core.questions import QuestionBank
from balise.loading.errors import InvalidData
from balise.loading.published_register import PublishedEntry, import_published
from balise.web.assessments.file_kinds import safe_name
from balise.web.assessments.sent_dossiers import Fault, faults_told


@dataclass(frozen=True, slots=True)
class SentEntries:
    """The entries of a file that can be taken over, and why the others cannot."""

    filename: str
    entries: tuple[PublishedEntry, ...]
    faults: tuple[Fault, ...]

    def chosen(self, identifier: str) -> PublishedEntry | None:
        """Return the entry that somebody chose: the only one there is, or the one named."""
        if len(self.entries) == 1:
            return self.entries[0]
        return next((entry for entry in self.entries if entry.dossier.id == identifier), None)


def read_entries(filename: str, content: bytes, bank: QuestionBank) -> SentEntries:
    """Return the entries that a file holds, its mistakes told as the command line tells them."""
    name = safe_name(filename) or "registre.json"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "registre.json"
        path.write_bytes(content)
        try:
            read = import_published(path, bank)
        except InvalidData as error:
            return SentEntries(name, (), faults_told(error.problems, name))
    return SentEntries(name, read.entries, faults_told(read.report.refused, name))


def text_of(entry: PublishedEntry) -> str:
    """Return the file of one entry alone: what comes back with the page, so that it is not to be chosen twice."""
    return json.dumps(entry.read, ensure_ascii=False)
