# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the gateway measured in some months, and the exit drills filed by an instant: what an annual report is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Protocol

from django.conf import settings

from balise.core.refusals import RefusalCode
from balise.core.usage import Line, Selection, Totals
from balise.loading.errors import LoadingError
from balise.web.deployments.models import Deployment, ExitDrill, ServedModel
from balise.web.deployments.queries.usage import JOURNAL_ROOM, UnreadUsage


class YearJournal(Protocol):
    """What is asked of a journal that is open."""

    def totals(self, selection: Selection, /) -> Mapping[Line, Totals]:
        """Return what the calls of a selection add up to."""

    def refusals(self, selection: Selection, /) -> Mapping[tuple[Line, RefusalCode, str], int]:
        """Return how many calls of a selection were refused in the name of each commitment."""

    def close(self) -> None:
        """Let go of it."""


@dataclass(frozen=True, slots=True)
class YearUsage:
    """What the journal of the gateway says of an authority in some months."""

    totals: Mapping[tuple[str, str], Totals]
    """By deployment and model."""
    refusals: Mapping[str, int]
    """By commitment; empty for those that none is behind."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What is known of a model that serves, or served."""

    jurisdiction: str
    hosting: str
    licence: str


def year_usage(slug: str, first_month: str, last_month: str) -> YearUsage | UnreadUsage:
    """Return the usage of an authority in some months, as the journal counts it."""
    if not settings.USAGE_JOURNAL:
        return UnreadUsage()
    try:
        journal: YearJournal = import_module(JOURNAL_ROOM).open_journal(settings.USAGE_JOURNAL)
        try:
            return year_in(journal, Selection(first_month, last_month, authority=slug))
        finally:
            journal.close()
    except (LoadingError, OSError) as error:
        return UnreadUsage(str(error))


def year_in(journal: YearJournal, selection: Selection) -> YearUsage:
    """Return what an open journal says; rollups alone are read, however many calls there were."""
    totals: dict[tuple[str, str], Totals] = {}
    for line, more in journal.totals(selection).items():
        key = (line.deployment, line.model)
        totals[key] = totals.get(key, Totals()) + more
    refusals: dict[str, int] = {}
    for (_line, _code, commitment), many in journal.refusals(selection).items():
        refusals[commitment] = refusals.get(commitment, 0) + many
    return YearUsage(totals, refusals)


def opened_deployments(authority_id: int) -> tuple[str, ...]:
    """Return the deployments of an authority to which a key gives access, or gave: calls were possible."""
    rows = Deployment.objects.filter(authority_id=authority_id, keys__isnull=False)
    return tuple(rows.distinct().order_by("identifier").values_list("identifier", flat=True))


def model_facts() -> dict[str, ModelFacts]:
    """Return what is known of every model of the installation, by name; those that serve no more are among them."""
    rows = ServedModel.objects.select_related("provider", "ai_model").order_by("name")
    return {
        row.name: ModelFacts(
            row.provider.jurisdiction,
            row.provider.hosting,
            "" if row.ai_model is None else str(row.ai_model.licence),
        )
        for row in rows
    }


def exits_proven(authority_id: int, until: datetime) -> dict[int, date | None]:
    """Return, by dossier of which a drill was filed before an instant, the last day on which one counts as proof.

    None where no drill proved anything, or where its report was taken away.
    """
    rows = ExitDrill.objects.filter(deployment__authority_id=authority_id, at__lt=until).select_related(
        "deployment", "report"
    )
    proven: dict[int, date | None] = {}
    for row in rows.order_by("at", "pk"):
        kept = row.report.removed_at is None or row.report.removed_at >= until
        proves = not row.shortfall and kept
        dossier_id = row.deployment.dossier_id
        proven[dossier_id] = row.ends_on - timedelta(days=1) if proves else proven.get(dossier_id)
    return proven
