# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""To whom the findings of a dossier are told on a page: somebody who can act on them, or somebody who reads."""

from balise.rendering.reasons import Addressee
from balise.web.assessments.files import DossierFile
from balise.web.assessments.permissions import may_write_for
from balise.web.organisations.members import Member


def addressee_of(member: Member, file: DossierFile) -> Addressee:
    """Return whether findings are told to this person as to one who writes the dossier, or as to a reader."""
    return Addressee.WRITER if may_write_for(member, file) else Addressee.READER
