# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A gateway made of its parts, in order: the journal first, for nothing is served without it, then the rules."""

import asyncio
import contextlib
import threading
import time
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from balise.gateway.bundle import BundleHolder, LoadedBundle
from balise.gateway.bundle_sources import FileSource, HttpSource
from balise.gateway.calls import Gateway
from balise.gateway.conversations import Conversations
from balise.gateway.footprint import footprint, prepare
from balise.gateway.journal.journal import JournalUnavailableError
from balise.gateway.journal.opening import journal_at
from balise.gateway.metrics import Metrics
from balise.gateway.personal_data import PersonalData
from balise.gateway.providers import Providers
from balise.gateway.pseudonyms.detection import Options
from balise.gateway.pseudonyms.names_by_model import NamesModel
from balise.gateway.quota import Quotas, Recall, Spent
from balise.gateway.settings import Limits, secrets_of
from balise.gateway.upstream import Timeouts
from balise.loading.usage_journal.errors import UsageJournalError
from balise.loading.usage_journal.opening import open_journal

TOKEN = "BALISE_BUNDLE_TOKEN"  # noqa: S105 - the name of a variable, not what it holds


@dataclass(frozen=True, slots=True)
class Plan:
    """What a gateway is asked to be."""

    bundle: str
    """A path, or the address where the site gives it."""
    journal: str
    now: Callable[[], datetime]
    environment: Mapping[str, str]
    every: float = 1.0
    """Seconds between two looks for a newer bundle."""
    sync_every_group: bool = False
    limits: Limits = field(default_factory=Limits)
    conversations: Conversations | None = None


def _names_model(limits: Limits) -> NamesModel | None:
    return NamesModel.started(limits.names_processes, limits.search_seconds) if limits.names_processes else None


def _prepare_footprints(loaded: LoadedBundle) -> None:
    """Learn the method of each model aside: it takes a fraction of a second that no call should wait for."""
    energies = tuple(model.energy for model in loaded.policy.models.values())
    threading.Thread(target=prepare, args=(energies,), name="footprints", daemon=True).start()


def recall_from(address: str) -> Recall:
    """Return what reads back, once for each deployment and period, what was spent before this process.

    What it returns raises ``JournalUnavailableError`` when the journal cannot be read: nobody knows what is left.
    """

    def recall(deployment: str, period: str) -> Spent:
        try:
            with open_journal(address) as journal:
                known = (
                    journal.spent_in_month(deployment, period)
                    if len(period) == len("2026-11")
                    else journal.spent(deployment, date.fromisoformat(period))
                )
        except UsageJournalError:
            raise JournalUnavailableError from None
        return Spent(known.tokens_in + known.tokens_out, known.energy_max)

    return recall


def source_of(bundle: str, environment: Mapping[str, str]) -> FileSource | HttpSource:
    """Return where the bundle comes from.

    Raises:
        ValueError: the address is not one of HTTP.
    """
    if bundle.startswith(("http://", "https://")):
        return HttpSource(bundle, environment.get(TOKEN, ""), Timeouts(connect=2.0, first_byte=5.0, between=5.0))
    return FileSource(Path(bundle))


@contextlib.asynccontextmanager
async def opened(plan: Plan) -> AsyncIterator[Gateway]:
    """Open a gateway, and close it when its last call has ended."""
    journal = journal_at(plan.journal, sync_every_group=plan.sync_every_group)
    await asyncio.to_thread(journal.start)
    source = source_of(plan.bundle, plan.environment)
    bundles = BundleHolder(source, every=plan.every, clock=time.monotonic)
    providers = Providers(secrets_of(plan.environment), plan.limits.upstream)
    bundles.on_change.append(lambda loaded: providers.forget(loaded.policy))
    bundles.on_change.append(_prepare_footprints)
    await bundles.refresh()
    bundles.start()
    model = await asyncio.to_thread(_names_model, plan.limits)
    try:
        yield Gateway(
            bundles,
            providers,
            journal,
            Quotas(recall_from(plan.journal)),
            PersonalData(plan.limits.search_seconds, model, Options(this_year=plan.now().year)),
            lambda model, tokens, seconds: footprint(model.energy, tokens, seconds),
            plan.limits,
            Metrics(),
            plan.now,
            plan.conversations,
        )
    finally:
        if model is not None:
            model.close()
        await bundles.stop()
        source.close()
        providers.close()
        await journal.close()
