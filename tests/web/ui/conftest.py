# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Fixtures of the look: the addresses of every app, without the apps."""

import pytest
from django.conf import LazySettings


@pytest.fixture
def every_route(settings: LazySettings) -> None:
    """Give the masthead somewhere to lead."""
    settings.ROOT_URLCONF = "tests.web.ui.every_route"
