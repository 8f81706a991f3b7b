# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The way from an obstacle to the question whose answer it comes from, for whoever may set it right."""

from collections.abc import Sequence

from balise.web.assessments.files import DossierFile
from balise.web.assessments.forms.questions import anchor_of
from balise.web.assessments.frame import address
from balise.web.assessments.permissions import may_correct
from balise.web.assessments.queries.verdicts import Judged
from balise.web.governance.queries.corrections import correcting_questions
from balise.web.organisations.frameworks import bank_of
from balise.web.organisations.members import Member


def correction_url(member: Member, file: DossierFile, judged: Judged, about: Sequence[str]) -> str:
    """Return where the first answer that these criteria look at is typed; empty when it is not theirs to correct.

    What an act has established is left out: the form shows it, and does not ask it.
    """
    if not may_correct(member, file):
        return ""
    names = (name for criterion in about for name in correcting_questions(file, judged, criterion))
    typed = next((name for name in names if name not in file.established), None)
    if typed is None:
        return ""
    theme = bank_of(file.references).by_id[typed].theme
    return f"{address(member, file, 'theme', theme=theme)}#{anchor_of(typed)}"
