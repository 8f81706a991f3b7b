# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The colours of the page, read from its style sheet: contrast in light, in dark and on paper."""

import re
from itertools import chain

import pytest

from balise.rendering.html import page_style

TEXT = 4.5
SHAPE = 3.0
"""WCAG 2.2, 1.4.3 (text) and 1.4.11 (what is not text)."""

TONES = ("ok", "fix", "stop", "ask")
GROUNDS = ("paper", "card", "sea-wash", *(f"{tone}-wash" for tone in TONES))
PAIRS = [
    *(("ink", ground, TEXT) for ground in GROUNDS),
    *(("ink-soft", ground, TEXT) for ground in GROUNDS),
    *(("sea", ground, TEXT) for ground in GROUNDS),
    *((tone, ground, TEXT) for tone in TONES for ground in ("paper", "card", f"{tone}-wash")),
    ("night-ink", "night", TEXT),
    ("lamp", "night", SHAPE),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
    ("edge", "paper", SHAPE),
    ("edge", "card", SHAPE),
]
ORNAMENT = {"line"}
"""Rules between rows: the rows are told apart without them."""


def tokens(block: str) -> dict[str, str]:
    """Return the colours that a rule names."""
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))


def themes() -> dict[str, dict[str, str]]:
    """Return the colours of each theme; dark and paper change some of those of light."""
    light, dark, paper = (tokens(block) for block in re.findall(r":root \{(.*?)\}", page_style(), re.DOTALL))
    return {"light": light, "dark": light | dark, "print": light | paper}


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance), from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_it_computes_contrast_as_the_standard_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_it_can_be_read_in_every_theme(theme, ink, ground, least):
    colours = themes()[theme]

    assert contrast(colours[ink], colours[ground]) >= least


def test_it_checks_every_colour_it_names_and_names_every_colour_it_uses():
    checked = set(chain.from_iterable((ink, ground) for ink, ground, _ in PAIRS)) | ORNAMENT
    used = set(re.findall(r"var\(--([a-z-]+)\)", page_style()))

    assert set(themes()["light"]) == checked
    assert used == checked


def test_it_writes_no_colour_outside_its_tokens():
    rules = re.sub(r":root \{.*?\}", "", page_style(), flags=re.DOTALL)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", rules) == []


def test_it_changes_every_colour_between_day_and_night_but_the_masthead_ink_and_lamp():
    light, dark = themes()["light"], themes()["dark"]

    assert {name for name in light if light[name] == dark[name]} == {"night-ink", "lamp"}


@pytest.mark.parametrize(
    "care",
    [
        "prefers-color-scheme: dark",
        "prefers-reduced-motion",
        "forced-colors: active",
        "@media print",
        ":focus-visible",
        "max-width: 34rem",
    ],
)
def test_it_cares_for_how_the_page_is_read(care):
    assert care in page_style()
