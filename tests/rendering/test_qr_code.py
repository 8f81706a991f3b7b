# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The code drawn as vectors, put back on a grid and read by another library."""

import re
from xml.etree import ElementTree as ET

import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from balise.core.language import Language
from balise.rendering.qr_code import LARGEST_VERSION, QUIET_ZONE, AddressTooLongError, NotAWebAddressError, svg

ADDRESS = "https://registre.valbrise.example/r/valbrise-2026-017"
PATHS = st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E), max_size=150)
SVG = "{http://www.w3.org/2000/svg}"
STROKE = re.compile(r"([Mmh])(-?[\d.]+)(?:[ ,]?(-?[\d.]+))?")


def drawn(text: str) -> set[tuple[int, int]]:
    """Return the dark modules of a drawing, from its strokes of one module's height."""
    (path,) = (part for part in ET.fromstring(text).iter(f"{SVG}path") if part.get("stroke"))  # noqa: S314
    x = y = 0.0
    dark: set[tuple[int, int]] = set()
    for command, first, second in STROKE.findall(path.get("d", "")):
        if command == "M":
            x, y = float(first), float(second)
        elif command == "m":
            x, y = x + float(first), y + float(second)
        else:
            dark |= {(int(x) + step, int(y)) for step in range(int(first))}
            x += float(first)
    return dark


def side(text: str) -> int:
    _, _, width, height = ET.fromstring(text).attrib["viewBox"].split()  # noqa: S314
    assert width == height
    return int(width)


def scanned(text: str, module: int = 4) -> str:
    """Return what a phone would read of the drawing."""
    image = Image.new("L", (side(text) * module, side(text) * module), "white")
    pen = ImageDraw.Draw(image)
    for x, y in drawn(text):
        pen.rectangle((x * module, y * module, (x + 1) * module - 1, (y + 1) * module - 1), fill="black")
    (found,) = zxingcpp.read_barcodes(image)
    return found.text


@given(PATHS)
def test_it_is_read_back_as_the_address_it_was_made_of(path):
    address = f"https://valbrise.example/{path}"

    assert scanned(svg(address)) == address


def test_it_leaves_a_quiet_zone_of_four_modules_on_every_side():
    text = svg(ADDRESS)
    places = {place for module in drawn(text) for place in module}

    assert (min(places), side(text) - 1 - max(places)) == (QUIET_ZONE, QUIET_ZONE)


def test_it_still_reads_with_a_stain_on_it():
    text = svg(ADDRESS)
    hidden = {module for module in drawn(text) if 16 <= module[0] < 22 and 16 <= module[1] < 22}
    image = Image.new("L", (side(text) * 4, side(text) * 4), "white")
    pen = ImageDraw.Draw(image)
    for x, y in drawn(text) - hidden:
        pen.rectangle((x * 4, y * 4, x * 4 + 3, y * 4 + 3), fill="black")

    assert hidden
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [ADDRESS]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.FRENCH, f"Code à scanner, qui mène à {ADDRESS}"),
        (Language.ENGLISH, f"Code to scan, leading to {ADDRESS}"),
    ],
)
def test_it_says_its_address_to_whoever_cannot_scan_it(language, words):
    root = ET.fromstring(svg(ADDRESS, language))  # noqa: S314

    assert root.get("role") == "img"
    assert root.get("aria-label") == words
    assert root.findtext(f"{SVG}title") == words


def test_it_takes_the_room_it_is_given():
    root = ET.fromstring(svg(ADDRESS))  # noqa: S314

    assert root.get("width") is None
    assert root.get("height") is None
    assert root.get("viewBox")


def test_it_is_dark_on_white_in_any_theme():
    assert 'fill="#fff"' in svg(ADDRESS)
    assert 'stroke="#000"' in svg(ADDRESS)


def test_it_writes_no_character_of_the_address_as_markup():
    text = svg("https://valbrise.example/?a=\"><script>&b='")

    assert "<script" not in text
    assert ET.fromstring(text).get("role") == "img"  # noqa: S314


@pytest.mark.parametrize("length", [400, 5000])
def test_it_refuses_an_address_too_long_to_be_scanned_on_a_letter(length):
    with pytest.raises(AddressTooLongError):
        svg(f"https://valbrise.example/{'a' * length}")


def test_it_takes_the_longest_address_that_can_be_scanned():
    longest = f"https://valbrise.example/{'a' * 306}"

    assert segno.make_qr(longest, error="m").version == LARGEST_VERSION
    assert scanned(svg(longest)) == longest


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "/r/12", "tel:0478000000", "https://", "https://ex ample/", "https://é/"]
)
def test_it_refuses_what_is_not_a_web_address(address):
    with pytest.raises(NotAWebAddressError):
        svg(address)
