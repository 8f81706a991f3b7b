# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The catalogue filled: a list of models brought in, tools proposed, described from sources, decided upon, used."""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial

from balise.demo.calendar import Calendar
from balise.demo.scenario import DATA, Cells, Place, ShelfTool, ToolDecision, WayOut
from balise.demo.settling import SPACED, Cast
from balise.demo.timeline import Happening
from balise.web.catalogue.ai_model_records import ModelList, read_models
from balise.web.catalogue.matrix import Place as Cell
from balise.web.catalogue.operations.ai_models import import_models
from balise.web.catalogue.operations.deciding import CellChoice, Decision, decide, save_matrix
from balise.web.catalogue.operations.describing import Description, ExitPlan, plan_exit, propose
from balise.web.catalogue.operations.facts import NewFact, Provenance, establish, link_model
from balise.web.catalogue.operations.following import follow
from balise.web.catalogue.operations.people import become_referent, use_it
from balise.web.catalogue.queries.ai_models import ai_models
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, Kind, Permission
from balise.web.organisations.members import Member
from balise.web.organisations.queries import place_of

_FOOTPRINT = "footprint"
_LIST = "Liste inventée pour la démonstration"
"""The source of the models: no page may let anybody believe that they exist."""


class Stock:
    """The tools of the story, by the names that its files use, once they are in the catalogue."""

    def __init__(self, cast: Cast, calendar: Calendar) -> None:
        self.cast = cast
        self.calendar = calendar
        self.tools: dict[str, int] = {}

    def tool(self, name: str) -> int | None:
        """Return the number of a tool; None for no name."""
        return self.tools[name] if name else None


def stocking(tools: tuple[ShelfTool, ...], places: tuple[Place, ...], stock: Stock) -> Iterator[Happening]:
    """Yield all that happens to the catalogues."""
    calendar = stock.calendar
    listed = read_model_list()
    if listed.dated is not None:
        yield Happening(calendar.instant(listed.dated, 8, 0), partial(_bring_in, listed, calendar.day(listed.dated)))
    for place in places:
        if place.follows and place.follows_on is not None:
            yield Happening(calendar.instant(place.follows_on, 14, 30), partial(_follow, stock, place))
    for rank, tool in enumerate(tools):
        proposed = calendar.instant(tool.proposed_on, 10, 0) + rank * timedelta(minutes=1)
        yield Happening(proposed, partial(_propose, stock, tool))
        for decision in tool.decisions:
            yield Happening(calendar.instant(decision.on, 15, 0), partial(_decide, stock, tool, decision))
        if tool.way_out is not None and tool.decisions:
            last = max(tool.decisions[-1].on, tool.way_out.last_drill_on or tool.proposed_on)
            yield Happening(calendar.instant(last, 16, 0), partial(_plan_exit, stock, tool, tool.way_out))
        for person in (*tool.referents, *tool.users):
            last = max(tool.decisions[-1].on if tool.decisions else tool.proposed_on, tool.proposed_on)
            yield Happening(calendar.instant(last, 17, 0), partial(_adopt, stock, tool, person))


def read_model_list() -> ModelList:
    """Return the models of the story, in the form of the public lists that the command imports."""
    return read_models(json.loads((DATA / "modeles.json").read_text(encoding="utf-8")))


def _bring_in(listed: ModelList, dated: date, at: datetime) -> None:
    import_models(listed.records, source=_LIST, dated=dated, on=at.date())


def _follow(stock: Stock, place: Place, at: datetime) -> None:
    """Have whoever decides on tools there follow the catalogue above."""
    above = place_of(place.follows)
    if above is None:
        raise LookupError(f"There is no authority {place.follows} to follow.")
    reviewer = next(
        person.id
        for person in stock.cast.people.values()
        for membership in person.memberships
        if membership.place == place.id and "reviewer" in membership.roles
    )
    follow(stock.cast.member(reviewer, place.id), above.id, at=at)


def _propose(stock: Stock, tool: ShelfTool, at: datetime) -> None:
    member = stock.cast.member(tool.proposed_by, tool.place)
    description = Description(tool.name, Kind(tool.kind), tool.summary, tool.host_software, tool.host_vendor)
    stock.tools[tool.id] = propose(member, description, at=at)


def _decide(stock: Stock, tool: ShelfTool, decision: ToolDecision, at: datetime) -> None:
    """Decide on the tool, then on each cell; the first time, write down before that what is known of it."""
    member, number = stock.cast.member(decision.by, tool.place), stock.tools[tool.id]
    if decision == tool.decisions[0]:
        _write_down(stock, tool, member, at - 2 * SPACED)
    said = Decision(
        Permission(decision.permission),
        decision.reason,
        decision.explanation,
        decision.alternatives,
        stock.calendar.day_or_none(decision.review_on),
    )
    decide(member, number, said, at=at)
    choices = {cell: choice for cells in decision.cells for cell, choice in _cells(cells, stock.calendar)}
    if choices:
        save_matrix(member, number, choices, at=at + SPACED)


def _write_down(stock: Stock, tool: ShelfTool, member: Member, at: datetime) -> None:
    """Establish what each source says of the tool, and on which models it rests."""
    number, today = stock.tools[tool.id], at.date()
    for found in tool.facts:
        new = [NewFact(name, value, found.per if name == _FOOTPRINT else "") for name, value in found.values.items()]
        establish(member, number, new, Provenance(found.source, stock.calendar.day(found.dated)), on=today, at=at)
    known = {model.identifier: model.id for model in ai_models()}
    for built in tool.models:
        provenance = Provenance(built.source, stock.calendar.day(built.dated))
        link_model(member, number, known[built.model], provenance, on=today, at=at + SPACED)


def _cells(cells: Cells, calendar: Calendar) -> Iterator[tuple[Cell, CellChoice]]:
    choice = CellChoice(Permission(cells.permission), cells.condition, calendar.day_or_none(cells.until))
    for task in cells.tasks or (EVERY_OTHER_TASK,):
        for data_class in cells.data:
            yield (task, data_class), choice


def _plan_exit(stock: Stock, tool: ShelfTool, way_out: WayOut, at: datetime) -> None:
    member = stock.cast.member(tool.decisions[0].by, tool.place)
    plan = ExitPlan(
        way_out.plan,
        stock.tool(way_out.substitute),
        stock.calendar.day_or_none(way_out.last_drill_on),
        way_out.last_drill,
    )
    plan_exit(member, stock.tools[tool.id], plan, on=at.date(), at=at)


def _adopt(stock: Stock, tool: ShelfTool, person: str, at: datetime) -> None:
    member = stock.cast.member(person, tool.place)
    if person in tool.referents:
        become_referent(member, stock.tools[tool.id], at=at)
    else:
        use_it(member, stock.tools[tool.id], at=at)
