# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The two style sheets of the site: their colours, their weight, and that they are served as they are written."""

import gzip
import re
from importlib.resources import files

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from tests.rendering.test_page_style import PAIRS, SHAPE, TEXT, contrast, themes

from balise.rendering.html import page_style
from balise.web.ui.style_sheet import PageStyleFinder

SITE = files("balise.web.ui").joinpath("static/ui/site.css").read_text(encoding="utf-8")
HEAVIEST = 12_000

OWN_PAIRS = [
    # buttons, the current page of a list, the current step
    ("card", "sea", TEXT),
    ("card", "stop", TEXT),
    # links and buttons that are outlined, in a danger zone, in a summary of errors
    ("stop", "paper", TEXT),
    ("stop", "card", TEXT),
    ("stop", "stop-wash", TEXT),
    # what was added and removed
    ("ok", "ok-wash", TEXT),
    # quiet words over a hovered row, a count
    ("ink-soft", "sea-wash", TEXT),
    ("sea", "sea-wash", TEXT),
    ("ink", "sea-wash", TEXT),
    # edges of fields, on the page, in a filter, over a hovered row
    ("edge", "paper", SHAPE),
    ("edge", "card", SHAPE),
    ("stop", "card", SHAPE),
    # rings of focus
    ("focus", "paper", SHAPE),
    ("focus", "card", SHAPE),
    ("focus", "stop-wash", SHAPE),
    ("lamp", "night", SHAPE),
    # the masthead
    ("night-ink", "night", TEXT),
]


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "ground", "least"), OWN_PAIRS)
def test_it_can_be_read_in_every_theme(theme, ink, ground, least):
    colours = themes()[theme]

    assert contrast(colours[ink], colours[ground]) >= least


def test_it_uses_only_colours_whose_contrast_is_computed():
    used = set(re.findall(r"var\(--([a-z-]+)\)", SITE))
    computed = {colour for ink, ground, _ in (*OWN_PAIRS, *PAIRS) for colour in (ink, ground)}

    assert used - computed == {"line"}


def test_it_writes_no_colour_of_its_own():
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl|oklch|:root", SITE) == []


def test_it_fetches_nothing():
    assert re.findall(r"url\(|@import|@font-face", SITE + page_style()) == []


def test_it_weighs_little():
    assert sum(len(gzip.compress(sheet.encode())) for sheet in (page_style(), SITE)) <= HEAVIEST


@pytest.mark.parametrize(
    "care", ["prefers-reduced-motion", "forced-colors: active", "@media print", "max-width: 34rem", ":focus-visible"]
)
def test_it_cares_for_how_the_page_is_read(care):
    assert care in SITE


def test_it_never_orders_things_by_left_and_right():
    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right)|[^-](?:left|right):|text-align: (?:left|right)", SITE
    )

    assert physical == []


def test_it_serves_the_style_sheet_of_the_documents_itself():
    found = finders.find("ui/page.css")

    assert isinstance(found, str)
    with open(found, encoding="utf-8") as sheet:  # noqa: PTH123 - what the finder returns is a string
        assert sheet.read() == page_style()


def test_it_publishes_one_file_of_the_folder_of_documents_and_no_code():
    collected = [(path, storage.prefix) for path, storage in PageStyleFinder().list([])]  # type: ignore[attr-defined]

    assert collected == [("page.css", "ui")]
    assert PageStyleFinder().find("ui/html.py") == []
    assert PageStyleFinder().find("ui/page.css", find_all=True) == [finders.find("ui/page.css")]


def test_it_leaves_the_file_out_when_asked_to():
    assert [*PageStyleFinder().list(["*.css"])] == []


def test_it_names_the_files_that_the_pages_link():
    assert StaticFilesStorage().url("ui/page.css") == "/static/ui/page.css"
    assert all(finders.find(f"ui/{name}") for name in ("page.css", "site.css", "balise.svg"))
