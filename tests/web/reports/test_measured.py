# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the gateway measured, in the report: the journal of a real sink, counted again in plain SQL."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.web.conftest import Hire
from tests.web.reports.conftest import NEXT, YEAR

from balise.core.annual.figure import Figure
from balise.core.refusals import RefusalCode
from balise.core.roles import Role
from balise.core.usage import Fate, FootprintRange, UsageRecord
from balise.gateway.journal.opening import sink_at
from balise.loading.usage_journal.addresses import journal_address
from balise.web.deployments.models import Provider, ServedModel
from balise.web.organisations.members import Member
from balise.web.reports.operations.freezing import freeze
from balise.web.reports.queries.reports import Report, report_of

pytestmark = pytest.mark.django_db
CALLS = (
    ("2026-01-01T00:00:00", "valbrise", "petit", Fate.SERVED),
    ("2026-12-31T23:59:59", "valbrise", "petit", Fate.SERVED),
    ("2026-06-03T10:00:00", "valbrise", "parti", Fate.SERVED),
    ("2026-06-03T11:00:00", "valbrise", "petit", Fate.REFUSED),
    ("2026-06-03T12:00:00", "valbrise", "petit", Fate.FAILED),
    ("2025-12-31T23:59:59", "valbrise", "petit", Fate.SERVED),
    ("2026-06-03T10:00:00", "bourg-mesange", "petit", Fate.SERVED),
)
WHERE = "FROM usage_record WHERE authority = 'valbrise' AND at >= 1767225600000000 AND at < 1798761600000000"
"""Calls of the city between the first instant of 2026 and the first that is too late, in microseconds of UTC."""


def record(rank: int, at: str, authority: str, model: str, fate: Fate) -> UsageRecord:
    refused = fate is Fate.REFUSED
    return UsageRecord(
        id=f"appel-{rank}",
        at=datetime.fromisoformat(at).replace(tzinfo=UTC),
        deployment=f"{authority}-2026-001",
        authority=authority,
        unit="Courrier",
        model=model,
        provider="serveur",
        jurisdiction="FR",
        fate=fate,
        refusal=RefusalCode.LARGER_MODEL if refused else None,
        commitments=("lyon-2025:14",) if refused else (),
        tokens_in=10 * (rank + 1),
        tokens_out=rank,
        footprint=FootprintRange(1_000, 3_000, 200, 500, "ecologits 0.11.3"),
    )


@pytest.fixture
def journal(tmp_path: Path, settings: LazySettings) -> Path:
    path = tmp_path / "usage.sqlite3"
    settings.USAGE_JOURNAL = f"sqlite:///{path}"
    sink = sink_at(journal_address(settings.USAGE_JOURNAL))
    sink.open()
    sink.write([record(rank, *call) for rank, call in enumerate(CALLS)])
    sink.close()
    return path


@pytest.fixture
def keeper(member_with: Hire) -> Member:
    return member_with(Role.ADMINISTRATOR)


def frozen(keeper: Member) -> Report:
    freeze(keeper, YEAR, at=NEXT)
    return report_of(keeper.authority.id, YEAR.year)


def parts(figure: Figure) -> dict[str, float | None]:
    return {part.key: part.amount for part in figure.parts}


def test_what_is_measured_agrees_with_plain_sql(journal: Path, keeper: Member):
    provider = Provider.objects.create(
        authority_id=keeper.authority.id, identifier="s", name="S", base_url="http://127.0.0.1/v1", jurisdiction="FR"
    )
    ServedModel.objects.create(
        authority_id=keeper.authority.id, provider=provider, name="petit", upstream_name="petit", zone="FRA"
    )
    report = frozen(keeper)

    with sqlite3.connect(journal) as kept:

        def asked(what: str, more: str = "") -> float:
            return float(kept.execute(f"SELECT {what} {WHERE} {more}").fetchone()[0])

        calls = parts(report.named["environment.calls"])
        assert report.named["environment.calls"].total == asked("COUNT(*)") == 5
        assert calls["served"] == asked("COUNT(*)", "AND fate = 'served'")
        assert calls["refused"] == asked("COUNT(*)", "AND fate = 'refused'")
        energy = report.named["environment.energy"].parts[0]
        assert (energy.amount, energy.high) == (asked("SUM(energy_min)"), asked("SUM(energy_max)"))
        tokens = parts(report.named["sovereignty.tokens_by_jurisdiction"])
        assert tokens == {
            "FR": asked("SUM(tokens_in + tokens_out)", "AND model = 'petit'"),
            "unknown": asked("SUM(tokens_in + tokens_out)", "AND model = 'parti'"),
        }
    assert parts(report.named["commitments.refused_calls"]) == {"lyon-2025:14": 1}


def test_a_journal_that_does_not_answer_is_told_and_makes_nothing_zero(
    keeper: Member, tmp_path: Path, settings: LazySettings
):
    settings.USAGE_JOURNAL = f"sqlite:///{tmp_path / 'nulle-part.sqlite3'}"
    report = frozen(keeper)
    assert "pas de journal d’usage" in report.usage_unread
    assert parts(report.named["environment.calls"]) == {"unknown": None}
