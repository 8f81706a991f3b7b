# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the page says of the usage journal: another engineer's journal, of which only the promise is used here."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest

from balise.core.policy import Quota
from balise.core.refusals import RefusalCode
from balise.core.usage import Line, Totals
from balise.web.deployments.queries.usage import QuotaLine, UnreadUsage, seen_in, usage_of
from balise.web.deployments.shown import refusals_told

AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
HERE = Line("2026-11", "valbrise", "Courrier", "valbrise-2026-001", "petit")
BEFORE = Line("2026-10", "valbrise", "Courrier", "valbrise-2026-001", "grand")
OTHER = Line("2026-11", "valbrise", "Voirie", "valbrise-2026-002", "petit")


@dataclass
class Used:
    tokens_in: int = 0
    tokens_out: int = 0
    energy_max: int = 0


@dataclass
class Kept:
    """A journal of three lines: it answers as one that is open does."""

    asked: list[str] = field(default_factory=list)

    def totals(self) -> dict[Line, Totals]:
        first = Totals(calls=3, served=2, refused=1, energy_min=1_000_000, energy_max=3_000_000, carbon_max=500_000)
        return {HERE: first, BEFORE: Totals(calls=1, served=1), OTHER: Totals(calls=90)}

    def refusals(self) -> dict[tuple[Line, RefusalCode, str], int]:
        return {
            (HERE, RefusalCode.LARGER_MODEL, "lyon-2025:14"): 1,
            (BEFORE, RefusalCode.LARGER_MODEL, "lyon-2025:14"): 1,
            (HERE, RefusalCode.UNKNOWN_KEY, ""): 1,
            (OTHER, RefusalCode.SUSPENDED, "lyon-2025:10"): 7,
        }

    def personal_data(self) -> dict[tuple[Line, str], int]:
        return {(HERE, "email"): 2, (BEFORE, "person"): 5, (OTHER, "email"): 9}

    def spent(self, deployment: str, day: date) -> Used:
        self.asked.append(f"{deployment} {day}")
        return Used(1000, 500, 2_000_000)

    def spent_in_month(self, deployment: str, month: str) -> Used:
        self.asked.append(f"{deployment} {month}")
        return Used(90_000, 20_000, 9_000_000)

    def close(self) -> None:
        self.asked.append("closed")


def test_it_counts_the_calls_of_one_deployment():
    seen = seen_in(Kept(), "valbrise-2026-001", Quota(), AT)
    assert (seen.totals.calls, seen.month.calls) == (4, 3)
    assert seen.refusals == ((RefusalCode.LARGER_MODEL, "lyon-2025:14", 2), (RefusalCode.UNKNOWN_KEY, "", 1))
    assert seen.personal_data == (("person", 5), ("email", 2))
    assert seen.energy == (1.0, 3.0)
    assert seen.carbon == (0.0, 0.5)
    assert seen.quota == ()


def test_commitments_that_were_cited_together_stand_on_one_line():
    cited = {
        (HERE, RefusalCode.SUSPENDED, "lyon-2025:10"): 7,
        (HERE, RefusalCode.SUSPENDED, "lyon-2025:14"): 7,
        (HERE, RefusalCode.SUSPENDED, "lyon-2025:3"): 2,
        (HERE, RefusalCode.UNKNOWN_KEY, ""): 1,
    }
    journal = Kept()
    journal.refusals = lambda: cited  # type: ignore[method-assign] # another year of the same journal
    told = refusals_told(seen_in(journal, "valbrise-2026-001", Quota(), AT), {"lyon-2025:10": "Réversibilité"})
    assert [(each.commitments, each.many) for each in told] == [
        ((("lyon-2025:10", "Réversibilité"), ("lyon-2025:14", "")), 7),
        ((("lyon-2025:3", ""),), 2),
        ((), 1),
    ]


def test_it_says_what_is_left_of_each_limit_and_never_less_than_nothing():
    journal = Kept()
    seen = seen_in(journal, "valbrise-2026-001", Quota(tokens_per_day=2000, tokens_per_month=100_000, wh_per_day=5), AT)
    assert seen.quota == (
        QuotaLine("tokens_per_day", 2000, 1500),
        QuotaLine("tokens_per_month", 100_000, 110_000),
        QuotaLine("wh_per_day", 5, 2),
    )
    assert [line.left for line in seen.quota] == [500, 0, 3]
    assert journal.asked == ["valbrise-2026-001 2026-11-21", "valbrise-2026-001 2026-11"]


def test_it_says_when_no_journal_is_named(settings):
    settings.USAGE_JOURNAL = ""
    assert usage_of("valbrise-2026-001", Quota(), AT) == UnreadUsage()


def test_it_says_when_the_journal_does_not_answer(settings, tmp_path):
    pytest.importorskip("balise.loading.usage_journal.opening")
    settings.USAGE_JOURNAL = str(tmp_path / "nulle-part.sqlite3")
    found = usage_of("valbrise-2026-001", Quota(), AT)
    assert isinstance(found, UnreadUsage)
    assert found.because
