# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The reference page tells every code that a program can meet, with its status."""

import re
from pathlib import Path

from balise.core.refusals import RefusalCode
from balise.gateway.refusals import FAULTS, FORBIDDEN, STATUSES, Fault

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "passerelle.md"


def test_every_code_is_on_the_page_with_its_status():
    told = set(re.findall(r"^\| `(\w+)` \| (\d{3}) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    refusals = {(code.value, str(STATUSES.get(code, FORBIDDEN))) for code in RefusalCode}
    faults = {(fault.value, str(FAULTS[fault].status)) for fault in Fault}

    assert told == refusals | faults
