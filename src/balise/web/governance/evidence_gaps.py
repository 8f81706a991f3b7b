# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The documents that a dossier lacks on the day its tool is put in service: somebody must answer for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from balise.core.dossiers import Evidence
from balise.core.language import Text
from balise.core.questions import QuestionBank
from balise.web.assessments.expected_evidence import unsupported_claims
from balise.web.assessments.files import DossierFile
from balise.web.ui.refusals import RefusedError


@dataclass(frozen=True, slots=True)
class EvidenceGaps:
    """What is missing, and what is out of date."""

    unsupported: tuple[str, ...]
    """The questions whose answers claim that a document exists."""
    expired: tuple[Evidence, ...]

    def __bool__(self) -> bool:
        return bool(self.unsupported or self.expired)

    def as_details(self) -> dict[str, Any]:
        """Return it as the journal keeps it."""
        return {
            "evidence_missing": list(self.unsupported),
            "evidence_expired": [piece.title for piece in self.expired],
        }

    def named(self, bank: QuestionBank) -> list[Text]:
        """Return every document as the journal names it: what it would show, or its title and that it is over."""
        claims = [bank.by_id[question].short for question in self.unsupported]
        return [*claims, *(Text(f"{each.title} (périmée)", f"{each.title} (out of date)") for each in self.expired)]


class GapsNotAcceptedError(RefusedError):
    """A tool put in service without its documents by somebody who did not say that they answer for it."""

    def __init__(self, gaps: EvidenceGaps) -> None:
        super().__init__(
            _("Des pièces manquent ou sont périmées. Joignez-les, ou cochez cette case : le journal le dira.")
        )
        self.gaps = gaps


def evidence_gaps(file: DossierFile, on: date) -> EvidenceGaps:
    """Return what the documents of a dossier leave to be wished on that day."""
    return EvidenceGaps(unsupported_claims(file), tuple(piece for piece in file.evidence if piece.expired(on)))
