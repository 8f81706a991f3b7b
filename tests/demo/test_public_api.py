# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The API asked whatever its description allows, and much that it forbids, on the demonstration.

Schemathesis reads the description, makes requests from it (each parameter at its bounds, then at random, well and
badly formed), and compares each answer with what is promised: no error of the server, no status that is not described,
no field that is not. The examples are the same at every run.
"""

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, settings
from schemathesis.generation.modes import GenerationMode
from tests.kept_connection import kept_connection

from balise.web.transparency.api.description import openapi
from balise.web.transparency.queries.examples import any_entry

__all__ = ["kept_connection"]

pytestmark = [pytest.mark.usefixtures("valbrise", "kept_connection"), pytest.mark.django_db]

SCHEMA = schemathesis.openapi.from_dict(openapi())
SCHEMA.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
SITE = WSGIHandler()


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
