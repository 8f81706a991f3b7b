# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The page of every component: each is written by the templates of the site, and holds together."""

from itertools import pairwise

import pytest
from tests.web.ui.markup import Markup
from tests.web.ui.style_guide import somebody, style_guide

from balise.core.roles import Role

pytestmark = pytest.mark.usefixtures("every_route")


def test_it_points_only_to_what_is_there():
    assert Markup(style_guide()).missing() == []


def test_it_gives_each_id_once():
    ids = Markup(style_guide()).ids()

    assert len(ids) == len(set(ids))


def test_it_names_every_control():
    assert Markup(style_guide()).unnamed() == []


def test_it_descends_one_heading_at_a_time_from_a_single_title():
    levels = [int(tag[1]) for tag, _ in Markup(style_guide()).tags if tag in {"h1", "h2", "h3", "h4"}]

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_it_asks_nothing_of_another_site():
    page = Markup(style_guide())
    fetched = [attributes.get("href") for attributes in page.all("link")] + page.all("script") + page.all("img")

    assert fetched == ["/static/ui/page.css", "/static/ui/site.css", "/static/ui/balise.svg"]


def test_it_lets_the_keyboard_jump_over_the_masthead():
    page = Markup(style_guide())

    assert next(attributes for tag, attributes in page.tags if tag == "a") == {"class": "skip", "href": "#contenu"}
    assert page.all("main", id="contenu", tabindex="-1")


def test_it_shows_every_message_in_its_tone():
    shown = [one["class"] for one in Markup(style_guide()).all("p") if (one.get("class") or "").startswith("message")]

    assert shown == ["message ok", "message fix", "message stop", "message ask"]


def test_it_is_written_for_every_role():
    assert all(Markup(style_guide(somebody(role))).missing() == [] for role in Role)
