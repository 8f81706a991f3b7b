# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""« Je l’utilise », « je suis référent »: what somebody says of themselves.

The first is a personal list, which its owner empties whenever they like: it leaves no trace in the journal, which
would keep for ever who used what. The second is a role that others rely on: it is an act.
"""

from datetime import datetime

from django.db import transaction

from balise.web.catalogue.models import Referent, Usage
from balise.web.catalogue.operations.locking import seen_tool, subject_of
from balise.web.journal.operations import record
from balise.web.organisations.members import Member


@transaction.atomic
def use_it(member: Member, tool_id: int, *, at: datetime) -> None:
    """Add a tool to the member's own list."""
    tool = seen_tool(member, tool_id)
    Usage.objects.get_or_create(
        tool=tool, authority_id=member.authority.id, user_id=member.user_id, defaults={"since": at}
    )


@transaction.atomic
def stop_using(member: Member, tool_id: int) -> None:
    """Take a tool off the member's own list, retired or not; it leaves no trace."""
    Usage.objects.filter(tool_id=tool_id, authority_id=member.authority.id, user_id=member.user_id).delete()


@transaction.atomic
def become_referent(member: Member, tool_id: int, *, at: datetime) -> None:
    """Answer colleagues' questions about a tool from now on."""
    tool = seen_tool(member, tool_id)
    _row, new = Referent.objects.get_or_create(
        tool=tool, authority_id=member.authority.id, user_id=member.user_id, until=None, defaults={"since": at}
    )
    if new:
        record(member.authority.id, "tool.referent_joined", member.actor, subject_of(tool, member), at)


@transaction.atomic
def leave_referent(member: Member, tool_id: int, *, at: datetime) -> None:
    """Stop answering questions about a tool."""
    tool = seen_tool(member, tool_id)
    held = Referent.objects.filter(tool=tool, authority_id=member.authority.id, user_id=member.user_id, until=None)
    if held.update(until=at):
        record(member.authority.id, "tool.referent_left", member.actor, subject_of(tool, member), at)
