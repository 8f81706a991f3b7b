# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What councils voted: the deliberation, who was consulted before it, and the text that they had read."""

from collections.abc import Mapping
from dataclasses import dataclass

from balise.core.consultations import Group, in_order
from balise.web.charters.models import Consultation, CouncilVote
from balise.web.charters.records import VoteRecord


@dataclass(frozen=True, slots=True)
class VotedText:
    """A version, the vote that made it, and the last text consulted upon before it."""

    vote: VoteRecord
    groups: tuple[Group, ...]
    consulted: Mapping[str, str] | None


def vote_of(authority_id: int, version: str) -> VotedText | None:
    """Return what is known of the vote of ``id@version``, None for a text that the authority did not vote here."""
    row = CouncilVote.objects.filter(authority_id=authority_id, version=version).first()
    return None if row is None else _voted(row)


def voted_texts(authority_id: int) -> tuple[VotedText, ...]:
    """Return every text voted in an authority, the last one first."""
    return tuple(_voted(row) for row in CouncilVote.objects.filter(authority_id=authority_id).order_by("-on", "-pk"))


def _voted(row: CouncilVote) -> VotedText:
    held = list(Consultation.objects.filter(draft_id=row.draft_id).order_by("-closes_on", "-pk"))
    groups = frozenset(Group(group) for each in held for group in each.groups)
    vote = VoteRecord(
        version=row.version,
        draft_id=row.draft_id,
        body=row.body,
        on=row.on,
        number=row.number,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        abstained=row.abstained,
        address=row.address,
    )
    return VotedText(vote, in_order(groups), held[0].consulted if held else None)
