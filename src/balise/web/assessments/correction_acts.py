# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The act that saving answers is, in each state: where a correction is possible is where it has a name of its own."""

from collections.abc import Mapping

from balise.core.states import ACCEPTING, State

ANSWERED = "dossier.answered"
CORRECTED: Mapping[State, str] = {
    State.SUSPENDED: "dossier.corrected_suspended",
    State.UNDER_REASSESSMENT: "dossier.corrected_in_service",
    **dict.fromkeys(ACCEPTING, "dossier.corrected_before_return"),
}
"""The act that a correction is, by the state in which it is made."""


def act_of_saving(state: State) -> str:
    """Return the act that saving answers is, in that state."""
    return CORRECTED.get(state, ANSWERED)
