# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The demonstration, filled once for the tests that only look at it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from tests.demo.calm import CALM, TODAY

from balise.demo.installation import fill, story


@pytest.fixture(scope="module")
def valbrise(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Fill the demonstration, and take everything back once the module is done."""
    files = tmp_path_factory.mktemp("pieces")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=files, **CALM), transaction.atomic():
        fill(story(TODAY))
        yield
        transaction.set_rollback(True)
