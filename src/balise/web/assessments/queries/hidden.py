# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The dossiers that somebody may not know of: what other lists, which name dossiers, must leave out."""

from balise.web.assessments.models import Dossier
from balise.web.assessments.queries.lists import readable_rows
from balise.web.organisations.members import Member


def hidden_ids(member: Member) -> tuple[int, ...]:
    """Return the dossiers of the authority that the person may not read."""
    rows = Dossier.objects.filter(authority_id=member.authority.id).exclude(pk__in=readable_rows(member).values("pk"))
    return tuple(rows.order_by("pk").values_list("pk", flat=True))
