# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What a process of the site does before its first visitor, so that no visitor waits for it."""

import gc
import logging

from django.db import DatabaseError

from balise.web.organisations.frameworks import AlteredFrameworkError, read_ahead
from balise.web.transparency.api.description import openapi

_BORN_BETWEEN_SWEEPS = 10_000
"""A page makes some ten thousand things and lets go of them: by default, Python would look through them every 700."""

_log = logging.getLogger(__name__)


def warm_up() -> None:
    """Read the charters and describe the API, then leave what lives as long as the process out of every memory sweep.

    Python looks through all that lives whenever enough was born since the last time, in the middle of a page: with
    the charters, their questions and the site itself in memory, that is some tens of milliseconds for nothing.

    A database that does not answer yet, or a charter that was altered, stops nobody here: the page that needs it says
    so to whoever asks for it.
    """
    try:
        read_ahead()
    except (DatabaseError, AlteredFrameworkError) as error:
        _log.warning("The charters could not be read ahead: %s", error)
    openapi()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BORN_BETWEEN_SWEEPS)
