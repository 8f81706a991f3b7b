# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The API asked whatever its description allows, and much that it forbids, on the demonstration.

Schemathesis reads the description, makes requests from it (each parameter at its bounds, then at random, well and
badly formed), and compares each answer with what is promised: no error of the server, no status that is not described,
no field that is not. The examples are the same at every run.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.generation.modes import GenerationMode

from balise.web.transparency.api.description import openapi
from balise.web.transparency.queries.examples import any_entry

pytestmark = [pytest.mark.usefixtures("valbrise"), pytest.mark.django_db]

SCHEMA = schemathesis.openapi.from_dict(openapi())
SCHEMA.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
SITE = WSGIHandler()


@pytest.fixture(autouse=True)
def connection_kept() -> Iterator[None]:
    """Keep the connection of the test from one request to the next, as Django's own client does.

    The data of the demonstration are in a transaction of this connection: a server that closed it would find none.
    """
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def name_what_exists(case: Any) -> None:
    """Put what exists in the place of words drawn at random, one time in two: at random, nothing ever does."""
    found = any_entry()
    assert found is not None
    real = {"code": found.code, "authority": found.authority, "edition": 1}
    if case.path_parameters and len(repr(case.path_parameters)) % 2:
        case.path_parameters = {name: real[name] for name in case.path_parameters}
    if case.query:
        named = {"authority": found.authority, "after": found.code}
        case.query = {name: named.get(name, value) for name, value in case.query.items()}


@SCHEMA.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_it_answers_as_it_is_described(case: Any):
    if case.meta.generation.mode is GenerationMode.POSITIVE:
        name_what_exists(case)

    case.call_and_validate(app=SITE)
