# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Serving the site: the database up to date, the static files in place, then gunicorn."""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.db import connection
from gunicorn.app.base import BaseApplication

from balise.web.config.schema import refuse_an_older_version, tables_are_missing
from balise.web.config.statistics import refresh_statistics
from balise.web.config.warming import warm_up
from balise.web.organisations.queries.authorities import any_authority

LONGEST_REQUEST_LINE = 8190
"""In bytes, the most that gunicorn takes: a search of the longest words, written as an address inside an address to
come back to after signing in, must still be a page of the site and not the bare words of a server."""


def prepare() -> bool:
    """Make ready what can be made ready, and tell whether an authority is installed.

    An empty database is filled with tables. One that holds data is never changed without being asked: its owner
    wants a backup first.

    Raises:
        NotReadyError: the database is older than this version.
    """
    refuse_an_older_version()
    if tables_are_missing():
        call_command("migrate", interactive=False, verbosity=0)
    refresh_statistics()
    call_command("collectstatic", interactive=False, verbosity=0)
    return any_authority()


class _Site(BaseApplication):
    """gunicorn, told what to serve by this program rather than by a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn its settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Return the site, once a process."""
        from balise.web.config.wsgi import application  # noqa: PLC0415 - after the fork

        return application


def _before_the_first_visitor() -> None:
    warm_up()
    connection.close()  # the threads that answer have their own


def serve(host: str, port: int, workers: int, when_ready: Callable[[], None]) -> None:
    """Answer requests until the process is told to stop; ``when_ready`` is called once the address is held."""
    connection.close()
    _Site(
        {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": 4,
            "timeout": 60,
            "limit_request_line": LONGEST_REQUEST_LINE,
            "graceful_timeout": 20,
            "loglevel": "warning",
            "proc_name": "balise",
            "forwarded_allow_ips": "127.0.0.1,::1",
            "when_ready": lambda _server: when_ready(),
            "post_worker_init": lambda _worker: _before_the_first_visitor(),
        }
    ).run()
