# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tools that an authority lets its staff use for a task with some data: what a guide lists by their side."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.matrix import answer
from balise.web.catalogue.queries.published import is_published
from balise.web.catalogue.queries.shelf import shelf_of
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, Permission, data_classes
from balise.web.organisations.members import Place


@dataclass(frozen=True, slots=True)
class PermittedTool:
    """A tool that may be used with a class of data, and what to keep to."""

    name: str
    data_class: str
    conditions: tuple[str, ...]
    """Empty for a tool that is authorised as it is: the motive of an authorisation asks nothing of anybody."""


def permitted_tools(
    authority: Place, publishing: Collection[int], uses: Iterable[str], data_class: str | None, on: date
) -> tuple[PermittedTool, ...] | None:
    """Return the tools allowed for all of these tasks, French and European first; None without any catalogue.

    ``publishing`` are the authorities that let the public read their catalogues. Where none of the tools that may be
    told is allowed, while some may not be told, None too: « no tool is allowed » could be false. Without a class of
    data, every class that is allowed is told. Without a task, any other task is meant.
    """
    shelf = shelf_of(authority)
    told = [entry for entry in shelf.current if is_published(entry, shelf.chain, publishing)]
    tasks = tuple(uses) or (EVERY_OTHER_TASK,)
    classes = tuple(data_classes()) if data_class is None else (data_class,)
    found = tuple(tool for entry in told for tool in _permitted(entry, tasks, classes, on))
    return found if found or (told and len(told) == len(shelf.current)) else None


def _permitted(entry: Entry, tasks: tuple[str, ...], classes: tuple[str, ...], on: date) -> Iterator[PermittedTool]:
    for data_class in classes:
        answers = [answer(entry.voices, task, data_class, on) for task in tasks]
        if all(found.allowed for found in answers):
            conditional = [found for found in answers if found.permission is Permission.CONDITIONAL]
            said = dict.fromkeys(condition for found in conditional for condition in found.conditions)
            yield PermittedTool(entry.name, data_class, tuple(said))
