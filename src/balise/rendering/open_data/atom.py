# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The changes of a register as an Atom feed (RFC 4287): an item an edition, newest first as it is given.

A reader of feeds knows an item by its identifier alone: it is a ``tag:`` address that no move of the site changes, and
an edition keeps it for ever. An edition is of a day, not of an instant; it is dated midnight, universal time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from html import escape

from balise.core.language import Language, Text
from balise.core.register import PublicAuthority, RegisterEntry
from balise.rendering.open_data.addresses import Addresses, Download
from balise.rendering.open_data.chunks import gathered
from balise.rendering.open_data.licence import LICENCE
from balise.rendering.register_words import STATUS_WORDS

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""
NEVER = date(1970, 1, 1)
TITLE = Text("Changements du registre des usages de l’IA", "Changes of the register of uses of AI")
FIRST = Text("Première publication", "First publication")
EDITION = Text("Édition {}", "Edition {}")
OF = Text("{} – {}", "{} – {}")


@dataclass(frozen=True, slots=True)
class Feed:
    """Whose changes the feed tells, and until when."""

    updated: date | None
    """The day of its newest edition; None when there is none yet."""
    authority: PublicAuthority | None = None
    """None for the whole installation."""
    name: str = ""
    """The name of the whole installation, when there is no authority."""


def atom_chunks(
    editions: Iterable[RegisterEntry], feed: Feed, addresses: Addresses, language: Language = Language.FRENCH
) -> Iterator[bytes]:
    """Yield the feed of these editions, in the order in which they come."""
    return gathered(_pieces(editions, feed, addresses, language))


def _pieces(editions: Iterable[RegisterEntry], feed: Feed, addresses: Addresses, language: Language) -> Iterator[str]:
    slug = feed.authority.slug if feed.authority is not None else None
    title = TITLE.in_(language)
    name = feed.authority.name if feed.authority is not None else feed.name
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language.value}">\n'
    yield _element("id", f"tag:{addresses.naming}:register/{slug or ''}")
    yield _element("title", OF.in_(language).format(title, name) if name else title)
    yield _element("updated", _instant(feed.updated or NEVER))
    yield f"<author>{_element('name', name or title).strip()}</author>\n"
    yield _link("self", addresses.download(Download.ATOM, slug), "application/atom+xml")
    yield _link("alternate", addresses.register(slug), "text/html")
    yield _link("license", LICENCE, "text/html")
    for edition in editions:
        yield _item(edition, addresses, language)
    yield "</feed>\n"


def _item(entry: RegisterEntry, addresses: Addresses, language: Language) -> str:
    status = STATUS_WORDS[entry.status].in_(language)
    return "".join(
        (
            "<entry>\n",
            _element("id", f"tag:{addresses.naming}:entry/{entry.id}/{entry.edition}"),
            _element("title", entry.title),
            _element("updated", _instant(entry.published_on)),
            _element("published", _instant(entry.published_on)),
            f"<author>{_element('name', entry.authority.name).strip()}</author>\n",
            _link("alternate", addresses.entry(entry), "text/html"),
            f'<category term="{entry.status.value}" label="{_text(status)}"/>\n',
            _element("summary", _changed(entry, language)),
            _element("content", entry.summary) if entry.summary else "",
            "</entry>\n",
        )
    )


def _changed(entry: RegisterEntry, language: Language) -> str:
    """Return what this edition changes, in its publisher's words when there are any."""
    first = entry.edition == 1
    rank = FIRST.in_(language) if first else EDITION.in_(language).format(entry.edition)
    colon = "\u00a0: " if language is Language.FRENCH else ": "
    return f"{rank}{colon}{entry.change}" if entry.change else rank


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>\n"


def _link(relation: str, address: str, type_: str) -> str:
    return f'<link rel="{relation}" type="{type_}" href="{_text(address)}"/>\n'


def _text(text: str) -> str:
    """Return a text that XML can hold; a carriage return is escaped, or a parser would make it a line feed."""
    return escape(NOT_XML.sub("", text)).replace("\r", "&#13;")
