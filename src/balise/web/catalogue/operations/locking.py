# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Taking hold of a tool for an act: the right authority, the right role, and nobody else at the same time."""

from django.utils.translation import gettext as _

from balise.web.catalogue.models import Tool
from balise.web.catalogue.permissions import may_decide
from balise.web.catalogue.queries.followed import chain_of
from balise.web.journal.operations import Subject
from balise.web.organisations.members import Member
from balise.web.ui.refusals import RefusedError


def own_tool(member: Member, tool_id: int) -> Tool:
    """Return a tool of the member's own catalogue, held until the transaction ends.

    Raises:
        RefusedError: it is not there, belongs to the catalogue that is followed, or is retired.
    """
    tool = seen_tool(member, tool_id)
    _refuse_followed(member, tool)
    return tool


def retired_tool(member: Member, tool_id: int) -> Tool:
    """Return a tool retired from the member's own catalogue, held until the transaction ends.

    Raises:
        RefusedError: it is not there, belongs to the catalogue that is followed, or is not retired.
    """
    tool = _held(member, tool_id)
    _refuse_followed(member, tool)
    if tool.retired_at is None:
        raise RefusedError(not_retired())
    return tool


def not_retired() -> str:
    """Return why a tool is not put back."""
    return _("Cet outil est au catalogue : il n’a pas à y être remis.")


def no_longer_there() -> str:
    """Return why nothing is done with a retired tool."""
    return _(
        "Cet outil est retiré du catalogue : rien n’y change plus. S’il revient, une personne qui décide des outils, "
        "dans la collectivité qui l’a retiré, peut l’y remettre."
    )


def seen_tool(member: Member, tool_id: int) -> Tool:
    """Return a tool that the member's authority sees, held until the transaction ends.

    Raises:
        RefusedError: it is not there, or is retired.
    """
    tool = _held(member, tool_id)
    if tool.retired_at is not None:
        raise RefusedError(no_longer_there())
    return tool


def _held(member: Member, tool_id: int) -> Tool:
    chain = chain_of(member.authority.id, member.authority.name)
    tool = Tool.objects.select_for_update().filter(authority_id__in=chain.ids, pk=tool_id).first()
    if tool is None:
        raise RefusedError(
            _("Cet outil n’est pas au catalogue de votre collectivité. Repartez de la liste."), status=404
        )
    return tool


def _refuse_followed(member: Member, tool: Tool) -> None:
    if tool.authority_id != member.authority.id:
        raise RefusedError(
            _(
                "Cet outil appartient au catalogue que suit votre collectivité. Sa description et ses faits se "
                "changent là-bas ; ici, vous pouvez décider de ce qui vaut chez vous."
            )
        )


def refuse_others(member: Member) -> None:
    """Let only those who instruct tools go on.

    Raises:
        RefusedError: the member is not one of them.
    """
    if not may_decide(member):
        raise RefusedError(_("Cet acte revient aux instructeurs, au DPO ou au RSSI. Écrivez-leur."), status=403)


def subject_of(tool: Tool, member: Member) -> Subject:
    """Return the tool as the journal names it.

    What an authority says of the tool of another bears both numbers, so that each reads its own acts only.
    """
    own = tool.authority_id == member.authority.id
    return Subject("tool", subject_id(tool.pk, None if own else member.authority.id), tool.name)


def subject_id(tool_id: int, elsewhere: int | None) -> str:
    """Return the number of a tool in the journal."""
    return str(tool_id) if elsewhere is None else f"{tool_id}@{elsewhere}"
