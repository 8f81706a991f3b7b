# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The connection of a test, kept open by a server that the test runs itself: ``pytestmark = usefixtures(...)``.

Django's own client does as much. What the test has written is in a transaction of this connection: a server that closed
it at the end of a request, as servers do, would find nothing there for the next one.
"""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@pytest.fixture
def kept_connection() -> Iterator[None]:
    """Keep the connection of the test from one request to the next."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)
