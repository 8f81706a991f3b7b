# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who may do what in the catalogue: pure functions, asked by views and operations alike."""

from balise.core.roles import Role
from balise.web.organisations.members import Member

INSTRUCTORS = (Role.REVIEWER, Role.CISO, Role.DPO)
"""Who decides on tools and establishes facts about them."""


def may_decide(member: Member) -> bool:
    """Tell whether the member decides on tools."""
    return member.holds(*INSTRUCTORS)


def may_describe(member: Member, authority_id: int, proposed_by_id: int | None, *, decided: bool) -> bool:
    """Tell whether the member may change the description of a tool: its proposer too, until it is decided."""
    if authority_id != member.authority.id:
        return False
    return may_decide(member) or (not decided and proposed_by_id == member.user_id)


def owns(member: Member, authority_id: int) -> bool:
    """Tell whether the tool belongs to the member's own catalogue, and not to the one it follows."""
    return authority_id == member.authority.id
