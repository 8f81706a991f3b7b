# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The tools that an authority lets its staff use for a task with some data: what a guide lists by their side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from balise.web.catalogue.mapping import Entry
from balise.web.catalogue.matrix import answer
from balise.web.catalogue.queries.shelf import Shelf, shelf_of
from balise.web.catalogue.vocabulary import EVERY_OTHER_TASK, data_classes
from balise.web.organisations.members import Place


@dataclass(frozen=True, slots=True)
class PermittedTool:
    """A tool that may be used with a class of data, and what to keep to."""

    name: str
    data_class: str
    conditions: tuple[str, ...]


def permitted_tools(
    authority: Place, uses: Iterable[str], data_class: str | None, on: date
) -> tuple[PermittedTool, ...] | None:
    """Return the tools allowed for all of these tasks, French and European first; None without any catalogue.

    Without a class of data, every class that is allowed is told. Without a task, any other task is meant.
    """
    shelf: Shelf = shelf_of(authority)
    if not shelf.current:
        return None
    tasks = tuple(uses) or (EVERY_OTHER_TASK,)
    classes = tuple(data_classes()) if data_class is None else (data_class,)
    return tuple(found for entry in shelf.current for found in _permitted(entry, tasks, classes, on))


def _permitted(entry: Entry, tasks: tuple[str, ...], classes: tuple[str, ...], on: date) -> Iterator[PermittedTool]:
    for data_class in classes:
        answers = [answer(entry.voices, task, data_class, on) for task in tasks]
        if all(found.allowed for found in answers):
            said = dict.fromkeys(condition for found in answers for condition in found.conditions)
            yield PermittedTool(entry.name, data_class, tuple(said))
