# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

import pytest

from balise.web.ui.site_address import site_address, site_host


@pytest.mark.parametrize(
    ("setting", "host"),
    [
        ("https://ia.valbrise.example", "ia.valbrise.example"),
        ("http://localhost:8000", "localhost"),
        ("http://[::1]:8000", "::1"),
    ],
)
def test_it_makes_whole_addresses_from_the_setting(settings, setting, host):
    settings.SITE_ADDRESS = setting

    assert site_address() == setting
    assert site_address("/r/7k3m9q2x/") == f"{setting}/r/7k3m9q2x/"
    assert site_host() == host
