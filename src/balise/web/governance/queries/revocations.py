# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Why exceptions ended before their time: the journal keeps it, sealed, and nothing else does."""

from collections.abc import Iterable, Mapping

from balise.web.assessments.files import DossierFile
from balise.web.governance.acts import EXCEPTION_REVOKED
from balise.web.governance.records import ExceptionRecord
from balise.web.journal.queries import entries_about


def revocation_motives(file: DossierFile, exceptions: Iterable[ExceptionRecord]) -> Mapping[int, str]:
    """Return the motives by the ids of exceptions; the journal is not read when none was revoked."""
    if not any(each.revoked_on is not None for each in exceptions):
        return {}
    entries = entries_about(file.subject.kind, file.subject.id, acts=[EXCEPTION_REVOKED.code])
    legible = (each.details for each in entries if {"exception", "motive"} <= each.details.keys())
    return {details["exception"]: details["motive"] for details in legible}
