# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A program of the tests: put an authority, a member, a dossier and an evidence file into the site of this process."""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "balise.web.config.settings"
django.setup()

from django.core.files.base import ContentFile  # noqa: E402 - Django first
from tests.web import conftest as builders  # noqa: E402 - once the settings are there
from tests.web.conftest import NOW, make_authority, make_member  # noqa: E402 - once the settings are there

from balise.core.roles import Role  # noqa: E402 - once the settings are there
from balise.web.assessments.models import EvidenceFile  # noqa: E402 - once the settings are there
from balise.web.assessments.operations.dossiers import create, save_answers  # noqa: E402 - once the settings are there


def main(slug: str) -> None:
    """Fill the site with one of everything that must come back."""
    for _somebody in range(len(slug)):
        next(builders._numbers)  # addresses that no earlier filling has given
    authority = make_authority(slug, f"Commune de {slug}")
    member = make_member(authority, Role.OWNER, Role.REVIEWER, name=f"Inès de {slug}")
    dossier = create(member, "Réponse aux courriers", unit_id=None, at=NOW)
    save_answers(
        member,
        dossier.id,
        dossier.revision,
        {"summary": "Deux\nlignes, « œuvre » et 🌊", "audience": ("residents",)},
        at=NOW,
    )
    content = b"%PDF-1.4 une convention\x00\xff"
    evidence = EvidenceFile(
        dossier_id=dossier.id,
        title="Convention",
        filename="convention.pdf",
        media_type="application/pdf",
        size=len(content),
        sha256="0" * 64,
        added_by_id=member.user_id,
        added_at=NOW,
    )
    evidence.file.save(f"{dossier.id}/{slug}", ContentFile(content))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "valbrise")
