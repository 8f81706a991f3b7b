# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""What every test shares: almost nothing.

The network is closed by ``--disable-socket`` in ``pyproject.toml``, the order is shuffled by pytest-randomly,
and a warning is an error. Time is never patched: the day is an argument.
"""

import os

from hypothesis import HealthCheck, settings

# A slow machine is not a bug: no deadline, and no complaint that examples take long to make. In CI the examples
# are the same at every run, so that a red build is about the change and not about luck; at home they differ, so
# that luck still finds bugs.
settings.register_profile("home", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "home")
