# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""When the letters of accounts leave, and what is said when they do not."""

import logging
import socket
from collections.abc import Iterator
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from threading import Event, Thread

import pytest
from tests.web.conftest import NOW

from balise.web.ui import posting
from balise.web.ui.mail_reasons import why_not_sent
from balise.web.ui.posting import lost_letters

pytestmark = pytest.mark.django_db

FORGOTTEN = "/connexion/mot-de-passe-oublie/"


class SlowServer:
    """A mail server that greets nobody until it is told to."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.may_greet, self.called = Event(), Event()
        self.received: list[str] = []
        self.thread = Thread(target=self._answer, daemon=True)
        self.thread.start()

    def _answer(self) -> None:
        connection, _from = self.socket.accept()
        self.called.set()
        self.may_greet.wait()
        with connection, connection.makefile("rw", encoding="utf-8", newline="\r\n") as talk:
            self._say(talk, "220 slow")
            letter = False
            for line in talk:
                if letter:
                    self.received.append(line.rstrip())
                    letter = line != ".\r\n"
                    if not letter:
                        self._say(talk, "250 kept")
                elif line.lower().startswith("data"):
                    letter = True
                    self._say(talk, "354 go on")
                elif line.lower().startswith("quit"):
                    self._say(talk, "221 bye")
                    return
                else:
                    self._say(talk, "250 fine")

    @staticmethod
    def _say(talk, words: str) -> None:
        talk.write(f"{words}\r\n")
        talk.flush()


@pytest.fixture
def slow_server(settings, socket_enabled) -> Iterator[SlowServer]:
    """Send the letters of the site to a slow mail server."""
    server = SlowServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 10
    yield server
    server.may_greet.set()
    server.socket.close()


@pytest.fixture
def served() -> Iterator[None]:
    """Post as the process that serves the site does."""
    posting.post_beside_requests()
    yield
    posting.post_at_once()


def test_it_answers_whoever_forgot_a_password_before_the_mail_server_does(
    client, member_with, slow_server, served, django_capture_on_commit_callbacks
):
    person = member_with(name="Claire Martin")

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(FORGOTTEN, {"email": person.email})

    assert response.status_code == 302, "the page is answered, and the server has not even greeted"
    assert slow_server.received == []
    slow_server.may_greet.set()
    posting.post_at_once()
    assert slow_server.called.is_set()
    assert f"To: {person.email}" in slow_server.received


@pytest.fixture
def refusing_server(settings, socket_enabled) -> None:
    """Send the letters of the site where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10


def test_it_logs_one_line_for_a_letter_that_could_not_leave(
    client, member_with, refusing_server, served, caplog, django_capture_on_commit_callbacks
):
    person = member_with()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(FORGOTTEN, {"email": person.email})
    posting.post_at_once()

    (line,) = [record for record in caplog.records if record.name == "balise.web.ui.posting"]
    assert line.levelno == logging.ERROR
    assert line.exc_info is None
    assert "A letter could not be sent: ConnectionRefusedError" in line.getMessage()
    assert person.email not in line.getMessage()


@pytest.fixture
def unusable_folder(settings, tmp_path) -> None:
    """Leave the letters in a folder that a file takes the place of."""
    (tmp_path / "courriels").write_text("", encoding="utf-8")
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "courriels")


def test_it_tells_whoever_invites_that_the_folder_of_letters_cannot_be_used(
    invited, unusable_folder, caplog, django_capture_on_commit_callbacks
):
    with lost_letters() as lost, django_capture_on_commit_callbacks(execute=True):
        invited(at=NOW)

    assert lost == ["le dossier des courriels ne s’ouvre pas, ou ne s’écrit pas"]
    (line,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert line.exc_info is None


def test_it_counts_as_lost_what_a_fault_of_ours_kept_from_leaving_and_keeps_its_traceback(caplog):
    def write_badly() -> None:
        raise KeyError("name")

    with lost_letters() as lost:
        posting.post(write_badly)

    assert lost == ["une erreur de Balise, dont le journal technique donne le détail"]
    (line,) = caplog.records
    assert line.exc_info is not None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionRefusedError(111, "Connection refused"), "n’accepte aucune connexion"),
        (socket.gaierror(-2, "Name or service not known"), "le nom du serveur de messagerie est inconnu"),
        (TimeoutError("timed out"), "n’a pas répondu à temps"),
        (OSError(113, "No route to host"), "injoignable depuis cette machine"),
        (SMTPAuthenticationError(535, b"Bad credentials"), "refuse le compte ou le mot de passe"),
        (SMTPRecipientsRefused({"x@y.example": (550, b"no")}), "refuse l’adresse du destinataire"),
        (SMTPSenderRefused(550, b"no", "x@y.example"), "refuse l’adresse de l’expéditeur"),
        (SMTPServerDisconnected("gone"), "a coupé la connexion"),
        (SMTPDataError(554, b"Spam\nrefused"), "«\u00a0554 Spam refused\u00a0»"),
    ],
)
def test_it_says_why_in_words_of_the_reader(error, said):
    assert said in why_not_sent(error)


def test_it_tells_whoever_invites_that_the_letter_was_lost(
    invited, refusing_server, django_capture_on_commit_callbacks
):
    with lost_letters() as lost, django_capture_on_commit_callbacks(execute=True):
        link = invited(at=NOW)

    assert len(lost) == 1
    assert link.startswith("/invitation/")
