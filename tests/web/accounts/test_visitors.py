# SPDX-FileCopyrightText: 2026 Balise contributors
# SPDX-License-Identifier: EUPL-1.2

"""Whom the site takes a visitor for."""

import pytest
from django.test import RequestFactory, override_settings
from hypothesis import given
from hypothesis import strategies as st

from balise.web.accounts.visitors import address_of, home_of


def request(forwarded="", connected="10.0.0.1"):
    return RequestFactory(REMOTE_ADDR=connected, HTTP_X_FORWARDED_FOR=forwarded).get("/")


def test_it_believes_no_header_without_a_proxy(settings):
    settings.SECURE_PROXY_SSL_HEADER = None

    assert address_of(request("1.2.3.4")) == "10.0.0.1"


@pytest.fixture
def behind_a_proxy(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("forwarded", "seen"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("1.1.1.1, 203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("", "10.0.0.1"),
        ("203.0.113.7, not an address", "10.0.0.1"),
    ],
)
@pytest.mark.usefixtures("behind_a_proxy")
def test_it_believes_the_last_address_alone_which_the_proxy_wrote(forwarded, seen):
    assert address_of(request(forwarded)) == seen


@given(st.text(max_size=60))
def test_it_is_never_told_another_address_by_what_the_visitor_sends(sent):
    with override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")):
        assert address_of(request(f"{sent}, 203.0.113.7")) == "203.0.113.7"


@pytest.mark.parametrize(
    ("connected", "counted"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("203.0.113.7", "203.0.113.7"),
        ("", None),
    ],
)
def test_it_counts_together_the_addresses_of_one_home(connected, counted):
    assert home_of(request(connected=connected)) == counted
