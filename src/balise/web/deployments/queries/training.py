# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tokens of those who were trained."""

from dataclasses import dataclass
from datetime import date

from balise.web.deployments.models import StaffToken


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token that counts, as pages show it: never what it is."""

    id: int
    name: str
    training: str
    valid_until: date


def tokens_of(authority_id: int) -> tuple[TokenLine, ...]:
    """Return the tokens that were not revoked, by name."""
    rows = StaffToken.objects.filter(authority_id=authority_id, revoked_at=None).select_related("user")
    return tuple(TokenLine(row.pk, row.user.name, row.training, row.valid_until) for row in rows.order_by("user__name"))
