# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from datetime import date
from itertools import count, islice
from xml.etree import ElementTree as ET

from hypothesis import given
from tests.rendering.open_data.register_entries import ENTRY, REGISTERS, VALBRISE, entry
from tests.rendering.open_data.small_site import ADDRESSES

from balise.core.language import Language
from balise.core.register import RegisterEntry
from balise.rendering.open_data.atom import NOT_XML, Feed, atom_chunks

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = Feed(ENTRY.published_on, VALBRISE)


def parsed(*editions: RegisterEntry, feed: Feed = FEED, language: Language = Language.FRENCH) -> ET.Element:
    return ET.fromstring(b"".join(atom_chunks(editions, feed, ADDRESSES, language)))  # noqa: S314 - our own


def texts(element: ET.Element, name: str) -> list[str]:
    return [found.text or "" for found in element.iter(ATOM + name)]


def test_it_has_what_the_standard_requires():
    feed = parsed(ENTRY)

    for element in (feed, *feed.iter(ATOM + "entry")):
        for name in ("id", "title", "updated", "author"):
            assert len(element.findall(ATOM + name)) == 1, name
    relations = {link.get("rel"): link.get("href") for link in feed.findall(ATOM + "link")}
    assert relations["self"] == "https://ia.valbrise.example/valbrise/open-data/atom"
    assert relations["license"] == "https://spdx.org/licenses/etalab-2.0.html"


def test_an_edition_keeps_its_identifier_when_the_site_moves():
    assert texts(parsed(ENTRY), "id") == [
        "tag:ia.valbrise.example,2026:register/valbrise",
        "tag:ia.valbrise.example,2026:entry/tri-des-demandes/2",
    ]


def test_it_says_what_changed_and_where_to_read_it():
    [item] = parsed(ENTRY).iter(ATOM + "entry")
    [link] = item.findall(ATOM + "link")

    assert texts(item, "summary") == ["Édition 2\u00a0: Le nombre de demandes par an est corrigé."]
    assert texts(item, "content") == [ENTRY.summary]
    assert link.get("href") == "https://ia.valbrise.example/r/tri-des-demandes"
    assert texts(item, "updated") == ["2026-11-03T00:00:00Z"]


def test_it_speaks_english_too():
    [item] = parsed(entry(edition=1, change=""), language=Language.ENGLISH).iter(ATOM + "entry")

    assert texts(item, "summary") == ["First publication"]
    assert [category.get("label") for category in item.iter(ATOM + "category")] == ["In service"]


def test_a_register_without_an_edition_is_still_a_feed():
    feed = parsed(feed=Feed(None, name="Métropole de Valbrise"))

    assert texts(feed, "id") == ["tag:ia.valbrise.example,2026:register/"]
    assert texts(feed, "updated") == ["1970-01-01T00:00:00Z"]


@given(REGISTERS)
def test_whatever_is_published_it_is_well_formed_and_says_it(entries):
    feed = parsed(*entries, feed=Feed(date(2026, 1, 1)))
    items = list(feed.iter(ATOM + "entry"))

    assert len(items) == len(entries)
    for item, published in zip(items, entries, strict=True):
        assert (item.findtext(ATOM + "title") or "") == NOT_XML.sub("", published.title)
        assert (item.findtext(ATOM + "content") or "") == NOT_XML.sub("", published.summary)


def test_it_can_be_sent_before_the_last_edition_is_known():
    endless = (entry(edition=number) for number in count(1))

    assert max(map(len, islice(atom_chunks(endless, FEED, ADDRESSES), 3))) < 100_000
