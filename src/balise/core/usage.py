# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What is kept of a call: enough to count, to bill and to report; never what was written, never who wrote it.

One record a call, appended and never changed. Amounts are whole numbers (energy in µWh, carbon in µg), so that every
database adds them up to the same figure, in whatever order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum

from balise.core.refusals import RefusalCode


class Fate(StrEnum):
    """How a call ended."""

    SERVED = "served"
    """The reply left whole."""
    REFUSED = "refused"
    """Stopped by a control, before anything was sent."""
    FAILED = "failed"
    """The provider did not answer, or answered an error."""
    CUT = "cut"
    """The client left, or the stream of the provider broke, before the end."""


@dataclass(frozen=True, slots=True)
class FootprintRange:
    """An estimate, as a range, with the method that made it: one figure would be false precision."""

    energy_min: int = 0
    """µWh."""
    energy_max: int = 0
    carbon_min: int = 0
    """µg of CO₂ equivalent."""
    carbon_max: int = 0
    method: str = ""
    """Name and version, as ``ecologits 0.11.3``; empty when nothing was estimated."""


NO_FOOTPRINT = FootprintRange()


@dataclass(frozen=True, slots=True)
class UsageRecord:
    """One call, as it is kept."""

    id: str
    """Drawn at random; given to the client in ``X-Balise-Record``, so that a call can be found without its words."""
    at: datetime
    """When it came in, in UTC: months and days of the journal are those of UTC."""
    deployment: str
    authority: str
    unit: str
    model: str
    """The one really used; when the call was refused, the one asked for if the bundle knows it, else empty: what a
    client writes is kept nowhere, and would make a line of totals for each of its inventions."""
    provider: str
    jurisdiction: str
    fate: Fate
    refusal: RefusalCode | None = None
    commitments: tuple[str, ...] = ()
    """Those that a refusal invoked."""
    tokens_in: int = 0
    tokens_out: int = 0
    tokens_estimated: bool = False
    """The provider counted nothing: these are ours."""
    latency_ms: int = 0
    """From the first byte asked to the last byte ready to leave."""
    first_token_ms: int | None = None
    footprint: FootprintRange = NO_FOOTPRINT
    personal_data: Mapping[str, int] = field(default_factory=dict)
    """How many of each type were found; never what they were."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What calls add up to."""

    calls: int = 0
    served: int = 0
    refused: int = 0
    failed: int = 0
    cut: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    energy_min: int = 0
    energy_max: int = 0
    carbon_min: int = 0
    carbon_max: int = 0

    def __add__(self, other: "Totals") -> "Totals":
        """Return both together."""
        return Totals(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Totals)))


def totals_of(record: UsageRecord) -> Totals:
    """Return what one call adds."""
    print_ = record.footprint
    return Totals(
        calls=1,
        served=int(record.fate is Fate.SERVED),
        refused=int(record.fate is Fate.REFUSED),
        failed=int(record.fate is Fate.FAILED),
        cut=int(record.fate is Fate.CUT),
        tokens_in=record.tokens_in,
        tokens_out=record.tokens_out,
        energy_min=print_.energy_min,
        energy_max=print_.energy_max,
        carbon_min=print_.carbon_min,
        carbon_max=print_.carbon_max,
    )


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """What totals are kept by: a month (``2026-11``), and where the calls came from and went."""

    month: str
    authority: str
    unit: str
    deployment: str
    model: str


def month_of(at: date) -> str:
    """Return the month of an instant or of a day, as lines name it: ``2026-11``."""
    return f"{at.year:04d}-{at.month:02d}"


def line_of(record: UsageRecord) -> Line:
    """Return the line that a record adds to."""
    return Line(month_of(record.at), record.authority, record.unit, record.deployment, record.model)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which part of a journal is asked for; what is empty chooses nothing."""

    first_month: str = ""
    last_month: str = ""
    authority: str = ""
    unit: str = ""
    deployment: str = ""
    model: str = ""

    def holds(self, line: Line) -> bool:
        """Tell whether a line is part of it."""
        return (
            self.first_month <= line.month
            and (not self.last_month or line.month <= self.last_month)
            and all(not wanted or wanted == getattr(line, name) for name, wanted in self.names.items())
        )

    @property
    def names(self) -> dict[str, str]:
        """Return what is asked for by name: all but the months."""
        return {name: getattr(self, name) for name in ("authority", "unit", "deployment", "model")}


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True)
class Spent:
    """What a deployment has used of its quotas in a day or a month."""

    tokens_in: int = 0
    tokens_out: int = 0
    energy_min: int = 0
    """µWh."""
    energy_max: int = 0

    def __add__(self, other: "Spent") -> "Spent":
        """Return both together."""
        return Spent(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Spent)))


def totals_by_line(records: Iterable[UsageRecord]) -> dict[Line, Totals]:
    """Return the totals of records, by line: what every sink must agree with."""
    summed: dict[Line, Totals] = {}
    for record in records:
        line = line_of(record)
        summed[line] = summed.get(line, Totals()) + totals_of(record)
    return summed


def refusals_by_commitment(records: Iterable[UsageRecord]) -> dict[tuple[Line, RefusalCode, str], int]:
    """Return how many calls were refused in the name of each commitment; «» when no commitment is behind."""
    counted: dict[tuple[Line, RefusalCode, str], int] = {}
    for record in records:
        if record.refusal is None:
            continue
        for commitment in record.commitments or ("",):
            key = (line_of(record), record.refusal, commitment)
            counted[key] = counted.get(key, 0) + 1
    return counted


def personal_data_by_type(records: Iterable[UsageRecord]) -> dict[tuple[Line, str], int]:
    """Return how many personal data of each type were found; a type of which none was found is not there."""
    counted: dict[tuple[Line, str], int] = {}
    for record in records:
        for kind, many in record.personal_data.items():
            if many > 0:
                key = (line_of(record), kind)
                counted[key] = counted.get(key, 0) + many
    return counted


def spent_by_day(records: Iterable[UsageRecord]) -> dict[tuple[str, date], Spent]:
    """Return what each deployment used each day, of UTC."""
    summed: dict[tuple[str, date], Spent] = {}
    for record in records:
        key = (record.deployment, record.at.date())
        used = record.footprint
        more = Spent(record.tokens_in, record.tokens_out, used.energy_min, used.energy_max)
        summed[key] = summed.get(key, Spent()) + more
    return summed


def grouped(totals: Mapping[Line, Totals], by: Sequence[str]) -> dict[tuple[str, ...], Totals]:
    """Return totals added up by some of the names of their lines (``unit``, ``month``…), in the order of those."""
    summed: dict[tuple[str, ...], Totals] = {}
    for line, more in totals.items():
        key = tuple(getattr(line, name) for name in by)
        summed[key] = summed.get(key, Totals()) + more
    return dict(sorted(summed.items()))
