# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Since when a use serves: what it did before cannot have been its incident."""

from datetime import date

from django.utils import timezone

from balise.web.assessments.files import DossierFile
from balise.web.governance.situation import use_goes_on


def has_served(file: DossierFile) -> bool:
    """Tell whether the tool serves, or has served: Balise put it in service, or people said that they use it."""
    return file.deployed_at is not None or use_goes_on(file)


def began_on(file: DossierFile) -> date | None:
    """Return the first day on which the tool served; None when it never did, or when nobody says since when.

    A use that was declared served before Balise put it in service: the answer says since when.
    """
    said = file.answers.get("in_service_on")
    told = said if isinstance(said, date) and has_served(file) else None
    if file.deployed_at is None:
        return told
    recorded = timezone.localtime(file.deployed_at).date()
    return recorded if told is None else min(recorded, told)
