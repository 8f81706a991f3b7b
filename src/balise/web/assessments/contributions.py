# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the apps above add to the pages of a dossier, without this one knowing them.

The address of a dossier belongs here, and much of what is read there does not: the acts that are possible now, the
opinions, the reservations. An app above registers functions in its ``AppConfig.ready()``, in the manner of the acts of
the journal; the page calls them. Refused: signals, whose order and answers are nobody's; a page taken over by the app
above, which would then write again everything that is already here.

    register_panel(Place.TOP, what_was_decided)  # before the verdict, for it prevails
    register_panel(Place.ACTS, acts_now)          # buttons, under the verdict
    register_panel(Place.ASIDE, opinions_so_far)  # one <aside> or several, beside it
    register_panel(Place.BODY, follow_up)         # a <section>, after the findings
    register_tab(review_tab)                      # a page of the dossier, among the others
    register_lateness(late_opinions)              # what is late, for the lists

A function of a panel is given the member, the dossier and the day, and returns a ``Panel`` or None; the template reads
what it was given under ``panel``. Every function makes a constant number of queries.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from balise.web.assessments.files import DossierFile
from balise.web.organisations.members import Member


class Place(StrEnum):
    """Where on the page of a dossier something stands."""

    TOP = "top"
    ACTS = "acts"
    ASIDE = "aside"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Panel:
    """A piece of a page: a template, and what it reads under ``panel``."""

    template: str
    content: Any = None


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of a dossier, as the row of tabs names it."""

    key: str
    """Told to ``frame_of`` by the page that is shown."""
    label: str
    url: str
    count: int = 0


OnDossier = Callable[[Member, DossierFile, date], Panel | None]
OfDossier = Callable[[Member, DossierFile], Tab | None]
Lateness = Callable[[int, date], Mapping[int, Iterable[str]]]
"""From an authority and a day: what is late, in sentences, by dossier."""


@dataclass(frozen=True, slots=True)
class _Registered:
    panels: dict[Place, list[OnDossier]] = field(default_factory=lambda: {place: [] for place in Place})
    tabs: list[OfDossier] = field(default_factory=list)
    lateness: list[Lateness] = field(default_factory=list)


_REGISTERED = _Registered()


def register_panel(place: Place, panel: OnDossier) -> None:
    """Add a piece to the page of every dossier; twice the same counts once."""
    _add(_REGISTERED.panels[place], panel)


def register_tab(tab: OfDossier) -> None:
    """Add a page to the tabs of every dossier; twice the same counts once."""
    _add(_REGISTERED.tabs, tab)


def register_lateness(late: Lateness) -> None:
    """Add a reason to be late to the lists; twice the same counts once."""
    _add(_REGISTERED.lateness, late)


def panels_of(place: Place, member: Member, file: DossierFile, on: date) -> tuple[Panel, ...]:
    """Return what the apps above have to show there, in the order in which they registered."""
    found = (panel(member, file, on) for panel in _REGISTERED.panels[place])
    return tuple(panel for panel in found if panel is not None)


def more_tabs(member: Member, file: DossierFile) -> tuple[Tab, ...]:
    """Return the pages that the apps above add to a dossier."""
    found = (tab(member, file) for tab in _REGISTERED.tabs)
    return tuple(tab for tab in found if tab is not None)


def lateness_of(authority_id: int, on: date) -> dict[int, tuple[str, ...]]:
    """Return what the apps above find late in an authority, by dossier."""
    late: dict[int, tuple[str, ...]] = {}
    for function in _REGISTERED.lateness:
        for dossier_id, sentences in function(authority_id, on).items():
            late[dossier_id] = (*late.get(dossier_id, ()), *sentences)
    return late


def _add(registered: list[Any], function: Any) -> None:
    if function not in registered:
        registered.append(function)
