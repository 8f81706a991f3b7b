# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What surrounds a list: its pages, its filters, its emptiness; and the two columns of a page."""

from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from tests.web.ui.markup import Markup
from tests.web.ui.style_guide import Search


def written(source: str, address: str = "/dossiers/", **given: object) -> str:
    """Return what a template writes."""
    return engines["django"].from_string(source).render(given, RequestFactory().get(address))


def pages(number: int, count: int = 240, address: str = "/dossiers/") -> Markup:
    """Return the links to the other pages of a list."""
    page = Paginator([*range(count)], 20).page(number)
    return Markup(written('{% include "ui/pages.html" %}', address, page=page))


def test_it_keeps_the_filters_from_page_to_page():
    leads = {str(one["href"]) for one in pages(5, address="/dossiers/?etat=draft&page=5").all("a")}

    assert leads == {f"?etat=draft&page={number}" for number in (1, 4, 5, 6, 12)}


def test_it_says_which_page_is_read_and_what_was_left_out():
    page = pages(5)

    assert [one["href"] for one in page.all("a") if one.get("aria-current")] == ["?page=5"]
    assert page.text.count("…") == 2


def test_it_shows_no_pages_for_a_list_that_has_one():
    assert pages(1, count=3).tags == []


def test_it_offers_to_drop_the_filters_once_there_are_some():
    source = '{% include "ui/filters.html" %}'

    assert Markup(written(source, form=Search())).all("a") == []
    assert Markup(written(source, "/dossiers/?state=draft", form=Search())).all("a") == [{"href": "/dossiers/"}]


def test_it_says_what_to_do_with_an_empty_list():
    page = Markup(
        written('{% include "ui/empty.html" with sentence="Aucun dossier." url="/nouveau/" action="Commencer" %}')
    )

    assert page.all("a") == [{"class": "button", "href": "/nouveau/"}]
    assert page.text.strip() == "Aucun dossier.Commencer"


def test_it_makes_a_second_column_only_when_there_is_something_to_put_in_it():
    source = "{% columns %}texte{% beside %}{% if note %}<aside>{{ note }}</aside>{% endif %}{% endcolumns %}"

    assert written(source) == '<div class="column"><div class="body flow">texte</div></div>'
    assert written(source, note="<à côté>") == (
        '<div class="columns"><div class="body flow">texte</div>'
        '<div class="asides"><aside>&lt;à côté&gt;</aside></div></div>'
    )


def test_it_lets_a_page_fill_the_blocks_of_its_columns():
    page = written(
        '{% extends "ui/page.html" %}{% block heading %}T{% endblock %}{% block content %}corps{% endblock %}'
        "{% block aside %}<aside>note</aside>{% endblock %}",
        page_language="fr",
        page_path="/",
    )

    assert 'class="columns"' in page
    assert "<aside>note</aside>" in page
