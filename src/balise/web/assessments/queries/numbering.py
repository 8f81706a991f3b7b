# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The number of a dossier: the year and a counter of the authority, ``2026-017``."""

from django.db.models.functions import Length

from balise.web.assessments.models import Dossier

DIGITS = 3


def next_number(authority_id: int, year: int) -> str:
    """Return the number after the last one given that year; a constraint of the table refuses to give it twice."""
    prefix = f"{year}-"
    given = Dossier.objects.filter(authority_id=authority_id, number__startswith=prefix)
    last = given.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    counter = 1 + (int(last.removeprefix(prefix)) if last is not None else 0)
    return f"{prefix}{counter:0{DIGITS}d}"
