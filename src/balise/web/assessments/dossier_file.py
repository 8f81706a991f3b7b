# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A dossier as a file of Balise: what the command line evaluates, and what another authority starts from."""

import yaml

from balise.loading.dossier_json import dossier_to_json
from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member

WIDTH = 110


def filename(member: Member, file: DossierFile) -> str:
    """Return the name under which a browser keeps the file."""
    return f"{member.authority.slug}-{file.number}.yaml"


def written(member: Member, file: DossierFile) -> str:
    """Return the dossier in YAML: its answers as they are judged, and its documents by their digests.

    Its id names the authority, for numbers alone are the same everywhere. Its journal, its opinions and its decisions
    stay here: they are what was done about it, not what it says.
    """
    told = dossier_to_json(file.core) | {"id": f"{member.authority.slug}:{file.number}"}
    return yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=WIDTH)
