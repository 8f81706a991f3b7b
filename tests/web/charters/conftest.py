# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from collections.abc import Iterator

import pytest
from tests.web.conftest import forget_versions


@pytest.fixture(autouse=True)
def _versions_of_this_test() -> Iterator[None]:
    """Forget the versions read before: a test publishes one, is rolled back, and the next gives its name to another."""
    forget_versions()
    yield
    forget_versions()
