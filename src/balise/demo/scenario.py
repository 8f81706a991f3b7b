# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the story is made of, as its files write it: places, people, tools, and dossiers with what happens to them.

The files are read by the loading room like every other: a slip in them is told with its line and what to write.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from balise.core import public_questions
from balise.core.conditions import AnswerValue
from balise.core.notices import Channel
from balise.core.opinions import OpinionBody, OpinionValue
from balise.core.roles import Role
from balise.core.situation import DataFate
from balise.core.states import Act, State
from balise.loading.answers import decode_answers
from balise.loading.decoding import Invalid, Reading, decode, register
from balise.loading.errors import InvalidData
from balise.loading.nodes import read_yaml
from balise.loading.paths import shown
from balise.loading.questions import shipped_bank
from balise.web.transparency.portal_description import PortalDescription

DOMAIN = "valbrise.example"
"""Reserved for examples: no letter sent there ever reaches anybody."""

DATA = Path(str(files("balise.demo"))) / "data"


_Kind = TypeVar("_Kind")


class Given(dict[str, AnswerValue]):
    """Answers written in a file, typed by the question bank."""


def _given(node: Any, _kind: Any, reading: Reading) -> Any:
    answers = decode_answers(node, reading)
    return answers if isinstance(answers, Invalid) else Given(answers)


register(Given, _given)


# Places and people


@dataclass(frozen=True, slots=True)
class Place:
    """A local authority of the story."""

    id: str
    name: str
    kind: str
    siren: str
    charter: str
    founded_on: date
    contact: str
    population: int
    staff_count: int
    administrator: str
    """The person, by id, who administers it from the first day."""
    parent: str = ""
    single_handed: bool = False
    units: tuple[str, ...] = ()
    follows: str = ""
    """The authority above whose catalogue it follows."""
    follows_on: date | None = None
    first_charter: str = ""
    """The charter by which it decided at first, where it has had two."""
    charter_since: date | None = None
    """When ``charter`` took its place."""

    @property
    def founding_charter(self) -> str:
        """Return the charter by which it decided on its first day."""
        return self.first_charter or self.charter


@dataclass(frozen=True, slots=True)
class Membership:
    """What somebody does in an authority."""

    place: str
    roles: tuple[Role, ...]
    joined_on: date
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """Somebody of the story. Their address is their id, at the domain of the story."""

    id: str
    name: str
    memberships: tuple[Membership, ...]
    shown: bool = False
    """One of those whose account is given to whoever opens the demonstration; the others have no password here."""

    @property
    def email(self) -> str:
        """Return the address with which they sign in."""
        return f"{self.id}@{DOMAIN}"


@dataclass(frozen=True, slots=True)
class Population:
    """Every authority and everybody in them."""

    places: tuple[Place, ...]
    people: tuple[Inhabitant, ...]


# Tools


@dataclass(frozen=True, slots=True)
class FactsFrom:
    """What one source says of a tool."""

    source: str
    dated: date
    values: Mapping[str, str]
    per: str = ""
    """What a footprint is counted by."""


@dataclass(frozen=True, slots=True)
class BuiltOn:
    """A model of the list on which a tool rests, and who says so."""

    model: str
    """Its identifier in the list."""
    source: str
    dated: date


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of the matrix that say the same: every task crossed with every data class."""

    data: tuple[str, ...]
    permission: str
    tasks: tuple[str, ...] = ()
    """None: any other task."""
    condition: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ToolDecision:
    """What the authority says of a tool as a whole, and of its cells."""

    by: str
    on: date
    permission: str
    reason: str = ""
    explanation: str = ""
    alternatives: str = ""
    review_on: date | None = None
    cells: tuple[Cells, ...] = ()


@dataclass(frozen=True, slots=True)
class WayOut:
    """How to leave a tool."""

    plan: str
    substitute: str = ""
    last_drill_on: date | None = None
    last_drill: str = ""


@dataclass(frozen=True, slots=True)
class ShelfTool:
    """A tool of the story, from the day somebody proposed it."""

    id: str
    place: str
    name: str
    kind: str
    summary: str
    proposed_by: str
    proposed_on: date
    host_software: str = ""
    host_vendor: str = ""
    facts: tuple[FactsFrom, ...] = ()
    models: tuple[BuiltOn, ...] = ()
    decisions: tuple[ToolDecision, ...] = ()
    way_out: WayOut | None = None
    referents: tuple[str, ...] = ()
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every tool."""

    tools: tuple[ShelfTool, ...]


# What happens to dossiers


@dataclass(frozen=True, slots=True)
class Beginning:
    """The dossier is opened."""

    unit: str = ""
    state: State = State.DRAFT
    tool: str = ""
    example: str = ""
    """The example dossier from which its answers come, by the name of its file. An existing use that is declared takes
    only what the declaration asks."""
    leave_out: tuple[str, ...] = ()
    """Answers of the example that nobody has given yet."""
    answers: Given = field(default_factory=Given)
    """Answers that replace those of the example."""


@dataclass(frozen=True, slots=True)
class Filling:
    """Answers are given: those of an example dossier, then those written here, which prevail."""

    example: str = ""
    leave_out: tuple[str, ...] = ()
    answers: Given = field(default_factory=Given)


@dataclass(frozen=True, slots=True)
class Copying:
    """The dossier is started from one that another authority shares."""

    story: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Attaching:
    """Documents are added: those of an example dossier, or one."""

    example: str = ""
    title: str = ""
    file: str = ""
    supports: tuple[str, ...] = ()
    dated: date | None = None
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """Somebody comments on the dossier, or on one of its questions or criteria."""

    text: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Opinions are requested."""

    bodies: tuple[OpinionBody, ...]
    deadline: date
    question: str = ""


@dataclass(frozen=True, slots=True)
class Opining:
    """An opinion is given."""

    body: OpinionBody
    value: OpinionValue
    text: str
    reservations: str = ""


@dataclass(frozen=True, slots=True)
class Excepting:
    """An exception to the charter is granted; or asked in vain, without a motive."""

    criterion: str
    deciding_authority: str
    expires_on: date
    motive: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A reservation."""

    due_on: date
    text: str = ""
    criterion: str = ""
    before_deployment: bool = False
    assignee: str = ""


@dataclass(frozen=True, slots=True)
class Moving:
    """An act that moves the dossier, with what its page asks."""

    act: Act
    motive: str = ""
    deciding_authority: str = ""
    reservations: tuple[Condition, ...] = ()
    ends_on: date | None = None
    review_on: date | None = None
    executed_on: date | None = None
    data_fate: DataFate | None = None
    substitute: str = ""


@dataclass(frozen=True, slots=True)
class Lifting:
    """A reservation is lifted."""

    reservation: str
    """Its words, or the criterion that it is about."""
    note: str
    answers: Given = field(default_factory=Given)
    """What is now so, and was not."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """The dossier goes to the public register, in its own words where no others are given."""

    reason: str = ""
    """Why it was so decided, for the public."""
    change: str = ""
    """What a further edition changes."""
    title: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Proving:
    """Notices are seen in place."""

    channels: tuple[Channel, ...]
    seen_at: str
    since: date


@dataclass(frozen=True, slots=True)
class SettingAside:
    """The use does not pass by channels that its answers let suppose."""

    channels: tuple[Channel, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """Somebody outside writes about the use, and is answered on the day of the event; or waits still."""

    kind: public_questions.Asking
    text: str
    asked_on: date
    answer: str = ""


@dataclass(frozen=True, slots=True)
class PublicPortal:
    """What somebody writes of the portal of an authority."""

    place: str
    by: str
    on: date
    says: PortalDescription


@dataclass(frozen=True, slots=True)
class Portals:
    """Every portal that is described."""

    portals: tuple[PublicPortal, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that somebody does to a dossier: exactly one of the fields after ``by``."""

    on: date
    by: str
    """The person, by id."""
    begin: Beginning | None = None
    copy: Copying | None = None
    fill: Filling | None = None
    open: bool = False
    """The declared use becomes a dossier."""
    attach: Attaching | None = None
    say: Saying | None = None
    share: bool = False
    ask: Asking | None = None
    opine: Opining | None = None
    grant: Excepting | None = None
    ask_in_vain: Excepting | None = None
    move: Moving | None = None
    lift: Lifting | None = None
    publish: Publishing | None = None
    prove: Proving | None = None
    set_aside: SettingAside | None = None
    hear: Hearing | None = None

    @property
    def act(self) -> tuple[str, Any]:
        """Return what happens: the name of the field that is filled, and what it holds."""
        done = [(name, said) for name in ACTS if (said := getattr(self, name)) is not None and said is not False]
        if len(done) != 1:
            raise ValueError(f"{self.on}: an event is one act, and {[name for name, _ in done]} are written.")
        return done[0]


ACTS = (
    "begin",
    "copy",
    "fill",
    "open",
    "attach",
    "say",
    "share",
    "ask",
    "opine",
    "grant",
    "ask_in_vain",
    "move",
    "lift",
    "publish",
    "prove",
    "set_aside",
    "hear",
)


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier and all that happens to it."""

    id: str
    place: str
    title: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """Every story."""

    stories: tuple[Story, ...]


def read_population(folder: Path = DATA) -> Population:
    """Return the authorities and the people of the story."""
    return _read(folder / "population.yaml", Population)


def read_shelf(folder: Path = DATA) -> Shelf:
    """Return the tools of the story."""
    return _read(folder / "outils.yaml", Shelf)


def read_portals(folder: Path = DATA) -> tuple[PublicPortal, ...]:
    """Return what is written of the portals of the story."""
    return _read(folder / "portails.yaml", Portals).portals


def read_stories(folder: Path = DATA) -> tuple[Story, ...]:
    """Return the stories of the dossiers, one file a place."""
    found = [_read(path, Stories) for path in sorted((folder / "dossiers").glob("*.yaml"))]
    return tuple(story for each in found for story in each.stories)


def _read(path: Path, kind: type[_Kind]) -> _Kind:
    """Return what a file describes.

    Raises:
        InvalidData: the file is wrong; every mistake is told.
    """
    reading = Reading(shown(path), questions=shipped_bank().by_id)
    value = decode(read_yaml(path, shown(path)), kind, reading)
    if reading.problems:
        raise InvalidData(reading.problems)
    found: _Kind = value
    return found
