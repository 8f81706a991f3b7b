# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Pages for when something goes wrong, and the page that explains: they must stand when little else does.

No test here may reach the database: pytest-django refuses it to whoever does not ask.
"""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from tests.web.ui.markup import Markup

from balise.web.ui import error_pages


def test_it_says_where_to_go_from_an_address_that_leads_nowhere(client):
    response = client.get("/nulle-part/")

    page = Markup(response.content.decode())
    assert response.status_code == 404
    assert "Il n’y a rien à cette adresse" in page.text
    assert {"/", "/aide/"} <= {str(one["href"]) for one in page.all("a")}


def test_it_explains_a_form_that_came_too_late():
    response = Client(enforce_csrf_checks=True).post("/connexion/", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert "Ce formulaire est resté ouvert trop longtemps" in response.content.decode()


@pytest.mark.parametrize(
    ("view", "status"), [(error_pages.bad_request, 400), (error_pages.forbidden, 403), (error_pages.not_found, 404)]
)
def test_it_answers_with_a_whole_page(client, view, status):
    request = client.get("/aide/").wsgi_request

    response = view(request, ValueError())

    assert response.status_code == status
    assert "</html>" in response.content.decode()


def test_it_owns_up_to_a_fault_without_database_session_or_manifest(settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.DEBUG = False

    response = error_pages.server_error(RequestFactory().get("/"))

    page = Markup(response.content.decode())
    assert response.status_code == 500
    assert "La faute est de notre côté" in page.text
    assert [one["href"] for one in page.all("link")] == [
        "/static/ui/page.css",
        "/static/ui/site.css",
        "/static/ui/balise.svg",
    ]


def test_it_writes_the_page_of_a_refusal_with_its_sentence(client):
    request = client.get("/aide/").wsgi_request

    page = render_to_string("ui/refused.html", {"sentence": "Il manque <un> avis."}, request)

    assert "Il manque &lt;un&gt; avis." in page


def test_it_opens_the_help_to_anybody_and_explains_what_matters(client):
    page = Markup(client.get("/aide/").content.decode())

    anchors = {str(one["href"]).removeprefix("#") for one in page.all("a") if str(one["href"]).startswith("#")}
    assert anchors <= set(page.ids())
    assert len(anchors) == 9
    assert "vos-donnees" in anchors, "the page of an account leads there"
    for words in ("Qui fait quoi", "La vie d’un dossier", "Au clavier", "À qui demander"):
        assert words in page.text
