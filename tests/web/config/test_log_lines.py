# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What the server writes in its log when a request is refused, and when it breaks."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from balise.cli.main import run
from balise.web.config import urls
from balise.web.config.log_lines import LineFormatter

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def _raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(_request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    *urls.urlpatterns,
    path("refuse/", _raising(PermissionDenied("Pas à vous."))),
    path("louche/", _raising(SuspiciousOperation("Louche."))),
    path("casse/", _raising(ZeroDivisionError("Cassé."))),
]
handler400, handler403, handler500 = urls.handler400, urls.handler403, urls.handler500


@pytest.fixture
def terminal() -> Iterator[io.StringIO]:
    """Return what the site, with its own settings, writes to the terminal of its server."""
    (console,) = (each for each in logging.getLogger().handlers if isinstance(each.formatter, LineFormatter))
    assert isinstance(console, logging.StreamHandler)
    written = io.StringIO()
    before = console.setStream(written)
    yield written
    console.setStream(before)


@pytest.mark.parametrize(("page", "status"), [("/refuse/", 403), ("/louche/", 400), ("/nulle-part/", 404)])
def test_it_writes_one_line_for_a_refusal(client: Client, terminal: io.StringIO, page: str, status: int) -> None:
    assert client.get(page).status_code == status

    (line,) = terminal.getvalue().splitlines()
    assert " WARNING django.request: " in line or " ERROR django.security." in line
    assert page in line or "Louche." in line


def test_it_keeps_the_traceback_of_a_failure(terminal: io.StringIO) -> None:
    client = Client(raise_request_exception=False)

    assert client.get("/casse/").status_code == 500

    assert "Traceback (most recent call last)" in terminal.getvalue()
    assert "ZeroDivisionError: Cassé." in terminal.getvalue()


def test_a_command_run_where_the_site_is_open_leaves_its_log_where_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    before = list(logging.getLogger().handlers)

    run(["account", "list"], {})

    assert logging.getLogger().handlers == before
    assert capsys.readouterr().out


def test_it_leaves_the_record_whole_for_others_to_read() -> None:
    error = PermissionDenied("Pas à vous.")
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Forbidden", (), (type(error), error, None))
    record.status_code = 403

    assert LineFormatter("%(message)s").format(record) == "Forbidden"
    assert record.exc_info is not None
