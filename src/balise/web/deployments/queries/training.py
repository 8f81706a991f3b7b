# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tokens of those who were trained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from balise.web.deployments.models import StaffToken
from balise.web.literacy.queries.attestations import attested_until


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token that counts, as pages show it: never what it is."""

    id: int
    name: str
    training: str
    valid_until: date
    attested: bool
    """Whether that day is the one of an attestation, and not the one that was typed."""


def tokens_of(authority_id: int) -> tuple[TokenLine, ...]:
    """Return the tokens that were not revoked, by name."""
    rows = StaffToken.objects.filter(authority_id=authority_id, revoked_at=None).select_related("user")
    tokens = list(rows.order_by("user__name", "pk"))
    ends = ends_of(tokens)
    return tuple(
        TokenLine(row.pk, row.user.name, row.training, ends[row.pk], attested=ends[row.pk] != row.valid_until)
        for row in tokens
    )


def ends_of(tokens: Iterable[StaffToken]) -> Mapping[int, date]:
    """Return the last day of each token: that of its holder’s attestations where they have some, else the one typed.

    So a training that is followed again prolongs the token, and one that expires or is withdrawn ends it, with nothing
    to hand out. An attestation without a limit leaves the day that was typed.
    """
    listed = list(tokens)
    holders: dict[int, set[int]] = {}
    for token in listed:
        holders.setdefault(token.authority_id, set()).add(token.user_id)
    attested = {authority: attested_until(authority, users) for authority, users in holders.items()}
    return {token.pk: _end(token, attested[token.authority_id].get(token.user_id)) for token in listed}


def _end(token: StaffToken, attested: date | None) -> date:
    return token.valid_until if attested is None or attested == date.max else attested
