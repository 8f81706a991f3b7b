# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A gateway whose disk fills up, then has room again: prints what became of each record, and of its health.

``python -m tests.gateway.journal.full_disk_program ADDRESS``. No file may grow beyond a limit, as on a disk that is
full; then it may again.
"""

import asyncio
import json
import resource
import sys
from itertools import count
from pathlib import Path

from tests.gateway.journal.usage_records import record

from balise.gateway.journal.journal import Journal, JournalUnavailableError
from balise.gateway.journal.opening import journal_at

ROOM = 200_000


async def fill(journal: Journal, kept: list[str]) -> None:
    """Append until the journal refuses."""
    for number in count():
        await journal.append(record(number))
        kept.append(record(number).id)


async def main(address: str) -> None:
    journal = journal_at(address)
    journal.start()
    kept: list[str] = []
    told = {"refused": False, "healthy_when_full": True}
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        await fill(journal, kept)
    except JournalUnavailableError:
        told = {"refused": True, "healthy_when_full": journal.healthy}
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    while not journal.healthy:
        await asyncio.sleep(0.01)
    await journal.append(record(1_000_000))
    kept.append(record(1_000_000).id)
    await journal.close()
    sys.stdout.write(json.dumps({**told, "kept": kept, "file": Path(address.partition(":///")[2]).stat().st_size}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
