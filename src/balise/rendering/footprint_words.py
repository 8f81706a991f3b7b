# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Energy and carbon as people read them: a range, in the unit that suits it, with no more figures than it is worth."""

from balise.core.language import Language, Text
from balise.rendering.typography import NO_BREAK, number_in_words

ENERGY_UNITS = ((10**12, "MWh"), (10**9, "kWh"), (10**6, "Wh"))
"""In µWh, from which amount on each unit is used; the last for whatever is less."""
CARBON_UNITS = ((10**12, "t"), (10**9, "kg"), (10**6, "g"))
"""In µg of CO₂ equivalent."""
FROM_TO = Text("de {low} à {high}", "{low} to {high}")
LESS_THAN = Text("moins de {least}", "less than {least}")
LEAST = 0.01
NO_ESTIMATE = Text("non estimé", "not estimated")


def energy_in_words(low: int, high: int, language: Language) -> str:
    """Return a range given in µWh: ``de 1,2 à 3,4 kWh``."""
    return _range(low, high, ENERGY_UNITS, language)


def carbon_in_words(low: int, high: int, language: Language) -> str:
    """Return a range given in µg of CO₂ equivalent: ``de 12 à 34 g``."""
    return _range(low, high, CARBON_UNITS, language)


def _range(low: int, high: int, units: tuple[tuple[int, str], ...], language: Language) -> str:
    if high <= 0:
        return NO_ESTIMATE.in_(language)
    size, unit = next((each for each in units if high >= each[0]), units[-1])
    most = high / size
    if most < LEAST:
        least = number_in_words(LEAST, language)
        return f"{LESS_THAN.in_(language).format(least=least)}{NO_BREAK}{unit}"
    shown = [number_in_words(_rounded(amount / size, most), language) for amount in (low, high)]
    if shown[0] == shown[1]:
        return f"{shown[1]}{NO_BREAK}{unit}"
    return f"{FROM_TO.in_(language).format(low=shown[0], high=shown[1])}{NO_BREAK}{unit}"


def _rounded(amount: float, most: float) -> float:
    """Return an amount with three figures at most, as many decimals as the largest of its range."""
    decimals = 0 if most >= 100 else 1 if most >= 10 else 2  # noqa: PLR2004 - three figures
    return round(amount, decimals)
