# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

from collections.abc import Iterator

import pytest

from balise.web.organisations import frameworks


@pytest.fixture(autouse=True)
def _versions_of_this_test() -> Iterator[None]:
    """Forget the versions read before: a test publishes one, is rolled back, and the next gives its name to another."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    frameworks._kept.cache_clear()
    frameworks._bank.cache_clear()
