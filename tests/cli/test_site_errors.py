# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What an engine refuses, in its own words, and what is said of it."""

import pytest
from django.db import DataError, Error, IntegrityError, InternalError, OperationalError, ProgrammingError

from balise.cli import site_errors
from balise.cli.site_errors import told
from balise.core.language import Text

SAID: tuple[tuple[Error, Text], ...] = (
    (OperationalError("attempt to write a readonly database"), site_errors.NOT_WRITABLE),
    (OperationalError("unable to open database file"), site_errors.NOT_WRITABLE),
    (OperationalError("database or disk is full"), site_errors.NO_ROOM),
    (OperationalError("disk I/O error"), site_errors.NO_ROOM),
    (OperationalError('could not extend file "base/1/2": No space left on device'), site_errors.NO_ROOM),
    (OperationalError("database is locked"), site_errors.BUSY),
    (OperationalError("file is not a database"), site_errors.NOT_A_DATABASE),
    (OperationalError("database disk image is malformed"), site_errors.NOT_A_DATABASE),
    (OperationalError("no such table: journal_head"), site_errors.MISSING_TABLE),
    (OperationalError("no such column: noted"), site_errors.MISSING_TABLE),
    (OperationalError("table journal_head has no column named noted"), site_errors.MISSING_TABLE),
    (ProgrammingError('relation "journal_head" does not exist'), site_errors.MISSING_TABLE),
    (ProgrammingError("column journal_head.noted does not exist\nLINE 1: SELECT"), site_errors.MISSING_TABLE),
    (ProgrammingError("permission denied for table journal_head"), site_errors.NO_RIGHT),
    (ProgrammingError("permission denied for schema public\nLINE 1: CREATE"), site_errors.NO_RIGHT),
    (OperationalError('FATAL:  permission denied for database "balise"'), site_errors.NO_RIGHT),
    (OperationalError("connection refused\n\tIs the server running on that host?"), site_errors.NO_DATABASE),
    (
        OperationalError('connection to server on socket "/run/.s.PGSQL.5432" failed: Permission denied'),
        site_errors.NO_DATABASE,
    ),
    (DataError("value too long for type character varying(150)"), site_errors.DOES_NOT_FIT),
)


@pytest.mark.parametrize(("error", "sentence"), SAID, ids=[str(error) for error, _ in SAID])
def test_it_says_what_an_engine_refused(error: Error, sentence: Text):
    assert told(error) == sentence


@pytest.mark.parametrize(
    ("kind", "of_it"), [("database", "n’a pas de base « balise »"), ("role", "n’a pas d’utilisateur « balise »")]
)
def test_it_names_the_database_or_the_user_that_the_server_does_not_know(kind: str, of_it: str):
    said = told(OperationalError(f'connection to server at "127.0.0.1" failed: FATAL:  {kind} "balise" does not exist'))

    assert said is not None
    assert of_it in said.fr
    assert "“balise”" in (said.en or "")
    assert "BALISE_DATABASE_URL" in said.fr
    assert "migrate" not in said.fr


@pytest.mark.parametrize(
    "error", [ValueError("no such table: x"), IntegrityError("UNIQUE constraint failed"), InternalError("?")]
)
def test_it_leaves_its_traceback_to_what_may_be_a_fault_of_the_program(error: Exception):
    assert told(error) is None
