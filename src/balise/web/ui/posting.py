# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""E-mails handed to the mail server: beside the requests of the site, or at once.

A page that writes to whoever has an account, and to nobody else, tells who has one by the time it takes: a mail server
answers in a second, and nothing at all answers at once. Where the site is served, such letters leave in threads of
their own, and the process ends only when they have left. Everywhere else (a command, a test) they leave at once, for
there is no visitor to tell anything to. A queue of its own (Celery) was ruled out: one more server to keep for a
handful of letters a day.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from smtplib import SMTPException

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from balise.web.ui.mail_reasons import why_not_sent

logger = logging.getLogger(__name__)

Send = Callable[[], object]

THREADS = 2
"""How many letters leave at the same time: a mail server of a town hall asks for no more."""

_lost: ContextVar[list[str] | None] = ContextVar("lost", default=None)

_beside: list[ThreadPoolExecutor] = []
"""What letters leave by in a process that serves the site; nothing elsewhere. A thread starts with a first letter."""


def post_beside_requests() -> None:
    """Let letters leave beside the requests from now on: this process serves the site."""
    if not _beside:
        _beside.append(ThreadPoolExecutor(THREADS, thread_name_prefix="letters"))


def post_at_once() -> None:
    """Let every letter leave at once again, after those that are leaving."""
    while _beside:
        _beside.pop().shutdown()


def post_beside(send: Send) -> None:
    """Send without keeping the visitor waiting, where there is a visitor; what fails is a line of the log."""
    if _beside:
        _beside[0].submit(_from_a_thread, send)
    else:
        post(send)


def post(send: Send) -> None:
    """Send now. Whatever keeps a letter from leaving is told to ``lost_letters``, for it is lost all the same.

    A mail server, or a folder, that refuses is one line of the log; a fault of ours keeps its traceback there.
    """
    try:
        send()
    except (OSError, SMTPException, ImproperlyConfigured) as error:
        logger.error("A letter could not be sent: %s", _one_line(error))  # noqa: TRY400 - nothing broke here
        _count_as_lost(error)
    except Exception as error:
        logger.exception("A letter could not be written.")
        _count_as_lost(error)


@contextmanager
def lost_letters() -> Iterator[list[str]]:
    """Yield the reasons of the letters that could not leave meanwhile; empty when they all did."""
    reasons: list[str] = []
    token = _lost.set(reasons)
    try:
        yield reasons
    finally:
        _lost.reset(token)


def _from_a_thread(send: Send) -> None:
    try:
        post(send)
    finally:
        connections.close_all()  # this thread answers no request: nobody else would


def _count_as_lost(error: Exception) -> None:
    lost = _lost.get()
    if lost is not None:
        lost.append(why_not_sent(error))


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
