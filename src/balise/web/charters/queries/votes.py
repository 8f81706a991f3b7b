# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What councils voted: the deliberation, who was consulted before it, and the text that they had read."""

from collections.abc import Mapping
from dataclasses import dataclass

from balise.core.consultations import Group, in_order
from balise.core.language import Text
from balise.web.charters.models import Consultation, CouncilVote
from balise.web.charters.records import VoteRecord
from balise.web.organisations.frameworks import framework_of


@dataclass(frozen=True, slots=True)
class VotedText:
    """A version, the vote that made it, and the last text consulted upon before it."""

    vote: VoteRecord
    groups: tuple[Group, ...]
    consulted: Mapping[str, str] | None
    extends: Text | None
    """The title of the text that it may only make stricter."""


def vote_of(authority_id: int, version: str) -> VotedText | None:
    """Return what is known of the vote of ``id@version``, None for a text that the authority did not vote here."""
    row = CouncilVote.objects.filter(authority_id=authority_id, version=version).select_related("draft").first()
    return None if row is None else _voted(row)


def voted_texts(authority_id: int) -> tuple[VotedText, ...]:
    """Return every text voted in an authority, the last one first."""
    rows = CouncilVote.objects.filter(authority_id=authority_id).select_related("draft").order_by("-on", "-pk")
    return tuple(_voted(row) for row in rows)


def _voted(row: CouncilVote) -> VotedText:
    held = list(Consultation.objects.filter(draft_id=row.draft_id, opens_on__lte=row.on).order_by("-closes_on", "-pk"))
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
    extended = framework_of(row.draft.extends).title if row.draft.extends else None
    return VotedText(vote, in_order(groups), held[0].consulted if held else None, extended)


def extended_by(authority_id: int, version: str) -> str:
    """Return the reference of the text that a version voted here extends; empty when it extends none."""
    row = CouncilVote.objects.filter(authority_id=authority_id, version=version).select_related("draft").first()
    return "" if row is None else row.draft.extends
