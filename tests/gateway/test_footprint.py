# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The footprint of a call: EcoLogits' own figures, at a hundredth of its price.

The golden values were printed by EcoLogits 0.11.3 itself (``llm_impacts`` for hosted models, ``compute_llm_impacts``
with the mix of the zone for the others), in kWh and kg, and rounded to the µWh and the µg by hand.
"""

import subprocess
import sys
from dataclasses import astuple

import pytest
from ecologits.electricity_mix_repository import electricity_mixes
from ecologits.model_repository import models
from hypothesis import given
from hypothesis import strategies as st

from balise.core.policy import Energy
from balise.core.usage import NO_FOOTPRINT
from balise.gateway.footprint import footprint, prepare
from balise.gateway.footprint_method import MICRO, estimate_of

METHOD = "ecologits 0.11.3"
HOSTED = [(model.provider.value, model.name) for model in models.list_models()]
ZONES = [mix.zone for mix in electricity_mixes.list_electricity_mixes()]
SIZES = st.floats(0.1, 2000)
HOUSED = st.builds(
    lambda zone, active, more, pue: Energy(zone, active_parameters=active, total_parameters=active * more, pue=pue),
    st.sampled_from(ZONES),
    SIZES,
    st.floats(1, 20),
    st.floats(1, 2.5),
)
KNOWN = st.builds(lambda zone, named: Energy(zone, *named), st.sampled_from(ZONES), st.sampled_from(HOSTED))


@pytest.mark.parametrize(
    ("energy", "tokens", "seconds", "expected"),
    [
        (Energy("FRA", "mistralai", "mistral-small-latest"), 100, 3.0, (29_982, 29_982, 3_196, 3_196)),
        (Energy("FRA", "mistralai", "mistral-small-latest"), 500, 2.0, (110_638, 110_638, 5_887, 5_887)),
        (Energy("FRA", "openai", "gpt-4o"), 100, 3.0, (150_437, 246_645, 11_342, 15_329)),
        (Energy("FRA", "openai", "gpt-4o"), 500, 2.0, (654_602, 1_135_642, 32_335, 52_269)),
        (Energy("FRA", active_parameters=24, total_parameters=24, pue=1.3), 100, 3.0, (9_584, 9_584, 885, 885)),
        (Energy("SWE", active_parameters=3, total_parameters=30), 500, 2.0, (26_905, 26_905, 1_274, 1_274)),
    ],
)
def test_it_gives_the_figures_of_the_method(energy, tokens, seconds, expected):
    assert astuple(footprint(energy, tokens, seconds)) == (*expected, METHOD)


@given(HOUSED | KNOWN, st.integers(0, 200_000), st.floats(0, 3600))
def test_it_never_parts_from_the_method_by_more_than_one_unit(energy, tokens, seconds):
    estimate = estimate_of(energy)
    assert estimate is not None
    low, high = estimate(tokens, seconds)

    found = footprint(energy, tokens, seconds)

    expected = [each * MICRO for each in (low.energy, high.energy, low.carbon, high.carbon)]
    assert [found.energy_min, found.energy_max, found.carbon_min, found.carbon_max] == pytest.approx(
        expected, rel=1e-9, abs=1
    )


@given(HOUSED | KNOWN, st.integers(0, 100_000), st.floats(0, 600), st.integers(0, 1000), st.floats(0, 60))
def test_more_tokens_or_more_time_never_cost_less_and_a_range_is_in_order(energy, tokens, seconds, more, longer):
    less, greater = footprint(energy, tokens, seconds), footprint(energy, tokens + more, seconds + longer)

    assert less.energy_min <= less.energy_max
    assert less.carbon_min <= less.carbon_max
    assert (less.energy_min, less.carbon_max) <= (greater.energy_min, greater.carbon_max)


def test_the_zone_given_always_counts():
    france, poland = (footprint(Energy(zone, "openai", "gpt-4o"), 100, 3.0) for zone in ("FRA", "POL"))

    assert france.energy_max == poland.energy_max
    assert poland.carbon_min > 3 * france.carbon_min


@pytest.mark.parametrize(
    "energy",
    [
        Energy("FRA"),
        Energy("FRA", "openai", "no-such-model"),
        Energy("FRA", "nobody", "gpt-4o"),
        Energy("ZZZ", "openai", "gpt-4o"),
        Energy("", active_parameters=7),
    ],
)
def test_it_makes_nothing_up(energy):
    assert footprint(energy, 100, 3.0) == NO_FOOTPRINT


def test_a_model_that_the_method_does_not_know_is_estimated_by_its_parameters():
    unknown = Energy("FRA", "openai", "no-such-model", active_parameters=24, pue=1.3)

    assert footprint(unknown, 100, 3.0) == footprint(Energy("FRA", active_parameters=24, pue=1.3), 100, 3.0)


def test_coefficients_learnt_in_another_process_are_the_same():
    energies = [Energy("ITA", "openai", "gpt-4o"), Energy("ITA", total_parameters=8), Energy("ITA")]
    program = (
        "import sys; from balise.core.policy import Energy; from balise.gateway.footprint import footprint, prepare\n"
        f"energies = {energies!r}\n"
        "prepare(energies); print([footprint(each, 321, 4.5) for each in energies], 'ecologits' in sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", f"from balise.core.usage import FootprintRange\n{program}"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.strip() == f"{[footprint(each, 321, 4.5) for each in energies]} False"
    assert said.stderr == ""


def test_preparing_what_is_known_asks_for_nothing():
    energy = Energy("FRA", "openai", "gpt-4o")
    before = footprint(energy, 10, 1.0)

    prepare([energy])

    assert footprint(energy, 10, 1.0) == before
