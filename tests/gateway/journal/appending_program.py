# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""A gateway without its HTTP: appends records for ever, and prints the id of each one once it is acknowledged.

``python -m tests.gateway.journal.appending_program ADDRESS CALLERS``, to be killed. One caller's records come alone.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime

from balise.core.refusals import RefusalCode
from balise.core.usage import Fate, FootprintRange, UsageRecord
from balise.gateway.journal.journal import Journal
from balise.gateway.journal.opening import journal_at


def some_record(number: int) -> UsageRecord:
    refused = number % 7 == 0
    return UsageRecord(
        id=os.urandom(12).hex(),
        at=datetime.now(UTC),  # noqa: TID251 - a program, the edge
        deployment=f"d{number % 3}",
        authority="valbrise",
        unit=f"u{number % 2}",
        model="mistral-small",
        provider="mistral",
        jurisdiction="FR",
        fate=Fate.REFUSED if refused else Fate.SERVED,
        refusal=RefusalCode.PERSONAL_DATA if refused else None,
        commitments=("lyon-2025:2", "lyon-2025:4") if refused else (),
        tokens_in=number,
        tokens_out=number % 11,
        footprint=FootprintRange(number, 2 * number, number, 3 * number, "ecologits 0.11.3"),
        personal_data={"person": number % 4},
    )


async def call(journal: Journal, caller: int, callers: int) -> None:
    number = caller
    while True:
        record = some_record(number)
        await journal.append(record)
        os.write(1, f"{record.id}\n".encode())
        number += callers


async def main(address: str, callers: int) -> None:
    journal = journal_at(address)
    journal.start()
    await asyncio.gather(*(call(journal, caller, callers) for caller in range(callers)))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
