# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Since when a use serves: what it did before cannot have been its incident."""

from datetime import date

from django.utils import timezone

from balise.web.assessments.files import DossierFile


def began_on(file: DossierFile) -> date | None:
    """Return the first day on which the tool served, None when it never did.

    A use that was declared served before Balise put it in service: the answer says since when.
    """
    if file.deployed_at is None:
        return None
    recorded, said = timezone.localtime(file.deployed_at).date(), file.answers.get("in_service_on")
    return min(recorded, said) if isinstance(said, date) else recorded
