# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The door that a web server calls, and the server itself: what they send, to the byte."""

import io
from http import HTTPStatus
from urllib.parse import quote
from wsgiref.util import FileWrapper

import pytest
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse, HttpRequest, HttpResponse
from django.test import RequestFactory

from balise.web.config.serving import LONGEST_REQUEST_LINE
from balise.web.ui.head_requests import HeadRequestsMiddleware

pytestmark = pytest.mark.django_db  # the end of a request looks at the state of the connection

HEAD, GET = "HEAD", "GET"


def sent(method, path):
    """Return the status, the headers and the body that a web server receives from the site."""
    began = []
    environ = {**RequestFactory().generic(method, path).environ, "wsgi.file_wrapper": FileWrapper}

    def start(status, headers, _error=None, /):
        began.append((status, dict(headers)))
        return began.append

    answer = WSGIHandler()(environ, start)
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    return began[0][0], began[0][1], body


@pytest.mark.parametrize("path", ["/aide/", "/nulle-part/", "/langue/"])
def test_it_sends_the_head_of_a_page_and_not_one_byte_of_it(path):
    status, headers, body = sent(HEAD, path)
    expected_status, expected, whole = sent(GET, path)

    assert (status, body) == (expected_status, b"")
    assert whole
    assert headers["Content-Length"] == str(len(whole)) == expected["Content-Length"]
    assert headers["Content-Type"] == expected["Content-Type"]


def test_it_sends_the_head_of_a_file_and_closes_the_file():
    name = default_storage.save("piece.pdf", io.BytesIO(b"%PDF"))
    opened = []

    def view(_request: HttpRequest) -> FileResponse:
        opened.append(default_storage.open(name))
        return FileResponse(opened[0], filename="piece.pdf")

    response = HeadRequestsMiddleware(view)(RequestFactory().head("/"))
    assert isinstance(response, FileResponse)
    body = b"".join(response)
    response.close()

    assert (body, response.headers["Content-Length"]) == (b"", "4")
    assert response.file_to_stream is None  # the door by which a server takes the file whole
    assert opened[0].closed


def test_it_leaves_what_is_read_as_it_is():
    response = HeadRequestsMiddleware(lambda _request: HttpResponse("entier"))(RequestFactory().get("/"))

    assert isinstance(response, HttpResponse)
    assert response.content == b"entier"
    assert response.status_code == HTTPStatus.OK


def test_it_takes_the_longest_search_as_the_place_to_come_back_to():
    longest = "/espace/" + "v" * 60 + "/outils/?q=" + quote("🌊" * 200) + "&statut=&donnees=&tache=&europe=&sorte="

    line = f"GET /connexion/?next={quote(longest)} HTTP/1.1"

    assert 4094 < len(line) < LONGEST_REQUEST_LINE
