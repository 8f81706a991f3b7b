# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the apps above do when an act moves a dossier, without this one knowing them.

The register follows the use that it describes: a service suspended at noon is no longer “in service” for residents
at one minute past. An app above registers a function in its ``AppConfig.ready()``; it is called once the act is
recorded, inside its transaction: either both stand, or neither. Refused: signals (see ``assessments.contributions``).
"""

from collections.abc import Callable
from datetime import datetime

from balise.web.journal.operations import Actor

Follower = Callable[[int, Actor, datetime], None]
"""Given the dossier that has moved, whoever moved it and when."""

_FOLLOWERS: list[Follower] = []


def register_follower(follower: Follower) -> None:
    """Have a function called after each act that moves a dossier; twice the same counts once."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)


def tell_followers(dossier_id: int, actor: Actor, at: datetime) -> None:
    """Call those that follow dossiers, in the order in which they registered."""
    for follower in _FOLLOWERS:
        follower(dossier_id, actor, at)
