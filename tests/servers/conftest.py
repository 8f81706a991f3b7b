# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""The servers themselves are tried here; only this machine may be reached."""

from pathlib import Path

import pytest
from tests.servers.oidc_provider import oidc_provider

__all__ = ["oidc_provider"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.allow_hosts(["127.0.0.1"]))
