# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the apps above know of dossiers, add to the home page, and do when a dossier moves; this one knows none of them.

In the manner of ``assessments.contributions``: an app registers functions in its ``AppConfig.ready()``.

    register_waiting(awaited_answers)            # what waits for a person, on their home page
    register_missing_notices(missing_notices)    # asked by the workflow before a tool serves
    register_follower(follow)                    # called once an act that moves a dossier is recorded
    register_news(ACTS, report_news)             # acts about no dossier that everybody is told of

A follower works inside the transaction of the act: either both stand, or neither. The register follows so the use that
it describes: a service suspended at noon is no longer in service for residents at one minute past.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from balise.web.assessments.contributions import Panel
from balise.web.assessments.files import DossierFile
from balise.web.journal.acts import Act
from balise.web.journal.operations import Actor
from balise.web.journal.queries import Told
from balise.web.organisations.members import Member


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Something that waits for a person, as an e-mail tells it."""

    short: str
    """In a few words: « 2 questions du public »."""
    said: str
    address: str
    """The path of the page where something can be done."""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Awaited:
    """What waits for a person: a <section> of their home page, and the lines of their roundup."""

    panel: Panel
    told: tuple[ToldLine, ...] = ()
    """Empty where a letter of its own says it in time."""


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What an act about no dossier is about."""

    title: str
    """In the language of whoever reads: the journal names it as it was named that day, in French."""
    address: str
    """The path of its page."""


Waiting = Callable[[Member, date], Awaited | None]
"""From a person and a day, in a constant number of queries."""

MissingNotices = Callable[[DossierFile, date], Iterable[frozenset[str]]]
"""From a dossier and a day: each required notice that is not in place, as the criteria that ask for it."""

Follower = Callable[[int, Actor, datetime], None]
"""Given the dossier that has moved, whoever moved it and when."""

News = Callable[[Member, Told], NewsLine]
"""From whoever reads and an entry of the journal, what it is about."""

_Function = TypeVar("_Function")


@dataclass(frozen=True, slots=True)
class _Registered:
    waiting: list[Waiting] = field(default_factory=list)
    missing_notices: list[MissingNotices] = field(default_factory=list)
    followers: list[Follower] = field(default_factory=list)
    news: dict[str, News] = field(default_factory=dict)


_REGISTERED = _Registered()


def register_waiting(waiting: Waiting) -> None:
    """Add a section to the home page; twice the same counts once."""
    _add(_REGISTERED.waiting, waiting)


def waiting_for(member: Member, on: date) -> tuple[Awaited, ...]:
    """Return what waits for a person, in the order in which the apps registered."""
    found = (waiting(member, on) for waiting in _REGISTERED.waiting)
    return tuple(awaited for awaited in found if awaited is not None)


def register_missing_notices(function: MissingNotices) -> None:
    """Add those who know of notices; twice the same counts once."""
    _add(_REGISTERED.missing_notices, function)


def missing_notices_of(file: DossierFile, on: date) -> tuple[frozenset[str], ...]:
    """Return the required notices of a dossier that are not in place, each as the criteria that ask for it."""
    return tuple(criteria for function in _REGISTERED.missing_notices for criteria in function(file, on))


def register_follower(follower: Follower) -> None:
    """Have a function called after each act that moves a dossier; twice the same counts once."""
    _add(_REGISTERED.followers, follower)


def tell_followers(dossier_id: int, actor: Actor, at: datetime) -> None:
    """Call those that follow dossiers, in the order in which they registered."""
    for follower in _REGISTERED.followers:
        follower(dossier_id, actor, at)


def register_news(acts: Iterable[Act], news: News) -> None:
    """Have acts that are about no dossier told to everybody of the authority as what changed."""
    _REGISTERED.news.update(dict.fromkeys((act.code for act in acts), news))


def news() -> Mapping[str, News]:
    """Return, by act, what says what each piece of news is about."""
    return _REGISTERED.news


def _add(functions: list[_Function], function: _Function) -> None:
    if function not in functions:
        functions.append(function)
