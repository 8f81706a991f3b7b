# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reversibility, rehearsed: the tests of a use, put to the model in place and to the one that would take over.

A contract says that one could leave; a drill shows it. Each prompt comes from the use itself, with checks that the
people of the service wrote; the report is dated, says both results side by side, and bears the digest of what was
played, so that nobody can show a drill of something else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Annotated

from balise.core.dates import add_months
from balise.core.digests import digest
from balise.core.usage import NO_FOOTPRINT, FootprintRange

VALID_MONTHS = 12
"""A drill proves for a year, as the charters that ask for one count it: models and contracts change faster."""
POINTS = 100
"""A rate is compared in whole points of percentage: no rounding decides of a drill."""
NO_REPLY = "no_reply"
"""Stands among the failed checks for a reply that never came."""
WITHHELD = "personal_data"
"""Stands among the failed checks for a prompt that the data policy did not let out."""


class CheckKind(StrEnum):
    """What a reply is checked for."""

    CONTAINS = "contains"
    """A text, whatever its case and accents."""
    MATCHES = "matches"
    """A regular expression, somewhere in the reply."""
    JSON_SCHEMA = "json_schema"
    """The whole reply is JSON that keeps to a schema."""
    LANGUAGE = "language"
    """The reply is written in a language (``fr``, ``en``…)."""
    AT_LEAST = "at_least"
    """So many characters."""
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a good reply has."""

    kind: CheckKind
    value: object
    """A text, a number of characters, or the schema as plain data."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One prompt of the test set, and what a good reply to it has."""

    id: Annotated[str, "Nom de l’essai, qu’aucun autre ne porte."]
    prompt: Annotated[str, "Ce qui est demandé au modèle."]
    checks: Annotated[tuple[Check, ...], "Ce qu’a une bonne réponse."]
    system: Annotated[str, "Consigne donnée avant la demande."] = ""


@dataclass(frozen=True, slots=True)
class TestSet:
    """What the people of the service want to see answered well, whoever answers."""

    __test__ = False  # no test of pytest's

    title: Annotated[str, "Titre du jeu d’essais."]
    trials: Annotated[tuple[Trial, ...], "Les essais."]

    @property
    def digest(self) -> str:
        """Return what names this very set."""
        return digest(self)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one model made of one trial; the reply itself is kept nowhere."""

    trial: str
    failed: tuple[str, ...] = ()
    """The kinds of the checks that failed; ``no_reply`` or ``personal_data`` alone when there was no reply."""
    seconds: float = 0.0
    tokens_out: int = 0
    footprint: FootprintRange = NO_FOOTPRINT

    @property
    def passed(self) -> bool:
        """Tell whether every check was passed."""
        return not self.failed

    @property
    def answered(self) -> bool:
        """Tell whether there was a reply to check."""
        return NO_REPLY not in self.failed and WITHHELD not in self.failed


@dataclass(frozen=True, slots=True)
class Side:
    """How one model did on the whole set."""

    model: str
    provider: str
    attempts: tuple[Attempt, ...]

    @property
    def passed(self) -> int:
        """Return how many trials it passed."""
        return sum(attempt.passed for attempt in self.attempts)

    @property
    def rate(self) -> float:
        """Return the share of trials passed, from 0 to 1."""
        return self.passed / len(self.attempts) if self.attempts else 0.0

    @property
    def seconds(self) -> float:
        """Return the median time of a reply; a call that failed at once is not a fast reply."""
        answered = [attempt.seconds for attempt in self.attempts if attempt.answered]
        return median(answered) if answered else 0.0

    @property
    def footprint(self) -> FootprintRange:
        """Return what the whole set cost."""
        return _added(attempt.footprint for attempt in self.attempts)


class Shortfall(StrEnum):
    """Why a drill proves nothing."""

    WITHHELD = "withheld"
    """A prompt holds personal data that the policy of the use does not let out."""
    CURRENT_SILENT = "current_silent"
    """The model in place left a trial without reply: there is nothing to compare with."""
    SUBSTITUTE_SILENT = "substitute_silent"
    """The substitute left a trial without reply."""
    NOTHING_PASSED = "nothing_passed"
    """The substitute passed no trial, whatever the model in place did."""
    TOO_FAR_BELOW = "too_far_below"
    """The substitute passes fewer trials than is tolerated."""


@dataclass(frozen=True, slots=True)
class DrillReport:
    """A drill, as it is filed."""

    deployment: str
    at: datetime
    """Where the site is: its day is that of the drill."""
    test_set: str
    """Its digest."""
    title: str
    current: Side
    substitute: Side
    tolerance: int
    """How many points of percentage the substitute may score below the model in place."""

    @property
    def shortfall(self) -> Shortfall | None:
        """Return why it proves nothing; None when it is conclusive."""
        attempts = (*self.current.attempts, *self.substitute.attempts)
        if any(WITHHELD in attempt.failed for attempt in attempts):
            return Shortfall.WITHHELD
        if not self.substitute.attempts or not all(each.answered for each in self.substitute.attempts):
            return Shortfall.SUBSTITUTE_SILENT
        if not self.current.attempts or not all(each.answered for each in self.current.attempts):
            return Shortfall.CURRENT_SILENT
        if not self.substitute.passed:
            return Shortfall.NOTHING_PASSED
        below = self.current.passed * len(self.substitute.attempts) - self.substitute.passed * len(
            self.current.attempts
        )
        trials = len(self.current.attempts) * len(self.substitute.attempts)
        return Shortfall.TOO_FAR_BELOW if below * POINTS > self.tolerance * trials else None

    @property
    def conclusive(self) -> bool:
        """Tell whether the substitute could take over: it answers, and not much worse."""
        return self.shortfall is None

    @property
    def on(self) -> date:
        """Return the day of the drill."""
        return self.at.date()

    @property
    def ends_on(self) -> date:
        """Return the first day on which it proves nothing any more."""
        return add_months(self.on, VALID_MONTHS)

    @property
    def valid_until(self) -> date:
        """Return the last day on which it proves anything."""
        return self.ends_on - timedelta(days=1)

    @property
    def digest(self) -> str:
        """Return what names this very report."""
        return digest(self)

    def differences(self) -> Mapping[str, tuple[bool, bool]]:
        """Return the trials on which both models differ: passed by the one in place, by its substitute."""
        after = {attempt.trial: attempt.passed for attempt in self.substitute.attempts}
        return {
            attempt.trial: (attempt.passed, after.get(attempt.trial, False))
            for attempt in self.current.attempts
            if attempt.passed != after.get(attempt.trial, False)
        }


def proves(report: DrillReport, on: date) -> bool:
    """Tell whether a drill is proof of reversibility on a day."""
    return report.conclusive and report.on <= on < report.ends_on


def _added(prints: Iterable[FootprintRange]) -> FootprintRange:
    whole = NO_FOOTPRINT
    for each in prints:
        whole = FootprintRange(
            whole.energy_min + each.energy_min,
            whole.energy_max + each.energy_max,
            whole.carbon_min + each.carbon_min,
            whole.carbon_max + each.carbon_max,
            each.method or whole.method,
        )
    return whole
