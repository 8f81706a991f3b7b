# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Template tags shared by every page: dates and counts as French writes them, marks of state, ways in, fields."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from balise.core.day_words import month_in_words
from balise.core.language import Language, Text
from balise.rendering import html, typography
from balise.rendering.document import Mark, Paragraph, Tone
from balise.web.ui.columns import columns
from balise.web.ui.days import in_words
from balise.web.ui.elision import of, opening
from balise.web.ui.languages import current_language
from balise.web.ui.navigation import Reader, way_in, whereabouts

register = template.Library()
register.tag("columns", columns)
register.filter("in_words", in_words)

_LONELY = re.compile(r"(?<=«) | (?=»)| (?=[;:!?](?:\s|[»”\")…]|$))")
_STRAIGHT = re.compile(r"(?<=[^\W\d_])'(?=\w)")
_EITHER_SIDE = 1
_SECTIONS = {"dossiers": "dossiers", "outils": "tools"} | dict.fromkeys(
    ("bilans", "charte", "collectivites", "journal", "membres", "portail", "questions", "reglages", "services"),
    "authority",
)
_TONES = {"success": Tone.OK, "warning": Tone.FIX, "error": Tone.STOP}


@register.filter
def of_name(name: str) -> str:
    """Write « de » and a name: « de Jeanne », « d’Odile »."""
    return of(name)


@register.filter
def opening_name(authority: str) -> str:
    """Write the name of an authority at the start of a sentence: « La ville de Valbrise »."""
    return opening(authority)


@register.filter
def said(text: Text | str) -> str:
    """Write a text of the domain in the language of the page."""
    return text.in_(current_language()) if isinstance(text, Text) else text


@register.filter
def figure(number: float | None) -> str:
    """Write a number with its thousands apart: « 14 000,5 »."""
    return "" if number is None else typography.number_in_words(number, current_language())


@register.filter
def month_words(month: str) -> str:
    """Write a month, ``2026-09``: « septembre 2026 »."""
    return month_in_words(month).in_(current_language())


@register.filter
def quoted(text: object) -> str:
    """Write a text between the quotation marks of the language."""
    return typography.quoted(str(text), current_language())


@register.filter
def typeset(text: object) -> str:
    """Tie the guillemets and the signs of what somebody typed to their words, so that no line begins with them.

    The apostrophe of a keyboard is drawn as that of a book. Nothing else is added and nothing is taken away but the
    chance of a break, and only on the page: the text stays as it was typed. Whoever wrote in English wrote no space
    before a colon, and loses nothing.
    """
    return _LONELY.sub(typography.NO_BREAK, _STRAIGHT.sub("’", str(text)))


@register.simple_tag
def mark(tone: str, words: object) -> SafeString:
    """Draw a state: shape, word and colour. ``tone`` is ok, fix, stop or ask; quiet, for what is over, has no shape."""
    if tone == "quiet":
        return format_html('<span class="mark over">{}</span>', words)
    return _drawn(tone, str(words))


@lru_cache(maxsize=1024)
def _drawn(tone: str, words: str) -> SafeString:
    """Draw a state that has a shape; a list shows a few of them over and over."""
    paragraph = html.to_fragment((Paragraph((Mark(Tone(tone), words),)),))
    return mark_safe(paragraph.strip().removeprefix("<p>").removesuffix("</p>"))  # noqa: S308 - escaped by the writer


@register.simple_tag
def in_french() -> SafeString:
    """Say that words are in French, where the page is not: what an authority publishes is written once, in French."""
    return SafeString("" if current_language() is Language.FRENCH else ' lang="fr"')


@register.filter
def french(words: object) -> str:
    """Write words within a line, said to be in French where the page is not."""
    if current_language() is Language.FRENCH or not words:
        return str(words)
    return format_html('<span lang="fr">{}</span>', words)


@register.simple_tag
def colon() -> str:
    """Write the colon of the language, with the spaces that it takes."""
    return typography.colon(current_language()) + " "


@register.simple_tag
def time_of(instant: datetime) -> SafeString:
    """Write an instant for people and machines."""
    local = timezone.localtime(instant)
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        typography.date_in_words(local.date(), current_language()),
    )


@register.filter
def hour_of(instant: datetime) -> str:
    """Write the time of the day: « 14 h 05 »."""
    local = timezone.localtime(instant)
    if current_language() == "fr":
        return f"{local.hour}{typography.NO_BREAK}h{typography.NO_BREAK}{local.minute:02}"
    return f"{local.hour:02}:{local.minute:02}"


@register.simple_tag
def nav_url(name: str, reader: Reader | None = None) -> str:
    """Return the address of a page, or nothing when it does not exist or is not open to the reader."""
    return way_in(name, reader)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, name: str, words: str, reader: Reader | None = None, section: str = "") -> SafeString:
    """Write an item of a list of links, or nothing; ``section`` is the word that the page gives as ``nav_current``."""
    address = way_in(name, reader)
    if not address:
        return SafeString("")
    inside = bool(section) and _section(context) == section
    here = whereabouts(address, str(context.get("page_path", "")), section=inside)
    current = format_html(' aria-current="{}"', here) if here else ""
    return format_html('<li><a href="{}"{}>{}</a></li>', address, current, words)


@register.simple_tag(takes_context=True)
def nav_section(context: Context) -> str:
    """Return the section of the site that the page belongs to: home, dossiers, tools or authority."""
    return _section(context)


def _section(context: Context) -> str:
    """Return what the page says, and else what its address says."""
    if said_by_page := context.get("nav_current"):
        return str(said_by_page)
    parts = str(context.get("page_path", "")).partition("?")[0].strip("/").split("/")
    if parts[0] != "espace" or len(parts) < 2:  # noqa: PLR2004 (the word, then the name of the authority)
        return ""
    if len(parts) == 2:  # noqa: PLR2004 (idem)
        return "home"
    return _SECTIONS.get(parts[2], "")


@register.filter
def tone_of(message: Message) -> Tone:
    """Return the tone of a message: what it asks of its reader."""
    return _TONES.get(message.level_tag, Tone.ASK)


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Return the numbers to show under a list: the ends, those around the page, and an ellipsis between."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=_EITHER_SIDE, on_ends=1)
    return (number if isinstance(number, int) else "" for number in numbers)


@register.filter
def control_id(field: BoundField) -> str:
    """Return the id of the control of a field, the first one of a group: where a link to an error leads."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)


@register.filter
def says_optional(field: BoundField) -> bool:
    """Tell whether the label must say that the field can be left empty.

    Only beside fields that cannot: in a form where everything is optional the word would be noise. A field whose
    absence is refused further on, by a rule that says why, is ``never_optional``.
    """
    if field.field.required or field.widget_type == "checkbox" or getattr(field.field, "never_optional", False):
        return False
    return any(other.field.required for other in field.form.visible_fields())
