# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What was approved, declared and measured, brought together for one authority."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from balise.core.outside_usage import KnownUse, Measured, Reconciled, Service, reconcile
from balise.core.states import IN_SERVICE, State
from balise.loading.usage_logs.directory import shipped_directory
from balise.web.assessments.files import DossierFile
from balise.web.assessments.queries.dossiers import dossiers_in_states
from balise.web.catalogue.queries.names import tool_name
from balise.web.deployments.queries.usage import UnreadUsage
from balise.web.deployments.queries.year import opened_deployments, year_usage
from balise.web.measures.queries.measured import measured_between
from balise.web.organisations.members import Member, Place
from balise.web.ui.folding import folded

MONTHS = 12
_STORY = ("summary", "data_sources")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What does not agree over a period."""

    first_month: str
    last_month: str
    found: Reconciled
    services: dict[str, Service]


def compare(member: Member, on: date) -> Comparison:
    """Compare the last twelve months, the one that runs included."""
    last = f"{on:%Y-%m}"
    first = f"{on.year - 1}-{on.month % 12 + 1:02d}" if on.month < MONTHS else f"{on.year}-01"
    measured: tuple[Measured, ...] = measured_between(member.authority.id, first, last)
    calls = _calls(member, first, last)
    uses = tuple(_uses(member.authority, calls))
    directory = shipped_directory()
    return Comparison(first, last, reconcile(uses, measured, _named(directory.services)), directory.services)


@dataclass(frozen=True, slots=True)
class OutsideYear:
    """A service seen from outside over a period, and whether a use in service says that it uses it."""

    name: str
    approved: bool
    requests: int


def outside_between(place: Place, first_month: str, last_month: str) -> tuple[OutsideYear, ...] | None:
    """Return what was seen from outside, None when no log of these months was read; what fewer than five did is out.

    A log of the period that shows no service of AI leaves no month either: nothing is then known of it.
    """
    directory = shipped_directory()
    measured = measured_between(place.id, first_month, last_month)
    if not measured:
        return None
    found = reconcile(tuple(_uses(place, {})), measured, _named(directory.services))
    unapproved = {each.service for each, _declared in found.used_not_approved}
    return tuple(
        OutsideYear(directory.services[each.service].name, each.service not in unapproved, each.requests)
        for each in measured
        if each.requests is not None and each.service in directory.services
    )


def _uses(place: Place, calls: dict[str, int]) -> Iterator[KnownUse]:
    for file in dossiers_in_states((*IN_SERVICE, State.DECLARED), place.id):
        yield KnownUse(
            file.number,
            file.title,
            _words(file),
            serving=file.state in IN_SERVICE,
            calls=calls.get(f"{place.slug}-{file.number}"),
        )


def _words(file: DossierFile) -> str:
    """Return what a dossier says of its tool: its title, the tool, the vendor; its story where neither is said.

    A story may speak of people and of other tools: « Claude relit les notes » names a colleague.
    """
    tool = tool_name(file.tool_id) if file.tool_id is not None else ""
    vendor = str(file.answers.get("vendor") or "")
    story = () if tool or vendor else (str(file.answers[name]) for name in _STORY if name in file.answers)
    return folded(" ".join((file.title, tool, vendor, *story)))


def _named(services: dict[str, Service]) -> dict[str, tuple[str, ...]]:
    return {
        service.id: tuple(folded(word) for word in (service.name, *service.called)) for service in services.values()
    }


def _calls(member: Member, first: str, last: str) -> dict[str, int]:
    """Return the calls served by the gateway, by deployment; none when its journal cannot be read."""
    found = year_usage(member.authority.slug, first, last)
    if isinstance(found, UnreadUsage):
        return {}
    calls = dict.fromkeys(opened_deployments(member.authority.id), 0)
    for (deployment, _model), totals in found.totals.items():
        calls[deployment] = calls.get(deployment, 0) + totals.served
    return calls
