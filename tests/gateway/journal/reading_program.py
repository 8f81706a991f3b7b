# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Reads a journal over and over, until its input is closed; prints the last number of calls that it saw.

``python -m tests.gateway.journal.reading_program ADDRESS``. Leaves with an error when a figure shrinks, or the records
lag behind the totals.
"""

import select
import sys

from balise.loading.usage_journal.opening import open_journal


def main(address: str) -> int:
    seen = 0
    over = False
    while not over:
        over = bool(select.select([sys.stdin], [], [], 0)[0])
        with open_journal(address) as journal:
            calls = journal.count()
            records = sum(1 for _ in journal.records())
        if calls < seen or records < calls:
            return 1
        seen = calls
    sys.stdout.write(str(seen))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
