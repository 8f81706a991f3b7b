# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""EcoLogits, behind one door: everything that this program knows of it is here.

``python -m balise.gateway.footprint_method`` answers the coefficients of the models it is given, in JSON, and ends.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from math import inf
from typing import NamedTuple

import ecologits
from ecologits.electricity_mix_repository import electricity_mixes
from ecologits.impacts.llm import compute_llm_impacts
from ecologits.log import logger
from ecologits.model_repository import models
from ecologits.tracers.utils import PROVIDER_CONFIG_MAP, llm_impacts
from ecologits.utils.range_value import RangeValue

from balise.core.policy import Energy
from balise.gateway.footprint import Coefficients, Slopes

METHOD = f"ecologits {ecologits.__version__}"
MICRO = 1e9
"""µWh in a kWh, µg in a kg."""
TOKENS, SECONDS = 10_000, 1.0
"""Where the line is asked for: more tokens than a second can generate, so that the second counts whole."""

logger.disabled = True  # its remarks on models go to the documentation, not to the terminal of a server


class Point(NamedTuple):
    """What EcoLogits answers at one point, for one bound, in kWh and kg."""

    energy: float
    carbon: float


Answer = tuple[Point, Point]
Estimate = Callable[[float, float], Answer]
"""Tokens and seconds in, both bounds out."""


def estimate_of(energy: Energy) -> Estimate | None:
    """Return EcoLogits' own estimate for a model; None when it cannot make one.

    A hosted model that it knows is taken from its repository, with the data centre of its provider; any other is
    estimated by its parameters and the PUE given. The zone is always the one given.
    """
    if electricity_mixes.find_electricity_mix(zone=energy.zone) is None:
        return None
    if energy.provider in PROVIDER_CONFIG_MAP and models.find_model(energy.provider, energy.model) is not None:
        return lambda tokens, seconds: _hosted(energy, tokens, seconds)
    active, total = energy.active_parameters, energy.total_parameters
    if not active and not total:
        return None
    return lambda tokens, seconds: _by_parameters(energy, active or total or 0, total or active or 0, tokens, seconds)


def coefficients(energy: Energy) -> Coefficients | None:
    """Return the straight lines of a model; None when nothing can be estimated."""
    estimate = estimate_of(energy)
    if estimate is None:
        return None
    points = (
        estimate(0, inf),
        estimate(TOKENS, 0.0),
        estimate(TOKENS, SECONDS),
        estimate(TOKENS, inf),
    )
    low, high = (_slopes(*(point[bound] for point in points)) for bound in (0, 1))
    return Coefficients(low, high, METHOD)


def _slopes(before: Point, tokens: Point, with_a_second: Point, whole: Point) -> Slopes:
    """Return the line through four points: no token, tokens in no time, in one second, and in all the time it takes."""
    energy_per_second = (with_a_second.energy - tokens.energy) / SECONDS
    seconds_before = before.energy / energy_per_second
    seconds = (whole.energy - tokens.energy) / energy_per_second - seconds_before
    return Slopes(
        energy_per_token=tokens.energy / TOKENS * MICRO,
        energy_per_second=energy_per_second * MICRO,
        carbon_per_token=tokens.carbon / TOKENS * MICRO,
        carbon_per_second=(with_a_second.carbon - tokens.carbon) / SECONDS * MICRO,
        seconds_per_token=seconds / TOKENS,
        seconds_before=seconds_before,
    )


def _hosted(energy: Energy, tokens: float, seconds: float) -> Answer:
    impacts = llm_impacts(energy.provider, energy.model, int(tokens), seconds, energy.zone)
    assert impacts.energy is not None  # noqa: S101 - the model and the zone were found
    assert impacts.gwp is not None  # noqa: S101 - idem
    return _bounds(impacts.energy.value, impacts.gwp.value)


def _by_parameters(energy: Energy, active: float, total: float, tokens: float, seconds: float) -> Answer:
    mix = electricity_mixes.find_electricity_mix(zone=energy.zone)
    assert mix is not None  # noqa: S101 - it was found before
    impacts = compute_llm_impacts(
        model_active_parameter_count=active,
        model_total_parameter_count=total,
        output_token_count=tokens,
        request_latency=seconds,
        if_electricity_mix_adpe=mix.adpe,
        if_electricity_mix_pe=mix.pe,
        if_electricity_mix_gwp=mix.gwp,
        if_electricity_mix_wue=mix.wue,
        datacenter_pue=energy.pue,
        datacenter_wue=0.0,  # water is not reported
    )
    return _bounds(impacts.energy.value, impacts.gwp.value)


def _bounds(energy: "RangeValue | float", carbon: "RangeValue | float") -> Answer:
    return (
        Point(*(each.min if isinstance(each, RangeValue) else each for each in (energy, carbon))),
        Point(*(each.max if isinstance(each, RangeValue) else each for each in (energy, carbon))),
    )


def main() -> None:
    """Answer the models given on standard input."""
    found = [coefficients(Energy(**each)) for each in json.load(sys.stdin)]
    json.dump([None if each is None else asdict(each) for each in found], sys.stdout)


if __name__ == "__main__":
    main()
