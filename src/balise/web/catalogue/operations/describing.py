# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Proposing a tool, describing it, planning the way out, retiring it, and putting it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from balise.web.catalogue.models import Tool
from balise.web.catalogue.operations.locking import own_tool, refuse_others, retired_tool, subject_of
from balise.web.catalogue.operations.meanwhile import refuse_stale
from balise.web.catalogue.permissions import may_describe
from balise.web.catalogue.queries.followed import chain_of
from balise.web.catalogue.versions import description_version, way_out_version
from balise.web.catalogue.vocabulary import Kind
from balise.web.journal.operations import record
from balise.web.organisations.members import Member
from balise.web.ui.names import readable_line
from balise.web.ui.refusals import RefusedError

LONGEST_SLUG = 70


@dataclass(frozen=True, slots=True)
class Description:
    """What anybody can say of a tool without claiming anything about it."""

    name: str
    kind: Kind
    summary: str = ""
    host_software: str = ""
    host_vendor: str = ""


@dataclass(frozen=True, slots=True)
class ExitPlan:
    """How to leave a tool: the steps, what takes its place, and the last time it was tried."""

    plan: str
    substitute_id: int | None = None
    last_drill_on: date | None = None
    last_drill: str = ""


@transaction.atomic
def propose(member: Member, description: Description, *, at: datetime) -> int:
    """Add a tool to the catalogue, to be evaluated, and return its number.

    Raises:
        RefusedError: it has no name, it is embedded in nothing, or the catalogue has it already.
    """
    said = _checked(description)
    _refuse_twice(member, said.name, None)
    tool = Tool(
        authority_id=member.authority.id,
        slug=_free_slug(member, said.name),
        proposed_by_id=member.user_id,
        proposed_at=at,
    )
    _write(tool, said)
    record(member.authority.id, "tool.proposed", member.actor, subject_of(tool, member), at, {"kind": said.kind.value})
    return tool.pk


@transaction.atomic
def describe(member: Member, tool_id: int, description: Description, *, seen: str | None = None, at: datetime) -> None:
    """Change the description of a tool; its number and address stay.

    ``seen`` is the version of the description (``versions``) that the member had before their eyes.

    Raises:
        RefusedError: the member may not; the description does not hold; somebody else has changed it meanwhile.
    """
    tool = own_tool(member, tool_id)
    decided = tool.rulings.filter(authority_id=tool.authority_id).exists()
    if not may_describe(member, tool.authority_id, tool.proposed_by_id, decided=decided):
        raise RefusedError(
            _("Une fois l’outil examiné, seuls les instructeurs changent sa description. Écrivez-leur."), status=403
        )
    said = _checked(description)
    before = _described(tool)
    refuse_stale(seen, description_version(tool), "tool.described", _changed(before, _described(said)))
    _refuse_twice(member, said.name, tool.pk)
    _write(tool, said)
    record(
        member.authority.id,
        "tool.described",
        member.actor,
        subject_of(tool, member),
        at,
        _changed(before, _described(tool)),
    )


@transaction.atomic
def plan_exit(member: Member, tool_id: int, plan: ExitPlan, *, seen: str | None = None, on: date, at: datetime) -> None:
    """Keep how to leave a tool.

    ``seen`` is the version of the way out (``versions``) that the member had before their eyes.

    Raises:
        RefusedError: the substitute is the tool itself or no tool of the catalogue; the drill is yet to come; somebody
            else has written another way out meanwhile.
    """
    tool = own_tool(member, tool_id)
    refuse_others(member)
    if plan.substitute_id is not None:
        ids = chain_of(member.authority.id).ids
        known = Tool.objects.filter(pk=plan.substitute_id, authority_id__in=ids, retired_at=None).exists()
        if plan.substitute_id == tool.pk or not known:
            raise RefusedError(_("Choisissez comme remplaçant un autre outil du catalogue, qui n’en est pas retiré."))
    if plan.last_drill_on is not None and plan.last_drill_on > on:
        raise RefusedError(_("Un essai de sortie se note une fois fait : sa date ne peut pas être à venir."))
    before, version = _planned(tool), way_out_version(tool)
    tool.exit_plan = plan.plan.strip()
    tool.substitute = None if plan.substitute_id is None else Tool.objects.get(pk=plan.substitute_id)
    tool.last_drill_on = plan.last_drill_on
    tool.last_drill = plan.last_drill.strip()
    refuse_stale(seen, version, "tool.exit_planned", _changed(before, _planned(tool)))
    tool.save()
    record(
        member.authority.id,
        "tool.exit_planned",
        member.actor,
        subject_of(tool, member),
        at,
        _changed(before, _planned(tool)),
    )


@transaction.atomic
def retire(member: Member, tool_id: int, reason: str, *, at: datetime) -> None:
    """Take a tool out of the catalogue: nobody may use it any more, and its history stays.

    Raises:
        RefusedError: the member may not, or gives no reason.
    """
    tool = own_tool(member, tool_id)
    refuse_others(member)
    if not readable_line(reason):
        raise RefusedError(_("Dites pourquoi l’outil est retiré : ses utilisateurs liront cette phrase."))
    subject = subject_of(tool, member)
    tool.retired_at = at
    tool.retired_because = reason.strip()
    tool.save()
    record(member.authority.id, "tool.retired", member.actor, subject, at, {"reason": reason.strip()})


@transaction.atomic
def restore(member: Member, tool_id: int, reason: str, *, at: datetime) -> None:
    """Put a retired tool back into the catalogue: what was decided and said of it before holds again.

    Raises:
        RefusedError: the member may not, gives no reason, or the tool is not retired.
    """
    tool = retired_tool(member, tool_id)
    refuse_others(member)
    if not readable_line(reason):
        raise RefusedError(_("Dites pourquoi l’outil revient au catalogue : cette phrase reste au journal."))
    tool.retired_at, tool.retired_because = None, ""
    tool.save()
    details = {"reason": reason.strip()}  # when and why it had left, the act of its retirement says
    record(member.authority.id, "tool.restored", member.actor, subject_of(tool, member), at, details)


def _checked(said: Description) -> Description:
    name = readable_line(said.name)
    if not name:
        raise RefusedError(_("Donnez le nom de l’outil, tel que le disent ceux qui s’en servent."))
    host = readable_line(said.host_software) if said.kind is Kind.EMBEDDED else ""
    if said.kind is Kind.EMBEDDED and not host:
        raise RefusedError(
            _("Dites à quel logiciel métier cette IA est intégrée : c’est lui que vos collègues connaissent.")
        )
    vendor = readable_line(said.host_vendor) if host else ""
    return Description(name, said.kind, said.summary.strip(), host, vendor)


def _write(tool: Tool, said: Description) -> None:
    tool.name, tool.kind, tool.summary = said.name, said.kind.value, said.summary
    tool.host_software, tool.host_vendor = said.host_software, said.host_vendor
    tool.save()


def _described(tool: Tool | Description) -> dict[str, str]:
    """Return the description of a tool as the journal keeps it."""
    return {
        "name": tool.name,
        "kind": str(tool.kind),
        "summary": tool.summary,
        "host_software": tool.host_software,
        "host_vendor": tool.host_vendor,
    }


def _planned(tool: Tool) -> dict[str, str]:
    """Return the way out of a tool as the journal keeps it."""
    return {
        "plan": tool.exit_plan,
        "substitute": "" if tool.substitute is None else tool.substitute.name,
        "last_drill_on": "" if tool.last_drill_on is None else tool.last_drill_on.isoformat(),
        "last_drill": tool.last_drill,
    }


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, object]:
    """Return the fields that changed, as they were and as they are."""
    fields = [field for field in after if before[field] != after[field]]
    return {
        "fields": fields,
        "before": {field: before[field] for field in fields},
        "after": {field: after[field] for field in fields},
    }


def _refuse_twice(member: Member, name: str, but: int | None) -> None:
    same = Tool.objects.filter(authority_id=member.authority.id)
    if but is not None:
        same = same.exclude(pk=but)
    if any(_folded(found) == _folded(name) for found in same.values_list("name", flat=True)):
        raise RefusedError(
            _("« %(name)s » est déjà au catalogue. Ouvrez sa page : vous y verrez ce qu’il permet.") % {"name": name}
        )


def _folded(name: str) -> str:
    """Return a name as one hears it: capitals and the kind of its spaces make no other tool."""
    return " ".join(name.split()).casefold()


def _free_slug(member: Member, name: str) -> str:
    """Return an address that no other tool of the authority bears."""
    wanted = slugify(name)[:LONGEST_SLUG] or "outil"
    taken = set(Tool.objects.filter(authority_id=member.authority.id).values_list("slug", flat=True))
    number, slug = 1, wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
