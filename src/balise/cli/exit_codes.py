# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The codes with which a command leaves: what a script, a timer or a continuous check reads of it."""

FINE = 0
CHECK_FAILED = 1
"""The verdict is unfavourable, a check failed, or the act is done and something of it is left to a person."""
BAD_INPUT = 2
"""The words of the command, a file or a setting cannot be used."""
INTERRUPTED = 130
