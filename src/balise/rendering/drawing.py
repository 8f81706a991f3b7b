# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Drawings in SVG made of shapes, and of the labels of charts, safe to stand in a page as they are.

SVG can run scripts, fetch addresses and hold whole pages. A drawing that enters a document is read here word by word
against a short list of what draws; whatever is not on it is refused, never cleaned: a drawing that needs more is not
one of ours. An XML parser was set aside: it would follow entities, and accept what a page reads differently.
"""

import re
from collections.abc import Iterator

SVG_NAMESPACE = "http://www.w3.org/2000/svg"

_SHAPES = frozenset({"svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"})
_WORDS = frozenset({"title", "desc"})
_LETTERS = "text"
"""Words that are drawn: the labels of a chart, which stay as they are."""
_DRAWN = frozenset({
    "viewBox", "width", "height", "d", "points", "transform", "opacity", "pathLength",
    "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "y1", "x2", "y2",
    "fill", "fill-rule", "fill-opacity",
    "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
    "stroke-dashoffset", "stroke-opacity",
    "font-family", "font-size", "font-weight", "text-anchor",
})  # fmt: skip
_LEFT_OUT = frozenset({"xmlns", "version", "role", "class", "focusable", "lang", "xml:lang"})
"""What says nothing to a page that holds the drawing: the figure has its words, the page its style."""

_COMMENT = re.compile(r"<!--(?:(?!--)[^<>])*-->")
_HEAD = re.compile(r"\s*(?:<\?xml[^<>]*\?>\s*)?")
_TAG = re.compile(r"<(/?)([a-z]+)((?:\s+[A-Za-z][\w:-]*=(?:\"[^\"<>&]*\"|'[^'<>&]*'))*)\s*(/?)>")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:-]*)=(?:\"([^\"<>&]*)\"|'([^'<>&]*)')")
_VALUE = re.compile(r"[\w\s#.,()%+-]*")
_TEXT = re.compile(r"[^<>]*")
_ESCAPED = re.compile(r"(?:[^<>&]|&(?:amp|lt|gt);)*")
_SIZED = re.compile(r"viewBox=\"\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+(\d{1,5}(?:\.\d+)?)[\s,]+(\d{1,5}(?:\.\d+)?)\s*\"")


class DrawingError(ValueError):
    """The drawing holds something else than shapes, or no words say what it shows."""


def bare(svg: str) -> str:
    """Return the drawing without its words and comments, on one line, ready to stand in a page or in a file.

    Raises:
        DrawingError: it is not one ``svg`` element with a ``viewBox``, made of shapes alone.
    """
    drawing = "".join(_pieces(_COMMENT.sub("", svg)))
    height_for(1, drawing)
    return drawing


def height_for(width: float, drawing: str) -> float:
    """Return the height of a drawing shown that wide.

    Raises:
        DrawingError: its ``viewBox`` is not four numbers, of which the last two are a size.
    """
    found = _SIZED.search(drawing)
    across, down = (float(found[1]), float(found[2])) if found is not None else (0.0, 0.0)
    if not across or not down:
        raise DrawingError("viewBox")
    return width * down / across


def _pieces(svg: str) -> Iterator[str]:
    """Yield the tags one after the other, and refuse at the first piece that is none of those that draw."""
    start = _HEAD.match(svg)
    place, opened = start.end() if start is not None else 0, list[str]()
    while place < len(svg):
        tag = _TAG.match(svg, place)
        if tag is None:
            raise DrawingError(svg[place : place + 40])
        closing, name, attributes, alone = tag.groups()
        yield _closed(name, opened) if closing else _opened(name, attributes, opened, alone=bool(alone))
        place = tag.end()
        if not opened:
            break
        between = _between(svg, place, opened)
        if opened[-1] == _LETTERS:
            yield between
        place += len(between)
    if opened or svg[place:].strip():
        raise DrawingError(svg[place : place + 40])


def _opened(name: str, attributes: str, opened: list[str], *, alone: bool) -> str:
    """Return the opening tag; the first one is that of the drawing itself."""
    first = not opened
    if name not in _SHAPES | _WORDS | {_LETTERS} or first is not (name == "svg") or (first and alone):
        raise DrawingError(name)
    if opened and opened[-1] in _WORDS | {_LETTERS}:
        raise DrawingError(name)
    kept = tuple(_kept(attributes))
    if not alone:
        opened.append(name)
    if name in _WORDS:
        return ""
    namespace = (f'xmlns="{SVG_NAMESPACE}"',) if first else ()
    return f"<{' '.join((name, *namespace, *kept))}{'/' if alone else ''}>"


def _closed(name: str, opened: list[str]) -> str:
    if not opened or opened.pop() != name:
        raise DrawingError(name)
    return "" if name in _WORDS else f"</{name}>"


def _kept(attributes: str) -> Iterator[str]:
    """Yield the attributes that draw, each once."""
    seen = set[str]()
    for attribute in _ATTRIBUTE.finditer(attributes):
        name, value = attribute[1], attribute[2] or attribute[3] or ""
        if name in seen:
            raise DrawingError(name)
        seen.add(name)
        if name in _LEFT_OUT or name.startswith("aria-"):
            continue
        if name not in _DRAWN or not _VALUE.fullmatch(value) or "url" in value.lower():
            raise DrawingError(f"{name}={value}")
        yield f'{name}="{value}"'


def _between(svg: str, place: int, opened: list[str]) -> str:
    """Return the text before the next tag: blank, or the words of a title."""
    found = _TEXT.match(svg, place)
    text = found[0] if found is not None else ""
    if opened[-1] == _LETTERS and not _ESCAPED.fullmatch(text):
        raise DrawingError(text.strip()[:40])
    if text.strip() and opened[-1] not in _WORDS | {_LETTERS}:
        raise DrawingError(text.strip()[:40])
    return text
