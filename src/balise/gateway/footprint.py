# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The footprint of a call, estimated once its answer has left: a range, and the method that made it.

The method is that of EcoLogits, the French reference for inference. It counts the tokens of the answer and the seconds
that the request took; **it ignores the tokens of the question**, however long, and the network and the screen of
whoever reads. Where the parameters of a model and the efficiency of its data centre are published, it gives one figure,
and the range is that figure twice.

EcoLogits takes 0.2 ms a call, 0.25 s and 24 MB to load. Its formula is a straight line in tokens and in seconds, cut
where the request lasted longer than the generation could: its coefficients are asked of EcoLogits once for each model,
in a process that ends, and a call then costs two microseconds. A property test compares the two over all its models.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from balise.core.policy import Energy
from balise.core.usage import NO_FOOTPRINT, FootprintRange

PATIENCE = 60
"""Seconds to wait for the coefficients, which take half of one."""


@dataclass(frozen=True, slots=True)
class Slopes:
    """One bound of the estimate: what a token and a second of generation add, and how long a generation lasts."""

    energy_per_token: float
    """µWh."""
    energy_per_second: float
    carbon_per_token: float
    """µg of CO₂ equivalent."""
    carbon_per_second: float
    seconds_per_token: float
    seconds_before: float

    def at(self, tokens: int, seconds: float) -> tuple[int, int]:
        """Return the energy and the carbon of an answer, in whole units."""
        generation = min(seconds, self.seconds_before + tokens * self.seconds_per_token)
        return (
            round(tokens * self.energy_per_token + generation * self.energy_per_second),
            round(tokens * self.carbon_per_token + generation * self.carbon_per_second),
        )


@dataclass(frozen=True, slots=True)
class Coefficients:
    """What the method makes of a model: its two bounds, and its own name and version."""

    low: Slopes
    high: Slopes
    method: str


_KNOWN: dict[Energy, Coefficients | None] = {}


def footprint(energy: Energy, tokens_out: int, seconds: float) -> FootprintRange:
    """Return what an answer of so many tokens, asked for during so many seconds, is estimated to have used.

    ``NO_FOOTPRINT`` when the method knows neither the model nor its parameters, or not the zone: nothing is made up.
    """
    if energy not in _KNOWN:
        _KNOWN[energy] = _asked_here(energy)
    known = _KNOWN[energy]
    if known is None:
        return NO_FOOTPRINT
    elapsed = max(0.0, seconds)
    energy_min, carbon_min = known.low.at(tokens_out, elapsed)
    energy_max, carbon_max = known.high.at(tokens_out, elapsed)
    return FootprintRange(energy_min, energy_max, carbon_min, carbon_max, known.method)


def prepare(energies: Iterable[Energy]) -> None:
    """Learn the coefficients of models before any is called: in a process of its own, for half a second.

    To be called in a thread when a bundle comes in, so that EcoLogits never weighs on what serves. One that fails
    changes nothing: the coefficients are then asked for at the first call.
    """
    wanted = [energy for energy in dict.fromkeys(energies) if energy not in _KNOWN]
    if not wanted:
        return
    try:
        answered = subprocess.run(
            [sys.executable, "-m", "balise.gateway.footprint_method"],
            input=json.dumps([asdict(energy) for energy in wanted]),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=PATIENCE,
        ).stdout
        found = [_read(each) for each in json.loads(answered)]
    except (OSError, subprocess.SubprocessError, ValueError):
        return
    _KNOWN.update(zip(wanted, found, strict=True))


def _asked_here(energy: Energy) -> Coefficients | None:
    from balise.gateway.footprint_method import coefficients  # noqa: PLC0415 - loads EcoLogits

    return coefficients(energy)


def _read(told: dict[str, Any] | None) -> Coefficients | None:
    if told is None:
        return None
    return Coefficients(Slopes(**told["low"]), Slopes(**told["high"]), told["method"])
